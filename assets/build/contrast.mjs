// The build stops when a theme's text falls under 7:1, or a border or focus mark under 3:1.
const text = [
  ['ink', 'ground'], ['ink', 'paper'], ['ink', 'quiet'], ['ink', 'quiet-strong'], ['ink-soft', 'ground'], ['ink-soft', 'paper'], ['ink-soft', 'quiet'],
  ['link', 'ground'], ['link', 'paper'], ['link', 'quiet'], ['link', 'quiet-strong'], ['link-visited', 'ground'], ['link-visited', 'paper'], ['link-visited', 'quiet'],
  ['link-hover', 'ground'], ['link-hover', 'paper'], ['link-hover', 'quiet'], ['link-hover', 'quiet-strong'],
  ['on-accent', 'accent'], ['on-accent', 'accent-hover'], ['on-danger', 'danger'], ['on-danger', 'danger-hover'], ['on-good', 'good'],
  ['on-band', 'band'], ['band-soft', 'band'], ['danger', 'paper'], ['danger', 'ground'], ['good', 'paper'], ['good', 'ground'], ['focus-ink', 'focus'],
  ...['blue', 'green', 'teal', 'purple', 'magenta', 'red', 'orange', 'yellow', 'grey'].map(c => [`${c}-shade`, `${c}-tint`]),
]
const marks = [
  ['line-strong', 'paper'], ['line-strong', 'ground'], ['accent', 'paper'], ['danger', 'paper'],
  ['focus-line', 'paper'], ['focus-line', 'ground'], ['focus-line', 'quiet'], ['focus', 'band'],
]

export function checkContrast(css) {
  const light = values(css, ':root{color-scheme:light')
  const themes = { light, dark: values(css, '[data-theme=dark]{'), contrast: values(css, '[data-theme=contrast]{') }
  const faults = []
  for (const [theme, colours] of Object.entries(themes)) {
    for (const [pairs, least] of [[text, 7], [marks, 3]]) {
      for (const [a, b] of pairs) {
        const found = ratio(colours[a], colours[b])
        if (!(found >= least)) faults.push(`${theme}: ${a} on ${b} is ${found?.toFixed(2)}, ${least} is wanted`)
      }
    }
  }
  if (faults.length) throw new Error('Contrast:\n' + faults.join('\n'))
}

function values(css, start) {
  const from = css.indexOf(start)
  if (from < 0) throw new Error(`No block ${start} in the style`)
  const body = css.slice(from, css.indexOf('}', from))
  return Object.fromEntries([...body.matchAll(/--([a-z-]+): ?(#[0-9a-f]{3,6})/g)].map(m => [m[1], m[2]]))
}

function ratio(a, b) {
  const [x, y] = [luminance(a), luminance(b)].sort((p, q) => q - p)
  return (x + 0.05) / (y + 0.05)
}

function luminance(hex) {
  const full = hex.length === 4 ? '#' + [...hex.slice(1)].map(c => c + c).join('') : hex
  const [r, g, b] = [1, 3, 5].map(i => parseInt(full.slice(i, i + 2), 16) / 255).map(c => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4))
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}
