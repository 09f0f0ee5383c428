// The demonstration sends no mail: it keeps what would have been sent at /demo/mail, the newest first.
const TRIES = 40;

// Opens the newest letter to this address, which a job may still be writing.
export async function letterTo(page, address, subject) {
  for (let tries = 0; tries < TRIES; tries++) {
    await page.goto('/demo/mail');
    const letter = page.getByRole('listitem').filter({ hasText: `<${address}>` }).getByRole('link', { name: subject }).first();
    if (await letter.count() > 0) {
      await letter.click();
      await page.getByRole('heading', { level: 1, name: subject }).waitFor();
      return;
    }
    await page.waitForTimeout(250);
  }
  throw new Error(`no letter "${subject}" came to ${address}`);
}

// The link that the open letter asks the reader to follow, as a path.
export async function linkIn(page) {
  const text = await page.locator('main').innerText();
  const found = text.match(/https?:\/\/\S+/);
  if (!found) throw new Error(`no link in the letter:\n${text}`);
  return new URL(found[0]).pathname;
}
