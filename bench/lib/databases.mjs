// Generated databases: SQLite as a folder, kept for the next run; PostgreSQL as a database of the temporary server.
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { run } from './program.mjs';

export const kept = fileURLToPath(new URL('../../.local/bench', import.meta.url));
const made = new Map();

// { folder, url?, people }: url is there for PostgreSQL only
export async function generated({ engine, members, organisations, seed }) {
  const name = `${engine}_${members}_${organisations}_${seed}`;
  if (!made.has(name)) made.set(name, await make(name, { engine, members, organisations, seed }));
  return made.get(name);
}

async function make(name, { engine, members, organisations, seed }) {
  const folder = `${kept}/${name}`;
  const notes = `${folder}/generated.txt`;
  const database = engine === 'postgres' ? { folder, url: freshDatabase(name) } : { folder };
  if (engine === 'postgres' || !existsSync(notes)) {
    await rm(folder, { recursive: true, force: true });
    await mkdir(folder, { recursive: true });
    const args = ['generate', '--members', String(members), '--organisations', String(organisations), '--seed', String(seed), '--data', folder];
    const { said, seconds } = await run(args, { database });
    await writeFile(notes, said);
    console.error(`generated ${members} members for ${engine} in ${seconds.toFixed(0)} s`);
  }
  return { ...database, people: people(await readFile(notes, 'utf8')) };
}

// `generate` says who can sign in, a line each: "centre EMAIL PASSWORD ORGANISATION" (reaches all members) and
// "coordinator EMAIL PASSWORD ORGANISATION" (reaches one unit's)
function people(said) {
  const found = {};
  for (const [, who, email, password, organisation] of said.matchAll(/^(centre|coordinator) (\S+@\S+) (\S+) (.+)$/gm)) {
    found[who] ??= { email, password, organisation };
  }
  for (const who of ['centre', 'coordinator']) {
    if (!found[who]) throw new Error(`chapterhouse generate did not say how to sign in as ${who}`);
  }
  return found;
}

// The address of an empty database of the temporary server.
export function freshDatabase(name) {
  const server = process.env.CHAPTERHOUSE_TEST_POSTGRES;
  execFileSync('psql', [server, '-q', '-c', `CREATE DATABASE ${name}`], { stdio: ['ignore', 'ignore', 'inherit'] });
  return server.replace(/\/[^/]*$/, `/${name}`);
}
