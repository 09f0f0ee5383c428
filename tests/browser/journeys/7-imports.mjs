// Supporter Care brings a list in: look, try, bring in, take back.
import { assert, story } from '../lib/story.mjs';

const WHO = 'Supporter Care officer';
const ROWS = [
  'First name,Surname,E-mail,Telephone,Post code,Notes',
  'Ottoline,Quarrington,ottoline.quarrington@post.example,0113 496 0999,LS6 2AB,',
  'Peregrine,Quarrington,not an address,0113 496 0998,LS99,',
  ',,,,,nobody at all',
];

async function upload(page) {
  await page.goto('/contacts/imports');
  await page.getByLabel('Bring in a file').setInputFiles({ name: 'newcomers.csv', mimeType: 'text/csv', buffer: Buffer.from(ROWS.join('\n')) });
  await page.getByRole('button', { name: 'Upload and look at it' }).click();
  await page.getByRole('heading', { name: 'How the file begins' }).waitFor();
}

// The page asks again by itself; without a script it does so by its header.
async function until(page, words) {
  for (let i = 0; i < 40 && (await page.getByText(words).count()) === 0; i++) {
    await page.waitForTimeout(500);
    await page.reload();
  }
  await page.getByText(words).first().waitFor();
}

story('a list is looked at, tried, brought in and taken back', async ({ open, signIn, inspect }) => {
  const page = await open();
  await signIn(page, WHO);
  await page.goto('/contacts/imports');
  await inspect(page, 'imports');
  await page.getByRole('button', { name: 'Upload and look at it' }).click();
  await page.getByRole('link', { name: 'Choose a file' }).waitFor();
  await inspect(page, 'imports without a file');
  await upload(page);
  await inspect(page, 'import columns');
  await page.getByRole('button', { name: 'Try it' }).click();
  await page.getByRole('link', { name: 'Give the source a name' }).waitFor();
  await page.getByRole('textbox', { name: 'Source' }).fill('Newcomers');
  await page.getByRole('button', { name: 'Try it' }).click();
  await until(page, 'Nothing was written yet.');
  await page.getByText('Rows that do not come in').waitFor();
  await inspect(page, 'import tried');
  await page.getByRole('button', { name: 'Bring it in' }).click();
  await until(page, 'What came in: newcomers.csv');
  await inspect(page, 'import run');
  const run = page.url();
  await page.goto('/contacts');
  for (let i = 0; i < 40 && (await page.goto('/contacts?q=quarrington'), await page.getByRole('link', { name: /Quarrington, Ottoline/ }).count()) === 0; i++) await page.waitForTimeout(500);
  await page.getByRole('link', { name: /Quarrington, Ottoline/ }).waitFor();
  await page.goto(run);
  await page.getByRole('button', { name: 'Take the whole import back' }).click();
  await until(page, 'Taken back');
  await page.goto('/contacts?q=quarrington');
  assert.equal(await page.getByRole('link', { name: /Quarrington, Ottoline/ }).count(), 0, 'nobody of it is left');
});

story('by keyboard, without JavaScript and on a narrow screen a file is looked at and thrown away', async ({ open, signIn, inspect }) => {
  const page = await open({ javaScript: false, width: 320 });
  await signIn(page, WHO);
  await upload(page);
  await inspect(page, 'import columns without scripts');
  await page.getByRole('button', { name: 'Throw the file away' }).focus();
  await page.keyboard.press('Enter');
  await page.getByText('The file was thrown away.').waitFor();
});
