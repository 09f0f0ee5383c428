// Judith hears that a member changed; Supporter Care decides and keeps the record; Data Governance reads the journal.
import { assert, story } from '../lib/story.mjs';

const MEMBERS = '/organisations/leeds/members';

async function member(page, name) {
  await page.goto(`${MEMBERS}?q=${encodeURIComponent(name)}`);
  await page.locator('tbody th[scope=row] a').first().click();
  return page.url().split('/').pop();
}

story('Judith proposes a change, Supporter Care approves it, and Judith sees it', async ({ open, signIn, inspect, inspectThemes }) => {
  const judith = await open();
  await signIn(judith, 'Group Coordinator of Leeds');
  await member(judith, 'ackroyd');
  await judith.getByRole('link', { name: 'Propose a change about this person' }).click();
  await inspect(judith, 'request propose');
  await inspectThemes(judith, 'request propose');
  await judith.getByRole('button', { name: 'Send to Supporter Care' }).click();
  await judith.getByRole('link', { name: 'Change at least one field, or go back' }).or(judith.getByText('Change at least one field')).first().waitFor();
  await inspect(judith, 'request nothing changed');
  await judith.getByLabel('Known as').fill('Juju');
  await judith.getByLabel('How do you know?').fill('She told me herself.');
  await judith.getByRole('button', { name: 'Send to Supporter Care' }).click();
  await judith.getByText('One proposed change waits').waitFor();

  const officer = await open();
  await signIn(officer, 'Supporter Care');
  await officer.goto('/contacts/requests');
  await inspect(officer, 'requests');
  await inspectThemes(officer, 'requests');
  await officer.locator('tbody a').first().click();
  await officer.getByText('She told me herself.').waitFor();
  await inspect(officer, 'request');
  await officer.getByRole('button', { name: 'Reject' }).click();
  await officer.getByText('Give a reason').first().waitFor();
  await inspect(officer, 'request reason missing');
  await officer.getByRole('button', { name: 'Approve what is ticked' }).click();
  await officer.getByText('was approved and is in the record').waitFor();

  await judith.goto('/requests');
  await judith.getByText('Approved').first().waitFor();
  await inspect(judith, 'my requests');
});

story('Supporter Care changes a record by keyboard alone, and two officers meet', async ({ open, signIn, inspect, inspectThemes, keyboard }) => {
  const page = await open();
  await signIn(page, 'Supporter Care');
  const id = await member(page, 'smith');
  await page.goto(`/contacts/people/${id}`);
  await inspect(page, 'record');
  await inspectThemes(page, 'record');
  const keys = keyboard(page);
  await keys.press('link', 'Change Known as');
  await inspect(page, 'record field');
  await keys.write('Known as', 'Tomek');
  const other = await open();
  await signIn(other, 'Supporter Care');
  await other.goto(`/contacts/people/${id}/fields/known_as`);
  await other.getByLabel('Known as').fill('Tom');
  await other.getByRole('button', { name: 'Save' }).click();
  await other.getByText('Known as: changed.').waitFor();
  await keys.press('button', 'Save');
  await page.getByRole('heading', { name: 'Two entries for one field' }).waitFor();
  await inspect(page, 'record conflict');
  await keys.choose('Known as', 'Use mine: Tomek');
  await keys.press('button', 'Continue');
  await page.getByText('Known as: changed.').waitFor();
  assert.match(await page.locator('main').innerText(), /Tomek/);
});

story('without JavaScript, at 320 px, an address and an appointment are added and ended', async ({ open, signIn, inspect }) => {
  const page = await open({ javaScript: false, width: 320, path: '/demo' });
  await signIn(page, 'Supporter Care');
  await page.goto('/contacts/organisations/leeds');
  await inspect(page, 'record organisation');
  await page.getByRole('link', { name: 'Add an address, number or e-mail' }).click();
  await page.getByLabel('What do you want to add?').selectOption({ label: 'Address' });
  await page.getByRole('button', { name: 'Continue' }).click();
  await inspect(page, 'record point');
  await page.getByLabel('Address lines before the town').fill('The Old Library');
  await page.getByLabel('Town', { exact: true }).fill('Leeds');
  await page.getByLabel('Postcode').fill('LS6 2AI');
  await page.getByRole('radio', { name: 'office' }).check();
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('This is not a UK postcode').first().waitFor();
  await inspect(page, 'record point refused');
  await page.getByLabel('Postcode').fill('LS6 2AB');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('The Old Library').first().waitFor();
  await page.getByRole('link', { name: 'Start an appointment' }).click();
  await page.getByLabel('Find the person by their name').fill('tomasz wojcik');
  await page.getByRole('button', { name: 'Search' }).click();
  await inspect(page, 'record find');
  await page.getByRole('link', { name: /Tomasz/ }).first().click();
  await inspect(page, 'record start');
  await page.getByRole('radio', { name: 'Fundraising' }).or(page.getByRole('radio').first()).first().check();
  await page.getByRole('button', { name: 'Start the appointment' }).click();
  await page.getByText(/The appointment was started|This is in the record already|may do something/).first().waitFor();
});

story('Data Governance reads the journal, checks that it is whole and takes a checkpoint', async ({ open, signIn, inspect, inspectThemes }) => {
  const page = await open();
  await signIn(page, 'Data Governance');
  await page.getByRole('link', { name: 'Journal', exact: true }).first().click();
  await inspect(page, 'journal');
  await inspectThemes(page, 'journal');
  await page.locator('tbody a').first().click();
  await page.getByRole('heading', { name: /Journal entry/ }).waitFor();
  await inspect(page, 'journal entry');
  await page.goto('/journal/verification');
  await page.getByRole('button', { name: 'Check it now' }).click();
  await page.getByText('as they were written').waitFor();
  await inspect(page, 'journal checked');
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'Take the checkpoint' }).click()]);
  assert.match(file.suggestedFilename(), /^journal-checkpoint-\d+\.json$/);
});
