// npm run build: from sources and npm packages to dist/. Nothing in dist/ is committed.
//   dist/web/   what browsers get: style, script, fonts, mark; named by their content, each also .br and .gz; manifest.json
//   dist/fonts/ the fonts of printed labels, as listed in fonts.json
//   dist/breached-passwords.bin  common and breached passwords, hashed and sorted (see passwords.mjs)
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { checkContrast } from './contrast.mjs'
import { style } from './css.mjs'
import { labelFonts, webFonts } from './fonts.mjs'
import { script } from './js.mjs'
import { breachedPasswords } from './passwords.mjs'
import { publish } from './publish.mjs'

const dist = new URL('../dist/', import.meta.url)
await rm(dist, { recursive: true, force: true })
await mkdir(new URL('web/', dist), { recursive: true })

const fonts = await webFonts(dist)
const css = await style(fonts.rules)
checkContrast(css)
const manifest = {
  fonts: fonts.files,
  'app.css': await publish(dist, 'app.css', Buffer.from(css)),
  'icon.svg': await publish(dist, 'icon.svg', await readFile(new URL('../icon.svg', import.meta.url))),
  'app.js': await publish(dist, 'app.js', Buffer.from(await script())),
}
await writeFile(new URL('web/manifest.json', dist), JSON.stringify(manifest, null, 2))
await labelFonts(dist)
const passwords = await breachedPasswords(dist)

const kb = n => (n / 1024).toFixed(1) + ' KB'
for (const f of [manifest['app.css'], manifest['app.js'], ...fonts.files]) console.log(f.file, kb(f.bytes), 'brotli', kb(f.brotli))
console.log('breached passwords', passwords)
