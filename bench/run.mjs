// Measures and prints; see bin/bench. Each file in figures/ measures one part and yields its rows one by one.
import { parseArgs } from 'node:util';
import { Table } from './lib/table.mjs';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    members: { type: 'string', default: '1000000' },
    organisations: { type: 'string', default: '300' },
    seed: { type: 'string', default: '1' },
    engine: { type: 'string', multiple: true, default: ['sqlite', 'postgres'] },
  },
});
const size = { members: Number(values.members), organisations: Number(values.organisations), seed: Number(values.seed) };
const parts = ['start', 'pages', 'weight', 'writers', 'downloads', 'import', 'duplicates', 'contacts', 'mail', 'rollout'];
const unknown = positionals.filter((word) => !parts.includes(word));
if (unknown.length > 0) throw new Error(`figures are ${parts.join(', ')}; not ${unknown.join(', ')}`);

const folder = new URL('figures/', import.meta.url);
const table = new Table();
let broken = 0;

for (const engine of values.engine) {
  for (const part of parts.filter((name) => positionals.length === 0 || positionals.includes(name))) {
    const { measure } = await import(new URL(`${part}.mjs`, folder));
    try {
      for await (const row of measure({ engine, ...size })) table.add(engine, row);
    } catch (error) {
      broken++;
      table.broke(engine, part, error);
    }
  }
}
await table.keep();
process.exit(broken === 0 ? 0 : 1);
