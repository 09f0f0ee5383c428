// The program under measure: run to its end, or served and watched through /proc.
import { execFile, spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { signIn } from './addresses.mjs';

const program = process.env.CHAPTERHOUSE_TEST_PROGRAM;
const root = fileURLToPath(new URL('../..', import.meta.url));
const TICKS_PER_SECOND = 100;

// Runs a command of the program to its end: what it said, seconds, seconds of CPU, peak memory in MiB.
export async function run(args, { database, input = '' }) {
  const child = spawn(`${root}/.local/venv/bin/python`, [`${root}/bench/lib/measured.py`, program, ...args], {
    env: { ...process.env, ...environment(database) },
    stdio: ['pipe', 'pipe', 'pipe', 'pipe'],
  });
  const said = collect(child.stdout);
  const complained = collect(child.stderr);
  const measured = collect(child.stdio[3]);
  child.stdin.on('error', () => {}).end(input);
  const code = await new Promise((tell) => child.once('close', tell));
  if (code !== 0) throw new Error(`chapterhouse ${args.join(' ')} ended with ${code}:\n${(await complained).slice(-2000)}`);
  return { said: await said, ...JSON.parse(await measured) };
}

// Serves a database until stop(): `startedIn` is the time to the first page answered with 200. Knows its own CPU and memory.
export async function serve(database) {
  const port = await freePort();
  const began = performance.now();
  const child = spawn(program, ['serve', '--listen', `127.0.0.1:${port}`, '--data', database.folder], {
    env: { ...process.env, ...environment(database) },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const complained = collect(child.stderr);
  let ended;
  const end = new Promise((tell) => child.once('close', (code) => tell((ended = code ?? 'a signal'))));
  const url = `http://127.0.0.1:${port}`;
  while (!(await answers(url + signIn))) {
    if (ended !== undefined) throw new Error(`chapterhouse serve ended with ${ended}:\n${(await complained).slice(-2000)}`);
    if (performance.now() - began > 120_000) throw new Error('chapterhouse serve did not answer within two minutes');
    await rest(1);
  }
  const milliseconds = performance.now() - began;
  return {
    url,
    startedIn: milliseconds,
    cpuSeconds: () => cpuSeconds(child.pid),
    residentMebibytes: () => residentMebibytes(child.pid),
    async stop() {
      child.kill('SIGTERM');
      const hard = setTimeout(() => child.kill('SIGKILL'), 10_000);
      await end;
      clearTimeout(hard);
    },
  };
}

// All threads of the process, those that have ended included.
async function cpuSeconds(pid) {
  const fields = (await readFile(`/proc/${pid}/stat`, 'utf8')).split(') ')[1].split(' ');
  return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
}

async function residentMebibytes(pid) {
  return Number((await readFile(`/proc/${pid}/status`, 'utf8')).match(/^VmRSS:\s+(\d+) kB/m)[1]) / 1024;
}

function environment({ url }) {
  return url ? { CHAPTERHOUSE_DATABASE: url } : {};
}

async function answers(url) {
  return fetch(url, { signal: AbortSignal.timeout(2000) }).then((answer) => answer.status === 200, () => false);
}

function freePort() {
  return new Promise((tell) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => tell(port));
    });
  });
}

async function collect(stream) {
  let text = '';
  for await (const chunk of stream.setEncoding('utf8')) text += chunk;
  return text;
}

export function rest(milliseconds) {
  return new Promise((tell) => setTimeout(tell, milliseconds));
}

// Runs an example of the domain in release and reads its lines, each an object.
export async function example(name, ...args) {
  const cargo = ['run', '--release', '--quiet', '--package', 'federation', '--features', 'testing', '--example', name];
  const { stdout } = await promisify(execFile)('cargo', [...cargo, '--', ...args, '--json'], { cwd: root });
  return stdout.trim().split('\n').map((line) => JSON.parse(line));
}
