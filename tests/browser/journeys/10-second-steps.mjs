// More than a password: passkeys, codes from an app, recovery codes, and a role that asks for a second step.
import { assert, story } from '../lib/story.mjs';
import { letterTo, linkIn } from '../lib/letters.mjs';
import { codeOf, withPasskeys } from '../lib/second-steps.mjs';

const PASSWORD = 'larkmoor lanterns at dusk';

// Browsers know passkeys for names only; this machine's is localhost.
const named = (home) => home.replace('127.0.0.1', 'localhost');

async function signOut(page, follow) {
  await follow(page, () => page.getByRole('button', { name: 'Sign out', exact: true }).click());
}

async function typePassword(page, follow, address, password = PASSWORD) {
  await page.goto('/sign-in');
  await page.getByLabel('E-mail address').fill(address);
  await page.getByRole('textbox', { name: 'Password' }).fill(password);
  await follow(page, () => page.getByRole('button', { name: 'Sign in', exact: true }).click());
}

story('Desmond, a Clerk who is invited, chooses a passkey instead of a password, and signs in with it', async ({ open, inspect, follow, keyboard }) => {
  const first = await open({ path: '/demo' });
  const association = await first.getByRole('link', { name: /^Go to the other demonstration/ }).getAttribute('href');
  const page = await open({ at: named(new URL(association).origin), path: '/demo' });
  const authenticator = await withPasskeys(page);
  await letterTo(page, 'desmond.greenidge@example.org', /^Your sign-in for/);
  const link = await linkIn(page);
  await page.goto(link);
  await inspect(page, 'invitation with a passkey');

  await authenticator.refuse();
  await page.getByRole('button', { name: 'Use a passkey instead' }).click();
  await page.getByRole('alert').getByText('The browser did not get a passkey').waitFor();
  await authenticator.allow();
  await follow(page, () => page.getByRole('button', { name: 'Use a passkey instead' }).click());
  await page.getByText('Your passkey is saved, and you are signed in.').waitFor();
  assert.equal((await authenticator.held()).length, 1);

  await page.goto('/account/passkeys');
  await page.getByText('never', { exact: false }).first().waitFor();
  await inspect(page, 'passkeys');
  await page.getByText(/^Rename or remove/).click();
  await page.locator('details[open]').getByRole('textbox', { name: 'Name of the passkey' }).fill('My telephone');
  await follow(page, () => page.getByRole('button', { name: 'Save the name' }).click());
  await page.getByRole('heading', { name: 'My telephone' }).waitFor();
  await page.getByText('Rename or remove My telephone').click();
  await follow(page, () => page.getByRole('button', { name: 'Remove My telephone' }).click());
  await page.getByRole('alert').getByText('This is the only way in that you have').waitFor();
  await inspect(page, 'passkeys refused');

  await authenticator.rest();
  await signOut(page, follow);
  await page.goto('/sign-in?back=%2Faccount');
  await inspect(page, 'sign in with a passkey');
  const keys = keyboard(page);
  await keys.to('button', 'Sign in with a passkey');
  await authenticator.touch();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Your account' }).waitFor();
  assert.equal(new URL(page.url()).pathname, '/account');
});

