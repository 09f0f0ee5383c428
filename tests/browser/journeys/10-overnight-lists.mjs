// Supporter Care sets up a list that comes by itself: where from, what it means, a dry run, a run, its report.
import { story } from '../lib/story.mjs';

const WHO = 'Supporter Care officer';

// The page asks again by itself; without a script it does so by its header.
async function until(page, words) {
  for (let i = 0; i < 40 && (await page.getByText(words).count()) === 0; i++) {
    await page.waitForTimeout(500);
    await page.reload();
  }
  await page.getByText(words).first().waitFor();
}

async function setUp(page, name) {
  await page.goto('/contacts/imports');
  await page.getByRole('link', { name: 'Lists that come overnight' }).click();
  await page.getByRole('button', { name: 'Add an overnight list' }).click();
  await page.getByLabel('A folder on this server').check();
  await page.getByRole('button', { name: 'Next' }).click();
  await page.getByRole('textbox', { name: 'List', exact: true }).fill(name);
  await page.getByRole('textbox', { name: 'File', exact: true }).fill('newcomers-*.csv');
}

story('a list from a folder is set up, explained, tried, run and read', async ({ open, signIn, inspect }) => {
  const page = await open();
  await signIn(page, WHO);
  await setUp(page, '');
  await inspect(page, 'a new overnight list');
  await page.getByRole('button', { name: 'Go on' }).click();
  await page.getByRole('link', { name: 'Give the list a name of up to 80 letters' }).waitFor();
  await inspect(page, 'a new overnight list without a name');
  await page.getByRole('textbox', { name: 'List', exact: true }).fill('Ticket buyers');
  await page.getByRole('button', { name: 'Go on' }).click();
  await page.getByRole('heading', { name: 'Ticket buyers' }).waitFor();
  const list = page.url();
  await inspect(page, 'an overnight list to look at');
  await page.getByRole('button', { name: 'Fetch the data and look at it' }).click();
  await until(page, 'How the file begins');
  await page.getByRole('textbox', { name: 'Source' }).fill('Ticket office');
  await page.getByRole('button', { name: 'Try it' }).click();
  await until(page, 'Nothing was written yet.');
  await inspect(page, 'an overnight list tried');
  await page.getByRole('link', { name: 'Go to the overnight list' }).click();
  await page.getByRole('button', { name: 'Set it going' }).click();
  await page.getByText('The list comes at its next hour.').waitFor();
  await page.getByRole('button', { name: 'Run it now' }).click();
  await until(page, 'It came in.');
  await inspect(page, 'an overnight list that ran');
  await page.getByRole('table').getByRole('link').first().click();
  await page.getByText('5 new').waitFor();
  await page.goto(list);
  await page.getByRole('textbox', { name: 'Why?' }).fill('The ticket office moves.');
  await page.getByRole('button', { name: 'Stop it' }).click();
  await page.getByText('The ticket office moves.').first().waitFor();
  await inspect(page, 'an overnight list that stopped');
  await page.goto('/contacts/imports/feeds');
  await inspect(page, 'overnight lists');
});

story('by keyboard, without JavaScript and on a narrow screen a list is set up and removed', async ({ open, signIn, inspect }) => {
  const page = await open({ javaScript: false, width: 320 });
  await signIn(page, WHO);
  await setUp(page, 'A list on a telephone');
  await page.getByRole('button', { name: 'Go on' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'A list on a telephone' }).waitFor();
  await inspect(page, 'an overnight list without scripts');
  await page.getByText('Remove the list').first().click();
  await page.getByRole('button', { name: 'Remove the list' }).click();
  await page.getByText('The list was removed.').waitFor();
});
