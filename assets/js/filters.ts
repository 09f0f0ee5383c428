// On a narrow screen the filters would stand between the reader and the list: they begin folded, unless one has a fault.
export function roomForTheList(): void {
  if (!matchMedia('(max-width: 48em)').matches) return
  for (const filter of document.querySelectorAll<HTMLDetailsElement>('details.ch-filter[open]')) {
    filter.open = filter.querySelector('.govuk-error-message') !== null
  }
}
