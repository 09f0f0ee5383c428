// A box in the table's head that ticks every row on the page. The server reserves its room, so nothing jumps.
export function tickAll(): void {
  for (const place of document.querySelectorAll<HTMLElement>('[data-tick-all]')) {
    const table = place.closest('table')
    if (!table) continue
    const rows = () => [...table.querySelectorAll<HTMLInputElement>('tbody input[type=checkbox]')]
    const all = document.createElement('input')
    all.type = 'checkbox'
    all.className = 'ch-checkbox'
    all.setAttribute('aria-label', place.dataset.tickAll ?? '')
    const show = () => {
      const ticked = rows().filter(row => row.checked).length
      all.checked = ticked > 0 && ticked === rows().length
      all.indeterminate = ticked > 0 && !all.checked
    }
    all.addEventListener('change', () => rows().forEach(row => (row.checked = all.checked)))
    table.addEventListener('change', show)
    place.replaceChildren(all)
    show()
  }
}
