// Rows as they come: engine, figure, target, measured, ratio of the two (under 1 is better than asked for).
import { mkdir, writeFile } from 'node:fs/promises';
import { execFileSync } from 'node:child_process';
import { cpus } from 'node:os';
import { kept } from './databases.mjs';

const widths = [9, 62, 12, 12, 7];

export class Table {
  rows = [];

  constructor() {
    console.log(`${cpus().length} x ${cpus()[0].model}, commit ${execFileSync('git', ['rev-parse', '--short', 'HEAD']).toString().trim()}\n`);
    this.line(['engine', 'figure', 'target', 'measured', 'ratio']);
    this.line(widths.map((width) => '-'.repeat(width)));
  }

  // row: { figure, target, measured, unit }; target may be missing where a figure is there to compare with
  add(engine, { figure, target, measured, unit }) {
    const ratio = target === undefined ? undefined : measured / target;
    this.rows.push({ engine, figure, target, measured, unit, ratio });
    this.line([engine, figure, target === undefined ? '' : amount(target, unit), amount(measured, unit), ratio?.toFixed(2) ?? '']);
  }

  broke(engine, part, error) {
    console.log(`${engine}: ${part} could not be measured: ${error.stack ?? error}`);
  }

  line(cells) {
    console.log(`| ${cells.map((cell, i) => (i < 2 ? cell.padEnd(widths[i]) : cell.padStart(widths[i]))).join(' | ')} |`);
  }

  async keep() {
    await mkdir(kept, { recursive: true });
    await writeFile(`${kept}/last.json`, `${JSON.stringify(this.rows, null, 1)}\n`);
  }
}

function amount(value, unit) {
  if (unit === '' && !Number.isInteger(value)) return value.toFixed(4);
  const digits = value >= 100 || Number.isInteger(value) ? 0 : value >= 10 ? 1 : value >= 1 ? 2 : 3;
  return `${value.toFixed(digits)} ${unit}`;
}
