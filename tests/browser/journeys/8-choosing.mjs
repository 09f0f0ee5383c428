// Long lists are searched by typing, with the keyboard alone, on a narrow screen, and without scripts as the browser has them.
import { follow } from '../lib/follow.mjs';
import { assert, story } from '../lib/story.mjs';

const WHO = 'Supporter Care officer';
const field = (page, name) => page.getByRole('combobox', { name, exact: true });
const options = (page) => page.getByRole('listbox').getByRole('option').allInnerTexts();

async function active(page, box) {
  const id = await box.getAttribute('aria-activedescendant');
  return id === null ? null : page.locator(`[id="${id}"]`).innerText();
}

story('somebody without a mouse finds a role among many by a part of its name, and Escape brings back what was there', async ({ open, signIn, keyboard, accessible, picture }) => {
  const page = await open();
  await signIn(page, WHO);
  await page.goto('/contacts');
  const [keys, box] = [keyboard(page), field(page, 'Role held now')];
  await keys.to('combobox', 'Role held now');
  assert.equal(await box.inputValue(), 'Any');
  await page.keyboard.press('ArrowDown');
  await page.getByRole('listbox', { name: 'Role held now' }).waitFor();
  assert.equal(await active(page, box), 'Any', 'what is chosen comes first');
  await page.keyboard.press('ArrowDown');
  assert.notEqual(await active(page, box), 'Any');
  await accessible(page);
  await picture(page, 'choosing all roles');

  await page.keyboard.press('Control+A');
  await page.keyboard.type('coord');
  await page.getByRole('status').filter({ hasText: /Choices that fit: \d/ }).waitFor();
  const found = await options(page);
  assert.ok(found.length > 0 && found.every((words) => /coord/i.test(words)), found.join('; '));
  assert.equal(new URL(page.url()).search, '', 'typing changes nothing');
  await accessible(page);
  await picture(page, 'choosing a role');
  await page.keyboard.press('Escape');
  assert.equal(await box.inputValue(), 'Any');
  assert.equal(await box.getAttribute('aria-expanded'), 'false');

  await page.keyboard.press('Control+A');
  await page.keyboard.type('nothing of the kind');
  await page.getByText('Nothing fits.').waitFor();
  await accessible(page);
  await page.keyboard.press('Tab');
  await page.getByText('That was no choice').waitFor();
  assert.equal(await box.inputValue(), 'Any', 'no filter that nobody chose');

  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Control+A');
  await page.keyboard.type('group coord');
  await page.getByRole('listbox').getByRole('option', { name: 'Group Coordinator', exact: true }).waitFor();
  while ((await active(page, box)) !== 'Group Coordinator') await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  assert.equal(await box.inputValue(), 'Group Coordinator');
  await keys.press('button', 'Show matching');
  assert.equal(new URL(page.url()).searchParams.get('holds'), 'group-coordinator');
  assert.equal(await field(page, 'Role held now').inputValue(), 'Group Coordinator');
});

story('organisations are offered while one types where to look, and the one taken is the one meant', async ({ open, signIn, inspect, inspectThemes, accessible, narrow, picture }) => {
  const page = await open();
  await signIn(page, WHO);
  await page.goto('/contacts');
  const box = field(page, 'In or below');
  await box.pressSequentially('leed');
  await page.getByRole('listbox').getByRole('option').first().waitFor();
  assert.ok((await options(page)).length <= 10);
  await page.getByRole('status').filter({ hasText: /Choices that fit: \d/ }).waitFor();
  await accessible(page);
  await inspectThemes(page, 'choosing a place');
  for (const option of await page.getByRole('listbox').getByRole('option').all()) {
    const { width, height } = await option.boundingBox();
    assert.ok(width >= 44 && height >= 44, `${width} x ${height}`);
  }
  await narrow(page, () => picture(page, 'choosing a place at 320'));
  await page.keyboard.press('Escape');
  assert.equal(await box.inputValue(), '');
  await box.pressSequentially('leeds');
  await page.getByRole('listbox').getByRole('option', { name: /^Leeds/ }).first().click();
  const taken = await box.inputValue();
  await follow(page, () => page.getByRole('button', { name: 'Show matching' }).click());
  assert.match(new URL(page.url()).searchParams.get('within'), /^leeds[a-z-]*$/);
  assert.equal(await field(page, 'In or below').inputValue(), taken);
  await inspect(page, 'contacts within a place taken from a list');

  await field(page, 'In or below').fill('Bradf');
  await follow(page, () => field(page, 'In or below').press('Enter'));
  assert.equal(new URL(page.url()).searchParams.get('within'), 'Bradf', 'what is typed goes as it is when nobody takes an offer');
  await page.getByRole('link', { name: /Choose which of these/ }).waitFor();
});

story('at 320 px with scripts the filters can be searched too', async ({ open, signIn, inspect, picture }) => {
  const page = await open({ width: 320, height: 700 });
  await signIn(page, WHO);
  await page.goto('/contacts');
  await page.locator('details.ch-filter summary').click();
  await inspect(page, 'searched filters at 320');
  const box = field(page, 'Role held now');
  await box.click();
  await box.fill('officer');
  await page.getByRole('listbox').getByRole('option').first().waitFor();
  await picture(page, 'choosing a role at 320');
  assert.ok(await page.evaluate(() => document.scrollingElement.scrollWidth <= innerWidth));
  const [first] = await options(page);
  await page.getByRole('listbox').getByRole('option').first().click();
  assert.equal(await box.inputValue(), first);
});

story('without scripts long lists are the browser’s own, and half a name leads to the organisations that may be meant', async ({ open, signIn, inspect }) => {
  const page = await open({ width: 320, javaScript: false });
  await signIn(page, WHO);
  await page.goto('/contacts');
  const role = page.locator('select[name=holds]');
  await role.selectOption({ label: 'Group Coordinator' });
  await page.getByLabel('In or below').fill('bradf');
  await follow(page, () => page.getByRole('button', { name: 'Show matching' }).click());
  await inspect(page, 'half a name without scripts');
  await follow(page, () => page.locator('.ch-filter__body .govuk-list a').first().click());
  assert.equal(new URL(page.url()).searchParams.get('holds'), 'group-coordinator');
  assert.match(new URL(page.url()).searchParams.get('within'), /^bradford/);
});
