// At the door: in, out, with the wrong words, and without a password.
import { assert, story } from '../lib/story.mjs';
import { letterTo, linkIn } from '../lib/letters.mjs';

const PASSWORD = 'larkmoor lanterns at dusk';
const ADDRESS = 'moira.galbraith@example.org';

story('Moira signs in and out by keyboard alone', async ({ open, inspect, inspectThemes, keyboard }) => {
  const page = await open({ path: '/sign-in' });
  await inspect(page, 'sign in');
  await inspectThemes(page, 'sign in');
  const keys = keyboard(page);
  await keys.write('E-mail address', ADDRESS);
  await keys.write('Password', PASSWORD);
  await keys.press('button', /^Sign in$/);
  await page.getByText('Moira Galbraith').first().waitFor();
  await keys.press('link', 'Your account');
  assert.equal(await page.title(), 'Your account – Larkmoor');
  await keys.press('button', 'Sign out');
  await page.getByText('You are signed out.').waitFor();
  await page.goto('/account');
  assert.match(page.url(), /\/sign-in\?back=/, 'what was open is shut again');
});

story('a wrong password is answered like an unknown address', async ({ open, inspect }) => {
  const answers = [];
  for (const address of [ADDRESS, 'nobody.at.all@example.org']) {
    const page = await open({ path: '/sign-in' });
    await page.getByLabel('E-mail address').fill(address);
    await page.getByRole('textbox', { name: 'Password' }).fill('larkmoor lanterns at dawn');
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    const summary = page.getByRole('alert');
    await summary.waitFor();
    await page.waitForFunction(() => document.activeElement?.matches('.govuk-error-summary'));
    assert.equal(await page.getByLabel('E-mail address').inputValue(), address, 'the address is still there');
    assert.equal(await page.getByRole('textbox', { name: 'Password' }).inputValue(), '', 'the password is not');
    answers.push(await page.locator('main').innerText());
    if (answers.length === 1) await inspect(page, 'sign in refused');
  }
  assert.match(answers[0], /The e-mail address and the password do not match/);
  assert.equal(answers[0], answers[1]);
});

story('an address of the federation itself is refused with the reason', async ({ open, inspect }) => {
  const page = await open({ path: '/sign-in' });
  await page.getByLabel('E-mail address').fill('moira@larkmoor.example');
  await page.getByRole('textbox', { name: 'Password' }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.getByRole('alert').getByText('Addresses at larkmoor.example are the federation\'s own').waitFor();
  await inspect(page, 'sign in with an own address');
});

story('Bronagh has forgotten her password, and gets a new one by a letter', async ({ open, inspect, follow }) => {
  const page = await open({ path: '/sign-in' });
  await page.getByRole('link', { name: 'I have forgotten my password' }).click();
  await inspect(page, 'forgotten password');
  const answers = [];
  for (const address of ['nobody.at.all@example.org', 'bronagh.mcateer@example.org']) {
    await page.goto('/forgotten-password');
    await page.getByLabel('E-mail address').fill(address);
    await follow(page, () => page.getByRole('button', { name: 'Send the link' }).click());
    answers.push(await page.locator('main').innerText());
  }
  await inspect(page, 'forgotten password sent');
  assert.equal(answers[0], answers[1], 'nobody learns who has an account');

  await letterTo(page, 'bronagh.mcateer@example.org', 'A new password for Larkmoor');
  await inspect(page, 'letter with a link');
  const link = await linkIn(page);
  await page.goto(link);
  await inspect(page, 'new password');
  const choose = async (password) => {
    await page.getByRole('textbox', { name: 'Password' }).fill(password);
    await follow(page, () => page.getByRole('button', { name: 'Save and sign in' }).click());
  };
  const refused = async (password, words) => {
    await choose(password);
    await page.getByRole('alert').getByText(words).waitFor();
  };
  await refused('', 'Enter a password');
  await refused('short', 'at least');
  await refused('password1234', 'on the list of those that many people use');
  await inspect(page, 'new password refused');
  await refused('abcdefghijklmnop', /Sequences|row on the keyboard|list of those/);
  await page.getByRole('textbox', { name: 'Password' }).fill('seven kettles under the bridge');
  await follow(page, () => page.getByRole('button', { name: 'Check how strong it is' }).click());
  await page.getByText('This password is strong.').waitFor();
  await choose('seven kettles under the bridge');
  await page.getByText('Your new password is saved.').waitFor();
  await page.getByText('Bronagh McAteer').first().waitFor();

  await page.goto(link);
  await page.getByText('The link was used already').waitFor();
  await inspect(page, 'link used already');
});
