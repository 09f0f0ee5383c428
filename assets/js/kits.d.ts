// The govuk kit ships no types: what we use of it.
declare module 'govuk-frontend' {
  export class Button { constructor(root: Element) }
  export { Button as CharacterCount, Button as ErrorSummary, Button as NotificationBanner }
  export { Button as PasswordInput, Button as SkipLink }
  export function createAll(part: typeof Button): void
}
