// The kitchen sink of crates/web in Chromium: axe in three themes, at 1280 and 320 px; targets; sizes. Start it first:
//   cargo run -p web --example kitchen_sink
//   node parts.mjs http://127.0.0.1:8099 [folder for pictures]
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { chromium } from 'playwright-core'

const [base = 'http://127.0.0.1:8099', pictures] = process.argv.slice(2)
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] })
let faults = 0

for (const theme of ['light', 'dark', 'contrast']) {
  for (const width of [1280, 320]) {
    const context = await browser.newContext({ viewport: { width, height: 900 }, bypassCSP: true })
    await context.addCookies([{ name: 'look', value: `${theme}.100.en`, url: base }])
    const page = await context.newPage()
    for (const [name, path] of [['parts', '/'], ['list', '/list?town=Leeds'], ['sign-in', '/sign-in'], ['look', '/look'], ['missing', '/nowhere']]) {
      const said = []
      page.on('console', message => message.type() === 'error' && !message.text().includes('404') && said.push(message.text()))
      await page.goto(base + path)
      if (pictures) await page.screenshot({ path: `${pictures}/${name}-${theme}-${width}.png`, fullPage: true })
      await page.evaluate(axe)
      const options = { runOnly: ['wcag2a', 'wcag2aa', 'wcag2aaa', 'wcag21aa', 'wcag22aa', 'best-practice'] }
      const { violations } = await page.evaluate(o => globalThis.axe.run(o), options)
      const wide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)
      const small = await page.evaluate(smallTargets)
      for (const line of [...violations.map(v => `${v.id}: ${v.nodes.map(n => n.target + ' ' + (n.any[0]?.message ?? '')).slice(0, 4).join(' | ')}`), ...small.map(s => 'small target: ' + s), ...(wide ? ['scrolls sideways'] : []), ...said]) {
        faults += 1
        console.log(`${name} ${theme} ${width}: ${line}`)
      }
    }
    await context.close()
  }
}
await browser.close()
console.log(faults ? `${faults} faults` : 'no faults')
process.exit(faults ? 1 : 0)

function smallTargets() {
  const found = []
  for (const one of document.querySelectorAll('a[href], button, summary, select, input:not([type=hidden])')) {
    const box = one.matches('.govuk-radios__input, .govuk-checkboxes__input') ? one.parentElement.getBoundingClientRect() : one.getBoundingClientRect()
    const inline = one.matches('p a, .govuk-hint a') && !one.matches('.ch-textlink')
    const hidden = one.closest('.govuk-skip-link, .govuk-visually-hidden, [hidden]') || box.width === 0
    if (!inline && !hidden && (box.height < 43.9 || box.width < 43.9)) found.push(`${one.tagName} "${one.textContent.trim().slice(0, 20)}" ${one.className} ${box.width.toFixed()}x${box.height.toFixed()}`)
  }
  return found
}
