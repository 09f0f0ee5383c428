// What a request costs the processor, in milliseconds of the whole process.
const WARM_UP = 100;
const SECONDS_OF_CPU = 1;
const SECONDS_AT_MOST = 20;

export async function cpuOf(server, visitor, path) {
  const ask = async () => {
    const { status } = await visitor.once('GET', path);
    if (status !== 200) throw new Error(`${path} answered ${status}`);
  };
  for (let i = 0; i < WARM_UP; i++) await ask();
  const before = await server.cpuSeconds();
  const began = performance.now();
  let requests = 0;
  let used = 0;
  while (used < SECONDS_OF_CPU && performance.now() - began < SECONDS_AT_MOST * 1000) {
    for (let i = 0; i < 100; i++) await ask();
    requests += 100;
    used = (await server.cpuSeconds()) - before;
  }
  return (used / requests) * 1000;
}
