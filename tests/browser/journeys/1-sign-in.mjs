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

story('Lucy is invited: looking at the link spends nothing, saving the password does', async ({ open, inspect, follow }) => {
  const page = await open({ path: '/demo' });
  await inspect(page, 'front page of the demonstration');
  await letterTo(page, 'lucy.cheung@example.org', 'Your sign-in for Larkmoor');
  const link = await linkIn(page);
  const scanner = await open({ path: link });
  await scanner.reload();
  await page.goto(link);
  await page.getByText('Welcome, Lucy').waitFor();
  await inspect(page, 'first password');
  await page.getByRole('textbox', { name: 'Password' }).fill('wai yee cheung');
  await follow(page, () => page.getByRole('button', { name: 'Save and sign in' }).click());
  await page.getByRole('alert').getByText('made of your name').waitFor();
  await page.getByRole('textbox', { name: 'Password' }).fill('seven kettles under the bridge');
  await follow(page, () => page.getByRole('button', { name: 'Save and sign in' }).click());
  await page.getByText('Your password is saved, and you are signed in.').waitFor();
  await scanner.reload();
  await scanner.getByText('This invitation was used already').waitFor();
  await inspect(scanner, 'invitation used already');
  await scanner.goto(link.replace(/.$/, (last) => (last === '0' ? '1' : '0')));
  await scanner.getByText('This link is not one of ours').waitFor();
});

story('Ken, whose role has ended, is told so', async ({ open, signIn, inspect }) => {
  const page = await open();
  await signIn(page, 'former Finance volunteer of Sheffield');
  await page.getByText('Ken Oldroyd cannot sign in today').waitFor();
  await inspect(page, 'front page with a notice');
});

story('Inês ends the session that she left open at the library', async ({ open, signIn, inspect, inspectThemes, follow }) => {
  const library = await open();
  await signIn(library, 'IT support officer');
  await library.goto('/account/language');
  await inspect(library, 'language');

  const home = await open();
  await signIn(home, 'IT support officer');
  await home.getByRole('link', { name: 'Your account' }).first().click();
  await inspect(home, 'account');
  await inspectThemes(home, 'account');
  await home.getByRole('button', { name: /^Sign out Chrome on Linux/ }).first().click();
  await home.getByText('That device is signed out.').waitFor();
  await home.getByText('now, on this device').waitFor();

  await library.getByRole('radio', { name: 'Cymraeg' }).check();
  await follow(library, () => library.getByRole('button', { name: 'Save' }).click());
  assert.match(library.url(), /\/sign-in/);
  await home.reload();
  assert.equal(await home.locator('html').getAttribute('lang'), 'en', 'nothing was changed from there');
});

story('a new password ends every other session', async ({ open, signIn, inspect, follow }) => {
  const other = await open();
  await signIn(other, 'Finance volunteer of Leeds');
  const page = await open();
  await signIn(page, 'Finance volunteer of Leeds');
  await page.goto('/account/password');
  await inspect(page, 'change password');
  const change = async (present, next) => {
    await page.getByRole('textbox', { name: 'Your present password' }).fill(present);
    await page.getByRole('textbox', { name: 'New password' }).fill(next);
    await follow(page, () => page.getByRole('button', { name: 'Save the new password' }).click());
  };
  await change('not this one at all', 'seven kettles under the bridge');
  await page.getByRole('alert').getByText('This is not your present password').waitFor();
  await change(PASSWORD, 'seven kettles under the bridge');
  await page.getByText('Your password is changed.').waitFor();
  await other.reload();
  assert.match(other.url(), /\/(sign-in|demo)/, 'the other device is signed out');
  await letterTo(page, 'harpreet.sandhu@example.org', 'Your password for Larkmoor was changed');
});

story('the portal speaks Welsh to Eleri, and to a stranger who asks for it', async ({ open, signIn, inspect }) => {
  const eleri = await open();
  await signIn(eleri, 'Communications volunteer of Cardiff');
  assert.equal(await eleri.locator('html').getAttribute('lang'), 'cy');
  await eleri.getByRole('button', { name: 'Allgofnodi' }).waitFor();
  await inspect(eleri, 'home in Welsh');
  await eleri.goto('/account/language');
  await eleri.getByRole('radio', { name: 'English' }).check();
  await eleri.getByRole('button', { name: 'Cadw' }).click();
  await eleri.getByRole('button', { name: 'Sign out' }).waitFor();
  assert.equal(await eleri.locator('html').getAttribute('lang'), 'en');

  const stranger = await open({ path: '/sign-in' });
  await stranger.getByRole('link', { name: 'Colours, text size and language' }).click();
  await inspect(stranger, 'colours, text size and language');
  await stranger.getByRole('radio', { name: 'Cymraeg' }).check();
  await stranger.getByRole('button', { name: 'Save' }).click();
  await stranger.getByRole('button', { name: 'Mewngofnodi' }).waitFor();
  assert.equal(await stranger.locator('html').getAttribute('lang'), 'cy');
  await inspect(stranger, 'sign in in Welsh');
});

story('colours and text size are kept in the browser', async ({ open, inspect, picture }) => {
  const page = await open({ path: '/look?back=%2Fhelp' });
  await page.getByRole('radio', { name: 'High contrast' }).check();
  await page.getByRole('radio', { name: '150 %' }).check();
  await page.getByRole('button', { name: 'Save' }).click();
  assert.equal(new URL(page.url()).pathname, '/help');
  await inspect(page, 'help at one and a half size in high contrast');
  await page.goto('/sign-in');
  assert.equal(await page.locator('html').getAttribute('data-theme'), 'contrast');
  assert.equal(await page.locator('html').evaluate((element) => getComputedStyle(element).fontSize), '24px');
  await page.goto('/look');
  await page.getByRole('radio', { name: 'Dark' }).check();
  await page.getByRole('button', { name: 'Save' }).click();
  assert.equal(await page.locator('html').getAttribute('data-theme'), 'dark');
  await picture(page, 'front page dark and large');
});

story('without JavaScript Grace signs in, looks around and out again, on a narrow screen', async ({ open, inspect }) => {
  const page = await open({ javaScript: false, width: 320, path: '/sign-in' });
  await inspect(page, 'sign in without scripts');
  await page.getByLabel('E-mail address').fill('grace.adeyemi@example.org');
  await page.getByRole('textbox', { name: 'Password' }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.getByRole('heading', { name: /Grace/ }).waitFor();
  await inspect(page, 'home without scripts');
  await page.getByRole('link', { name: 'Your account' }).first().click();
  await inspect(page, 'account without scripts');
  await page.getByRole('button', { name: 'Sign out', exact: true }).click();
  await page.getByText('You are signed out.').waitFor();
});

story('a page costs little the first time and next to nothing again', async ({ open, signIn, weigh }) => {
  const page = await open({ path: '/healthz' });
  const first = await weigh(page, () => page.goto('/sign-in'));
  assert.ok(first.bytes <= 60 * 1024 && first.requests <= 6, `first load: ${first.bytes} bytes, ${first.requests} requests`);
  const again = await weigh(page, () => page.goto('/help'));
  assert.ok(again.bytes <= 15 * 1024 && again.requests <= 6, `the next: ${again.bytes} bytes, ${again.requests} requests`);
  await signIn(page, 'Group Coordinator of Leeds');
  for (const path of ['/', '/organisations', '/account']) {
    const known = await weigh(page, () => page.goto(path));
    assert.ok(known.bytes <= 15 * 1024, `${path}: ${known.bytes} bytes`);
  }
  console.log(`       first ${first.bytes} bytes in ${first.requests} requests, next ${again.bytes} bytes`);
});
