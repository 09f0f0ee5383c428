// The bar for every page: WCAG 2.2 A and AA by axe, contrast 7:1 (1.4.6), targets of 44 px (2.5.5), 320 px wide (1.4.10).
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const TARGET = 44;

export async function accessible(page) {
  const violations = page.scriptsOff ? await onCopy(page, violationsOf) : await violationsOf(page);
  const found = violations.map(({ id, help, nodes }) =>
    `${id}: ${help}\n${nodes.map((node) => `  ${node.target.join(' ')}  ${node.html.slice(0, 160)}`).join('\n')}`);
  if (found.length > 0) throw new Error(`not accessible: ${page.url()}\n${found.join('\n')}`);
}

async function violationsOf(page) {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => window.axe.run(document, {
    runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] },
    rules: { 'color-contrast-enhanced': { enabled: true } },
    resultTypes: ['violations'],
  }));
  return violations;
}

// axe cannot run in a profile without JavaScript, so it looks at a copy of what that profile shows: same HTML, same
// styles, none of our scripts.
async function onCopy(page, look) {
  const html = await page.content();
  const context = await page.context().browser().newContext({ viewport: page.viewportSize() });
  try {
    const copy = await context.newPage();
    await copy.route('**/*', (route) => (route.request().resourceType() === 'script' ? route.abort() : route.continue()));
    await copy.route(page.url(), (route) => route.fulfill({ contentType: 'text/html; charset=utf-8', body: html }));
    await copy.goto(page.url());
    return await look(copy);
  } finally {
    await context.close();
  }
}

// Links inside a sentence are excepted, as in the standard; what is seen only with the focus on it is measured with the focus.
export async function largeTargets(page) {
  const small = await page.evaluate(findSmallTargets, TARGET);
  if (small.length > 0) throw new Error(`targets under ${TARGET} px: ${page.url()}\n  ${small.join('\n  ')}`);
}

// Runs in the page.
function findSmallTargets(least) {
  const enough = least - 0.5;
  const targets = 'a[href], button, input:not([type=hidden]), select, textarea, summary, [role=button], [role=link], [tabindex="0"]';
  const scrolled = [scrollX, scrollY];
  const focused = document.activeElement;
  const small = [];
  for (const element of document.querySelectorAll(targets)) {
    if (element.disabled || !element.checkVisibility({ visibilityProperty: true }) || insideSentence(element)) continue;
    let box = element.getBoundingClientRect();
    if (box.width <= 1 || box.height <= 1) {
      element.focus();
      box = element.getBoundingClientRect();
      if (box.width <= 1 || box.height <= 1) continue;
    }
    if (box.width >= enough && box.height >= enough) continue;
    if (!reaches(element)) {
      small.push(`${Math.round(box.width)} x ${Math.round(box.height)}: ${element.outerHTML.slice(0, 140).replace(/\s+/g, ' ')}`);
    }
  }
  if (focused !== document.body) focused?.focus?.();
  if (document.activeElement !== focused) document.activeElement?.blur();
  scrollTo(...scrolled);
  return small;

  // A click 22 px off the middle still counts: padding of a pseudo-element, a label, or a box around it reaches that far.
  function reaches(element) {
    element.scrollIntoView({ block: 'center', inline: 'center' });
    const box = element.getBoundingClientRect();
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    const far = least / 2 - 1;
    return [[-far, 0], [far, 0], [0, -far], [0, far]].every(([right, down]) => hits(element, x + right, y + down))
      || [...(element.labels ?? [])].some((label) => {
        const around = label.getBoundingClientRect();
        return around.height >= enough && around.width >= enough;
      });
  }

  function hits(element, x, y) {
    const there = document.elementFromPoint(x, y);
    return there !== null && (element.contains(there) || [...(element.labels ?? [])].some((label) => label.contains(there)));
  }

  function insideSentence(element) {
    if (element.tagName !== 'A' || getComputedStyle(element).display !== 'inline') return false;
    let block = element.parentElement;
    while (block && getComputedStyle(block).display === 'inline') block = block.parentElement;
    const around = block?.cloneNode(true);
    around?.querySelectorAll('a, button, .govuk-visually-hidden').forEach((inner) => inner.remove());
    return /\p{L}{2}/u.test(around?.textContent ?? '');
  }
}

// At 320 px nothing may need scrolling sideways, unless it scrolls inside a box of its own (a wide table).
export async function narrow(page, look = async () => {}) {
  const before = page.viewportSize();
  await page.setViewportSize({ width: 320, height: 800 });
  try {
    const { width, wide } = await page.evaluate(() => {
      const page = document.scrollingElement;
      const sticking = [...document.body.querySelectorAll('*')].filter((element) => element.getBoundingClientRect().right > innerWidth + 1);
      return { width: page.scrollWidth, wide: sticking.slice(0, 8).map((element) => element.outerHTML.slice(0, 120).replace(/\s+/g, ' ')) };
    });
    if (width > 320) throw new Error(`scrolls sideways at 320 px (${width} px wide): ${page.url()}\n  ${wide.join('\n  ')}`);
    await look();
  } finally {
    await page.setViewportSize(before);
  }
}
