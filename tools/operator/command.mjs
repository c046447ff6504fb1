import { parseArgs } from 'node:util';

export const usage = `npm run placet -- <command>

  workspace create <slug> --owner <e-mail> [--owner-name "Ada Byron"] [--seats core=10,contract=5]
                   [--name "Acme Law"] [--language en] [--currency EUR] [--time-zone Europe/Paris]
  workspace suspend <slug>
  workspace resume <slug>
  seats grant <slug> <product> <seats> --reason "why"     the number of granted seats, not an addition
  audit verify <slug>                                     ends with 1 if the chain is broken
  health                                                  ends with 1 if not everything is ready

It talks to what \`npm start\` started last, or to PLACET_OPERATOR_URL with PLACET_OPERATOR_TOKEN.`;

/** The words do not make a command; the message ends with the usage. */
export class BadCommand extends Error {
  /** @param {string} what */
  constructor(what) {
    super(`${what}\n\n${usage}`);
  }
}

/**
 * @typedef {{ command: 'create', body: object } | { command: 'state', slug: string, state: 'active' | 'suspended' }
 *   | { command: 'grant', slug: string, product: string, body: { grantedSeats: number, reason: string } }
 *   | { command: 'verify', slug: string } | { command: 'health' } | { command: 'help' }} OperatorCommand
 * @param {string[]} args @returns {OperatorCommand} @throws BadCommand
 */
export function parseCommand(args) {
  const { positionals, values } = parse(args);
  const [noun, verb, ...rest] = positionals;
  if (values.help || noun === undefined || noun === 'help') return { command: 'help' };
  const command = [noun, verb].filter(Boolean).join(' ');
  const takes = Object.hasOwn(commands, command) ? commands[command] : undefined;
  if (!takes) throw new BadCommand(`There is no command "${command}".`);
  if (rest.length !== takes.words.length) throw new BadCommand(`"${command}" takes ${list(takes.words)}.`);
  const stray = Object.keys(values).find((option) => !takes.options.includes(option));
  if (stray) throw new BadCommand(`"${command}" does not take --${stray}.`);
  return takes.read(rest, values);
}

/** @typedef {ReturnType<typeof parse>['values']} Values */
const options = ['owner', 'owner-name', 'seats', 'name', 'language', 'currency', 'time-zone'];
/** @type {Record<string, { words: string[], options: string[], read: (words: string[], values: Values) => OperatorCommand }>} */
const commands = {
  'workspace create': { words: ['a slug'], options, read: createOf },
  'workspace suspend': { words: ['a slug'], options: [], read: stateOf('suspended') },
  'workspace resume': { words: ['a slug'], options: [], read: stateOf('active') },
  'seats grant': { words: ['a slug', 'a product', 'a number of seats'], options: ['reason'], read: grantOf },
  'audit verify': { words: ['a slug'], options: [], read: ([slug = '']) => ({ command: 'verify', slug }) },
  health: { words: [], options: [], read: () => ({ command: 'health' }) },
};

/** @param {string[]} words @param {Values} values @returns {OperatorCommand} */
function createOf([slug = ''], { owner, 'owner-name': ownerName, seats, name, language, currency, 'time-zone': timeZone }) {
  if (!owner) throw new BadCommand('"workspace create" needs --owner with the e-mail of the first owner.');
  const [firstName = '', ...others] = (ownerName ?? nameFrom(owner)).trim().split(/\s+/);
  if (!firstName || others.length === 0) throw new BadCommand('--owner-name takes a first and a last name.');
  return {
    command: 'create',
    body: {
      slug,
      name: name ?? capital(slug),
      language,
      currency,
      timeZone,
      owner: { firstName, lastName: others.join(' '), email: owner },
      products: productsOf(seats),
    },
  };
}

/** @param {'active' | 'suspended'} state @returns {(words: string[]) => OperatorCommand} */
function stateOf(state) {
  return ([slug = '']) => ({ command: 'state', slug, state });
}

/** @param {string[]} words @param {Values} values @returns {OperatorCommand} */
function grantOf([slug = '', product = '', seats = ''], { reason }) {
  if (!reason) throw new BadCommand('"seats grant" needs a --reason; it stands in the audit log.');
  return { command: 'grant', slug, product, body: { grantedSeats: countOf(seats), reason } };
}

/** @param {string} [text] such as `core=10,contract=5` */
function productsOf(text) {
  return (text ?? '')
    .split(',')
    .filter(Boolean)
    .map((pair) => {
      const [, product, seats] = /^([a-z][a-z0-9-]*)=(\d+)$/.exec(pair.trim()) ?? [];
      if (!product || !seats) throw new BadCommand(`--seats takes <product>=<number>, such as core=10,contract=5; not "${pair}".`);
      return { product, seats: countOf(seats) };
    });
}

/** @param {string} text */
function countOf(text) {
  if (/^\d{1,7}$/.test(text) && Number(text) <= 1_000_000) return Number(text);
  throw new BadCommand(`A number of seats is 0 to 1000000, not "${text}".`);
}

/** The owner corrects it when he accepts. @param {string} email `ada.byron@acme.test` -> `Ada Byron` */
function nameFrom(email) {
  const parts = (email.split('@')[0] ?? '')
    .split(/[._+-]+/)
    .filter(Boolean)
    .map(capital);
  return parts.length > 1 ? parts.join(' ') : `${parts[0] ?? 'First'} Owner`;
}

const capital = (/** @type {string} */ text) => text.charAt(0).toUpperCase() + text.slice(1);
const list = (/** @type {string[]} */ words) =>
  words.length > 1 ? `${words.slice(0, -1).join(', ')} and ${words.at(-1)}` : (words[0] ?? 'nothing more');

/** @param {string[]} args */
function parse(args) {
  const text = /** @type {const} */ ({ type: 'string' });
  const known = {
    owner: text,
    'owner-name': text,
    seats: text,
    name: text,
    language: text,
    currency: text,
    'time-zone': text,
    reason: text,
  };
  try {
    return parseArgs({ args, allowPositionals: true, options: { ...known, help: { type: 'boolean' } } });
  } catch (error) {
    throw new BadCommand(`${/** @type {Error} */ (error).message.split('. ')[0]}.`);
  }
}
