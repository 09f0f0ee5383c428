// Small helps on pages that work without them.
import { Button, CharacterCount, createAll, ErrorSummary, NotificationBanner, PasswordInput, SkipLink } from 'govuk-frontend'
import { idleWarning } from './idle'
import { roomForTheList } from './filters'
import { insertFields } from './inserts'
import { passkeys } from './passkey'
import { reveal } from './reveal'
import { tickAll } from './ticks'

document.body.classList.add('js-enabled', 'govuk-frontend-supported')
for (const part of [Button, CharacterCount, ErrorSummary, NotificationBanner, PasswordInput, SkipLink]) {
  createAll(part as typeof Button)
}
reveal()
roomForTheList()
tickAll()
insertFields()
idleWarning()
passkeys()
