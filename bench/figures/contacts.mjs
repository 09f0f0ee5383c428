// CPU of the whole process per request for the list of contacts, over one kept-alive connection, with everybody in it.
import { generated } from '../lib/databases.mjs';
import { serve } from '../lib/program.mjs';
import { Visitor, attribute } from '../lib/visitor.mjs';
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
  ['under one letter', '?letter=M'],
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
    yield { figure: 'contacts, all under one letter selected and frozen', target: 1, measured: await frozen(visitor), unit: 's' };
    visitor.close();
  } finally {
    await server.stop();
  }
}

// Of a million some 94,000 stand under M: what the press "all that match" and the press of an act take.
async function frozen(visitor) {
  const press = async (action, more) => {
    const { body } = await visitor.get('/contacts?letter=M');
    const form = body.match(/<form[^>]*>(?:(?!<\/form)[\s\S])*<\/form>/g).find((one) => attribute(one, 'action') === action);
    const fields = { ...more };
    for (const [input] of form.matchAll(/<input type="hidden"[^>]*>/g)) fields[attribute(input, 'name')] = attribute(input, 'value');
    const began = performance.now();
    const answer = await visitor.once('POST', action, new URLSearchParams(fields).toString());
    if (answer.status !== 303) throw new Error(`${action} answered ${answer.status}`);
    return (performance.now() - began) / 1000;
  };
  return (await press('/contacts/selection', { pick: 'all' })) + (await press('/contacts/acts', { act: 'tag' }));
}
