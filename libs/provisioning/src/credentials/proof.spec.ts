import { Ids, type ConnectionId } from '@placet/kernel';
import { newSecretToken } from '@placet/platform';
import { AWorkspace } from '@placet/testing';
import { EditConnection } from '../index.ts';
import { aUser, scimDoor, type ADirectory, type ScimDoor } from '../../test/scim-door.ts';

/** A token is looked up once; every later request proves it in its own transaction. */
describe('the proof of a directory', () => {
  let door: ScimDoor;
  let acme: AWorkspace;
  let okta: ADirectory;
  beforeAll(async () => {
    door = await scimDoor();
    acme = await AWorkspace.with(door.world, { core: 9 });
  });
  beforeEach(async () => {
    okta = await door.directory(acme);
    expect((await okta.send('GET', '/Users?count=0')).status).toBe(200);
  });
  afterAll(() => door.close());

  const members = async () =>
    (await door.world.sql<{ n: number }>('select count(*)::int as n from member where workspace_id = $1', [acme.id]))[0]!.n;
  const name = () => `p${new Ids().next()}@${acme.slug}.test`;
  /** Requests with a transaction of each kind, and one that needs none. */
  const statuses = async (directory: ADirectory) => [
    (await directory.send('GET', '/Users?count=0')).status,
    (await directory.send('POST', '/Users', aUser(name()))).status,
    (await directory.send('DELETE', `/Users/${new Ids().next()}`)).status,
    (await directory.send('POST', '/Users', '{')).status,
    (await directory.send('GET', '/Users/strange')).status,
  ];

  const ends: readonly (readonly [string, string])[] = [
    ['is revoked', 'update directory_token set revoked_at = now() where connection_id = $1'],
    ['has expired', `update directory_token set expires_at = now() - interval '1 second' where connection_id = $1`],
    ['belongs to a connection that is off', `update directory_connection set state = 'off' where id = $1`],
    [
      'belongs to a suspended workspace',
      `update workspace set state = 'suspended' where id = (select workspace_id from directory_connection where id = $1)`,
    ],
  ];
  it.each(ends)('fails in every request once the token %s, and nothing happens', async (_why, end) => {
    expect(await statuses(okta)).toEqual([200, 201, 404, 400, 404]);
    const before = await members();
    await door.world.sql(end, [okta.connectionId]);
    expect(await statuses(okta)).toEqual([401, 401, 401, 401, 401]);
    expect(await members()).toBe(before);
    await door.world.sql(`update workspace set state = 'active' where id = $1`, [acme.id]);
  });

  it('answers 401 in the form of SCIM, also in place of another refusal', async () => {
    await door.world.sql('update directory_token set revoked_at = now() where connection_id = $1', [okta.connectionId]);
    const { status, headers, body } = await okta.send('POST', '/Users', '{');
    expect([status, headers['www-authenticate'], body.status]).toEqual([401, 'Bearer realm="scim"', '401']);
    expect(headers['content-type']).toMatch('application/scim+json');
  });

  it('brings new settings at once, whoever changed them', async () => {
    const products = async () => {
      const { body } = await okta.send('POST', '/Users', aUser(name()));
      const [row] = await door.world.sql<{ access: string[] }>('select access from member where id = $1', [body.id]);
      return row!.access;
    };
    expect(await products()).toEqual([]);
    await door.world.bus.execute(new EditConnection(acme.owner, okta.connectionId, { defaults: { products: ['core'] } }));
    expect(await products()).toEqual(['core']);
    await door.world.sql(`update workspace set languages = '{en}' where id = $1`, [acme.id]);
    const { status } = await okta.send('POST', '/Users', aUser(name(), { preferredLanguage: 'fr' }));
    expect(status).toBe(201);
    await door.world.sql(`update workspace set languages = '{en,fr}' where id = $1`, [acme.id]);
  });

  it('holds for the access token of a client by the same rules', async () => {
    const ids = new Ids();
    const [client, id] = [ids.next<ConnectionId>(), ids.next()];
    const { token, hash } = newSecretToken('scimat', acme.id, id);
    await door.world.sql(
      `insert into directory_client (workspace_id, id, connection_id, name, secret_hash, created_at, expires_at) values ($1, $2, $3, 'x', 'x', now(), now() + interval '1 day')`,
      [acme.id, client, okta.connectionId],
    );
    await door.world.sql(
      `insert into directory_access_token (workspace_id, id, client_id, token_hash, created_at, expires_at) values ($1, $2, $3, $4, now(), now() + interval '1 hour')`,
      [acme.id, id, client, hash],
    );
    const get = async () => (await door.app.inject({ url: '/scim/v2/Users', headers: { authorization: `Bearer ${token}` } })).statusCode;
    expect([await get(), await get()]).toEqual([200, 200]);
    const [used] = await door.world.sql<{ used: boolean }>('select last_used_at is not null as used from directory_client where id = $1', [
      client,
    ]);
    expect(used?.used).toBe(true);
    await door.world.sql('update directory_client set revoked_at = now() where id = $1', [client]);
    expect(await get()).toBe(401);
  });
});
