import { aConsole, type AConsole } from '../../test/console.ts';
import { Pushed } from '../../test/pushed.ts';
import { scimDoor, type ScimDoor } from '../../test/scim-door.ts';

const nobody = '11111111-2222-4333-8444-555555555555';

describe('the groups of a directory over REST', () => {
  let door: ScimDoor;
  let scene: Pushed;
  let browser: AConsole;
  let base: string;
  beforeAll(async () => {
    door = await scimDoor();
    scene = await Pushed.into(door, { core: 5 });
    browser = await aConsole(door, scene.acme);
    base = `/directory-connections/${scene.okta.connectionId}/groups`;
  });
  afterAll(() => door.close());
  const mapping = (products: string[]) => ({ groupIds: [], products, siteIds: [] });

  it('are listed, previewed, mapped with a version, and unmapped', async () => {
    const [ada] = await scene.users(1);
    const team = await scene.group(ada!);
    const preview = await browser.send('POST', `${base}/${team}/mapping/preview`, mapping(['core']));
    expect([preview.status, preview.body]).toEqual([
      200,
      {
        members: 1,
        gain: 1,
        lose: 0,
        seats: [{ product: 'core', name: 'Core', claimed: 1, freed: 0, free: 5, short: 0 }],
        people: [
          {
            memberId: ada,
            displayName: 'Ada Byron',
            gains: { groupIds: [], products: ['core'], siteIds: [] },
            loses: { groupIds: [], products: [], siteIds: [] },
          },
        ],
      },
    ]);
    const put = await browser.send('PUT', `${base}/${team}/mapping`, mapping(['core']), { 'if-match': '"0"' });
    expect([put.status, put.headers['etag'], put.body.applied, put.body.of]).toEqual([200, '"1"', 1, 1]);
    expect(put.body.group.mapping).toEqual({ ...mapping(['core']), version: 1, behind: 0, refused: 0 });
    const { body } = await browser.send('GET', `${base}?limit=1&q=team`);
    expect(body.items).toEqual([put.body.group]);
    expect((await browser.send('PUT', `${base}/${team}/mapping`, mapping([]), { 'if-match': '"0"' })).status).toBe(412);
    expect((await browser.send('PUT', `${base}/${team}/mapping`, mapping(['core']))).headers['etag']).toBe('"2"');
    expect((await browser.send('DELETE', `${base}/${team}/mapping`, undefined, { 'if-match': '"1"' })).status).toBe(412);
    const dropped = await browser.send('DELETE', `${base}/${team}/mapping`, undefined, { 'if-match': '"2"' });
    expect([dropped.status, dropped.body.group.mapping, dropped.body.applied]).toEqual([200, undefined, 1]);
    expect((await browser.send('DELETE', `${base}/${team}/mapping`)).body).toMatchObject({ applied: 0, of: 0 });
  });

  it('say what is wrong with a mapping, and change nothing', async () => {
    const team = await scene.group();
    const wrong: [object, number, object][] = [
      [{ ...mapping([]), groupIds: [scene.acme.groups.owner] }, 422, { errors: [{ path: 'groupIds', code: 'makes_owners' }] }],
      [mapping(['gold']), 422, { errors: [{ path: 'products', code: 'not_sold' }] }],
      [{ ...mapping([]), siteIds: [nobody] }, 422, { errors: [{ path: 'siteIds', code: 'unknown' }] }],
      [{ products: ['core'] }, 422, {}],
      [{ ...mapping([]), more: 1 }, 422, {}],
    ];
    for (const [body, status, told] of wrong) {
      for (const [method, path] of [
        ['PUT', 'mapping'],
        ['POST', 'mapping/preview'],
      ] as const) {
        const answer = await browser.send(method, `${base}/${team}/${path}`, body);
        expect([method, body, answer.status, answer.body]).toEqual([method, body, status, expect.objectContaining(told)]);
      }
    }
    expect((await browser.send('PUT', `${base}/${nobody}/mapping`, mapping([]))).status).toBe(404);
    expect((await browser.send('PUT', `/directory-connections/${nobody}/groups/${team}/mapping`, mapping([]))).status).toBe(404);
    const [row] = await door.world.sql('select count(*)::int as n from directory_mapping where workspace_id = $1', [scene.acme.id]);
    expect(row).toEqual({ n: 0 });
  });

  it('only an administrator maps, and nobody else sees', async () => {
    const team = await scene.group();
    const bare = await door.app.inject({ method: 'GET', url: `/api/v1${base}` });
    const byToken = await door.app.inject({
      method: 'GET',
      url: `/api/v1${base}`,
      headers: { authorization: `Bearer ${scene.okta.token}` },
    });
    expect([bare.statusCode, byToken.statusCode]).toEqual([401, 401]);
    const globex = await Pushed.into(door, { core: 1 });
    const theirs = await aConsole(door, globex.acme);
    expect(await theirs.send('GET', base)).toMatchObject({ status: 404 });
    expect((await theirs.send('PUT', `${base}/${team}/mapping`, mapping([]))).status).toBe(404);
  });
});
