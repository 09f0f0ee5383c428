// Judith takes her members out, protected; the register says so; who reads the register sees the same file.
import { assert, story } from '../lib/story.mjs';
import { beginning, refusesWrongPassword, rowsOf, sha256, textOf } from '../lib/files.mjs';

const START = '/organisations/leeds/members/download';
const PASSWORD = 'seven kettles under the bridge';
const OLE = 'd0cf11e0a1b11ae1';

async function taken(page, press) {
  const [download] = await Promise.all([page.waitForEvent('download'), press()]);
  return { name: download.suggestedFilename(), path: await download.path() };
}

const shown = async (page, key) =>
  page.locator('.govuk-summary-list__row').filter({ has: page.locator('dt', { hasText: key }) }).locator('dd').first().innerText();

story('Judith takes out a spreadsheet by keyboard alone', async ({ open, signIn, inspect, inspectThemes, keyboard }) => {
  const page = await open();
  await signIn(page, 'Group Coordinator of Leeds');
  const keys = keyboard(page);
  await keys.press('link', 'Members of Leeds');
  await keys.press('link', 'Take these members out as a spreadsheet or labels');
  await inspect(page, 'download reason');
  await inspectThemes(page, 'download reason');
  await keys.press('button', 'Continue');
  await page.getByRole('link', { name: 'Choose the reason' }).waitFor();
  await inspect(page, 'download reason missing');
  await keys.choose('What do you need?', 'A spreadsheet');
  await keys.choose('Reason', 'An event or activity');
  await keys.write('What exactly is it for?', 'Coach trip on 4 May');
  await keys.press('button', 'Continue');
  await page.getByRole('heading', { name: 'Which columns do you need?' }).waitFor();
  assert.equal(await page.getByRole('checkbox', { name: 'Date of birth' }).isChecked(), false, 'least by default');
  await inspect(page, 'download columns');
  await keys.tick('Postcode');
  await keys.press('button', 'Continue');
  await page.getByRole('heading', { name: 'Check what will be in the file' }).waitFor();
  await inspect(page, 'download check');
  await inspectThemes(page, 'download check');
  await keys.write('Password for the file', 'short');
  await keys.press('button', 'Download the spreadsheet');
  await page.getByRole('link', { name: 'Use 10 characters or more' }).waitFor();
  await inspect(page, 'download password refused');
  await keys.write('Password for the file', PASSWORD);
  await keys.to('button', 'Download the spreadsheet');
  const rows = Number((await shown(page, 'Rows')).match(/[\d,]+/)[0].replace(',', ''));
  const file = await taken(page, () => page.keyboard.press('Enter'));

  assert.match(file.name, /^leeds-members-.*\.xlsx$/);
  assert.equal((await beginning(file.path, 8)).toString('hex'), OLE, 'an encrypted container, not a plain spreadsheet');
  const cells = await rowsOf(file.path, PASSWORD);
  if (cells) {
    assert.ok(cells.flat().includes('Ackroyd'));
    assert.equal(cells.length, rows + 1, 'a heading and every member');
    await assert.rejects(rowsOf(file.path, 'something else'));
  }

  await keys.press('link', 'what to do next');
  const print = await sha256(file.path);
  assert.equal((await shown(page, 'Fingerprint')).replace(/\s/g, ''), print);
  await inspect(page, 'download done');
  await keys.press('link', 'Downloads');
  await page.getByRole('cell', { name: /Coach trip on 4 May/ }).waitFor();
  await inspect(page, 'register');
  await inspectThemes(page, 'register');
  await page.locator('tbody a').first().click();
  assert.equal((await shown(page, 'Fingerprint')).replace(/\s/g, ''), print, 'the register knows this very file');
  await inspect(page, 'register one');
  await page.getByRole('button', { name: 'I have deleted it' }).click();
  await page.getByText(/Yes, said on|You said on|says that the file is deleted/).first().waitFor();
});

story('without JavaScript, at 320 px, Judith prints labels', async ({ open, signIn, inspect }) => {
  const page = await open({ javaScript: false, width: 320, path: '/demo' });
  await signIn(page, 'Group Coordinator of Leeds');
  await page.goto(START);
  await inspect(page, 'labels reason');
  await page.getByRole('radio', { name: 'Address labels' }).check();
  await page.getByRole('radio', { name: 'A newsletter or other news' }).check();
  await page.getByLabel('What exactly is it for?').fill('Spring newsletter');
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByLabel('First label').fill('400');
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('link', { name: 'Give a number from 1 to 21' }).waitFor();
  await inspect(page, 'labels wrong');
  await page.getByLabel('First label').fill('4');
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('img', { name: /A sheet of 21 labels/ }).waitFor();
  await page.getByText('Label 4: row 2, column 1').waitFor();
  await inspect(page, 'labels check');
  const firstLabel = await page.locator('ol li').first().innerText();
  await page.getByRole('textbox', { name: 'Password for the file' }).fill(PASSWORD);
  const file = await taken(page, () => page.getByRole('button', { name: 'Download the labels' }).click());
  assert.match(file.name, /\.pdf$/);
  assert.equal((await beginning(file.path, 8)).toString(), '%PDF-2.0');
  const text = await textOf(file.path, PASSWORD);
  if (text) assert.ok(text.includes(firstLabel.split(', ')[0]), `the first label, ${firstLabel}, is on the sheet`);
  assert.ok(await refusesWrongPassword(file.path), 'a wrong password opens nothing');
  await page.getByRole('link', { name: 'what to do next' }).click();
  assert.equal((await shown(page, 'Fingerprint')).replace(/\s/g, ''), await sha256(file.path));
  await inspect(page, 'labels done');
});

story('a test sheet shows where a printer prints', async ({ open, signIn }) => {
  const page = await open();
  await signIn(page, 'Group Coordinator of Leeds');
  await page.goto(START);
  await page.getByRole('radio', { name: 'Address labels' }).check();
  await page.getByRole('radio', { name: 'A newsletter or other news' }).check();
  await page.getByLabel('What exactly is it for?').fill('Spring newsletter');
  await page.getByRole('button', { name: 'Continue' }).click();
  const sheet = await page.request.get(await page.getByRole('link', { name: 'Test sheet (PDF)' }).getAttribute('href'));
  assert.equal(sheet.status(), 200);
  assert.equal((await sheet.body()).subarray(0, 5).toString(), '%PDF-');
});

story('Data governance reads the register of all groups, and nobody else does', async ({ open, signIn, inspect }) => {
  const page = await open();
  await signIn(page, 'Data governance officer');
  await inspect(page, 'home of Data governance');
  await page.goto('/downloads');
  await page.getByRole('heading', { level: 1 }).waitFor();
  await inspect(page, 'register of all');
  await signIn(page, 'Activity volunteer of Leeds');
  assert.ok([403, 404].includes((await page.goto('/downloads')).status()));
  assert.ok([403, 404].includes((await page.goto(START)).status()));
});
