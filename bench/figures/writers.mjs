// The writer of spreadsheets alone: the same rows plain and protected in one run, by the example of crate formats.
import { execFileSync } from 'node:child_process';

export async function* measure({ engine }) {
  if (engine !== 'sqlite') return; // no database in it
  const said = execFileSync('cargo', ['run', '--quiet', '--release', '--package', 'formats', '--example', 'xlsx_figures', '100000'],
    { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
  const number = (pattern) => Number(said.match(pattern)?.[1] ?? NaN);
  yield { figure: 'writer of 100,000 x 15 alone, protected over plain, time', target: 1.2, measured: number(/protected ÷ plain +([\d.]+)/), unit: 'x' };
  yield { figure: 'writer of 100,000 x 15 alone, protected, CPU', target: 2, measured: number(/^protected +[\d.]+ s, ([\d.]+) s CPU/m), unit: 's' };
  yield { figure: 'writer of 100,000 x 15 alone, peak memory over idle', target: 64, measured: number(/peak memory +(\d+) KiB/) / 1024, unit: 'MiB' };
}
