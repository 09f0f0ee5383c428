// The page of an invitation says that somebody moved in it: touched, typed, scrolled. Once, and without waiting for it.
// The server writes <form data-touched="/address"> with the form token inside. A program that only reads links does none
// of that; whoever uses the page without scripts is noted when they press the button.
export function touched(): void {
  const form = document.querySelector<HTMLFormElement>('form[data-touched]')
  if (!form) return
  const first = ['pointerdown', 'keydown', 'wheel', 'touchmove']
  const tell = () => {
    first.forEach(kind => removeEventListener(kind, tell))
    const token = form.querySelector<HTMLInputElement>('input[name="csrf"]')?.value ?? ''
    const body = new URLSearchParams({ csrf: token })
    void fetch(form.dataset.touched ?? '', { method: 'POST', body, credentials: 'same-origin', keepalive: true })
  }
  first.forEach(kind => addEventListener(kind, tell, { passive: true }))
}
