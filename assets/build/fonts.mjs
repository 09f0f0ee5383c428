// The page's typeface, and the fonts that labels are printed with.
import { copyFile, mkdir, readFile } from 'node:fs/promises'
import { publish } from './publish.mjs'

const modules = new URL('../node_modules/', import.meta.url)
const typeface = new URL('@fontsource-variable/atkinson-hyperlegible-next/files/', modules)
const ranges = {
  latin: 'U+0000-00FF,U+0131,U+0152-0153,U+02BB-02BC,U+02C6,U+02DA,U+02DC,U+0304,U+0308,U+0329,U+2000-206F,U+20AC,U+2122,U+2191,U+2193,U+2212,U+2215,U+FEFF,U+FFFD',
  'latin-ext': 'U+0100-02BA,U+02BD-02C5,U+02C7-02CC,U+02CE-02D7,U+02DD-02FF,U+0304,U+0308,U+0329,U+1D00-1DBF,U+1E00-1E9F,U+1EF2-1EFF,U+2020,U+20A0-20AB,U+20AD-20C0,U+2113,U+2C60-2C7F,U+A720-A7FF',
}

export async function webFonts(dist) {
  let rules = ''
  const files = []
  for (const [subset, range] of Object.entries(ranges)) {
    const bytes = await readFile(new URL(`atkinson-hyperlegible-next-${subset}-wght-normal.woff2`, typeface))
    const file = await publish(dist, `atkinson-${subset}.woff2`, bytes)
    files.push(file)
    rules += `@font-face{font-family:"Atkinson Hyperlegible Next";font-style:normal;font-display:swap;font-weight:200 800;src:url(${file.file}) format("woff2");unicode-range:${range}}\n`
  }
  return { rules, files }
}

// fonts.json: [{ "package": "…", "file": "path in the package", "name": "name in dist/fonts/", "scripts": […] }]
export async function labelFonts(dist) {
  const list = await readFile(new URL('../fonts.json', import.meta.url), 'utf8').then(JSON.parse, () => [])
  await mkdir(new URL('fonts/', dist), { recursive: true })
  for (const font of list) {
    await copyFile(new URL(`${font.package}/${font.file}`, modules), new URL(`fonts/${font.name}`, dist))
  }
}
