// Supporter Care looks after everybody: finds, selects, tags and keeps filters in the list of contacts.
import { choose } from '../lib/choose.mjs';
import { assert, story } from '../lib/story.mjs';

const WHO = 'Supporter Care officer';

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

// Entries of the demonstration follow its loading in the background.
async function wholeList(page) {
  await page.goto('/contacts');
  for (let i = 0; i < 60 && (await page.getByText('being taken into this list').count()) > 0; i++) {
    await page.waitForTimeout(500);
    await page.goto('/contacts');
  }
}

story('Supporter Care finds anybody by parts of a name, filters, and goes on to the record', async ({ open, signIn, inspect, inspectThemes }) => {
  const page = await open();
  await signIn(page, WHO);
  await wholeList(page);
  await inspect(page, 'contacts');
  await inspectThemes(page, 'contacts');
  await refine(page, () => page.getByLabel('Search').fill('judith ackr'));
  const found = await names(page);
  assert.ok(found.length > 0 && found.every((name) => name.includes('Ackroyd')), found.join('; '));
  await page.getByRole('link', { name: /Ackroyd, Judith/ }).click();
  await page.getByText('judith.ackroyd@example.org').first().waitFor();
  await page.goBack();
  assert.deepEqual(await names(page), found, 'Back leads to the list as it was');
  await page.goto('/contacts');
  await refine(page, async () => {
    await page.getByRole('combobox', { name: 'In or below' }).fill('Leeds');
    await choose(page, 'Role held now', 'Group Coordinator');
  });
  await page.getByRole('link', { name: /Ackroyd, Judith/ }).waitFor();
  await refine(page, () => page.getByRole('combobox', { name: 'In or below' }).fill('Nowhere at all'));
  await page.getByRole('link', { name: /No organisation is called that/ }).waitFor();
  await inspect(page, 'contacts with a wrong place');
});

story('a selection survives paging, is tagged with a reason, and the filters are kept under a name', async ({ open, signIn, inspect }) => {
  const page = await open();
  await signIn(page, WHO);
  await wholeList(page);
  await page.goto('/contacts?kind=organisation');
  await page.locator('tbody input[type=checkbox]').first().check();
  await page.locator('tbody input[type=checkbox]').nth(2).check();
  await page.getByRole('button', { name: 'Keep the ticks' }).click();
  await page.waitForLoadState();
  await page.goto('/contacts?kind=person');
  await page.getByText('not shown by the present filters').waitFor();
  await inspect(page, 'contacts with a selection');
  await page.getByRole('button', { name: 'Tag those selected' }).click();
  await page.getByText('the 2 contacts that you selected').waitFor();
  await page.getByRole('button', { name: 'Tag them' }).click();
  await page.getByRole('link', { name: /Say why/ }).waitFor();
  await inspect(page, 'tagging without a reason');
  await page.getByRole('textbox', { name: /new one/ }).fill('Pilot');
  await page.getByRole('textbox', { name: 'Why' }).fill('First to try the portal');
  await page.getByRole('button', { name: 'Tag them' }).click();
  await page.getByText('2 contacts are tagged.').waitFor();
  await wholeList(page);
  await refine(page, () => choose(page, 'Tagged', 'Pilot'));
  assert.equal((await names(page)).length, 2);
  await page.getByRole('link', { name: 'Keep these filters under a name' }).click();
  await inspect(page, 'keeping filters');
  await page.getByRole('textbox', { name: 'Name' }).fill('The pilots');
  await page.getByRole('button', { name: 'Keep them' }).click();
  await page.goto('/contacts');
  await page.getByRole('link', { name: 'The pilots' }).click();
  await page.waitForLoadState();
  assert.equal((await names(page)).length, 2);
});

story('at 320 px without JavaScript the contacts read as well', async ({ open, signIn, inspect }) => {
  const page = await open({ width: 320, javaScript: false });
  await signIn(page, WHO);
  await page.goto('/contacts?q=leeds');
  await page.locator('tbody tr').first().waitFor();
  await inspect(page, 'contacts at 320');
});
