// Does something that may lead to another page, and waits until that page (or a download) has come.
const MILLISECONDS_TO_SET_OFF = 700;

export async function follow(page, act) {
  const quietly = { timeout: 30_000 };
  const arrived = Promise.race([page.waitForEvent('load', quietly), page.waitForEvent('download', quietly)]).catch(() => false);
  const setOff = page
    .waitForRequest((request) => request.isNavigationRequest() && request.frame() === page.mainFrame(), { timeout: MILLISECONDS_TO_SET_OFF })
    .then(() => true, () => false);
  await act();
  if ((await setOff) && (await arrived) === false) throw new Error(`the page after ${page.url()} did not come`);
}
