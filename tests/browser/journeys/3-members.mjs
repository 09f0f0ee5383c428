// Judith, Group Coordinator of Leeds, finds people in the list of her members.
import { assert, story } from '../lib/story.mjs';

const LIST = '/organisations/leeds/members';

async function names(page) {
  return page.locator('tbody th[scope=row]').allInnerTexts();
}

async function refine(page, act) {
  const filter = page.locator('details.ch-filter');
  if (!(await filter.evaluate((element) => element.open))) await filter.locator('summary').click();
  await act();
  await page.getByRole('button', { name: 'Show matching' }).click();
  await page.waitForLoadState();
}

story('Judith finds a member by part of a name, and looks at the page of that member', async ({ open, signIn, inspect, inspectThemes }) => {
  const page = await open();
  await signIn(page, 'Group Coordinator of Leeds');
  await page.getByRole('link', { name: 'Members of Leeds' }).click();
  await inspect(page, 'members');
  await inspectThemes(page, 'members');
  await refine(page, () => page.getByLabel('Search').fill('ackr'));
  const found = await names(page);
  assert.ok(found.length > 0 && found.every((name) => name.includes('Ackroyd')), found.join('; '));
  await inspect(page, 'members found');
  await page.getByRole('link', { name: /Ackroyd, Judith/ }).click();
  await page.getByRole('heading', { name: 'Judith' }).waitFor();
  await page.getByText('judith.ackroyd@example.org').first().waitFor();
  await inspect(page, 'member');
  await inspectThemes(page, 'member');
  await page.goBack();
  assert.deepEqual(await names(page), found, 'Back leads to the list as it was');
});

story('the list is filtered, sorted, walked and widened by plain addresses', async ({ open, signIn, inspect }) => {
  const page = await open();
  await signIn(page, 'Group Coordinator of Leeds');
  await page.goto(LIST);
  const first = await names(page);
  await page.getByRole('link', { name: 'Next page' }).click();
  await page.getByRole('link', { name: 'Previous page' }).waitFor();
  const second = await names(page);
  assert.ok(second.every((name) => !first.includes(name)) || second[0] !== first[0]);
  await page.goBack();
  assert.deepEqual(await names(page), first);

  await page.getByRole('columnheader', { name: 'Name' }).getByRole('link').click();
  await page.locator('th[aria-sort=descending]').waitFor();
  assert.notEqual((await names(page))[0], first[0]);

  await page.goto(LIST);
  await page.getByRole('navigation', { name: 'First letter' }).getByRole('link', { name: /^B/ }).click();
  await page.waitForLoadState();
  assert.ok((await names(page)).every((name) => name.startsWith('B')));
  await inspect(page, 'members with B');

  await page.goto(LIST);
  await page.getByText('Choose columns').click();
  await page.getByRole('checkbox', { name: 'Town' }).uncheck();
  await page.getByRole('checkbox', { name: 'Paid until' }).check();
  await page.getByRole('button', { name: 'Show these columns' }).click();
  await page.waitForLoadState();
  assert.equal(await page.getByRole('columnheader', { name: 'Town' }).count(), 0);
  await page.getByRole('columnheader', { name: 'Paid until' }).waitFor();

  await page.goto(LIST);
  await refine(page, () => page.getByRole('combobox', { name: 'Membership' }).selectOption({ label: 'Lapsed only' }));
  assert.ok((await page.locator('tbody tr').allInnerTexts()).every((row) => row.includes('Lapsed')));
  await refine(page, () => page.getByLabel('Joined on or after').fill('32/1/2020'));
  await page.getByRole('link', { name: 'Enter a day like 27/3/2021' }).waitFor();
  await inspect(page, 'members with a wrong day');

  await page.goto(`${LIST}?q=zzzz`);
  await page.getByText('Nothing matches these filters.').waitFor();
  await inspect(page, 'members none');
  await page.locator('.ch-empty').getByRole('link', { name: 'Clear all filters' }).click();
  await page.locator('tbody tr').first().waitFor();
  assert.deepEqual(await names(page), first);
});

story('ticks stay while Judith turns the pages, and lead to a download', async ({ open, signIn, inspect }) => {
  const page = await open();
  await signIn(page, 'Group Coordinator of Leeds');
  await page.goto(LIST);
  const tick = (place) => page.locator('tbody input[type=checkbox]').nth(place);
  await tick(0).check();
  await tick(2).check();
  await page.getByRole('button', { name: 'Keep the ticks' }).click();
  await page.getByText('2 selected').waitFor();
  await page.getByRole('link', { name: 'Next page' }).click();
  await page.getByText('2 selected').waitFor();
  await tick(1).check();
  await page.getByRole('button', { name: 'Keep the ticks' }).click();
  await page.getByText('3 selected').waitFor();
  await page.goto(LIST);
  assert.deepEqual([await tick(0).isChecked(), await tick(1).isChecked(), await tick(2).isChecked()], [true, false, true]);
  await inspect(page, 'members selected');
  await page.getByRole('button', { name: 'Take out those selected' }).click();
  await page.getByText('3 members, selected in the list').waitFor();
  await page.goto(LIST);
  await page.getByText('0 selected').waitFor();
  await page.getByRole('button', { name: 'Select these 25' }).click();
  await page.getByText('25 selected').waitFor();
  await page.getByRole('button', { name: 'Select none' }).click();
  await page.getByText('0 selected').waitFor();
});

story('by keyboard alone, from the way in to the page of a member', async ({ open, signIn, keyboard }) => {
  const page = await open();
  await signIn(page, 'Group Coordinator of Leeds');
  const keys = keyboard(page);
  await keys.press('link', 'Members of Leeds');
  await keys.write('Search', 'ackr');
  await keys.press('button', 'Show matching');
  await keys.tick(/Select .*Judith/);
  await keys.press('button', 'Keep the ticks');
  await page.getByText('One selected').waitFor();
  await keys.press('link', /Ackroyd, Judith/);
  await page.getByText('judith.ackroyd@example.org').first().waitFor();
});

story('at 320 px without JavaScript the list reads as well', async ({ open, signIn, inspect }) => {
  const page = await open({ javaScript: false, width: 320 });
  await signIn(page, 'Group Coordinator of Leeds');
  await page.goto(LIST);
  await inspect(page, 'members without scripts');
  await page.getByLabel('Search').fill('ackr');
  await page.getByRole('button', { name: 'Show matching' }).click();
  await page.getByRole('link', { name: /Ackroyd, Judith/ }).click();
  await page.getByText('judith.ackroyd@example.org').first().waitFor();
  await inspect(page, 'member without scripts');
});

story('a list costs little, and Supporter Care finds anybody', async ({ open, signIn, weigh, inspect }) => {
  const page = await open();
  await signIn(page, 'Supporter Care officer');
  await inspect(page, 'home of Supporter Care');
  await page.getByRole('link', { name: 'Members', exact: true }).click();
  await page.waitForLoadState();
  const list = page.url();
  const first = await weigh(page, () => page.goto(list), { fresh: true });
  assert.ok(first.bytes <= 60 * 1024 && first.requests <= 6, `the list first: ${first.bytes} bytes, ${first.requests} requests`);
  const again = await weigh(page, () => page.goto(list));
  console.log(`       first ${first.bytes} bytes in ${first.requests} requests, again ${again.bytes} bytes`);
  assert.ok(again.bytes <= 15 * 1024, `the list again: ${again.bytes} bytes`);
  await refine(page, () => page.getByLabel('Search').fill('galbraith moira'));
  assert.ok((await names(page)).some((name) => name.includes('Galbraith')), 'somebody of Glasgow is found');
});
