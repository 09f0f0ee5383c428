// What a page costs on the wire in Chromium: bytes as sent (compressed) and requests, at the first visit and the next.
import { createRequire } from 'node:module';
import { generated } from '../lib/databases.mjs';
import { serve } from '../lib/program.mjs';
import * as addresses from '../lib/addresses.mjs';

const { chromium } = createRequire(new URL('../../tests/browser/', import.meta.url))('playwright-core');

export async function* measure(size) {
  if (size.engine !== 'sqlite') return; // the same bytes whatever the database
  const database = await generated(size);
  const server = await serve(database);
  const browser = await chromium.launch({
    executablePath: process.env.CHAPTERHOUSE_TEST_CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu'],
  });
  try {
    const signedIn = await session(browser, server.url, database.people.coordinator);
    for (const [name, path, cookies] of [
      ['sign-in page', addresses.signIn, []],
      ['home', addresses.home, signedIn],
      ['members list', addresses.members(database.people.coordinator), signedIn],
    ]) {
      const context = await browser.newContext();
      await context.addCookies(cookies);
      const first = await load(context, server.url + path);
      yield { figure: `${name}, first load`, target: 60, measured: first.kilobytes, unit: 'KB' };
      yield { figure: `${name}, requests`, target: 6, measured: first.requests, unit: '' };
      yield { figure: `${name}, repeat load`, target: 15, measured: (await load(context, server.url + path)).kilobytes, unit: 'KB' };
      await context.close();
    }
  } finally {
    await browser.close();
    await server.stop();
  }
}

async function session(browser, url, { email, password }) {
  const context = await browser.newContext({ baseURL: url });
  const page = await context.newPage();
  await page.goto(addresses.signIn);
  await page.locator('input[type=email], input[autocomplete=username]').first().fill(email);
  await page.locator('input[type=password]').first().fill(password);
  const arrived = page.waitForEvent('load');
  await page.locator('form:has(input[type=password]) button:not([type=button])').first().click();
  await arrived;
  const cookies = await context.cookies();
  await context.close();
  return cookies;
}

async function load(context, url) {
  const page = await context.newPage();
  const devtools = await context.newCDPSession(page);
  await devtools.send('Network.enable');
  const fromNetwork = new Map();
  devtools.on('Network.responseReceived', ({ requestId, response }) => {
    if (response.url.startsWith('http') && !response.fromDiskCache) fromNetwork.set(requestId, 0);
  });
  devtools.on('Network.requestServedFromCache', ({ requestId }) => fromNetwork.delete(requestId));
  devtools.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    if (fromNetwork.has(requestId)) fromNetwork.set(requestId, encodedDataLength);
  });
  await page.goto(url, { waitUntil: 'networkidle' });
  await page.close();
  const bytes = [...fromNetwork.values()].reduce((sum, one) => sum + one, 0);
  return { kilobytes: bytes / 1000, requests: fromNetwork.size };
}
