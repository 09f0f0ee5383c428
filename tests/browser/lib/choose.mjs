// Chooses an entry of a list, be it the browser's own control or one that is searched by typing.
export async function choose(page, label, words) {
  const box = page.getByRole('combobox', { name: label, exact: true });
  if ((await box.evaluate((element) => element.tagName)) === 'SELECT') return box.selectOption({ label: words });
  await box.fill(words);
  await page.getByRole('listbox').getByRole('option', { name: words, exact: true }).click();
}
