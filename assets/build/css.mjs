// The kits' style with our colours and typeface in place of theirs, then our own.
import { fileURLToPath } from 'node:url'
import * as esbuild from 'esbuild'
import * as sass from 'sass'

const root = fileURLToPath(new URL('..', import.meta.url))
const options = { loadPaths: [root, root + 'node_modules'], quietDeps: true, logger: sass.Logger.silent }

// Fixed colours of the kits by what they colour. A colour that is not here stops the build.
const ground = {
  '#f3f3f3': '--quiet', '#ffffff': '--paper', '#cecece': '--quiet-strong', '#0b0c0c': '--ink', '#f4f8fb': '--quiet',
  '#0f7a52': '--accent', '#0b5c3e': '--accent-hover', '#ca3535': '--danger', '#982828': '--danger-hover',
  '#1d70b8': '--link', '#d2e2f1': '--blue-tint', '#cfe4dc': '--green-tint', '#d0e6e7': '--teal-tint',
  '#ddd6ec': '--purple-tint', '#f4d7e5': '--magenta-tint', '#f4d7d7': '--red-tint', '#fde4d7': '--orange-tint',
  '#ffee80': '--yellow-tint',
}
const ink = {
  '#0b0c0c': '--ink', '#ffffff': '--on-accent', '#0f385c': '--blue-shade', '#083d29': '--green-shade',
  '#0b4144': '--teal-shade', '#2a1950': '--purple-shade', '#651b3e': '--magenta-shade', '#651b1b': '--red-shade',
  '#7a3c1c': '--orange-shade', '#484949': '--ink-soft',
}
const edge = {
  '#cecece': '--line', '#858686': '--line-strong', '#0b0c0c': '--line-strong', '#083d29': '--accent-shade',
  '#651b1b': '--danger-shade', '#0f385c': '--line-strong', '#ffffff': '--paper',
}

export async function style(fontRules) {
  const kits = withOurColours(sass.compile(root + 'css/kits.scss', options).css)
  const own = sass.compile(root + 'css/main.scss', options).css
  const all = fontRules + kits + own
  return (await esbuild.transform(all, { loader: 'css', minify: true, target: ['chrome109', 'firefox115', 'safari15.6'] })).code
}

function withOurColours(css) {
  let selector = ''
  return css
    .replace(/@font-face\s*{[^}]*}/g, '')
    .replace(/@charset[^;]*;/g, '')
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/:root\s*{[^}]*--govuk-(?:brand|text)-colour[^}]*}/g, '')
    .replace(/"GDS Transport", arial, sans-serif/g, 'var(--font)')
    .replace(/var\((--govuk-[a-z-]+), #[0-9a-f]{3,8}\)/g, 'var($1)')
    .split('\n')
    .filter(line => !line.includes('url(/assets/images/'))
    .map(line => {
      if (line.trimEnd().endsWith('{') || line.trimEnd().endsWith(',')) selector = line
      const rule = /^(\s*)([a-z-]+): (.*);$/.exec(line)
      return rule ? `${rule[1]}${rule[2]}: ${ours(rule[2], rule[3], selector)};` : line
    })
    .join('\n')
}

function ours(property, value, selector) {
  const table = property === 'color' || property === 'fill' ? ink : property.startsWith('background') ? ground : edge
  return value.replace(/#[0-9a-f]{3,8}\b/g, hex => {
    if (table === ink && selector.includes(':focus')) return 'var(--focus-ink)'
    const name = table[hex]
    if (!name) throw new Error(`A colour without a name of ours: ${selector.trim()} ${property}: ${hex}. Add it to build/css.mjs.`)
    return `var(${name})`
  })
}
