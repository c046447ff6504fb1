import { aPassword, type AWorkspace } from '@placet/testing';
import type { Answer, ScimDoor } from './scim-door.ts';

const origin = 'http://localhost:3000';

/** A member who is signed in, as a browser is. */
export interface AConsole {
  readonly headers: Readonly<Record<string, string>>;
  send(method: string, path: string, body?: object, more?: Record<string, string>): Promise<Answer>;
}

/** @param username of a member with the specs' password; absent: the owner */
export async function aConsole({ app }: ScimDoor, acme: AWorkspace, username = `owner@${acme.slug}.test`): Promise<AConsole> {
  const payload = { workspace: acme.slug, username, password: aPassword };
  const { cookies, statusCode } = await app.inject({ method: 'POST', url: '/api/v1/sign-in', headers: { origin }, payload });
  if (statusCode !== 200) throw new Error(`${username} can't sign in: ${statusCode}`);
  const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
  const xsrf = cookies.find(({ name }) => name.startsWith('XSRF-TOKEN'))?.value ?? '';
  const headers = { cookie, origin, 'x-xsrf-token': xsrf };
  return {
    headers,
    send: async (method, path, body, more = {}) => {
      const url = `/api/v1${path}`;
      const answer = await app.inject({
        method: method as 'GET',
        url,
        headers: { ...headers, ...more },
        ...(body ? { payload: body } : {}),
      });
      return { status: answer.statusCode, headers: answer.headers, body: answer.body ? answer.json() : undefined };
    },
  };
}
