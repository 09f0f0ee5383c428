// CPU of the whole process per request, over one kept-alive connection, for the one who sees everybody and for one unit.
import { generated } from '../lib/databases.mjs';
import { serve } from '../lib/program.mjs';
import { Visitor, attribute } from '../lib/visitor.mjs';
import * as addresses from '../lib/addresses.mjs';
import { cpuOf } from '../lib/cpu.mjs';

const PAGES_DEEP = 60;
const PART_OF_A_NAME = 'morr';

export async function* measure(size) {
  const database = await generated(size);
  const server = await serve(database);
  try {
    const stranger = new Visitor(server.url);
    yield { figure: 'sign-in page, CPU a request', target: 0.2, measured: await cpuOf(server, stranger, addresses.signIn), unit: 'ms' };
    stranger.close();
    // asked for on SQLite; on PostgreSQL the figures stand for themselves
    const target = size.engine === 'sqlite' ? 1 : undefined;
    yield* lists(server, database.people.centre, 'all members', target);
    yield* lists(server, database.people.coordinator, "one unit's members", target);
  } finally {
    await server.stop();
  }
}

async function* lists(server, person, whose, target) {
  const list = addresses.members(person);
  const visitor = new Visitor(server.url);
  await visitor.signIn(addresses.signIn, person);
  const first = await cpuOf(server, visitor, list);
  yield { figure: `${whose}, first page, CPU a request`, target, measured: first, unit: 'ms' };
  const { path, depth } = await deepPage(visitor, list);
  const deep = await cpuOf(server, visitor, path);
  yield { figure: `${whose}, page ${depth}, CPU a request`, target, measured: deep, unit: 'ms' };
  yield { figure: `${whose}, page ${depth} over first page`, target: 1.2, measured: deep / first, unit: 'x' };
  yield { figure: `${whose}, filtered, CPU a request`, target, measured: await cpuOf(server, visitor, addresses.filtered(list)), unit: 'ms' };
  yield { figure: `${whose}, searched by part of a name, CPU a request`, target: target && 2 * target, measured: await cpuOf(server, visitor, addresses.searched(list, PART_OF_A_NAME)), unit: 'ms' };
  visitor.close();
}

// Follows "next" as a person would.
async function deepPage(visitor, list) {
  let path = list;
  for (let depth = 1; depth <= PAGES_DEEP; depth++) {
    const { body } = await visitor.get(path);
    const next = [...body.matchAll(/<a\s[^>]*rel="next"[^>]*>/g)].map(([tag]) => attribute(tag, 'href'))[0];
    if (!next) return { path, depth };
    const { pathname, search } = new URL(next, new URL(path, visitor.home));
    path = pathname + search;
  }
  return { path, depth: PAGES_DEEP + 1 };
}
