// Supporter Care brings group coordinators onto the portal: a batch, what stands in the way, an invitation, the list of
// those with access.
import { assert, story } from '../lib/story.mjs';

const WHO = 'Supporter Care officer';

async function wholeList(page) {
  await page.goto('/contacts');
  for (let i = 0; i < 60 && (await page.getByText('being taken into this list').count()) > 0; i++) {
    await page.waitForTimeout(500);
    await page.goto('/contacts');
  }
}

story('selected groups become a batch; a row is mended in place, and those who are ready are invited', async ({ open, signIn, inspect, inspectThemes }) => {
  const page = await open();
  await signIn(page, WHO);
  await wholeList(page);
  await page.goto('/contacts?kind=group&size=250');
  await page.getByRole('button', { name: /Select all/ }).first().click();
  await page.waitForLoadState();
  await page.getByRole('button', { name: 'Grant portal access' }).click();
  await page.getByRole('heading', { level: 1, name: 'Grant portal access' }).waitFor();
  await inspect(page, 'making a batch');
  await page.getByRole('button', { name: 'Make the batch and check it' }).click();
  await page.getByRole('link', { name: /Give the batch a name/ }).waitFor();
  await inspect(page, 'making a batch without a name');
  await page.getByLabel('Name of a new roll-out').fill('Portal 2027');
  await page.getByLabel('Name of this batch').fill('All groups');
  await page.getByRole('button', { name: 'Make the batch and check it' }).click();
  await page.getByRole('heading', { level: 1, name: 'Portal 2027: All groups' }).waitFor();
  await inspect(page, 'a batch');
  await inspectThemes(page, 'a batch');
  const batch = page.url();
  await page.goto(`${batch}?state=blocked`);
  await page.locator('tbody th[scope=row] a').first().click();
  await page.getByRole('heading', { level: 2, name: 'What stands in the way' }).waitFor();
  await inspect(page, 'a row of a batch');
  await page.getByRole('button', { name: 'Take it out of the batch' }).click();
  await page.getByText('The row is left out of the batch.').waitFor();
  await page.goto('/rollouts');
  await inspect(page, 'roll-outs');
  await page.getByRole('link', { name: 'Portal 2027' }).click();
  await page.getByRole('heading', { level: 1, name: 'Portal 2027' }).waitFor();
  await inspect(page, 'a roll-out with its funnel');
  assert.equal(await page.locator('.ch-funnel').count(), 1);
  const stage = await page.locator('.ch-funnel__stage').first().boundingBox();
  assert.ok(stage.height < 48, `a stage is a line of text with a bar, not ${stage.height} px`);
  assert.equal(await page.locator('table caption', { hasText: 'How far everybody has come' }).count(), 1);
});

// The last batch of the officer, as the story before left it.
async function theBatch(page) {
  await page.goto('/rollouts');
  await page.getByRole('link', { name: 'Portal 2027' }).click();
  await page.getByRole('link', { name: 'All groups' }).click();
  await page.getByRole('heading', { level: 1, name: 'Portal 2027: All groups' }).waitFor();
}

story('the people of a batch are told beforehand, and the batch follows the message', async ({ open, signIn, inspect }) => {
  const page = await open();
  await signIn(page, WHO);
  await theBatch(page);
  const batch = page.url();
  await page.getByRole('button', { name: 'Write to them first' }).click();
  await page.getByRole('heading', { name: 'The text', exact: true }).waitFor();
  await inspect(page, 'notice text');
  await page.goto(batch);
  await page.getByText('It has not left: open it to go on').waitFor();
  await inspect(page, 'a batch with a draft notice');
  await page.getByRole('link', { name: /A new portal for/ }).click();
  await page.getByRole('term').filter({ hasText: 'Batch of a roll-out' }).waitFor();
  await page.getByRole('link', { name: /^Change Kind of message and who gets it/ }).first().click();
  await page.getByLabel('Service message').check();
  await page.getByLabel('Legitimate interest').check();
  await page.getByRole('button', { name: 'Save and continue' }).click();
  await page.getByRole('heading', { name: 'Send it' }).waitFor();
  await inspect(page, 'notice check');
  const send = page.getByRole('button', { name: /^Send \d+ mail/ });
  const count = (await send.textContent()).match(/\d+/)[0];
  await page.getByLabel(/^Type \d+ to confirm/).fill(count);
  await send.click();
  await page.getByRole('link', { name: 'Show Batch of a roll-out' }).click();
  await page.getByText('tells them beforehand').waitFor();
  await inspect(page, 'a batch with a notice');
  await page.locator('details', { hasText: 'How far this batch has come' }).locator('summary').first().click();
  await inspect(page, 'a batch with its funnel open');
});

story('a batch is searched by part of a name on a telephone, without scripts, and what matches is selected', async ({ open, signIn, inspect }) => {
  const page = await open({ javaScript: false, width: 320 });
  await signIn(page, WHO);
  await theBatch(page);
  const name = (await page.locator('tbody th[scope=row] a').first().innerText()).split(',')[0];
  if ((await page.locator('details.ch-filter').getAttribute('open')) === null) await page.locator('summary', { hasText: 'Filter the list' }).click();
  await page.getByLabel('Search').fill(name.slice(0, 4));
  await page.getByRole('button', { name: 'Show matching' }).click();
  await page.waitForLoadState();
  assert.match(page.url(), /[?&]q=/, 'the search stands in the address');
  const found = await page.locator('tbody th[scope=row] a').allInnerTexts();
  assert.ok(found.length > 0 && found.some((one) => one.startsWith(name)));
  await inspect(page, 'a batch searched');
  await page.getByRole('button', { name: /Select all/ }).first().click();
  await page.getByText(found.length === 1 ? 'One selected' : `${found.length} selected`).waitFor();
  assert.match(page.url(), /[?&]q=/);
  await page.getByRole('button', { name: 'Select none' }).click();
});

