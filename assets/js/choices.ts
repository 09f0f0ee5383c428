// What comboboxes offer: the entries of a <select data-searched>, and what the server answers at the address of an
// <input data-suggests="/address">. Without this script the select is the browser's own, and what is typed in the input is
// looked up when the form is sent.
import { type Choice, combobox } from './combobox'

export function searchedSelects(): void {
  for (const select of document.querySelectorAll<HTMLSelectElement>('select[data-searched]:not(:disabled)')) {
    const input = document.createElement('input')
    input.type = 'text'
    input.className = `govuk-input${select.classList.contains('govuk-select--error') ? ' govuk-input--error' : ''}`
    const described = select.getAttribute('aria-describedby')
    if (described) input.setAttribute('aria-describedby', described)
    select.before(input)
    input.id = select.id
    select.id += '-value'
    select.hidden = true

    const all: Choice[] = [...select.options].filter(option => !option.disabled).map(({ value, text }) => ({ value, words: text }))
    const box = combobox(input, {
      fitting: typed => fitting(all, typed),
      now: () => select.selectedOptions[0]?.text ?? '',
      take(choice) {
        select.value = choice.value
        select.dispatchEvent(new Event('change', { bubbles: true }))
      },
      meant(typed) {
        if (typed === '') return all.find(one => one.value === '')
        const fit = fitting(all, typed)
        return fit.length === 1 ? fit[0] : fit.find(one => folded(one.words) === folded(typed))
      },
    }, select.dataset)
    input.after(opener(input, select.dataset.saysAll ?? '', () => box.open('')))
    input.addEventListener('click', () => {
      if (input.value === select.selectedOptions[0]?.text) input.select()
      void box.open()
    })
    // Back in the history the browser fills in what was chosen, not what was written.
    addEventListener('pageshow', box.show)
    box.show()
  }
}

function opener(input: HTMLInputElement, words: string, open: () => void): HTMLButtonElement {
  const button = document.createElement('button')
  button.type = 'button'
  button.className = 'ch-combobox__open'
  button.tabIndex = -1
  button.setAttribute('aria-label', `${words}: ${input.labels?.[0]?.textContent?.trim()}`)
  button.addEventListener('mousedown', event => event.preventDefault())
  button.addEventListener('click', () => {
    input.focus()
    open()
  })
  return button
}

// All words in any order; those that begin as typed come first.
function fitting(all: Choice[], typed: string): Choice[] {
  const wanted = folded(typed).split(/\s+/).filter(Boolean)
  const fit = all.filter(({ words }) => wanted.every(word => folded(words).includes(word)))
  const first = (choice: Choice) => Number(!folded(choice.words).startsWith(folded(typed)))
  return fit.sort((a, b) => first(a) - first(b))
}

function folded(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
}

export function suggestions(): void {
  for (const input of document.querySelectorAll<HTMLInputElement>('input[data-suggests]')) {
    const { suggests = '', means = '', meansNow = '' } = input.dataset
    const name = input.name
    const meant = document.createElement('input')
    meant.type = 'hidden'
    let asked: AbortController | undefined
    let kept = { words: input.value, value: meansNow }

    // The value of an offer goes with the form for as long as its words stand in the field.
    const mean = (value: string) => {
      meant.value = value
      meant.name = value ? means : ''
      input.name = value && means === name ? '' : name
    }
    input.after(meant)
    mean(meansNow)
    input.addEventListener('focus', () => (kept = { words: input.value, value: meant.value }))
    input.addEventListener('input', () => mean(''))
    input.addEventListener('blur', () => asked?.abort())
    combobox(input, {
      async fitting(typed) {
        asked?.abort()
        if ([...typed].length < 2) return undefined
        const { signal } = (asked = new AbortController())
        await new Promise(go => setTimeout(go, 200))
        return ask(suggests, typed, signal)
      },
      now: () => kept.words,
      take(choice) {
        kept = choice
        mean(choice.value)
      },
      back: () => mean(kept.value),
    }, input.dataset)
  }
}

async function ask(address: string, typed: string, signal: AbortSignal): Promise<Choice[] | undefined> {
  const place = new URL(address, location.href)
  place.searchParams.set('q', typed)
  try {
    signal.throwIfAborted()
    const answer = await fetch(place, { credentials: 'same-origin', cache: 'no-store', signal })
    return answer.ok ? await answer.json() : undefined
  } catch {
    return undefined // without suggestions the field is what it was
  }
}
