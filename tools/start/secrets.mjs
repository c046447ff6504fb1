import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Problem } from '../problem.mjs';

/** Made at the first start, never fixed in the code. @typedef {{ superuser: string, app: string, system: string, secret: string, operatorToken: string }} Secrets */

const names = /** @type {const} */ (['superuser', 'app', 'system', 'secret', 'operatorToken']);

/** @param {string} folder the data folder @returns {Secrets} @throws Problem if they are there but can't be understood */
export function secretsOf(folder) {
  const file = join(folder, 'secrets.json');
  if (existsSync(file)) return understand(file);
  const secrets = Object.fromEntries(names.map((name) => [name, randomBytes(32).toString('base64url')]));
  writeFileSync(file, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600, flag: 'wx' });
  return /** @type {Secrets} */ (secrets);
}

/** @param {string} file */
function understand(file) {
  try {
    const secrets = JSON.parse(readFileSync(file, 'utf8'));
    if (names.every((name) => typeof secrets[name] === 'string' && secrets[name].length >= 32)) return secrets;
  } catch {
    // said below, for both kinds of damage
  }
  throw new Problem(
    `${file} is damaged: it holds the passwords of the database beside it.`,
    'Put it back from a copy, or begin with empty data: npm start -- --fresh.',
  );
}
