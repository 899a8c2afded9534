// Passkeys: carries the two halves of a ceremony between the page, the device and us. Without this script, or in a
// browser that has no passkeys, the part stays hidden and the other ways in are there.

const box = document.querySelector('[data-passkey]')
const status = box?.querySelector('[role="status"]')
const { passkey: what, door, host, token, to, sorry } = box?.dataset ?? {}

const PATHS = { 'sign-in': ['sign-in/start', 'sign-in/finish'], prove: ['sign-in/start', 'prove/finish'], add: ['add/start', 'add/finish'] }

function bytes(text) {
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'))
  return Uint8Array.from(binary, (letter) => letter.charCodeAt(0))
}

function text(buffer) {
  const binary = String.fromCharCode(...new Uint8Array(buffer))
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}

async function send(path, body) {
  const response = await fetch(`${door}/passkey/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-form-token': token },
    body: JSON.stringify(body)
  })
  if (!response.ok) throw new Error(String(response.status))
  return response.json()
}

async function enter(options) {
  options.challenge = bytes(options.challenge)
  const made = await navigator.credentials.get({ publicKey: options })
  const { authenticatorData, clientDataJSON, signature, userHandle } = made.response
  return {
    id: made.id,
    rawId: text(made.rawId),
    type: made.type,
    response: {
      authenticatorData: text(authenticatorData),
      clientDataJSON: text(clientDataJSON),
      signature: text(signature),
      userHandle: userHandle && text(userHandle)
    }
  }
}

async function make(options) {
  options.challenge = bytes(options.challenge)
  options.user.id = bytes(options.user.id)
  for (const known of options.excludeCredentials ?? []) known.id = bytes(known.id)
  const made = await navigator.credentials.create({ publicKey: options })
  const { attestationObject, clientDataJSON } = made.response
  return {
    id: made.id,
    rawId: text(made.rawId),
    type: made.type,
    response: { attestationObject: text(attestationObject), clientDataJSON: text(clientDataJSON) }
  }
}

function typed() {
  if (what === 'add') return { named: box.querySelector('[name="named"]').value }
  const ownPhone = box.querySelector('[name="own_phone_with_passkey"]')
  return ownPhone ? { own_phone: ownPhone.checked } : {}
}

async function begin() {
  const [start, finish] = PATHS[what]
  status.textContent = ''
  try {
    const { publicKey } = await send(start, {})
    const credential = await (what === 'add' ? make(publicKey) : enter(publicKey))
    const done = await send(finish, { credential, to, ...typed() })
    window.location.assign(done.to)
  } catch {
    status.textContent = sorry
  }
}

if (box && window.PublicKeyCredential && location.hostname === host) {
  box.hidden = false
  box.querySelector('button').addEventListener('click', begin)
}
