// The page's typeface, and the fonts that labels are printed with.
import { copyFile, mkdir, readFile } from 'node:fs/promises'
import subsetFont from 'subset-font'
import { publish } from './publish.mjs'

const modules = new URL('../node_modules/', import.meta.url)
const typeface = new URL('@fontsource-variable/atkinson-hyperlegible-next/files/', modules)
// What pages are written in: Latin, and in a second file the letters of Welsh, Polish, Turkish and their like, fetched
// only when a page holds one. Of the weights only those from 400 to 700: together half of the package's files.
const weights = { min: 400, max: 700, default: 400 }
const subsets = {
  latin: [[0x20, 0x7e], [0xa0, 0xff], [0x152, 0x153], [0x2013, 0x2014], [0x2018, 0x201d], [0x2022], [0x2026], [0x20ac], [0x2122], [0x2212]],
  'latin-ext': [[0x100, 0x151], [0x154, 0x17f], [0x218, 0x21b], [0x1e80, 0x1e85], [0x1e9e], [0x1ef2, 0x1ef3]],
}

export async function webFonts(dist) {
  let rules = ''
  const files = []
  for (const [subset, ranges] of Object.entries(subsets)) {
    const whole = await readFile(new URL(`atkinson-hyperlegible-next-${subset}-wght-normal.woff2`, typeface))
    const letters = ranges.flatMap(([from, to = from]) => Array.from({ length: to - from + 1 }, (_, i) => String.fromCodePoint(from + i)))
    const bytes = await subsetFont(whole, letters.join(''), { targetFormat: 'woff2', variationAxes: { wght: weights } })
    const file = await publish(dist, `atkinson-${subset}.woff2`, bytes)
    files.push(file)
    const range = ranges.map(([from, to]) => 'U+' + from.toString(16) + (to ? '-' + to.toString(16) : '')).join(',')
    rules += `@font-face{font-family:"Atkinson Hyperlegible Next";font-style:normal;font-display:swap;font-weight:400 700;src:url(${file.file}) format("woff2");unicode-range:${range}}\n`
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
