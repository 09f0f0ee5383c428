// Supporter Care works through the pairs that may be one. The demonstration's people are made up one by one, so a pair
// waits only where chance made two alike; the job that looks for them runs once the demonstration is up.
import { assert, story } from '../lib/story.mjs';

const LIST = '/contacts/duplicates';

// The list with at least one pair in it; none when chance made nobody alike.
async function firstPair(page) {
  for (let tries = 0; tries < 30; tries++) {
    await page.goto(LIST);
    const pairs = page.locator('tbody th[scope=row] a');
    if ((await pairs.count()) > 0) return pairs.first();
    await page.waitForTimeout(2_000);
  }
  return undefined;
}

story('Supporter Care reads the list of pairs, filters it and looks at one', async ({ open, signIn, inspect, inspectThemes }) => {
  const page = await open();
  await signIn(page, 'Supporter Care officer');
  const pair = await firstPair(page);
  await inspect(page, 'duplicates');
  await inspectThemes(page, 'duplicates');
  await page.goto(`${LIST}?kind=organisation`);
  await inspect(page, 'duplicates filtered');
  await page.goto(`${LIST}/safe`);
  await page.getByRole('heading', { name: 'Merge what needs no decision' }).waitFor();
  await inspect(page, 'duplicates safe');
  if (!pair) return;
  await page.goto(LIST);
  await page.locator('tbody th[scope=row] a').first().click();
  await page.getByRole('heading', { name: 'Are these two the same?' }).waitFor();
  await inspect(page, 'duplicates compare');
  await inspectThemes(page, 'duplicates compare');
  await page.goBack();
  await page.getByRole('heading', { name: 'Contacts held twice' }).waitFor();
});

story('two are merged without JavaScript on a narrow screen, and parted again', async ({ open, signIn, inspect }) => {
  const page = await open({ javaScript: false, width: 320 });
  await signIn(page, 'Supporter Care officer');
  const pair = await firstPair(page);
  if (!pair) return;
  const names = (await pair.innerText()).split('\n');
  await pair.click();
  await page.getByRole('button', { name: 'Merge the two' }).click();
  await page.getByRole('heading', { name: 'Merged' }).waitFor();
  const said = await page.getByText('The two are one record now').innerText();
  assert.ok(names.some((name) => said.includes(name.trim())), said);
  await inspect(page, 'duplicates merged');
  await page.getByRole('button', { name: 'Undo the merge' }).click();
  await page.getByText('Everything is as it was').waitFor();
});

story('by keyboard, two are said to be different and put back', async ({ open, signIn, keyboard, inspect }) => {
  const page = await open();
  await signIn(page, 'Supporter Care officer');
  const pair = await firstPair(page);
  if (!pair) return;
  await pair.click();
  const address = page.url();
  const keys = keyboard(page);
  await keys.press('button', 'They are not the same');
  await page.getByText('Noted: they are not the same').waitFor();
  await page.goto(address);
  await inspect(page, 'duplicates decided');
  await keys.press('button', 'Put it back in the list');
  await page.getByText('The pair waits in the list again').waitFor();
});
