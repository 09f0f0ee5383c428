// Buttons that put a field into the text where one typed last. Without this script the fields are typed.
export function insertFields(): void {
  const boxes = [...document.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>('[data-inserts]')]
  let last = boxes.find(box => box instanceof HTMLTextAreaElement)
  if (!last) return
  for (const box of boxes) box.addEventListener('focus', () => (last = box))
  for (const button of document.querySelectorAll<HTMLButtonElement>('[data-insert]')) {
    button.hidden = false
    button.addEventListener('click', () => {
      if (!last) return
      last.setRangeText(button.dataset.insert ?? '', last.selectionStart ?? 0, last.selectionEnd ?? 0, 'end')
      last.focus()
    })
  }
}
