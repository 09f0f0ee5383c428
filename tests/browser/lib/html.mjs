// The HTML as the server sent it, against the standard's rules. Taste (quotes, trailing spaces, void style) is not checked.
import { HtmlValidate } from 'html-validate';

const validator = new HtmlValidate({
  extends: ['html-validate:standard', 'html-validate:document'],
  rules: {
    'require-sri': 'off', // everything comes from our own origin
    'no-redundant-role': 'off', // kits set role="list" and "button" where a screen reader needs it
    'heading-level': ['error', { minInitialRank: 'h2' }], // a summary of errors stands above the page's heading, as in the kit
    'long-title': 'off',
    'valid-autocomplete': 'error',
  },
});

export async function validHtml(page) {
  const sent = await page.sent?.text().catch(() => undefined);
  if (sent === undefined) return;
  const report = await validator.validateString(sent, page.url());
  const found = report.results.flatMap(({ messages }) => messages)
    .filter(({ severity }) => severity === 2)
    .map(({ ruleId, message, line, column }) => `  line ${line}:${column} ${ruleId}: ${message}`);
  if (found.length > 0) throw new Error(`HTML with faults: ${page.url()}\n${found.join('\n')}`);
}
