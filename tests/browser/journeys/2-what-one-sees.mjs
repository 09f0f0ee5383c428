// What each role sees, and what a locked door says.
import { assert, story } from '../lib/story.mjs';

// The cast's dates move with the day on which the demonstration was begun.
function daysAgo(days) {
  const today = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/London' }).format();
  const day = new Date(Date.parse(today) - days * 86_400_000);
  return new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' }).format(day);
}

story('help and the list of organisations are there for everybody who signs in', async ({ open, signIn, inspect, inspectThemes, keyboard }) => {
  const page = await open({ path: '/help' });
  await inspect(page, 'help');
  await inspectThemes(page, 'help');
  await signIn(page, 'IT support officer');
  await inspect(page, 'home of the IT support officer');
  await page.goto('/organisations');
  await inspect(page, 'organisations');
  await inspectThemes(page, 'organisations');

  const keys = keyboard(page);
  await keys.write('Part of a name', 'newcastle');
  await keys.press('button', 'Show matching');
  await page.getByRole('cell', { name: 'Newcastle upon Tyne' }).waitFor();
  await keys.press('link', /^Name: newcastle/);
  assert.equal(new URL(page.url()).search.includes('newcastle'), false);
  await page.goto('/organisations?q=zzzz');
  await page.getByText('Nothing matches these filters.').waitFor();
  await inspect(page, 'organisations none');
  await page.getByRole('link', { name: 'Clear all filters' }).last().click();
  await page.getByRole('link', { name: 'Next page' }).click();
  await page.getByRole('link', { name: 'Previous page' }).waitFor();
  await page.goBack();
  await page.getByRole('cell', { name: 'Aberdeen', exact: true }).waitFor();
});

story('an address with nothing behind it says so, and shows the way out', async ({ open, signIn, inspect, inspectThemes }) => {
  const page = await open({ path: '/nowhere' });
  await page.getByRole('heading', { name: 'Page not found' }).waitFor();
  await inspect(page, 'page not found');
  await inspectThemes(page, 'page not found');
  await signIn(page, 'Group Coordinator of Leeds');
  assert.equal((await page.goto('/organisations/bristol/members')).status(), 404, 'another group is not even there');
  await page.getByRole('button', { name: 'Go to the first page' }).click();
  await page.getByRole('heading', { name: /Judith/ }).waitFor();
});

story('the home of a coordinator leads to her members', async ({ open, signIn, inspect, inspectThemes }) => {
  const page = await open();
  await signIn(page, 'Group Coordinator of Leeds');
  await inspect(page, 'home of the Group Coordinator');
  await inspectThemes(page, 'home of the Group Coordinator');
  await page.getByRole('link', { name: 'Members of Leeds' }).waitFor();
});

story('an Activity volunteer is told which roles open the members', async ({ open, signIn, inspect, inspectThemes }) => {
  const page = await open();
  await signIn(page, 'Activity volunteer of Leeds');
  await inspect(page, 'home of the Activity volunteer');
  const answer = await page.goto('/organisations/leeds/members');
  assert.equal(answer.status(), 403);
  await page.getByText(/At Leeds this needs the role of .*Group Coordinator/).waitFor();
  await inspect(page, 'members refused');
  await inspectThemes(page, 'members refused');
});

story('an Administration volunteer learns when the training ran out, and what to do', async ({ open, signIn, inspect }) => {
  const page = await open();
  await signIn(page, 'Administration volunteer of Bristol');
  const expired = daysAgo(63);
  await page.getByText(`Expired on ${expired}`).first().waitFor();
  await inspect(page, 'home with a lock');
  const answer = await page.goto('/organisations/bristol/members');
  assert.equal(answer.status(), 403);
  await page.getByText(`yours expired on ${expired}`).waitFor();
});

story('whose training is in its days of grace is warned, and works on', async ({ open, signIn, inspect }) => {
  const page = await open();
  await signIn(page, 'Group Coordinator of Norwich');
  await page.getByText(/and still counted for a few days/).waitFor();
  await inspect(page, 'home in grace');
  assert.equal((await page.goto('/organisations/norwich/members')).status(), 200);
});
