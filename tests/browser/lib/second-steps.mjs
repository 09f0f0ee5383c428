// A telephone for journeys: passkeys by Chromium's virtual authenticator, codes as an app shows them (RFC 6238).
import { createHmac } from 'node:crypto';

// From now on the page's browser holds passkeys and unlocks them at once. Answers what it holds.
export async function withPasskeys(page) {
  const wire = await page.context().newCDPSession(page);
  await wire.send('WebAuthn.enable');
  const { authenticatorId } = await wire.send('WebAuthn.addVirtualAuthenticator', {
    options: { protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true },
  });
  return {
    // Nobody touches it, so that nothing is offered and taken by itself.
    rest: () => wire.send('WebAuthn.setAutomaticPresenceSimulation', { authenticatorId, enabled: false }),
    touch: () => wire.send('WebAuthn.setAutomaticPresenceSimulation', { authenticatorId, enabled: true }),
    held: async () => (await wire.send('WebAuthn.getCredentials', { authenticatorId })).credentials,
    refuse: () => wire.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: false }),
    allow: () => wire.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: true }),
  };
}

const SECONDS = 30;
const shown = new Map();

// The code of this key, another than last time: each works once.
export async function codeOf(key) {
  for (;;) {
    const step = Math.floor(Date.now() / 1000 / SECONDS);
    const last = shown.get(key) ?? 0;
    // One early counts, so the next is at hand without a wait.
    const next = Math.max(step - 1, last + 1);
    if (next <= step + 1) {
      shown.set(key, next);
      return code(key, next);
    }
    await new Promise((tell) => setTimeout(tell, 500));
  }
}

function code(key, step) {
  const moment = Buffer.alloc(8);
  moment.writeBigUInt64BE(BigInt(step));
  const hash = createHmac('sha1', bytes(key)).update(moment).digest();
  const at = hash[hash.length - 1] & 0xf;
  return String((hash.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}

function bytes(key) {
  const bits = [...key.replace(/\s/g, '')].map((letter) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0')).join('');
  return Buffer.from(bits.match(/.{8}/g).map((byte) => parseInt(byte, 2)));
}
