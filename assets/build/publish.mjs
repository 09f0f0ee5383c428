// A file under its fingerprinted name, beside its brotli and gzip forms when those are smaller.
import { createHash } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'

export async function publish(dist, name, bytes) {
  const print = createHash('sha256').update(bytes).digest('hex').slice(0, 12)
  const dot = name.lastIndexOf('.')
  const file = `${name.slice(0, dot)}.${print}${name.slice(dot)}`
  const at = suffix => new URL(`web/${file}${suffix}`, dist)
  await writeFile(at(''), bytes)
  if (name.endsWith('.woff2')) return { name, file, bytes: bytes.length, brotli: bytes.length, packed: false }
  const brotli = brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } })
  await writeFile(at('.br'), brotli)
  await writeFile(at('.gz'), gzipSync(bytes, { level: 9 }))
  return { name, file, bytes: bytes.length, brotli: brotli.length, packed: true }
}
