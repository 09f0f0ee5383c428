// Cold start on an existing database to the first 200, and memory at rest after somebody has looked around.
import { generated } from '../lib/databases.mjs';
import { rest, serve } from '../lib/program.mjs';
import { Visitor } from '../lib/visitor.mjs';
import * as addresses from '../lib/addresses.mjs';

const STARTS = 7;

export async function* measure(size) {
  const database = await generated(size);
  const times = [];
  for (let start = 0; start < STARTS; start++) {
    const server = await serve(database);
    times.push(server.startedIn);
    await server.stop();
  }
  times.sort((a, b) => a - b);
  yield { figure: `start to the first 200 (median of ${STARTS})`, target: 100, measured: times[Math.floor(STARTS / 2)], unit: 'ms' };

  const server = await serve(database);
  const visitor = new Visitor(server.url);
  try {
    await visitor.signIn(addresses.signIn, database.people.centre);
    for (let look = 0; look < 20; look++) await visitor.get(addresses.members(database.people.centre));
    await rest(3000);
    yield { figure: 'memory at rest after a visit', target: 60, measured: await server.residentMebibytes(), unit: 'MiB' };
  } finally {
    visitor.close();
    await server.stop();
  }
}
