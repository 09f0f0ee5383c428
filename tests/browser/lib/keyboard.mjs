// A person without a mouse: Tab until the thing has the focus, then a key. Every stop on the way must be seen (2.4.7, 2.4.12).
import { follow } from './follow.mjs';

const MOST_STOPS = 150;

export function keyboard(page) {
  // to('link', 'Members'): Tab until this control has the focus
  async function to(role, name) {
    await reach(page.getByRole(role, { name, exact: typeof name === 'string' }).first(), `${role} "${name}"`);
  }

  async function reach(wanted, words) {
    await wanted.waitFor();
    for (let stop = 0; stop < MOST_STOPS; stop++) {
      if (await wanted.evaluate((element) => element === document.activeElement)) return;
      await page.keyboard.press('Tab');
      await seen();
    }
    throw new Error(`${MOST_STOPS} presses of Tab do not reach ${words} on ${page.url()}`);
  }

  async function seen() {
    const fault = await page.evaluate(() => {
      const element = document.activeElement;
      if (!element || element === document.body) return undefined;
      const shows = () => {
        const { outlineStyle, outlineWidth, boxShadow, backgroundColor, borderColor, textDecoration } = getComputedStyle(element);
        return [outlineStyle, outlineWidth, boxShadow, backgroundColor, borderColor, textDecoration,
          ...['::before', '::after'].map((part) => { const style = getComputedStyle(element, part); return style.boxShadow + style.outline + style.backgroundColor; }),
          ...[...(element.labels ?? [])].map((label) => { const style = getComputedStyle(label, '::before'); return style.boxShadow + style.outline; })].join('|');
      };
      const withFocus = shows();
      const { x, y, width, height } = element.getBoundingClientRect();
      const inView = x + width > 0 && y + height > 0 && x < innerWidth && y < innerHeight;
      element.blur();
      const without = shows();
      element.focus({ preventScroll: true });
      const what = element.outerHTML.slice(0, 140);
      if (withFocus === without) return `the focus cannot be seen on ${what}`;
      if (!inView) return `the focus is off the screen on ${what}`;
      return undefined;
    });
    if (fault) throw new Error(`${fault} (${page.url()})`);
  }

  return {
    to,
    // press a link or button
    async press(role, name) {
      await to(role, name);
      await follow(page, () => page.keyboard.press('Enter'));
    },
    // write into a text field, over what is there
    async write(name, text) {
      await to('textbox', name);
      await page.keyboard.press('Control+A');
      await page.keyboard.type(text);
    },
    // tick a box
    async tick(name) {
      await to('checkbox', name);
      await page.keyboard.press('Space');
    },
    // choose one of several: Tab leads to the group, arrows to the one
    async choose(group, name) {
      const several = page.getByRole('group', { name: group });
      const first = several.getByRole('radio').first();
      await reach(first, `the group "${group}"`);
      const wanted = several.getByRole('radio', { name, exact: true });
      for (let stop = 0; !(await wanted.isChecked()); stop++) {
        if (stop > MOST_STOPS) throw new Error(`no arrow leads to "${name}"`);
        await page.keyboard.press(stop === 0 ? 'Space' : 'ArrowDown');
        await seen();
      }
    },
  };
}
