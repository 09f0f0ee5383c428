// The messy export of the development data, repeated to 100,000 different people, into a fresh database; then once more,
// when nothing may change.
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { generated } from '../lib/databases.mjs';
import { run } from '../lib/program.mjs';

const ROWS = 100_000;
const root = fileURLToPath(new URL('../..', import.meta.url));
const source = join(process.env.CHAPTERHOUSE_SHARED_DATA ?? join(root, '../shared/data'), '04-contact-imports/generated-members/members_export.csv');
const mapping = join(root, 'docs/examples/members-mapping.toml');

export async function* measure({ engine, seed }) {
  if (!existsSync(source)) {
    console.error(`skipped: import needs ${source}`);
    return;
  }
  const folder = await mkdtemp(join(tmpdir(), 'chapterhouse-bench-'));
  try {
    const file = join(folder, 'members.csv');
    await writeFile(file, repeated(await readFile(source, 'utf8')));
    // a database of its own each time, since the import changes it
    const database = await generated({ engine, seed: `${seed}${Date.now()}`, members: 100, organisations: 45 });
    const args = ['import', 'members', file, '--mapping', mapping, '--as', database.people.centre.email, '--data', database.folder];
    const first = await run(args, { database });
    yield { figure: `import of ${ROWS.toLocaleString('en')} rows`, target: 20, measured: first.seconds, unit: 's' };
    yield { figure: 'the same file once more', measured: (await run(args, { database })).seconds, unit: 's' };
    yield { figure: 'import, peak memory of the process', measured: first.mebibytes, unit: 'MiB' };
    await rm(database.folder, { recursive: true, force: true });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

// Surnames and addresses of e-mail get the number of the round, so that each round brings new people.
function repeated(text) {
  const [head, ...rows] = text.trimEnd().split(/\r?\n/);
  const columns = head.split(',');
  const [surname, email] = ['last_name', 'email'].map((name) => columns.indexOf(name));
  const lines = [head];
  for (let round = 0; lines.length <= ROWS; round++) {
    for (const row of rows) {
      if (lines.length > ROWS) break;
      const cells = row.match(/("([^"]|"")*"|[^,]*)(,|$)/g).slice(0, columns.length).map((cell) => cell.replace(/,$/, ''));
      if (round > 0) {
        cells[surname] = cells[surname].replace(/"?$/, (quote) => ` ${letters(round)}${quote}`);
        cells[email] = cells[email].replace('@', `+${round}@`);
      }
      lines.push(cells.join(','));
    }
  }
  return `${lines.join('\n')}\n`;
}

function letters(number) {
  return String.fromCharCode(65 + (number % 26)) + (number >= 26 ? letters(Math.floor(number / 26)) : '');
}
