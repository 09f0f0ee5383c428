// A demonstration federation of its own for this run: fresh data in a temporary folder, a free port, ended at the end.
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const SECONDS_TO_START = 180;

export async function startDemo() {
  const program = process.env.CHAPTERHOUSE_TEST_PROGRAM ?? join(root, 'target/debug/chapterhouse');
  const data = await mkdtemp(join(tmpdir(), 'chapterhouse-journeys-'));
  const child = spawn(program, ['demo', '--listen', '127.0.0.1:0', '--data', data], {
    stdio: ['ignore', 'pipe', 'pipe'],
    // A return mailbox whose server does not answer: port 9 takes no mail.
    env: { ...process.env, CHAPTERHOUSE_BOUNCES_IMAP: 'imap://bounces:none@127.0.0.1:9' },
  });
  const ended = new Promise((tell) => child.once('close', tell));
  const stop = async () => {
    child.kill('SIGTERM');
    const hard = setTimeout(() => child.kill('SIGKILL'), 10_000);
    await ended;
    clearTimeout(hard);
    await rm(data, { recursive: true, force: true });
  };
  try {
    return { ...(await ready(child)), data, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function ready(child) {
  let said = '';
  return new Promise((tell, refuse) => {
    const wait = setTimeout(() => refuse(new Error(`the demo was not ready after ${SECONDS_TO_START} seconds:\n${said}`)), SECONDS_TO_START * 1000);
    const hear = (chunk) => {
      said = (said + chunk).slice(-20_000);
      const line = said.match(/^ready (http:\S+)/m);
      if (!line) return;
      clearTimeout(wait);
      const beside = said.match(/^beside (http:\S+)/m);
      tell({ url: line[1].replace(/\/$/, ''), association: beside?.[1].replace(/\/$/, '') });
    };
    child.stdout.setEncoding('utf8').on('data', hear);
    child.stderr.setEncoding('utf8').on('data', hear);
    child.once('error', refuse);
    child.once('close', (code) => {
      clearTimeout(wait);
      refuse(new Error(`the demo ended with ${code} before it was ready:\n${said}`));
    });
  });
}