story('Moira gets codes from an app, signs in with one, and with a recovery code', async ({ open, inspect, inspectThemes, follow }) => {
  const page = await open({ path: '/sign-in' });
  const address = 'moira.galbraith@example.org';
  await typePassword(page, follow, address);
  await page.goto('/account/second-factor');
  await inspect(page, 'set up codes');
  await inspectThemes(page, 'set up codes');
  const key = await page.locator('.ch-key').innerText();
  await page.getByLabel('Code from the app').fill('000000');
  await follow(page, () => page.getByRole('button', { name: 'Switch codes on' }).click());
  await page.getByRole('alert').getByText('This is not the code').waitFor();
  await inspect(page, 'set up codes refused');
  assert.equal(await page.locator('.ch-key').innerText(), key, 'the same key after a fault');
  await page.getByLabel('Code from the app').fill(await codeOf(key));
  await follow(page, () => page.getByRole('button', { name: 'Switch codes on' }).click());
  await page.getByRole('heading', { name: 'Your recovery codes' }).waitFor();
  await inspect(page, 'recovery codes');
  const recovery = await page.locator('.ch-key li').allInnerTexts();
  assert.equal(recovery.length, 10);
  await page.getByRole('button', { name: 'I have kept them: go on' }).click();

  await signOut(page, follow);
  await typePassword(page, follow, address);
  await page.getByRole('heading', { name: 'One more step' }).waitFor();
  await page.reload();
  await inspect(page, 'second step');
  await page.getByLabel('Code', { exact: true }).fill('123456');
  await follow(page, () => page.getByRole('button', { name: 'Sign in', exact: true }).click());
  await page.getByRole('alert').getByText('This code is not right').waitFor();
  await inspect(page, 'second step refused');
  await page.goto('/account');
  assert.match(page.url(), /\/sign-in/, 'half a sign-in opens nothing');
  await typePassword(page, follow, address);
  await page.getByLabel('Code', { exact: true }).fill(await codeOf(key));
  await page.getByLabel('Do not ask for a code on this device for 30 days').check();
  await follow(page, () => page.getByRole('button', { name: 'Sign in', exact: true }).click());
  await page.getByText('Moira Galbraith').first().waitFor();
  await page.goto('/account');
  await page.getByRole('heading', { name: 'Where no code is asked for' }).waitFor();
  await inspect(page, 'account with a trusted device');
  await signOut(page, follow);
  await typePassword(page, follow, address);
  await page.getByText('Moira Galbraith').first().waitFor();
  await page.goto('/account');
  await follow(page, () => page.getByRole('button', { name: /^Ask for a code again/ }).click());

  const phone = await open({ javaScript: false, width: 320, path: '/sign-in' });
  await typePassword(phone, follow, address);
  await inspect(phone, 'second step without scripts');
  await phone.getByLabel('Code', { exact: true }).fill(recovery[0]);
  await follow(phone, () => phone.getByRole('button', { name: 'Sign in', exact: true }).click());
  await phone.getByText('You signed in with a recovery code. 9 are left.').waitFor();
  await letterTo(page, address, 'The way you sign in to Larkmoor was changed');

  await page.goto('/account/second-factor');
  await inspect(page, 'codes are on');
  await follow(page, () => page.getByRole('button', { name: 'Switch codes off' }).click());
  await page.getByText('Codes are off.').waitFor();
});

story('Catherine the Administrator sets up a second step before anything else opens', async ({ home, open, signIn, inspect, follow }) => {
  const page = await open({ at: named(home) });
  const authenticator = await withPasskeys(page);
  await signIn(page, 'Administrator');
  await page.getByRole('heading', { name: 'One thing before you go on' }).waitFor();
  await inspect(page, 'a second step first');
  for (const path of ['/', '/organisations', '/account', '/journal']) {
    await page.goto(path);
    assert.equal(new URL(page.url()).pathname, '/account/second-factor/first', path);
  }
  await page.getByRole('link', { name: 'Get help' }).click();
  assert.equal(new URL(page.url()).pathname, '/help', 'help is open');
  await page.goto('/');
  await follow(page, () => page.getByRole('button', { name: 'Add a passkey' }).click());
  await page.getByRole('heading', { name: /Catherine/ }).waitFor();
  await authenticator.rest();
  await signOut(page, follow);
  await typePassword(page, follow, 'catherine.marwood@example.org');
  await page.getByText('you have set up a passkey for it').waitFor();
  await inspect(page, 'a passkey as the second step');
  await authenticator.touch();
  await follow(page, () => page.getByRole('button', { name: 'Sign in with a passkey' }).click());
  await page.getByRole('heading', { name: /Catherine/ }).waitFor();
});

story('without JavaScript, and where a number stands for the name, the pages say that passwords work', async ({ open, inspect }) => {
  const page = await open({ javaScript: false, width: 320, path: '/sign-in' });
  assert.match(await page.locator('main').innerText(), /To use a passkey, switch JavaScript on in your browser\./);
  await inspect(page, 'sign in without scripts and passkeys');
  const other = await open({ path: '/sign-in' });
  await other.getByText('This browser, or the address that you opened, does not let you use passkeys.').waitFor();
});
