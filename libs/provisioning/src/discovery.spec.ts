import { AWorkspace } from '@placet/testing';
import { aPatch, aUser, scimDoor, type ADirectory, type ScimDoor } from '../test/scim-door.ts';
import { placetUserUrn, seatUrn } from './placet-schemas.ts';

const core = 'urn:ietf:params:scim:schemas:core:2.0:User';
const group = 'urn:ietf:params:scim:schemas:core:2.0:Group';
const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';

interface Described {
  readonly name: string;
  readonly type: string;
  readonly multiValued: boolean;
  readonly mutability: string;
  readonly canonicalValues?: readonly string[];
  readonly subAttributes?: readonly Described[];
}

describe('what the server tells of itself', () => {
  let door: ScimDoor;
  let acme: AWorkspace;
  let okta: ADirectory;
  beforeAll(async () => {
    door = await scimDoor();
    acme = await AWorkspace.with(door.world, { core: 5 });
    okta = await door.directory(acme);
  });
  afterAll(() => door.close());
  const told = async (path: string, token = '') => {
    const headers = token ? { authorization: `Bearer ${token}` } : {};
    const answer = await door.app.inject({ url: `/scim/v2${path}`, headers });
    expect([path, answer.statusCode, answer.headers['content-type']]).toEqual([path, 200, 'application/scim+json; charset=utf-8']);
    expect(answer.body).not.toMatch('null');
    return answer.json<any>(); // oxlint-disable-line typescript/no-explicit-any -- bodies of every shape
  };

  it('is what it can do, with whole numbers for all that clients multiply', async () => {
    expect(await told('/ServiceProviderConfig')).toMatchObject({
      patch: { supported: true },
      bulk: { supported: true, maxOperations: 1000, maxPayloadSize: 1_048_576 },
      filter: { supported: true, maxResults: 500 },
      changePassword: { supported: false },
      sort: { supported: true },
      etag: { supported: true },
      authenticationSchemes: [{ type: 'oauthbearertoken', primary: true }, { type: 'oauth2' }],
      pagination: {
        cursor: true,
        index: true,
        defaultPaginationMethod: 'index',
        defaultPageSize: 100,
        maxPageSize: 500,
        cursorTimeout: 3600,
      },
      meta: { resourceType: 'ServiceProviderConfig', location: 'http://localhost:3000/scim/v2/ServiceProviderConfig' },
    });
  });

  it('lists every type and every schema, and each alone under its name', async () => {
    const types = await told('/ResourceTypes');
    expect([types.totalResults, types.Resources.map(({ id, name, endpoint }: Record<string, string>) => [id, name, endpoint])]).toEqual([
      2,
      [
        ['User', 'User', '/Users'],
        ['Group', 'Group', '/Groups'],
      ],
    ]);
    expect(types.Resources[0].schemaExtensions).toEqual(
      [enterprise, placetUserUrn, seatUrn].map((schema) => ({ schema, required: false })),
    );
    const schemas = await told('/Schemas');
    expect(schemas.Resources.map(({ id }: { id: string }) => id)).toEqual([core, enterprise, placetUserUrn, seatUrn, group]);
    expect([schemas.totalResults, schemas.itemsPerPage, schemas.startIndex]).toEqual([5, 5, 1]);
    for (const one of schemas.Resources) expect(await told(`/Schemas/${one.id.toUpperCase()}`)).toEqual(one);
    for (const one of types.Resources) expect(await told(`/ResourceTypes/${one.id}`)).toEqual(one);
  });

  it('describes each attribute with all that RFC 7643 §7 asks for', async () => {
    const { Resources } = await told('/Schemas');
    const incomplete = (attributes: readonly Described[]): string[] =>
      attributes.flatMap((attribute) => {
        const always = ['name', 'type', 'multiValued', 'description', 'required', 'mutability', 'returned'];
        const needs = attribute.type === 'complex' ? [...always, 'subAttributes'] : [...always, 'caseExact', 'uniqueness'];
        return [
          ...needs.filter((name) => !(name in attribute)).map((name) => `${attribute.name}: ${name}`),
          ...incomplete(attribute.subAttributes ?? []),
        ];
      });
    expect(Resources.flatMap(({ attributes }: { attributes: Described[] }) => incomplete(attributes))).toEqual([]);
    expect(JSON.stringify(Resources)).not.toMatch(/"name":"password"/);
  });

  it('shows a connection its own form', async () => {
    const seniority = (schemas: { Resources: { id: string; attributes: Described[] }[] }) =>
      schemas.Resources.find(({ id }) => id === placetUserUrn)!.attributes;
    const own = await door.directory(acme, { sitesFrom: 'attributes', productsFrom: 'mapping' });
    await door.world.sql(`insert into seniority (workspace_id, id, name, position) values ($1, uuidv7(), 'Senior', 1)`, [acme.id]);
    const mine = seniority(await told('/Schemas', own.token));
    expect(mine.find(({ name }) => name === 'seniority')!.canonicalValues).toContain('Senior');
    expect(mine.map(({ name, mutability }) => `${name} ${mutability}`)).toEqual(
      expect.arrayContaining(['sites readWrite', 'products readOnly', 'userCode readOnly']),
    );
    expect(seniority(await told('/Schemas')).find(({ name }) => name === 'seniority')!.canonicalValues).toBeUndefined();
  });

  it('names the methods that an address takes, wherever it takes another', async () => {
    const allowed = async (method: string, path: string) => {
      const { statusCode, headers, body } = await door.app.inject({
        method: method as 'PUT',
        url: `/scim/v2${path}`,
        headers: { authorization: `Bearer ${okta.token}` },
      });
      expect([path, (JSON.parse(body) as { status: string }).status]).toEqual([path, String(statusCode)]);
      return `${statusCode} ${String(headers['allow'])}`;
    };
    for (const path of ['/ServiceProviderConfig', '/ResourceTypes', '/ResourceTypes/User', '/Schemas', `/Schemas/${core}`])
      for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) expect([path, await allowed(method, path)]).toEqual([path, '405 GET, HEAD']);
    for (const path of ['/Users', '/Groups']) expect(await allowed('PATCH', path)).toBe('405 GET, HEAD, POST');
    for (const path of ['/Users/x', '/Groups/x']) expect(await allowed('POST', path)).toBe('405 DELETE, GET, HEAD, PATCH, PUT');
    expect([await allowed('PUT', '/Users/.search'), await allowed('PUT', '/.search'), await allowed('GET', '/Bulk')]).toEqual([
      expect.stringMatching(/^40[45] /),
      '405 POST',
      '405 POST',
    ]);
    for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']) expect(await allowed(method, '/Me')).toBe('501 undefined');
  });

  it('holds: each writable attribute can be written and read back', async () => {
    const { body: user } = await okta.send('POST', '/Users', aUser(`schema@${acme.slug}.test`));
    const { Resources } = await told('/Schemas', okta.token);
    const missed: string[] = [];
    let tried = 0;
    for (const { id: urn, attributes } of Resources.filter(({ id }: { id: string }) => [core, enterprise].includes(id)) as {
      id: string;
      attributes: Described[];
    }[]) {
      for (const attribute of attributes.filter(({ mutability }) => mutability === 'readWrite')) {
        const value = attribute.name === 'manager' ? { value: user.id } : sampleOf(attribute);
        const path = `${urn}:${attribute.name}`;
        const { status } = await okta.send('PATCH', `/Users/${user.id}`, aPatch({ op: 'replace', path, value }));
        const { body } = await okta.send('GET', `/Users/${user.id}?attributes=${path}`);
        tried++;
        try {
          expect([status, (urn === core ? body : body[urn])?.[attribute.name]]).toMatchObject([200, value]);
        } catch {
          missed.push(`${path}: ${status} ${JSON.stringify(body)}`);
        }
      }
    }
    expect(missed).toEqual([]);
    expect(tried).toBeGreaterThan(20);
  });
});

function sampleOf({ name, type, multiValued, canonicalValues, subAttributes = [] }: Described): unknown {
  const parts = subAttributes.filter(({ mutability }) => mutability === 'readWrite');
  const one =
    type === 'complex'
      ? Object.fromEntries(parts.map((part) => [part.name, sampleOf(part)]))
      : type === 'boolean'
        ? true
        : (canonicalValues?.[0] ?? `${name}-sample`);
  return multiValued ? [one] : one;
}
