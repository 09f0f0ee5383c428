// Small helps on pages that work without them.
import { Button, CharacterCount, createAll, ErrorSummary, NotificationBanner, PasswordInput, SkipLink } from 'govuk-frontend'
import { searchedSelects, suggestions } from './choices'
import { idleWarning } from './idle'
import { roomForTheList } from './filters'
import { passkeys } from './passkey'
import { insertFields } from './inserts'
import { reveal } from './reveal'
import { tickAll } from './ticks'
import { touched } from './touched'

document.body.classList.add('js-enabled', 'govuk-frontend-supported')
for (const part of [Button, CharacterCount, ErrorSummary, NotificationBanner, PasswordInput, SkipLink]) {
  createAll(part as typeof Button)
}
reveal()
roomForTheList()
tickAll()
touched()
insertFields()
searchedSelects()
suggestions()
idleWarning()
passkeys()