story('who has access is found, and the settings of roll-outs say when to remind', async ({ open, signIn, inspect }) => {
  const page = await open();
  await signIn(page, WHO);
  await page.goto('/portal-users');
  await inspect(page, 'who has access');
  await page.goto('/portal-users?show=never');
  await inspect(page, 'who never signed in');
  await page.getByRole('button', { name: /Select all/ }).first().click();
  await page.getByRole('button', { name: /^Send another link/ }).click();
  await page.getByRole('heading', { level: 1, name: 'Send another link' }).waitFor();
  await inspect(page, 'another link to many');
  const count = (await page.locator('label', { hasText: 'to confirm' }).innerText()).match(/\d+/)[0];
  await page.getByLabel(/^Type \d+ to confirm/).fill(count);
  await page.getByRole('button', { name: 'Send it' }).click();
  await page.getByText(/New links for \d+ are on their way|more follow by themselves/).first().waitFor();
  await page.goto('/portal-users');
  await page.getByRole('heading', { level: 2, name: /Running now|Done lately/ }).first().waitFor();
  await inspect(page, 'who has access with an act');
  await page.getByRole('link', { name: 'Sending another link' }).first().click();
  await page.getByRole('heading', { level: 1, name: 'Sending another link' }).waitFor();
  await inspect(page, 'an act and who was left as they are');
  await page.goto('/rollouts/settings');
  await inspect(page, 'settings of roll-outs');
  await page.getByLabel('Remind after how many days').fill('21, 7');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('link', { name: /Enter up to three numbers/ }).waitFor();
  await inspect(page, 'settings of roll-outs with a mistake');
});

story('the code of a letter is asked for on a telephone, without scripts, and a wrong one says nothing more', async ({ open, inspect }) => {
  const page = await open({ javaScript: false, width: 320 });
  await page.goto('/code');
  await inspect(page, 'the code of a letter');
  await page.getByLabel('Code').fill('ABCD-EFGH-JKLM-NPQR');
  await page.getByRole('button', { name: 'Go on' }).click();
  await page.getByText('This code opens nothing').first().waitFor();
  await inspect(page, 'a wrong code');
});

story('one council each: the clerk of three reads which is left out, until the association takes it back', async ({ association, open, signIn, inspect }) => {
  const office = await open({ at: association, path: '/demo' });
  const say = async (ticked) => {
    await office.goto('/rollouts/settings');
    await office.getByLabel('Each acts for one council only').setChecked(ticked);
    await office.getByRole('button', { name: 'Save' }).click();
    await office.getByText('The settings are saved.').waitFor();
  };
  await signIn(office, 'County Officer');
  await say(true);
  try {
    const phone = await open({ at: association, path: '/demo', width: 360, height: 740 });
    await signIn(phone, 'Clerk of three councils');
    await phone.goto('/account');
    await phone.getByText('You also serve').waitFor();
    await inspect(phone, 'account with councils left out');
    await phone.goto('/acting-for');
    assert.equal(await phone.getByRole('radio').count(), 1);
    await say(false);
    await phone.goto('/acting-for');
    assert.equal(await phone.getByRole('radio').count(), 3);
  } finally {
    await say(false);
  }
});

story('the association sees who begins, puts them into a batch with one press, and may have it done by itself', async ({ association, open, signIn, inspect, inspectThemes }) => {
  const page = await open({ at: association, path: '/demo' });
  await signIn(page, 'County Officer');
  await page.getByText(/begins? in a role that brings access/).waitFor();
  await page.getByRole('link', { name: 'See who begins' }).click();
  await page.getByRole('heading', { level: 1, name: 'Who begins' }).waitFor();
  await inspect(page, 'who begins');
  await inspectThemes(page, 'who begins');
  const boxes = page.getByRole('checkbox');
  const many = await boxes.count();
  assert.ok(many > 0, 'somebody begins');
  for (let nth = 0; nth < many; nth++) await boxes.nth(nth).uncheck();
  await page.getByRole('button', { name: 'Put them into the batch' }).click();
  await page.getByRole('link', { name: 'Tick at least one person' }).waitFor();
  await inspect(page, 'who begins, nobody ticked');
  for (let nth = 0; nth < many; nth++) await page.getByRole('checkbox').nth(nth).check();
  await page.getByRole('button', { name: 'Put them into the batch' }).click();
  await page.getByRole('heading', { level: 1, name: /^Who begins: / }).waitFor();
  await inspect(page, 'a batch of who begins');
  await page.goto('/rollouts');
  await page.getByRole('link', { name: 'Look at them' }).click();
  await page.getByText('In the batch Who begins').first().waitFor();
  assert.equal(await page.getByRole('checkbox').count(), 0);
  await inspect(page, 'who begins, in a batch');
  await page.getByRole('link', { name: 'Settings of roll-outs' }).click();
  await page.getByLabel('Invite them automatically on their first day').check();
  await page.getByRole('button', { name: 'Save' }).click();
  await page.goto('/rollouts/starting');
  await page.getByText('They are invited automatically on their first day').waitFor();
});

story('on a narrow screen without scripts Who begins is read and acted upon', async ({ open, signIn, inspect }) => {
  const page = await open({ javaScript: false, width: 320 });
  await signIn(page, WHO);
  await page.goto('/rollouts/starting');
  await inspect(page, 'who begins at the charity');
});
