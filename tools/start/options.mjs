import { parseArgs } from 'node:util';
import { Problem } from '../problem.mjs';

export const usage = `npm start -- [options]

  --data <folder>   where the database and everything else is kept (.placet/data)
  --port <n>        the console's and the API's port; 0 takes any free one (3000, or the next free one)
  --fresh           begins with empty data; asks first
  --yes             does not ask
  --no-demo         no demo workspaces: only the operator's door
  --help            this text`;

/**
 * @typedef {{ data: string, port: number | undefined, fresh: boolean, yes: boolean, demo: boolean, help: boolean }} StartOptions
 *   `port` is undefined where nobody asked for one
 * @param {string[]} args @returns {StartOptions} @throws Problem
 */
export function parseOptions(args) {
  const { values } = parse(args);
  return {
    data: values.data || '.placet/data',
    port: values.port === undefined ? undefined : portOf(values.port),
    fresh: values.fresh,
    yes: values.yes,
    demo: !values['no-demo'],
    help: values.help,
  };
}

/** @param {string[]} args */
function parse(args) {
  try {
    return parseArgs({
      args,
      options: {
        data: { type: 'string' },
        port: { type: 'string' },
        fresh: { type: 'boolean', default: false },
        yes: { type: 'boolean', default: false },
        'no-demo': { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    });
  } catch (error) {
    throw new Problem(`${/** @type {Error} */ (error).message.split('. ')[0]}.`, usage, error);
  }
}

/** @param {string} text */
function portOf(text) {
  if (/^\d{1,5}$/.test(text) && Number(text) <= 65_535) return Number(text);
  throw new Problem(`--port takes a number from 0 to 65535, not "${text}".`, usage);
}
