// Compiles layout/layout.mjml into src/layout.ts, so that no MJML runs in the product and no mail loads a font. `--check` only compares.
import mjml from 'mjml';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const source = join(import.meta.dirname, 'layout/layout.mjml');
const target = join(import.meta.dirname, 'src/layout.ts');

const { html, errors } = await mjml(await readFile(source, 'utf8'), { validationLevel: 'strict', fonts: {} });
if (errors.length) throw new Error(errors.map(({ formattedMessage }) => formattedMessage).join('\n'));
const lines = html
  .split('\n')
  .map((line) => line.trimEnd())
  .filter((line) => line);
const text = `/** The one layout of all mails, compiled from layout/layout.mjml by compile-layout.mjs: change it there. */
export const layout = \`${lines.join('\n').replaceAll('\\', '\\\\').replaceAll('`', '\\`').replaceAll('${', '\\${')}
\`;
`;
if (!process.argv.includes('--check')) await writeFile(target, text);
else if ((await readFile(target, 'utf8')) !== text) {
  process.stderr.write('src/layout.ts is not what layout.mjml compiles to: run `node libs/notifications/compile-layout.mjs`.\n');
  process.exitCode = 1;
}
