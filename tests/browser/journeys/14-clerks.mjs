// Hilary is clerk of three councils. On a telephone she keeps the record of one, adds a councillor, says that she stops
// and takes it back; Ros at the association sees who follows.
import { assert, story } from '../lib/story.mjs';

const PHONE = { width: 360, height: 740, path: '/demo' };

async function council(page, n = 0) {
  await page.goto('/acting-for');
  await page.getByRole('radio').nth(n).check();
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('heading', { name: 'How to reach them' }).waitFor();
  return (await page.locator('h1').innerText()).trim();
}

story('Hilary keeps the record of a council on her telephone', async ({ association, open, signIn, inspect, inspectThemes }) => {
  const page = await open({ ...PHONE, at: association });
  await signIn(page, 'Clerk of three councils');
  await inspect(page, 'clerk home');
  await page.getByRole('link', { name: 'Change organisation' }).click();
  await inspect(page, 'clerk acting for');
  const first = await council(page, 0);
  await page.getByText(`You act for ${first}.`).waitFor();
  await inspect(page, 'clerk council');
  await inspectThemes(page, 'clerk council');
  await page.getByRole('link', { name: 'Add a telephone number' }).click();
  await page.getByLabel('Telephone').fill('01632 96o123');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('holds letters').first().waitFor();
  await inspect(page, 'clerk point refused');
  await page.getByLabel('Telephone').fill('01632 960123');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Telephone: changed.').waitFor();
  await page.getByRole('link', { name: 'Propose a change' }).click();
  await inspect(page, 'clerk propose name');

  const second = await council(page, 1);
  assert.notEqual(second, first);
  assert.doesNotMatch(await page.locator('main').innerText(), /01632 960123/, 'another council, another record');
  await page.goto('/account');
  await page.getByText(`You act for ${second}.`).waitFor();
});

story('Hilary adds a councillor by keyboard alone', async ({ association, open, signIn, inspect, keyboard }) => {
  const page = await open({ at: association, path: '/demo' });
  await signIn(page, 'Clerk of three councils');
  await council(page, 0);
  const keys = keyboard(page);
  await keys.press('link', 'Add somebody');
  await inspect(page, 'clerk add');
  await keys.write('First name', 'Annest');
  await keys.write('Family name', 'Tregarth');
  await keys.choose('Role', 'Councillor');
  await keys.press('button', 'Add them');
  await page.getByText('Annest Tregarth is in the record.').waitFor();
});

story('without JavaScript Hilary says that she is no longer the clerk, Ros sees it, and she takes it back', async ({ association, open, signIn, inspect }) => {
  const page = await open({ ...PHONE, at: association, width: 320, javaScript: false });
  await signIn(page, 'Clerk of three councils');
  const place = await council(page, 2);
  await page.getByRole('link', { name: /I am no longer/ }).click();
  await inspect(page, 'clerk leaving day');
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('group', { name: 'Who follows?' }).waitFor();
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByText('Say who follows').first().waitFor();
  await inspect(page, 'clerk leaving who refused');
  await page.getByRole('radio', { name: 'Somebody: I enter the name' }).check();
  await page.getByLabel('First name').fill('Tomos');
  await page.getByLabel('Family name').fill('Vaughan');
  await page.getByLabel('E-mail address').fill('tomos.vaughan@example.org');
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('heading', { name: 'Check what you say' }).waitFor();
  await page.getByText('You stay Clerk').first().waitFor();
  await inspect(page, 'clerk leaving check');
  await page.getByRole('button', { name: 'Yes, this is right' }).click();
  await page.getByText('The central team was told').waitFor();
  await page.getByText('Tomos Vaughan, Clerk from').waitFor();

  const ros = await open({ at: association, path: '/demo' });
  await signIn(ros, 'County Officer');
  await ros.getByRole('link', { name: 'Look at them' }).click();
  await inspect(ros, 'nominations');
  await ros.getByRole('link', { name: new RegExp(`Tomos Vaughan: Clerk, ${place}`) }).click();
  await inspect(ros, 'nomination');

  await page.getByRole('button', { name: 'Take this back' }).click();
  await page.getByText('It is taken back').waitFor();
  await inspect(page, 'clerk leaving taken back');
  await ros.goto('/contacts/nominations');
  assert.equal(await ros.getByText(`Tomos Vaughan: Clerk, ${place}`).count(), 0);
});

story('one\'s own details are one\'s own to keep', async ({ association, open, signIn, inspect }) => {
  const page = await open({ ...PHONE, at: association });
  await signIn(page, 'Clerk of three councils');
  await page.goto('/account');
  await page.getByRole('link', { name: 'Your own details' }).click();
  await inspect(page, 'own details');
  await page.getByRole('link', { name: 'Change Known as' }).click();
  await page.getByLabel('Known as').fill('Hil');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Known as: changed.').waitFor();
});
