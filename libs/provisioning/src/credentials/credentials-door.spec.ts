import { generateKeyPairSync } from 'node:crypto';
import { systemActor, type MemberId } from '@placet/kernel';
import { AWorkspace } from '@placet/testing';
import { aConsole, type AConsole } from '../../test/console.ts';
import { scimDoor, type ADirectory, type ScimDoor } from '../../test/scim-door.ts';
import { LookAtCredential } from './look-at-credential.ts';
import { RemindOfEnd } from './remind-of-end.ts';

const day = 86_400_000;

describe('the credentials of a connection', () => {
  let door: ScimDoor;
  let acme: AWorkspace;
  let okta: ADirectory;
  let owner: AConsole;
  beforeAll(async () => {
    door = await scimDoor();
  });
  afterAll(() => door.close());
  beforeEach(async () => {
    acme = await AWorkspace.with(door.world, { core: 2 });
    okta = await door.directory(acme);
    owner = await aConsole(door, acme);
  });
  const path = () => `/directory-connections/${okta.connectionId}`;

  it('are OAuth clients, too: with a secret that is shown once, or a public key', async () => {
    const once = { 'idempotency-key': 'a-key-of-this-spec-1' };
    const made = await owner.send('POST', `${path()}/clients`, { name: 'Entra' }, once);
    expect([made.status, made.body.client, made.body.secret.kind]).toMatchObject([
      201,
      { name: 'Entra', method: 'client_secret' },
      'client_secret',
    ]);
    const again = await owner.send('POST', `${path()}/clients`, { name: 'Entra' }, once);
    expect([again.body.client, again.body.secret, again.body.secretWithheld]).toEqual([made.body.client, undefined, true]);
    const publicKey = generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({ format: 'jwk' });
    const keyed = await owner.send('POST', `${path()}/clients`, { name: 'IPSIE', publicKey });
    expect([keyed.status, keyed.body.client.method, keyed.body.secret]).toEqual([201, 'private_key_jwt', undefined]);
    expect((await owner.send('POST', `${path()}/clients`, { name: 'third' })).body).toMatchObject({
      code: 'two_clients_live',
      clients: ['Entra', 'IPSIE'],
    });
    const { body } = await owner.send('GET', path());
    expect([body.clients, JSON.stringify(body).includes(made.body.secret.value)]).toEqual([[made.body.client, keyed.body.client], false]);
    expect((await owner.send('DELETE', `${path()}/clients/${made.body.client.id}`)).status).toBe(204);
    expect((await owner.send('GET', path())).body.clients).toEqual([keyed.body.client]);
    expect(await acme.events()).toEqual(expect.arrayContaining(['connection.client_added', 'connection.client_revoked']));
  });

  it('are refused with what is wrong about them', async () => {
    const errors = async (body: object) =>
      (await owner.send('POST', `${path()}/clients`, body)).body.errors as { path: string; code: string }[];
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    expect(await errors({ name: 'x', publicKey: privateKey.export({ format: 'jwk' }) })).toMatchObject([
      { path: 'publicKey', code: 'private_key' },
    ]);
    expect(await errors({ name: 'x', publicKey: { kty: 'RSA', n: 'AQAB', e: 'AQAB' } })).toMatchObject([
      { path: 'publicKey', code: 'key_length' },
    ]);
    expect(await errors({ name: 'x', expiresAt: '2020-01-01T00:00:00Z' })).toMatchObject([
      { path: 'expiresAt', code: 'not_in_the_future' },
    ]);
    expect(await errors({ name: '' })).toMatchObject([{ path: 'name' }]);
  });

  it('are spoken of by mail before they end, once a reminder, to those who manage directories', async () => {
    const admin = await acme.active([], { groupIds: [acme.groups.administrator] });
    await acme.active();
    const [{ id: tokenId } = { id: '' }] = (await owner.send('GET', path())).body.tokens;
    const [{ expires_at: end }] = (await door.world.sql<{ expires_at: Date }>('select expires_at from directory_token where id = $1', [
      tokenId,
    ])) as [{ expires_at: Date }];
    const before = (days: number) => new Date(end.getTime() - days * day);
    const look = (at: Date) => door.world.bus.execute(new LookAtCredential(systemActor(acme.id), tokenId, at));
    const remind = (at: Date) => door.world.bus.execute(new RemindOfEnd(systemActor(acme.id), tokenId, at));
    expect([await remind(before(31)), (await look(before(30))).reminderIsDue]).toEqual(['moved', true]);
    expect([await remind(before(30)), await remind(before(29)), (await look(before(29))).reminderIsDue]).toEqual(['done', 'moved', false]);
    const readers = await door.world.sql<{ member_id: MemberId }>(
      `select member_id from mail where workspace_id = $1 and template = 'directory_credential_ends' order by member_id`,
      [acme.id],
    );
    expect(readers.map(({ member_id }) => member_id).toSorted()).toEqual([String(acme.owner.id), admin].toSorted());
    expect(await remind(before(7))).toBe('done');
    await owner.send('DELETE', `${path()}/tokens/${tokenId}`);
    expect([await remind(before(1)), (await look(before(1))).state]).toEqual(['moved', 'over']);
  });

  it('may ask 25 times a second, a hundred times at once, and then hear when to come again', async () => {
    const narrow = await scimDoor({ PLACET_LIMITS_FACTOR: '1' });
    const directory = await narrow.directory(await AWorkspace.with(narrow.world, { core: 1 }));
    const answers = await Promise.all(Array.from({ length: 140 }, () => directory.send('GET', '/Users?count=0')));
    const refused = answers.filter(({ status }) => status === 429);
    await narrow.close();
    expect(refused.length).toBeGreaterThan(0);
    expect(answers.filter(({ status }) => status === 200).length).toBeGreaterThanOrEqual(100);
    expect(refused[0]).toMatchObject({
      headers: { 'retry-after': '1', 'content-type': 'application/scim+json; charset=utf-8' },
      body: { status: '429', detail: 'Too many requests.' },
    });
  });
});
