import { readFileSync } from 'node:fs';
import { Problem } from '../problem.mjs';

/**
 * Where the operator's door is, and its key: `PLACET_OPERATOR_URL` and `PLACET_OPERATOR_TOKEN`, else the run file of the last start.
 * @param {NodeJS.ProcessEnv} env @param {string} runFile @returns {{ url: string, token: string }} @throws Problem
 */
export function findDoor(env, runFile) {
  const { PLACET_OPERATOR_URL: url, PLACET_OPERATOR_TOKEN: token } = env;
  if (url && token) return { url: url.replace(/\/$/, ''), token };
  if (url || token)
    throw new Problem('PLACET_OPERATOR_URL and PLACET_OPERATOR_TOKEN go together; one is missing.', 'Set both, or neither.');
  try {
    const { operator } = JSON.parse(readFileSync(runFile, 'utf8'));
    return { url: String(operator.url), token: String(operator.token) };
  } catch (error) {
    throw new Problem('Nothing runs here.', 'Start it (npm start), or set PLACET_OPERATOR_URL and PLACET_OPERATOR_TOKEN.', error);
  }
}

/** @param {{ url: string, token: string }} door */
export function openDoor({ url, token }) {
  /** @param {string} method @param {string} path @param {object} [body] @returns {Promise<any>} @throws Problem with the door's own words */
  async function call(method, path, body) {
    const headers = { authorization: `Bearer ${token}`, ...(body && { 'content-type': 'application/json' }) };
    const answer = await reach(url + path, { method, headers, body: body && JSON.stringify(body) });
    const reply = /** @type {any} */ (await answer.json().catch(() => undefined));
    if (!answer.ok) throw refusal(answer.status, reply);
    return reply;
  }

  return {
    call,
    /** Readiness is told to everybody. @returns {Promise<{ status: string }>} `ready`, `degraded` or `down`, and what makes it so */
    async health() {
      const answer = await reach(new URL('/health/ready', url).toString(), {});
      return /** @type {Promise<{ status: string }>} */ (
        answer.json().catch(() => ({ status: `answered ${answer.status} without a word` }))
      );
    },
    /** @param {string} slug @returns {Promise<string>} the workspace's id @throws Problem */
    async idOf(slug) {
      for (let cursor = ''; ;) {
        const { items, nextCursor } = await call('GET', `/workspaces?limit=200${cursor && `&cursor=${encodeURIComponent(cursor)}`}`);
        const hit = items.find((/** @type {{ slug: string }} */ workspace) => workspace.slug === slug);
        if (hit) return hit.id;
        if (!nextCursor)
          throw new Problem(`There is no workspace "${slug}".`, 'Open it: npm run placet -- workspace create <slug> --owner <e-mail>.');
        cursor = nextCursor;
      }
    },
  };
}

/** @param {string} url @param {RequestInit} request */
async function reach(url, request) {
  try {
    return await fetch(url, { ...request, signal: AbortSignal.timeout(30_000) });
  } catch (error) {
    throw new Problem(`Nobody answers at ${url}.`, 'Is it running? Start it with npm start, or correct PLACET_OPERATOR_URL.', error);
  }
}

/** @param {number} status @param {{ title?: string, detail?: string, errors?: { path: string, code: string }[] } | undefined} problem RFC 9457 */
function refusal(status, problem) {
  if (status === 401)
    return new Problem('The operator token is not the right one.', 'Take it from the run file, or from the configuration of the server.');
  const fields = (problem?.errors ?? []).map(({ path, code }) => `  ${path}: ${code}`);
  return new Problem(
    `Refused (${status}): ${problem?.detail ?? problem?.title ?? 'no reason given'}`,
    fields.join('\n') || 'Nothing was changed.',
  );
}
