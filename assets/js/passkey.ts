// Forms that a passkey answers (visit/passkey_press.html). The server gives the question, the browser asks for finger,
// face or PIN, and the answer goes back as an ordinary form. Where passkeys do not work the form says so.
type Question = { options: Record<string, any>, sealed: string }

const bytes = (text: string) => Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), c => c.charCodeAt(0))
const text = (buffer: ArrayBuffer) => btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '')

let offering: AbortController | undefined
let pressed = false

export function passkeys(): void {
  const works = isSecureContext && 'PublicKeyCredential' in window
  for (const form of document.querySelectorAll<HTMLFormElement>('form[data-passkey]')) {
    show(form, works && /[a-z]$/i.test(location.hostname) ? 'ready' : 'not')
    form.addEventListener('submit', event => {
      event.preventDefault()
      void press(form)
    })
    if (works && form.dataset.passkey === 'offered') void offer(form)
  }
}

function show(form: HTMLFormElement, part: string): void {
  for (const one of ['ready', 'not', 'failed']) {
    const place = form.querySelector<HTMLElement>(`[data-passkey-${one}]`)
    if (place) place.hidden = one !== part && !(one === 'ready' && part === 'failed')
  }
}

async function press(form: HTMLFormElement): Promise<void> {
  if (pressed) return
  pressed = true
  offering?.abort()
  show(form, 'ready')
  try {
    const question = await ask(form)
    const credential = form.dataset.passkey === 'new'
      ? await navigator.credentials.create({ publicKey: creation(question) })
      : await navigator.credentials.get({ publicKey: request(question) })
    send(form, question, credential)
  } catch {
    pressed = false
    show(form, 'failed')
  }
}

// The browser offers passkeys in the field of the address. A question lasts five minutes, so it is asked anew before.
async function offer(form: HTMLFormElement): Promise<void> {
  if (!(await PublicKeyCredential.isConditionalMediationAvailable?.())) return
  const abort = offering = new AbortController()
  const timer = setTimeout(() => { abort.abort(); void offer(form) }, 4 * 60_000)
  abort.signal.addEventListener('abort', () => clearTimeout(timer))
  try {
    const question = await ask(form)
    const credential = await navigator.credentials.get({ publicKey: request(question), mediation: 'conditional', signal: abort.signal })
    send(form, question, credential)
  } catch {
    // Given up, or signed in by other means: the button is still there.
  }
}

async function ask(form: HTMLFormElement): Promise<Question> {
  const body = new URLSearchParams({ csrf: field(form, 'csrf').value })
  const answer = await fetch(form.dataset.beginning ?? '', { method: 'POST', body, credentials: 'same-origin', cache: 'no-store', redirect: 'error' })
  if (!answer.ok) throw new Error('no question')
  return answer.json()
}

function creation({ options }: Question): PublicKeyCredentialCreationOptions {
  return {
    ...options,
    challenge: bytes(options.challenge),
    user: { ...options.user, id: bytes(options.user.id) },
    excludeCredentials: options.excludeCredentials?.map((one: any) => ({ ...one, id: bytes(one.id) })),
  } as unknown as PublicKeyCredentialCreationOptions
}

function request({ options }: Question): PublicKeyCredentialRequestOptions {
  return { ...options, challenge: bytes(options.challenge), allowCredentials: [] }
}

function send(form: HTMLFormElement, question: Question, credential: Credential | null): void {
  const { id, rawId, type, response } = credential as PublicKeyCredential
  const said: Record<string, unknown> = { clientDataJSON: text(response.clientDataJSON) }
  if ('attestationObject' in response) {
    said.attestationObject = text((response as AuthenticatorAttestationResponse).attestationObject)
  } else {
    const { authenticatorData, signature, userHandle } = response as AuthenticatorAssertionResponse
    Object.assign(said, { authenticatorData: text(authenticatorData), signature: text(signature), userHandle: userHandle && text(userHandle) })
  }
  field(form, 'sealed').value = question.sealed
  field(form, 'answer').value = JSON.stringify({ id, rawId: text(rawId), type, response: said, extensions: {} })
  form.submit()
}

const field = (form: HTMLFormElement, name: string) => form.elements.namedItem(name) as HTMLInputElement
