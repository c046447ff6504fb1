import { fastifyOf } from '@placet/platform';
import { AWorkspace } from '@placet/testing';
import type { z } from 'zod';
import { FuzzDoor, fuzzGroup, fuzzUser } from './scim-fuzz-door.ts';
import type { FuzzRequest } from './scim-fuzz-request.ts';
import type { TellingAttribute } from './scim-fuzz-schemas.ts';

/** What came back, as it was on the wire. */
export interface FuzzAnswer {
  readonly status: number;
  readonly type: string;
  readonly text: string;
}

/** Stands in every row of the workspace next door, and in nothing that is sent by ours. */
export const nextDoor = 'Zanzibar7419';

const plain: FuzzRequest = { door: 'scim', method: 'GET', route: '', path: '', query: '', headers: {}, pick: 0 };

/** A workspace with a directory and an owner at work, and another that nobody here may see. */
export class FuzzGround {
  readonly users: string[] = [];
  readonly groups: string[] = [];
  /** of a user and of a group, as `/Schemas` tells */
  readonly attributes: Record<'User' | 'Group', readonly TellingAttribute[]> = { User: [], Group: [] };
  private foreign: string[] = [];
  private made = 0;
  private readonly schemas = new Map<string, z.ZodType>();

  private constructor(
    private readonly door: FuzzDoor,
    private readonly token: string,
    private readonly console: Readonly<Record<string, string>>,
    /** another connection than the token's, so that nobody turns that one off */
    private readonly connectionId: string,
  ) {}

  static async open(): Promise<FuzzGround> {
    const door = await FuzzDoor.open();
    const acme = await AWorkspace.with(door.world, { core: 20 });
    const { token } = await door.directory(acme);
    const { connectionId } = await door.directory(acme);
    const ground = new FuzzGround(door, token, await door.signIn(acme), connectionId);
    await ground.readSchemas();
    await ground.settleNextDoor();
    return ground;
  }

  private async readSchemas(): Promise<void> {
    for (const name of ['User', 'Group'] as const) {
      const { text } = await this.read(`Schemas/urn:ietf:params:scim:schemas:core:2.0:${name}`);
      this.attributes[name] = (JSON.parse(text) as { attributes: TellingAttribute[] }).attributes;
    }
    for (const { method, url, facts } of fastifyOf(this.door.app).routeMap.routes)
      if (facts?.answer?.schema) this.schemas.set(`${method} ${url}`, facts.answer.schema as z.ZodType);
  }

  private async settleNextDoor(): Promise<void> {
    const globex = await AWorkspace.with(this.door.world, { core: 5 });
    const { token, connectionId } = await this.door.directory(globex);
    const make = async (path: string, meant: object) => {
      const headers = { authorization: `Bearer ${token}` };
      const { text } = await this.send({ ...plain, method: 'POST', path, headers, body: JSON.stringify(meant) });
      return (JSON.parse(text) as { id: string }).id;
    };
    const user = await make('Users', fuzzUser(`${nextDoor}@globex.test`, { title: nextDoor, externalId: nextDoor }));
    this.foreign = [user, await make('Groups', fuzzGroup(nextDoor, user)), connectionId];
  }

  /** The schema that a route says it answers by. */
  schemaOf(route: string): z.ZodType | undefined {
    const [method, path] = route.split(' ');
    return this.schemas.get(`${method} /api/v1/${path}`);
  }

  isForeign(path: string): boolean {
    return this.foreign.some((one) => path.includes(one));
  }

  /** Names in braces become who exists by now, and the text what UTF-8 makes of it. */
  named(request: FuzzRequest): FuzzRequest {
    const of = (known: readonly string[]) => known[request.pick % Math.max(known.length, 1)] ?? 'nobody';
    const fill = (text: string) =>
      text
        .replaceAll('{user}', of(this.users))
        .replaceAll('{group}', of(this.groups))
        .replaceAll('{foreign}', of(this.foreign))
        .replaceAll('{connection}', this.connectionId);
    const { body } = request;
    return {
      ...request,
      path: fill(request.path),
      query: fill(request.query),
      ...(typeof body === 'string' ? { body: fill(body).toWellFormed() } : {}),
    };
  }

  async send({ door, method, path, query, headers, body }: FuzzRequest): Promise<FuzzAnswer> {
    const usual = {
      scim: { authorization: `Bearer ${this.token}`, ...(body === undefined ? {} : { 'content-type': 'application/scim+json' }) },
      rest: { ...this.console, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      oauth: { 'content-type': 'application/x-www-form-urlencoded' },
    }[door];
    const base = { scim: '/scim/v2/', rest: '/api/v1/', oauth: '/' }[door];
    const answer = await this.door.app.inject({
      method: method as 'GET',
      url: `${base}${path}${query && `?${query}`}`,
      headers: { ...usual, ...headers },
      ...(body === undefined ? {} : { payload: body }),
    });
    return { status: answer.statusCode, type: String(answer.headers['content-type'] ?? ''), text: answer.body };
  }

  /** What is there now of a user or a group. */
  read(path: string): Promise<FuzzAnswer> {
    return this.send({ ...plain, path });
  }

  /** Keeps ids of what was made and not deleted again, so that later requests meet somebody. */
  remember({ door, path, method }: FuzzRequest, { status, text }: FuzzAnswer): void {
    const known = path.startsWith('Users') ? this.users : this.groups;
    if (door !== 'scim') return;
    if (method === 'POST' && status === 201) known.push((JSON.parse(text) as { id: string }).id);
    const gone = method === 'DELETE' && status === 204 ? known.indexOf(path.split('/')[1] ?? '') : -1;
    if (gone >= 0) known.splice(gone, 1);
    if (known.length > 40) known.shift();
  }

  /** Somebody is always there to be read, changed and deleted. @param pick adds one more now and then */
  async populate(pick: number): Promise<void> {
    const make = async (path: string, meant: object) => {
      const request = { ...plain, method: 'POST', path, body: JSON.stringify(meant) };
      this.remember(request, await this.send(request));
    };
    if (this.users.length < 8 || pick % 10 === 0) await make('Users', fuzzUser(`settled${++this.made}@fuzz.test`));
    if (this.groups.length < 4) await make('Groups', fuzzGroup(`Settled ${++this.made}`, ...this.users.slice(0, 2)));
  }

  /** The most that can be under way here at once, so that memory has been as large as it gets. */
  async crowd(): Promise<void> {
    const body = `{"x":[${'"y",'.repeat(200_000)}"z"]}`;
    await Promise.all(Array.from({ length: 12 }, () => this.send({ ...plain, method: 'POST', path: 'Users', body })));
  }

  close(): Promise<void> {
    return this.door.close();
  }
}
