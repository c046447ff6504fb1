import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AWorkspace } from '@placet/testing';
import { scimDoor, type ScimDoor } from './scim-door.ts';
import { filled, jsonOf, lacks, valueAt, type Answered, type Step, type Vector } from './vectors/vector.ts';

const vectors = JSON.parse(readFileSync(join(import.meta.dirname, 'vectors/vectors.json'), 'utf8')) as Vector[];

let door: ScimDoor;
let base: string;
const tokens = { token: '', token2: '' };

beforeAll(async () => {
  door = await scimDoor();
  for (const name of ['token', 'token2'] as const) {
    const workspace = await AWorkspace.with(door.world, { core: 1_000 });
    const directory = await door.directory(workspace, { seatPolicy: 'wait', deactivationBrake: null, defaults: { products: ['core'] } });
    tokens[name] = directory.token;
  }
  await door.app.listen(0, '127.0.0.1');
  base = `${await door.app.getUrl()}/scim/v2`;
});
afterAll(() => door.close());

async function answerTo({ method, path, headers = {}, auth = true, body, rawBody }: Step): Promise<Answered> {
  const payload = rawBody ?? (body === undefined ? undefined : JSON.stringify(body));
  const sent = new Headers({ accept: 'application/scim+json' });
  if (payload !== undefined) sent.set('content-type', 'application/scim+json');
  if (auth) sent.set('authorization', `Bearer ${tokens.token}`);
  for (const [name, value] of Object.entries(headers)) sent.set(name, value);
  const response = await fetch(base + path, {
    method,
    headers: sent,
    redirect: 'manual',
    ...(payload === undefined ? {} : { body: payload }),
  });
  return { status: response.status, header: (name) => response.headers.get(name) ?? '', text: await response.text() };
}

/** @returns what was not as wanted at the first step that was not; empty where all were */
async function played({ id, steps }: Vector): Promise<string[]> {
  const run = `r${id}${Date.now().toString(36)}`.toLowerCase();
  const names = new Map([...Object.entries(tokens), ['run', run], ['RUN', run.toUpperCase()]]);
  for (const [number, template] of steps.entries()) {
    const step = filled(template, names);
    const answered = await answerTo(step);
    const wrong = lacks(step.expect, answered);
    for (const [name, path] of Object.entries(step.capture ?? {})) {
      const found = valueAt(jsonOf(answered.text), path);
      if (typeof found !== 'string') wrong.push(`${path} is no text to be captured`);
      else names.set(name, found);
    }
    if (wrong.length) return [`step ${number}: ${step.method} ${step.path.slice(0, 200)}`, ...wrong, answered.text.slice(0, 500)];
  }
  return [];
}

describe('what directories send and RFCs describe', () => {
  it.each(vectors.map((vector) => [`${vector.id} ${vector.name}`, vector] as const))('%s', async (_name, vector) => {
    expect(await played(vector)).toEqual([]);
  });

  it('would not pass an answer that lacks what is wanted', () => {
    const answered: Answered = { status: 200, header: () => '', text: '{"a":[{"type":"work","value":1}]}' };
    const wanted = (path: string, op: 'eq' | 'absent', value?: unknown) => lacks({ status: 200, json: [{ path, op, value }] }, answered);
    expect(wanted('$.a[type=work].value', 'eq', 1)).toEqual([]);
    expect(wanted('$.a[type=work].value', 'eq', '1')).toHaveLength(1);
    expect(wanted('$.a[0].type', 'absent')).toHaveLength(1);
    expect(
      lacks({ status: 201, headers: { etag: { contains: 'W/' } }, bodyContains: ['b'], bodyNotContains: ['a'] }, answered),
    ).toHaveLength(4);
  });
});
