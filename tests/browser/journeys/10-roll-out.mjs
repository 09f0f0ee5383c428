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
  assert.equal(await page.locator('svg.ch-funnel').count(), 1);
});

story('who has access is found, and the settings of roll-outs say when to remind', async ({ open, signIn, inspect }) => {
  const page = await open();
  await signIn(page, WHO);
  await page.goto('/portal-users');
  await inspect(page, 'who has access');
  await page.goto('/portal-users?show=never');
  await inspect(page, 'who never signed in');
  await page.goto('/rollouts/settings');
  await inspect(page, 'settings of roll-outs');
  await page.getByLabel('Remind after so many days').fill('21, 7');
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
