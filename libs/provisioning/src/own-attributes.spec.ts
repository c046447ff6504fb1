import { AWorkspace } from '@placet/testing';
import { aPatch, aUser, scimDoor, type ADirectory, type ScimDoor } from '../test/scim-door.ts';
import { placetUserUrn as urn } from './placet-schemas.ts';

/** Seniority, sites and products as a directory writes them, where its connection takes them from attributes. */
describe('our own extension of a user', () => {
  let door: ScimDoor;
  let acme: AWorkspace;
  let okta: ADirectory;
  const sites: string[] = [];
  beforeAll(async () => {
    door = await scimDoor();
    acme = await AWorkspace.with(door.world, { core: 1, contract: 9 });
    okta = await door.directory(acme, { sitesFrom: 'attributes', productsFrom: 'attributes', seatPolicy: 'refuse' });
    for (const code of ['PAR', 'LYO']) {
      const [row] = await door.world.sql<{ id: string }>(
        `insert into site (workspace_id, id, code, name) values ($1, uuidv7(), $2, $2) returning id`,
        [acme.id, code],
      );
      sites.push(row!.id);
    }
    await door.world.sql(
      `insert into seniority (workspace_id, id, name, position) values ($1, uuidv7(), 'Lawyer', 90), ($1, uuidv7(), 'Partner', 91)`,
      [acme.id],
    );
  });
  afterAll(() => door.close());

  let count = 0;
  const created = (own: object, by = okta) => by.send('POST', '/Users', aUser(`own${++count}@${acme.slug}.test`, { [urn]: own }));
  const read = async (id: string) => (await okta.send('GET', `/Users/${id}`)).body[urn];
  const patch = (id: string, ...operations: object[]) => okta.send('PATCH', `/Users/${id}`, aPatch(...operations));

  it('is taken on create, by name, code or id, and claims seats', async () => {
    const { status, body } = await created({
      seniority: 'PARTNER',
      sites: [{ value: 'par' }, { value: sites[1], primary: true }],
      products: [{ value: 'contract' }],
    });
    expect([status, body[urn]]).toEqual([201, await read(body.id)]);
    expect(body[urn]).toMatchObject({ seniority: 'Partner', products: [{ value: 'contract' }] });
    expect(body[urn].sites).toEqual([
      { value: sites[1], display: 'LYO', primary: true },
      { value: sites[0], display: 'PAR' },
    ]);
    expect(await acme.pool('contract')).toMatchObject({ assigned: 1 });
    await patch(body.id, { op: 'replace', path: `${urn}:products`, value: [] }, { op: 'remove', path: `${urn}:seniority` });
    expect(await read(body.id)).toEqual({ userCode: body[urn].userCode, sites: body[urn].sites, memberState: 'active' });
    expect(await acme.pool('contract')).toMatchObject({ assigned: 0 });
    await patch(
      body.id,
      { op: 'replace', path: `${urn}:seniority`, value: 'lawyer' },
      { op: 'add', path: `${urn}:products`, value: [{ value: 'contract' }] },
    );
    expect(await read(body.id)).toMatchObject({ seniority: 'Lawyer', products: [{ value: 'contract' }] });
  });

  it('takes away a site by its code, its id, or as an element, and knows one that is there under both', async () => {
    const { body } = await created({ sites: ['PAR', 'LYO'] });
    const path = `${urn}:sites`;
    const left = async (...operations: object[]) => {
      const { status } = await patch(body.id, ...operations);
      return [status, ((await read(body.id)).sites ?? []).map(({ display }: { display: string }) => display).toSorted()];
    };
    expect(await left({ op: 'remove', path: `${path}[value eq "par"]` })).toEqual([200, ['LYO']]);
    expect(await left({ op: 'add', path, value: [{ value: 'lyo' }, { value: sites[0] }] })).toEqual([200, ['LYO', 'PAR']]);
    expect(await left({ op: 'remove', path, value: [{ value: 'Lyo' }] })).toEqual([200, ['PAR']]);
    expect(await left({ op: 'remove', path: `${path}[value eq "${sites[0]}"]` })).toEqual([200, []]);
  });

  it('is left alone by a PUT that does not speak of it', async () => {
    const { body } = await created({ seniority: 'Lawyer', products: [{ value: 'contract' }] });
    const { [urn]: own, ...others } = body;
    await okta.send('PUT', `/Users/${body.id}`, { ...others, title: 'Dr' });
    expect(await read(body.id)).toEqual(own);
    await okta.send('PUT', `/Users/${body.id}`, { ...others, [urn]: { seniority: 'Partner' } });
    expect(await read(body.id)).toEqual({ userCode: own.userCode, seniority: 'Partner', memberState: 'active' });
  });

  it('names what is allowed, and changes nothing where it can not be done', async () => {
    const { body: user } = await created({ products: [{ value: 'core' }] });
    for (const [own, said] of [
      [{ seniority: 'Boss' }, /Lawyer, Partner/],
      [{ sites: [{ value: 'XXX' }] }, /site/],
      [{ products: [{ value: 'gold' }] }, /product/],
    ] as const) {
      const { status, body } = await created(own);
      expect([status, body.scimType, body.detail]).toEqual([400, 'invalidValue', expect.stringMatching(said)]);
    }
    const { body: other } = await created({});
    const full = await patch(
      other.id,
      { op: 'replace', path: 'title', value: 'Dr' },
      { op: 'add', path: `${urn}:products`, value: [{ value: 'core' }] },
    );
    expect([full.status, (await okta.send('GET', `/Users/${other.id}`)).body.title]).toEqual([403, undefined]);
    expect(await read(user.id)).toMatchObject({ products: [{ value: 'core' }] });
  });

  it('is read-only where mappings give it', async () => {
    const entra = await door.directory(acme);
    const { status, body } = await created({ products: [{ value: 'contract' }] }, entra);
    expect([status, body[urn].products]).toEqual([201, undefined]);
    const refused = await entra.send(
      'PATCH',
      `/Users/${body.id}`,
      aPatch({ op: 'replace', path: `${urn}:products`, value: [{ value: 'contract' }] }),
    );
    expect([refused.status, refused.body.scimType]).toEqual([400, 'mutability']);
  });
});
