// A field in which one types a part of what one looks for and takes it from the list below: the editable combobox with a
// listbox (WAI-ARIA 1.2). Typing never chooses: Enter, Tab on a choice, or a press does. Escape brings back what was there.
export interface Choice { value: string; words: string; note?: string }

export interface Choices {
  // those that fit what is typed; undefined where there is nothing to say of it
  fitting(typed: string): Choice[] | undefined | Promise<Choice[] | undefined>
  // what stands there when nobody is typing
  now(): string
  take(choice: Choice): void
  // what was there is there again
  back?(): void
  // Where only a choice will do: the one that was meant by words that nobody took.
  meant?(typed: string): Choice | undefined
}

export function combobox(input: HTMLInputElement, choices: Choices, says: DOMStringMap): { show(): void; open(typed?: string): Promise<void> } {
  const frame = document.createElement('div')
  const list = document.createElement('ul')
  const status = document.createElement('p')
  const label = input.labels?.[0]
  let offered: Choice[] = []
  let active = -1
  let turn = 0
  let speaking = 0

  frame.className = 'ch-combobox'
  list.className = 'ch-combobox__list'
  list.id = `${input.id}-list`
  list.hidden = true
  list.setAttribute('role', 'listbox')
  list.setAttribute('aria-label', label?.textContent?.trim() ?? '')
  status.className = 'govuk-visually-hidden'
  status.setAttribute('role', 'status')
  for (const [name, value] of Object.entries({ role: 'combobox', autocomplete: 'off', spellcheck: 'false', 'aria-autocomplete': 'list', 'aria-expanded': 'false', 'aria-controls': list.id })) {
    input.setAttribute(name, value)
  }
  input.before(frame)
  frame.append(input, list, status)

  function say(words: string, seen = false): void {
    clearTimeout(speaking)
    speaking = setTimeout(() => {
      status.textContent = words
      status.className = seen ? 'ch-combobox__note' : 'govuk-visually-hidden'
    }, 400)
  }

  function close(): void {
    turn++
    list.hidden = true
    input.setAttribute('aria-expanded', 'false')
    mark(-1)
  }

  // What is chosen already narrows nothing.
  const asked = () => (choices.meant && input.value === choices.now() ? '' : input.value.trim())

  async function open(typed = asked()): Promise<void> {
    const mine = ++turn
    const found = await choices.fitting(typed)
    if (mine !== turn || document.activeElement !== input) return
    offered = found ?? []
    list.replaceChildren(...offered.map(line))
    list.hidden = offered.length === 0
    input.setAttribute('aria-expanded', String(!list.hidden))
    mark(-1)
    if (!found) say('')
    else if (list.hidden) say(says.saysNone ?? '', true)
    else say(`${says.saysFit} ${offered.length}`)
  }

  function line(choice: Choice, at: number): HTMLElement {
    const option = document.createElement('li')
    option.id = `${list.id}-${at}`
    option.setAttribute('role', 'option')
    option.append(choice.words)
    if (choice.note) {
      const note = document.createElement('span')
      note.textContent = choice.note
      option.append(' ', note)
    }
    option.addEventListener('click', () => take(choice))
    return option
  }

  function mark(at: number): void {
    active = at
    for (const [i, option] of [...list.children].entries()) option.setAttribute('aria-selected', String(i === at))
    const option = list.children[at]
    if (option) input.setAttribute('aria-activedescendant', option.id)
    else input.removeAttribute('aria-activedescendant')
    option?.scrollIntoView({ block: 'nearest' })
  }

  function take(choice: Choice): void {
    choices.take(choice)
    show()
    close()
    say(choice.words)
  }

  function show(): void {
    input.value = choices.now()
  }

  async function walk(by: number): Promise<void> {
    if (list.hidden) {
      await open()
      const now = offered.findIndex(choice => choice.words === choices.now())
      if (now >= 0) return mark(now)
    }
    if (list.hidden) return
    const here = active < 0 && by < 0 ? 0 : active
    mark((here + by + offered.length) % offered.length)
  }

  function leave(): void {
    if (choices.meant && input.value !== choices.now()) {
      const choice = choices.meant(input.value.trim())
      if (choice) choices.take(choice)
      say(choice?.words ?? says.saysKept ?? '', !choice)
      show()
    }
    close()
  }

  input.addEventListener('input', () => {
    status.className = 'govuk-visually-hidden'
    mark(-1)
    void open()
  })
  input.addEventListener('blur', leave)
  input.addEventListener('keydown', event => {
    const key = event.key
    if (key === 'ArrowDown' || key === 'ArrowUp') {
      event.preventDefault()
      void walk(key === 'ArrowDown' ? 1 : -1)
    } else if (key === 'Enter' && !list.hidden) {
      const choice = offered[active] ?? (choices.meant && offered.length === 1 ? offered[0] : undefined)
      if (choice || choices.meant) event.preventDefault()
      if (choice) take(choice)
    } else if (key === 'Tab' && active >= 0) {
      take(offered[active]!)
    } else if (key === 'Escape' && (!list.hidden || input.value !== choices.now())) {
      event.preventDefault()
      event.stopPropagation()
      choices.back?.()
      show()
      close()
      say('')
    }
  })
  // A press on the list must not take the focus out of the field.
  list.addEventListener('mousedown', event => event.preventDefault())
  return { show, open }
}
