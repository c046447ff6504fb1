import { aService, type Asked } from './a-service.ts';
import { runningSandbox } from './running.ts';
import type { SandboxConfig } from '../src/config.ts';

/** A sandbox whose directory calls a service of the spec's own. */
export async function playing(config: Partial<SandboxConfig> = {}) {
  const [sandbox, service] = await Promise.all([runningSandbox(config), aService()]);
  const call = (path: string, init: RequestInit = {}) => fetch(`${sandbox.url}/directory${path}`, init);
  /** Sends JSON to the directory's door. @returns status and answer */
  const post = async (path: string, body?: object) => {
    const json = body && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
    const answer = await call(`/api/${path}`, { method: 'POST', ...json });
    // oxlint-disable-next-line typescript/no-explicit-any -- specs look into answers of every shape
    return { status: answer.status, body: (await answer.json()) as any };
  };
  return {
    ...sandbox,
    service,
    call,
    post,
    connect: (token = 'good', more: object = {}) => post('connection', { baseUrl: service.baseUrl, token, ...more }),
    behave: (as: string, isAtOnce = true) => post('behaviour', { as, isAtOnce }),
    /** `POST /Users`, and so on, since the last time */
    heard: () =>
      service.heard().map(({ method, path }) => `${method} ${decodeURIComponent(path.replaceAll('+', ' ')).replace('/scim/v2', '')}`),
    stop: async () => void (await Promise.all([sandbox.stop(), service.close()])),
  };
}

/** The bodies of the calls with that method, in order. */
export const bodiesOf = (asked: Asked[], method: string): unknown[] =>
  asked.filter((one) => one.method === method).map(({ body }) => body as unknown);
