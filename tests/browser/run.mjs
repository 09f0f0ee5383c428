// Walks the journeys in a real browser: node tests/browser/run.mjs [WORD…]
// Each file in journeys/ tells stories (see lib/story.mjs); WORDs pick the stories whose file or sentence holds them all.
// All stories share one demonstration federation, started fresh for the run and gone afterwards.
import { readdir } from 'node:fs/promises';
import { startBrowser } from './lib/browser.mjs';
import { startDemo } from './lib/demo.mjs';
import { stories } from './lib/story.mjs';

const here = new URL('journeys/', import.meta.url);
const words = process.argv.slice(2).map((word) => word.toLowerCase());
const MINUTES_FOR_ONE_STORY = 3;

for (const file of (await readdir(here).catch(() => [])).filter((name) => name.endsWith('.mjs')).sort()) {
  stories.file = file;
  await import(new URL(file, here));
}
const chosen = stories.filter(({ file, sentence }) =>
  words.every((word) => `${file} ${sentence}`.toLowerCase().includes(word)));

let passed = 0;
let failed = 0;
if (chosen.length > 0) {
  const demo = await startDemo();
  const browser = await startBrowser(demo.url, demo.association);
  try {
    for (const story of chosen) (await walk(story, browser)) ? passed++ : failed++;
  } finally {
    await browser.close();
    await demo.stop();
  }
}
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);

async function walk({ file, sentence, tell }, browser) {
  const began = performance.now();
  const visit = browser.visit();
  try {
    await Promise.race([tell(visit), tooLong()]);
    visit.complain();
    console.log(`ok     ${file}: ${sentence} (${((performance.now() - began) / 1000).toFixed(1)} s)`);
    return true;
  } catch (error) {
    const picture = await visit.lastPicture(`failed ${sentence}`);
    console.log(`NOT ok ${file}: ${sentence}\n${indent(error.stack ?? String(error))}${picture ? `\n    seen: ${picture}` : ''}`);
    return false;
  } finally {
    await visit.end();
  }
}

function tooLong() {
  return new Promise((_, refuse) => {
    setTimeout(() => refuse(new Error(`not done after ${MINUTES_FOR_ONE_STORY} minutes`)), MINUTES_FOR_ONE_STORY * 60_000).unref();
  });
}

function indent(text) {
  return text.replace(/^/gm, '    ');
}
