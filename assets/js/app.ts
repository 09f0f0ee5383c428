// Small helps on pages that work without them.
import { Button, CharacterCount, Checkboxes, createAll, ErrorSummary, NotificationBanner, PasswordInput, Radios, SkipLink } from 'govuk-frontend'
import { idleWarning } from './idle'
import { tickAll } from './ticks'

document.body.classList.add('js-enabled', 'govuk-frontend-supported')
for (const part of [Button, CharacterCount, Checkboxes, ErrorSummary, NotificationBanner, PasswordInput, Radios, SkipLink]) {
  createAll(part as typeof Button)
}
tickAll()
idleWarning()
