// How long it takes to make a batch of 50,000 councils with all checks, to show a page of it, to search it, to invite
// everybody and to take that back. The sheet of figures asks for 2 s, 5 ms, 20 ms and 10 s of work in the database.
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const PEOPLE = 50_000;
const root = fileURLToPath(new URL('../..', import.meta.url));
const target = what => {
  if (what.startsWith('a batch')) return 2;
  if (what.startsWith('a search')) return 0.02;
  return what.startsWith('a page') ? 0.005 : 10;
};

export async function* measure({ engine }) {
  if (engine !== 'sqlite') return;
  const example = ['run', '--release', '--quiet', '--package', 'federation', '--features', 'testing', '--example', 'rollout_figures'];
  const { stdout } = await promisify(execFile)('cargo', [...example, '--', String(PEOPLE), '--json'], { cwd: root });
  for (const line of stdout.trim().split('\n')) {
    const { what, seconds } = JSON.parse(line);
    yield { figure: `roll-out of ${PEOPLE.toLocaleString('en')}: ${what}`, target: target(what), measured: seconds, unit: 's' };
  }
}
