// What a page costs the reader: bytes as they come over the wire (headers too), and how many requests. With `fresh` the
// browser has kept nothing from before.
export async function weigh(page, act, { fresh = false } = {}) {
  const wire = await page.context().newCDPSession(page);
  let bytes = 0;
  let requests = 0;
  wire.on('Network.requestWillBeSent', ({ request }) => { if (request.url.startsWith('http')) requests++; });
  wire.on('Network.loadingFinished', ({ encodedDataLength }) => { bytes += encodedDataLength; });
  wire.on('Network.requestServedFromCache', () => { requests--; });
  await wire.send('Network.enable');
  if (fresh) await wire.send('Network.clearBrowserCache');
  await act();
  await page.waitForLoadState('networkidle');
  await wire.detach();
  return { bytes, requests };
}
