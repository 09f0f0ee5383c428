// Chromium, and what a visit to the demo can do with it.
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { accessible, largeTargets, narrow } from './checks.mjs';
import { follow } from './follow.mjs';
import { validHtml } from './html.mjs';
import { keyboard } from './keyboard.mjs';
import { weigh } from './weight.mjs';

const screens = fileURLToPath(new URL('../../../.local/screens/', import.meta.url));

export async function startBrowser(home, association) {
  await mkdir(screens, { recursive: true });
  const browser = await chromium.launch({
    executablePath: process.env.CHAPTERHOUSE_TEST_CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu', '--font-render-hinting=none'],
  });
  return { visit: () => visit(browser, home, association), close: () => browser.close() };
}

// One story's visit: it may open several pages, each in a browser profile of its own, as different people would.
function visit(browser, home, association) {
  const contexts = [];
  const complaints = [];
  let last;

  // open({ javaScript: false, width: 320, colours: 'dark', path: '/help' }): a fresh profile, on the sign-in page unless told otherwise;
  // `at` is another name of the same program, or `association`: the county association beside the charity
  async function open({ javaScript = true, width = 1280, height = 900, colours = 'light', path = '/', at = home } = {}) {
    const context = await browser.newContext({
      baseURL: at,
      javaScriptEnabled: javaScript,
      viewport: { width, height },
      colorScheme: colours,
      locale: 'en-GB',
      timezoneId: 'Europe/London',
    });
    context.setDefaultTimeout(15_000);
    contexts.push(context);
    last = await context.newPage();
    last.scriptsOff = !javaScript;
    listen(last, at);
    await last.goto(path);
    return last;
  }

  // What no page may do, whatever the story: fail in a script, break its own security policy, fetch from elsewhere.
  function listen(page, at) {
    page.on('pageerror', (error) => complaints.push(`script error on ${page.url()}: ${error.message}`));
    page.on('console', (message) => {
      if (message.type() === 'error' && !/status of [45]\d\d/.test(message.text())) {
        complaints.push(`the browser complains on ${page.url()}: ${message.text()}`);
      }
    });
    page.on('request', (request) => {
      if (/^(https?|wss?):/.test(request.url()) && !request.url().startsWith(`${at}/`)) {
        complaints.push(`${page.url()} fetches from elsewhere: ${request.url()}`);
      }
    });
    page.on('response', (response) => {
      const request = response.request();
      if (request.isNavigationRequest() && request.frame() === page.mainFrame()) page.sent = response;
    });
  }

  // The demo's front page has a button for each of its named people: "Sign in as the Group Coordinator of Leeds".
  async function signIn(page, as) {
    await page.goto('/demo');
    await follow(page, () => page.getByRole('button', { name: new RegExp(`sign in as the ${as}`, 'i') }).first().click());
  }

  // Everything that must hold on any page, and a picture to look at afterwards.
  async function inspect(page, name) {
    await accessible(page);
    await largeTargets(page);
    await validHtml(page);
    await picture(page, name);
    await narrow(page, () => picture(page, `${name} at 320`));
  }

  // The same page as a device shows it that is set to dark, or to more contrast.
  async function inspectThemes(page, name) {
    for (const [theme, media] of [['dark', { colorScheme: 'dark' }], ['contrast', { contrast: 'more' }]]) {
      await page.emulateMedia(media);
      await accessible(page);
      await picture(page, `${name} ${theme}`);
      await page.emulateMedia({ colorScheme: null, contrast: null });
    }
  }

  async function picture(page, name) {
    const path = join(screens, `${name.toLowerCase().replace(/[^a-z0-9]+/g, '-')}.png`);
    await page.screenshot({ path, fullPage: true });
    return path;
  }

  return {
    home,
    association,
    open,
    signIn,
    follow,
    inspect,
    inspectThemes,
    picture,
    accessible,
    largeTargets,
    narrow,
    validHtml,
    weigh,
    keyboard,
    complain() {
      if (complaints.length > 0) throw new Error([...new Set(complaints)].join('\n'));
    },
    lastPicture: (name) => (last ? picture(last, name).catch(() => undefined) : undefined),
    end: () => Promise.all(contexts.map((context) => context.close())),
  };
}
