// Files that a story took out, opened by programs that are not ours.
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

export const sha256 = async (path) => createHash('sha256').update(await readFile(path)).digest('hex');

export const beginning = async (path, bytes) => (await readFile(path)).subarray(0, bytes);

// The rows of an encrypted spreadsheet's first sheet, or nothing when there is no Python with msoffcrypto and openpyxl.
export async function rowsOf(path, password) {
  const python = process.env.CHAPTERHOUSE_TEST_PYTHON;
  if (!python) return skipped('no CHAPTERHOUSE_TEST_PYTHON, so no other program opened the spreadsheet');
  const script = `
import io, json, sys, msoffcrypto, openpyxl
path, password = sys.argv[1:]
plain = io.BytesIO()
with open(path, 'rb') as file:
    office = msoffcrypto.OfficeFile(file)
    office.load_key(password=password, verify_password=True)
    office.decrypt(plain, verify_integrity=True)
sheet = openpyxl.load_workbook(plain, read_only=True).worksheets[0]
print(json.dumps([[str(cell) if cell is not None else '' for cell in row] for row in sheet.iter_rows(values_only=True)]))
`;
  const { stdout } = await run(python, ['-c', script, path, password], { maxBuffer: 64 * 1024 * 1024 });
  return JSON.parse(stdout);
}

// What an encrypted PDF says as text, checked first; nothing when qpdf or pdftotext is not there.
export async function textOf(path, password) {
  try {
    await run('qpdf', [`--password=${password}`, '--check', path]);
    return (await run('pdftotext', ['-upw', password, '-layout', path, '-'], { maxBuffer: 64 * 1024 * 1024 })).stdout;
  } catch (error) {
    if (error.code !== 'ENOENT') throw error;
    return skipped('no qpdf or pdftotext, so no other program opened the labels');
  }
}

export const refusesWrongPassword = (path) => run('qpdf', ['--password=something else', '--check', path]).then(
  () => false,
  (error) => error.code === 'ENOENT' || /invalid password/.test(error.stderr),
);

function skipped(why) {
  console.log(`skipped: ${why}`);
}
