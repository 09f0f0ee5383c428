// What a page costs the reader: bytes as they come over the wire (headers too), and how many requests.
export async function weigh(page, act) {
  const wire = await page.context().newCDPSession(page);
  let bytes = 0;
  let requests = 0;
  wire.on('Network.requestWillBeSent', ({ request }) => { if (request.url.startsWith('http')) requests++; });
  wire.on('Network.loadingFinished', ({ encodedDataLength }) => { bytes += encodedDataLength; });
  wire.on('Network.requestServedFromCache', () => { requests--; });
  await wire.send('Network.enable');
  await act();
  await page.waitForLoadState('networkidle');
  await wire.detach();
  return { bytes, requests };
}
