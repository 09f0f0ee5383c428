// How many personalised mails (text and HTML) leave a second with the state of each on the disk, over eight lines, beside
// what the relay that takes them can do at all on this machine.
import { freshDatabase } from '../lib/databases.mjs';
import { example } from '../lib/program.mjs';

const MAILS = 50_000;

export async function* measure({ engine }) {
  const place = engine === 'postgres' ? [freshDatabase(`mail_${Date.now()}`)] : [];
  const [{ queued, sent, relay }] = await example('mail_figures', String(MAILS), ...place);
  const many = MAILS.toLocaleString('en');
  yield { figure: `${many} mails put into the outbox`, target: 10, measured: queued, unit: 's' };
  // As a time, so that less is better as everywhere: 3,000 a second are 0.333 ms each.
  yield { figure: 'a mail leaves, its state on the disk', target: 1000 / 3000, measured: 1000 / sent, unit: 'ms' };
  yield { figure: 'mails a second', measured: sent, unit: '' };
  yield { figure: 'mails a second that the relay takes at all', measured: relay, unit: '' };
}
