// Writing to many: from the list of contacts to the last mail, and the page that unsubscribes.
import { assert, story } from '../lib/story.mjs';

const WHO = 'Supporter Care officer';

async function begin(page) {
  for (let i = 0; i < 40; i++) {
    await page.goto('/contacts?kind=person&email=yes');
    if ((await page.locator('tbody input[type=checkbox]').count()) >= 3) break;
    await page.waitForTimeout(500);
  }
  for (let i = 0; i < 3; i++) await page.locator('tbody input[type=checkbox]').nth(i).check();
  await page.getByRole('button', { name: 'Keep the ticks' }).click();
  await page.waitForLoadState();
  await page.getByRole('button', { name: 'Write to those selected' }).click();
  await page.getByRole('heading', { name: 'Write a message' }).waitFor();
}

story('an officer writes to three contacts: text, kind, preview, test, send', async ({ open, signIn, inspect }) => {
  const page = await open();
  await signIn(page, WHO);
  await begin(page);
  await inspect(page, 'message begins');
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.locator('.govuk-error-summary').waitFor();
  await page.getByLabel('A blank page').check();
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('heading', { name: 'The text', exact: true }).waitFor();
  await inspect(page, 'message text');
  await page.getByLabel('Subject').first().fill('News for you');
  const body = page.getByLabel('Text', { exact: true }).first();
  await body.fill('Dear ');
  await page.getByRole('button', { name: 'Insert given name' }).click();
  assert.equal(await body.inputValue(), 'Dear {{given name}}');
  await body.fill('Dear {{nobody}}');
  await page.getByRole('button', { name: 'Save and continue' }).click();
  await page.getByRole('link', { name: /is not a field/ }).waitFor();
  await inspect(page, 'message text refused');
  await page.getByLabel('Text', { exact: true }).first().fill('Dear {{given name}},\n\n* first\n* second');
  await page.getByRole('button', { name: 'Save and continue' }).click();
  await page.getByRole('heading', { name: 'Kind of message and who gets it' }).waitFor();
  await inspect(page, 'message kind');
  await page.getByLabel('Service message').check();
  await page.getByLabel('Legitimate interest').check();
  await page.getByRole('button', { name: 'Save and continue' }).click();
  await page.getByRole('heading', { name: 'Send it' }).waitFor();
  await inspect(page, 'message check');
  await page.getByRole('link', { name: 'Preview as one of them' }).click();
  await page.getByRole('heading', { name: 'As plain text' }).waitFor();
  await inspect(page, 'message preview');
  await page.getByRole('button', { name: 'Send one to myself' }).click();
  await page.getByText('A test is on its way to').waitFor();
  await page.getByRole('button', { name: /^Send \d+ mail/ }).click();
  await page.locator('.govuk-error-summary').waitFor();
  await inspect(page, 'message check refused');
  const count = (await page.getByRole('button', { name: /^Send \d+ mail/ }).textContent()).match(/\d+/)[0];
  await page.getByLabel(/^Type \d+ to confirm/).fill(count);
  await page.getByLabel('At a time').check();
  await page.getByLabel('Day').fill('1');
  await page.getByLabel('Month').fill('3');
  await page.getByLabel('Year').fill('2099');
  await page.getByLabel('Time', { exact: true }).fill('9am');
  await page.getByRole('button', { name: /^Send \d+ mail/ }).click();
  await page.getByText('Until then it can be cancelled').waitFor();
  await inspect(page, 'message waits');
  await page.getByRole('button', { name: 'Cancel it' }).click();
  await page.getByText('It was cancelled').waitFor();
  await inspect(page, 'message cancelled');
});

story('without JavaScript, on a narrow screen, the messages of the demonstration are read and acted on', async ({ open, signIn, inspect }) => {
  const page = await open({ javaScript: false, width: 320 });
  await signIn(page, WHO);
  for (let i = 0; i < 60; i++) {
    await page.goto('/messages');
    if ((await page.getByRole('link', { name: /Notice|portal/i }).count()) > 0) break;
    await page.waitForTimeout(500);
  }
  await inspect(page, 'messages');
  await page.getByRole('link', { name: /A new portal for/ }).last().click();
  await page.waitForLoadState();
  await inspect(page, 'message left');
  await page.getByRole('link', { name: 'Could not be delivered' }).click();
  await page.getByRole('button', { name: 'Write again to all of these' }).waitFor();
  await inspect(page, 'message people');
  await page.goto('/messages/templates');
  await inspect(page, 'templates');
  await page.getByRole('link', { name: 'Check of details' }).click();
  await inspect(page, 'template');
});

story('a template is made by keyboard', async ({ open, signIn, keyboard }) => {
  const page = await open();
  await signIn(page, WHO);
  await page.goto('/messages/templates/new');
  const keys = keyboard(page);
  await keys.write('Name of the template', 'By keyboard');
  await keys.write('Subject', 'Hello');
  await keys.write('Text', 'Dear friend');
  await keys.press('button', 'Save the template');
  await page.getByText('The template “By keyboard” was saved.').waitFor();
});

story('the page of mail that comes back says what is wrong with its mailbox, and the way out', async ({ open, signIn, inspect, inspectThemes }) => {
  const page = await open({ javaScript: false, width: 320 });
  await signIn(page, WHO);
  await page.goto('/messages');
  await page.getByRole('link', { name: 'Mail that comes back' }).click();
  await page.getByRole('heading', { level: 1, name: 'Mail that comes back' }).waitFor();
  for (let i = 0; i < 40 && (await page.getByText('Not tried yet').count()) > 0; i++) {
    await page.waitForTimeout(500);
    await page.reload();
  }
  await page.getByText('does not answer on port 9').waitFor();
  await page.getByText('Check the name and the port in bounces.imap').waitFor();
  await page.getByText('Not yet').first().waitFor();
  await inspect(page, 'the return mailbox');
  await inspectThemes(page, 'the return mailbox');
});
