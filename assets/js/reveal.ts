// Fields that belong to one choice show when it is taken. The kit's own script does the same but marks radios with
// aria-expanded, which radios may not have.
export function reveal(): void {
  const choices = [...document.querySelectorAll<HTMLInputElement>('input[data-aria-controls]')]
  const show = () => {
    for (const choice of choices) {
      const kind = choice.type === 'radio' ? 'radios' : 'checkboxes'
      document.getElementById(choice.dataset.ariaControls ?? '')?.classList.toggle(`govuk-${kind}__conditional--hidden`, !choice.checked)
    }
  }
  document.addEventListener('change', show)
  addEventListener('pageshow', show)
  show()
}
