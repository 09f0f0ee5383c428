// CPU of the whole process per request for the list of contacts, over one kept-alive connection, with everybody in it.
import { generated } from '../lib/databases.mjs';
import { serve } from '../lib/program.mjs';
import { Visitor } from '../lib/visitor.mjs';
import * as addresses from '../lib/addresses.mjs';
import { cpuOf } from '../lib/cpu.mjs';

const LISTS = [
  ['first page', ''],
  ['by town', '?sort=town'],
  ['has no e-mail address', '?email=no'],
  ['lapsed, in one unit', '?membership=lapsed&within=leeds'],
  ['has an e-mail address, by postcode', '?email=yes&sort=postcode'],
  ['role held now, by town', '?holds=group-coordinator&sort=town'],
  ['no address, in one unit, by last changed', '?email=no&within=leeds&sort=-changed'],
  ['changed since last year', '?since=2020-01-01&kind=person'],
  ['searched by part of a name', '?q=morr'],
  ['searched by part of a name and town', '?q=sm+leeds'],
];

export async function* measure(size) {
  const database = await generated(size);
  const server = await serve(database);
  try {
    const visitor = new Visitor(server.url);
    await visitor.signIn(addresses.signIn, database.people.centre);
    for (const [name, query] of LISTS) {
      const measured = await cpuOf(server, visitor, `/contacts${query}`);
      yield { figure: `contacts, ${name}, CPU a request`, target: size.engine === 'sqlite' ? 5 : 15, measured, unit: 'ms' };
    }
    visitor.close();
  } finally {
    await server.stop();
  }
}
