import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { operatorToken } from './an-api.ts';

const password = 'correct horse battery staple';
const operator = { authorization: `Bearer ${operatorToken}` };

/** Headers with which the console would send a change, as one person. */
export type SignedInHeaders = Readonly<Record<string, string>>;

/** A workspace that came through the operator's door, and its owner through the page of his invitation. */
export interface OpenedWorkspace {
  readonly id: string;
  readonly slug: string;
  readonly owner: SignedInHeaders;
}

/** @param slug unique in the database of this spec */
export async function aWorkspace(app: NestFastifyApplication, slug: string): Promise<OpenedWorkspace> {
  const owner = { firstName: 'Olga', lastName: 'Owner', email: `owner@${slug}.test` };
  const payload = { slug, name: slug, language: 'en', currency: 'EUR', owner, products: [{ product: 'core', seats: 5 }] };
  const opened = await app.inject({ method: 'POST', url: '/operator/v1/workspaces', headers: operator, payload });
  const { workspace, secret } = opened.json<{ workspace: { id: string }; secret: { ownerActivationToken: string } }>();
  await accept(app, secret.ownerActivationToken);
  return { id: workspace.id, slug, owner: await signIn(app, slug, owner.email) };
}

/** A member of the plainest built-in group: signed in, and allowed next to nothing. */
export async function aPlainMember(app: NestFastifyApplication, { slug, owner }: OpenedWorkspace, name: string): Promise<SignedInHeaders> {
  const { items } = (await app.inject({ url: '/api/v1/groups', headers: owner })).json<{ items: { id: string; builtIn?: string }[] }>();
  const groupIds = items.filter(({ builtIn }) => builtIn === 'member').map(({ id }) => id);
  const email = `${name}@${slug}.test`;
  const payload = { firstName: name, lastName: 'Plain', email, groupIds, products: [], sendMail: false };
  const added = await app.inject({ method: 'POST', url: '/api/v1/members', headers: owner, payload });
  const link = added.json<{ secret: { value: string } }>().secret.value;
  await accept(app, link.slice(link.indexOf('#') + 1));
  return signIn(app, slug, email);
}

/** A directory that the workspace has just connected. @returns headers with its token */
export async function aDirectory(
  app: NestFastifyApplication,
  { owner: headers }: OpenedWorkspace,
): Promise<Readonly<Record<string, string>>> {
  const post = (url: string, payload: object) =>
    app.inject({ method: 'POST', url: `/api/v1/directory-connections${url}`, headers, payload });
  const { connection } = (await post('', { name: 'Okta', provider: 'okta' })).json<{ connection: { id: string } }>();
  const { secret } = (await post(`/${connection.id}/tokens`, { name: 'first' })).json<{ secret: { value: string } }>();
  return { authorization: `Bearer ${secret.value}` };
}

async function accept(app: NestFastifyApplication, token: string): Promise<void> {
  const answer = await app.inject({ method: 'POST', url: '/api/v1/invitations/accept', payload: { token, password } });
  if (answer.statusCode !== 200) throw new Error(answer.body);
}

/** @returns headers with the cookie of a new session, and its XSRF token */
export async function signIn(app: NestFastifyApplication, workspace: string, username: string): Promise<SignedInHeaders> {
  const answer = await app.inject({ method: 'POST', url: '/api/v1/sign-in', payload: { workspace, username, password } });
  if (answer.statusCode !== 200) throw new Error(answer.body);
  const cookie = answer.cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
  const xsrf = answer.cookies.find(({ name }) => name === 'XSRF-TOKEN')?.value ?? '';
  return { cookie, 'x-xsrf-token': xsrf, origin: 'http://localhost:3000' };
}
