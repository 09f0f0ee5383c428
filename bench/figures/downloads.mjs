// What leaves, by the command line and so by the same act as the pages: 100,000 rows as spreadsheet and as labels.
// A few rows first, to know what the program needs before it has anything to write.
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generated } from '../lib/databases.mjs';
import { run } from '../lib/program.mjs';

const ROWS = 100_000;
const FEW = 1_000;
const GROUPS = 45;
const COLUMNS = ['title', 'forenames', 'surname', 'number', 'category', 'state', 'joined', 'paid_until', 'street', 'street2', 'town', 'postcode', 'email', 'phone', 'by_post'];

export async function* measure({ engine, seed }) {
  const databases = {};
  for (const members of [FEW, ROWS / 2, ROWS]) databases[members] = await generated({ engine, seed, members, organisations: GROUPS });
  const folder = await mkdtemp(join(tmpdir(), 'chapterhouse-bench-'));
  try {
    for (const [format, what, cpu] of [['xlsx', 'spreadsheet', 2], ['labels', 'labels', 3]]) {
      const taken = {};
      for (const members of [FEW, ROWS / 2, ROWS]) taken[members] = await take(databases[members], format, join(folder, `${members}.${format}`));
      const name = `${what} of ${ROWS.toLocaleString('en')}, encrypted`;
      yield { figure: `${name}, CPU`, target: cpu, measured: taken[ROWS].cpu, unit: 's' };
      yield { figure: `${name}, time`, measured: taken[ROWS].seconds, unit: 's' };
      yield { figure: `${name}, peak memory over ${FEW}`, target: 64, measured: Math.max(taken[ROWS].mebibytes - taken[FEW].mebibytes, 0), unit: 'MiB' };
      yield { figure: `${name}, peak memory of the process`, measured: taken[ROWS].mebibytes, unit: 'MiB' };
      yield { figure: `${name}, CPU over twice that of half the rows`, target: 1.1, measured: taken[ROWS].cpu / (2 * taken[ROWS / 2].cpu), unit: 'x' };
      yield { figure: `${name}, size`, measured: (await stat(join(folder, `${ROWS}.${format}`))).size / 1e6, unit: 'MB' };
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function take(database, format, out) {
  const { email, organisation } = database.people.centre;
  const args = ['members', 'download', '--as', email, '--organisation', organisation, '--format', format,
    '--reason', 'newsletter: figures', '--columns', COLUMNS.join(','), '--out', out, '--data', database.folder];
  return run(args, { database, input: 'correct horse battery staple 47\n' });
}
