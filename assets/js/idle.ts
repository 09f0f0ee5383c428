// Before a session ends for want of use, a notice says when, and one press keeps it. Nothing typed is lost.
// The server writes <div data-idle="seconds" data-keep="/address" hidden> with the words and the button inside.
export function idleWarning(): void {
  const notice = document.querySelector<HTMLElement>('[data-idle]')
  if (!notice) return
  const seconds = Number(notice.dataset.idle)
  const warnAfter = Math.max(0, seconds - 5 * 60) * 1000
  let timer = setTimeout(warn, warnAfter)

  function warn(): void {
    notice!.hidden = false
  }
  notice.querySelector('button')?.addEventListener('click', async event => {
    event.preventDefault()
    const answer = await fetch(notice.dataset.keep ?? '', { credentials: 'same-origin', cache: 'no-store' })
    if (!answer.ok) return
    notice.hidden = true
    clearTimeout(timer)
    timer = setTimeout(warn, warnAfter)
  })
}
