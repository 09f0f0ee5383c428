// Common and breached passwords for a check without the network: of each, in lower case and NFKC, the first five bytes of
// its SHA-256, sorted and joined. A reader searches by halves; a wrong hit is one in twenty million. The file lists no password.
import { createHash } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { dictionary } from '@zxcvbn-ts/language-common'

const least = 30000

export async function breachedPasswords(dist) {
  const prints = new Set()
  for (const word of dictionary['passwords-common'] ?? dictionary.passwords) {
    prints.add(createHash('sha256').update(word.toLowerCase().normalize('NFKC')).digest('hex').slice(0, 10))
  }
  if (prints.size < least) throw new Error(`Only ${prints.size} common passwords were found; ${least} are wanted.`)
  await writeFile(new URL('breached-passwords.bin', dist), Buffer.from([...prints].sort().join(''), 'hex'))
  return prints.size
}
