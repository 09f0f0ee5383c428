// What can be done with selected contacts besides tagging them, and programs that act for somebody.
import { assert, story } from '../lib/story.mjs';

const WHO = 'Supporter Care officer';

async function select(page, address, rows) {
  for (let i = 0; i < 40; i++) {
    await page.goto(address);
    if ((await page.locator('tbody input[type=checkbox]').count()) >= rows) break;
    await page.waitForTimeout(500);
  }
  for (let i = 0; i < rows; i++) await page.locator('tbody input[type=checkbox]').nth(i).check();
  await page.getByRole('button', { name: 'Keep the ticks' }).click();
  await page.waitForLoadState();
}

story('selected contacts are taken out as a protected spreadsheet, with a reason', async ({ open, signIn, inspect }) => {
  const page = await open();
  await signIn(page, WHO);
  await select(page, '/contacts?kind=person&email=yes', 3);
  await page.getByRole('button', { name: 'Download those selected' }).click();
  await page.getByRole('heading', { name: 'Take those selected out as a spreadsheet' }).waitFor();
  await inspect(page, 'contacts download');
  await page.locator('main form button').last().click();
  await page.getByRole('alert').or(page.locator('.govuk-error-summary')).first().waitFor();
  await inspect(page, 'contacts download refused');
});

story('without JavaScript, on a narrow screen, two are chosen to be merged and looked at first', async ({ open, signIn, inspect }) => {
  const page = await open({ javaScript: false, width: 320 });
  await signIn(page, WHO);
  await select(page, '/contacts?kind=person&q=ackroyd', 2);
  await page.getByRole('button', { name: 'Merge those selected' }).click();
  await page.waitForLoadState();
  await inspect(page, 'contacts merging');
});

story('Supporter Care makes a token for a program by keyboard, sees it once and ends it', async ({ open, signIn, inspect, keyboard }) => {
  const page = await open();
  await signIn(page, WHO);
  await page.goto('/account/tokens');
  await inspect(page, 'tokens');
  const keys = keyboard(page);
  await keys.press('button', 'Make the token');
  await page.getByRole('link', { name: 'Say what the token is for' }).waitFor();
  await inspect(page, 'tokens refused');
  await keys.write('What is it for?', 'Nightly copy');
  await keys.tick('Read contacts');
  await keys.press('button', 'Make the token');
  await page.getByRole('heading', { name: 'Your new token' }).waitFor();
  await inspect(page, 'token made');
  const token = await page.getByLabel('Token', { exact: true }).inputValue();
  const answer = await page.request.get('/api/v1/contacts?limit=1', { headers: { Authorization: `Bearer ${token}` } });
  assert.equal(answer.status(), 200, token);
  assert.equal((await answer.json()).items.length, 1);
  await page.goto('/account/tokens');
  await keys.press('button', /End .*Nightly copy/);
  await page.getByText('The token is ended.').waitFor();
  const ended = await page.request.get('/api/v1/contacts?limit=1', { headers: { Authorization: `Bearer ${token}` } });
  assert.equal(ended.status(), 401);
});

story('Supporter Care makes a webhook by keyboard, sends a test that does not arrive, pauses and removes it', async ({ open, signIn, inspect, keyboard }) => {
  const page = await open();
  await signIn(page, WHO);
  await page.goto('/account/webhooks');
  await inspect(page, 'webhooks');
  const keys = keyboard(page);
  await keys.write('Address of the program', 'https://127.0.0.1/hook');
  await keys.press('button', 'Make the webhook');
  await page.getByRole('link', { name: 'Say what the webhook is for' }).waitFor();
  await page.getByRole('link', { name: /leads to a private network/ }).waitFor();
  await inspect(page, 'webhooks refused');
  await keys.write('What is it for?', 'Council register');
  await keys.write('Address of the program', 'https://nowhere.invalid/hook');
  await keys.tick('A contact is new or was changed');
  await keys.press('button', 'Make the webhook');
  await page.getByRole('heading', { name: 'Your new webhook' }).waitFor();
  assert.match(await page.getByLabel('Secret', { exact: true }).inputValue(), /^whsec_[A-Za-z0-9+/]{43}=$/);
  await inspect(page, 'webhook made');
  await page.getByRole('link', { name: 'Go to the webhook' }).click();
  await keys.press('button', 'Send a test');
  await page.getByText('A test is on its way').waitFor();
  const failed = page.getByText('Tried once. The name in the address was not found.');
  for (let look = 0; look < 300 && !(await failed.isVisible()); look++) await page.reload();
  await failed.waitFor();
  await inspect(page, 'webhook');
  await keys.press('button', 'Pause');
  await page.getByText('The webhook is paused.').waitFor();
  await keys.press('button', 'Remove the webhook');
  await page.getByText('The webhook is removed.').waitFor();
});
