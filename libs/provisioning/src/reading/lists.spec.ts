import type { WorkspaceId } from '@placet/kernel';
import { AWorkspace } from '@placet/testing';
import fc from 'fast-check';
import { aUser, scimDoor, type ADirectory, type ScimDoor } from '../../test/scim-door.ts';

const searchRequest = ['urn:ietf:params:scim:api:messages:2.0:SearchRequest'];
const groupSchema = 'urn:ietf:params:scim:schemas:core:2.0:Group';
type Named = { id: string; userName: string; title?: string };

describe('lists', () => {
  let door: ScimDoor;
  let acme: AWorkspace;
  let okta: ADirectory;
  beforeAll(async () => (door = await scimDoor()), 30_000);
  afterAll(() => door.close());
  beforeEach(async () => {
    acme = await AWorkspace.with(door.world, { core: 10 });
    okta = await door.directory(acme);
  });

  const get = async (path: string, from = okta) => (await from.send('GET', path)).body;
  const ids = async (path: string, from = okta): Promise<string[]> => (await get(path, from)).Resources.map(({ id }: { id: string }) => id);
  /** People of the directory, a minute apart, who were not made one by one. */
  const people = (count: number, from: ADirectory = okta, workspaceId: WorkspaceId = acme.id) =>
    door.world.sql(
      `with made as (
         insert into member (workspace_id, id, state, username, user_code, language, origin, managed_by, created_at, updated_at, first_name, job_title)
         select $1, uuidv7(), 'active', 'p' || c || '-' || n || '@x.test', c || '-' || n, 'en', 'scim', $2, timestamptz '2026-01-01Z' + (c * 1000 + n) * interval '1 minute', now(),
                'Ada', case when n % 3 > 0 then chr(65 + n % 26) end
           from generate_series(1, $3::int) n, (select count(*) as c from member where workspace_id = $1) c returning *)
       insert into directory_user (workspace_id, member_id, connection_id, active, attributes)
       select workspace_id, id, managed_by, true, jsonb_strip_nulls(jsonb_build_object('title', job_title)) from made`,
      [workspaceId, from.connectionId, count],
    );
  /** What a list of all users has to be, by a plain count. */
  const expected = async ({ connectionId }: ADirectory): Promise<string[]> =>
    (
      await door.world.sql<{ id: string }>(
        `select id from member where workspace_id = $1 and kind <> 'client' and state <> 'erased' and username is not null and not directory_deleted
            and (managed_by is null or managed_by = $2) order by created_at, id`,
        [acme.id, connectionId],
      )
    ).map(({ id }) => id);

  it('come in pages by index, whatever is asked for', async () => {
    await people(450);
    const all = await expected(okta);
    expect(await get('/Users?startIndex=1&count=0')).toMatchObject({ totalResults: 451, itemsPerPage: 0, startIndex: 1, Resources: [] });
    expect(await get('/Users')).toMatchObject({ totalResults: 451, itemsPerPage: 100, startIndex: 1 });
    expect(await get('/Users?count=9999')).toMatchObject({ itemsPerPage: 451 });
    for (const [startIndex, count] of [
      [1, 100],
      [-3, 7],
      [0, 1],
      [199, 10],
      [200, 10],
      [201, 10],
      [399, 60],
      [401, 200],
      [451, 5],
    ] as const) {
      const from = Math.max(0, startIndex - 1);
      expect(await ids(`/Users?startIndex=${startIndex}&count=${count}`)).toEqual(all.slice(from, from + count));
    }
    for (const past of ['452', '9007199254740991', '99999999999999999999999']) {
      expect(await get(`/Users?startIndex=${past}`)).toMatchObject({ totalResults: 451, itemsPerPage: 0, Resources: [] });
    }
    for (const query of ['startIndex=x', 'count=1.5', 'count=1&count=2', 'sortBy=shoeSize', 'sortBy=name', 'sortBy=title&sortOrder=up'])
      expect([query, (await get(`/Users?${query}`)).scimType]).toEqual([query, 'invalidValue']);
  });

  it('count and place everybody right, whatever happens between two pages', async () => {
    const entra = await door.directory(acme);
    await people(430);
    const one = (more: string) =>
      `update member set ${more} where workspace_id = $1 and id = (select id from member where workspace_id = $1 order by md5(id::text || $2) limit 1)`;
    const acts = {
      'is deleted': one('directory_deleted = true'),
      'is seen again': one('directory_deleted = false'),
      'is taken over': one(`managed_by = '${okta.connectionId}'`),
      'goes to another': one(`managed_by = '${entra.connectionId}'`),
      'is let go': one('managed_by = null'),
      'becomes a client': one(`kind = 'client'`),
      'loses his name': one('username = null'),
      'is only renamed': one(`first_name = 'Grace'`),
      'comes late': `insert into member (workspace_id, id, state, username, user_code, language, origin, created_at, updated_at)
        select $1, uuidv7(), 'active', $2, $2, 'en', 'console', (select created_at from member where workspace_id = $1 order by md5(id::text || $2) limit 1), now()`,
      'comes last': `insert into member (workspace_id, id, state, username, user_code, language, origin, managed_by, created_at, updated_at)
        select $1, uuidv7(), 'active', $2 || '-' || n, $2 || '-' || n, 'en', 'scim', '${okta.connectionId}', clock_timestamp() + interval '1 day', now() from generate_series(1, 250) n`,
    };
    const act = fc.constantFrom(...(Object.keys(acts) as (keyof typeof acts)[]));
    let number = 0;
    await fc.assert(
      fc.asyncProperty(act, fc.nat(600), fc.constantFrom(okta, entra), async (what, index, who) => {
        await door.world.sql(acts[what], [acme.id, `salt${++number}`]);
        const all = await expected(who);
        const page = await get(`/Users?startIndex=${index + 1}&count=30&attributes=id`, who);
        expect([what, page.totalResults]).toEqual([what, all.length]);
        expect(page.Resources.map(({ id }: { id: string }) => id)).toEqual(all.slice(index, index + 30));
      }),
      { numRuns: 60 },
    );
  }, 60_000);

  it('are counted right while many come and go at once', async () => {
    const made = await Promise.all(Array.from({ length: 24 }, (_, n) => okta.send('POST', '/Users', aUser(`many${n}@${acme.slug}.test`))));
    expect(new Set(made.map(({ status }) => status))).toEqual(new Set([201]));
    await Promise.all(made.slice(0, 9).map(({ body }) => okta.send('DELETE', `/Users/${body.id}`)));
    const all = await expected(okta);
    expect(await get('/Users')).toMatchObject({ totalResults: 16, itemsPerPage: 16 });
    expect(await ids('/Users')).toEqual(all);
  }, 30_000);

  it('are walked by cursor; who is deleted during the walk costs nobody his place', async () => {
    await people(25);
    const all = await expected(okta);
    const seen: string[] = [];
    let page = await get('/Users?cursor=&count=10');
    expect(page).toMatchObject({ totalResults: 26, itemsPerPage: 10 });
    expect([page.startIndex, page.previousCursor]).toEqual([undefined, undefined]);
    for (;;) {
      seen.push(...page.Resources.map(({ id }: { id: string }) => id));
      if (page.nextCursor === undefined) break;
      if (seen.length === 10) await door.world.sql('update member set directory_deleted = true where id = any($1)', [[all[3], all[15]]]);
      page = await get(`/Users?cursor=${page.nextCursor}`);
    }
    expect(seen).toEqual(all.filter((_, n) => n !== 15));
  });

  it('refuse a cursor that was given to somebody else, for something else, or by nobody', async () => {
    await people(5);
    const { nextCursor: cursor } = await get('/Users?cursor=&count=2');
    const entra = await door.directory(acme);
    const turned = cursor.slice(0, -2) + (cursor.endsWith('AA') ? 'BB' : 'AA');
    const refused: [string, string, ADirectory?][] = [
      [`/Users?cursor=${cursor}`, 'invalidCursor', entra],
      [`/Users?cursor=${cursor}&filter=title+pr`, 'invalidCursor'],
      [`/Users?cursor=${cursor}&sortBy=title`, 'invalidCursor'],
      [`/Groups?cursor=${cursor}`, 'invalidCursor'],
      [`/Users?cursor=${turned}`, 'invalidCursor'],
      ['/Users?cursor=x', 'invalidCursor'],
      ['/Users?cursor=..%2F', 'invalidCursor'],
      [`/Users?cursor=${cursor}&count=3`, 'invalidCount'],
      ['/Users?cursor=&count=0', 'invalidCount'],
      ['/Users?cursor=&count=501', 'invalidCount'],
    ];
    for (const [path, scimType, from] of refused) expect([path, (await get(path, from)).scimType]).toEqual([path, scimType]);
    expect((await get(`/Users?cursor=${cursor}&count=2&attributes=id`)).itemsPerPage).toBe(2);
  });

  it('are sorted by any attribute, who has none last, or first where it descends', async () => {
    await people(40);
    const shown = (await get('/Users?count=500')).Resources as Named[];
    const sorted = (descending: boolean) =>
      shown
        .toSorted((a, b) => (a.id < b.id ? -1 : 1))
        .toSorted((a, b) => {
          const [x, y] = [a.title?.toLowerCase(), b.title?.toLowerCase()];
          if (x === y) return 0;
          return (x === undefined || (y !== undefined && x > y) ? 1 : -1) * (descending ? -1 : 1);
        })
        .map(({ id }) => id);
    expect(await ids('/Users?sortBy=TITLE&count=500')).toEqual(sorted(false));
    expect(await ids('/Users?sortBy=title&sortOrder=descending&count=500')).toEqual(sorted(true));
    expect(await ids('/Users?sortBy=title&startIndex=11&count=5')).toEqual(sorted(false).slice(10, 15));
    for (const order of ['ascending', 'descending']) {
      const walked: string[] = [];
      for (let cursor: string | undefined = ''; cursor !== undefined;) {
        const page: { Resources: Named[]; nextCursor?: string } = await get(
          `/Users?sortBy=title&sortOrder=${order}&filter=active+eq+true&count=7&cursor=${cursor}`.replace(
            'count=7',
            cursor ? '' : 'count=7',
          ),
        );
        walked.push(...page.Resources.map(({ id }) => id));
        cursor = page.nextCursor;
      }
      expect(walked).toEqual(sorted(order === 'descending'));
    }
    for (const by of [
      'id',
      'externalId',
      'userName',
      'active',
      'emails',
      'emails.type',
      'groups',
      'manager',
      'meta.created',
      'meta.lastModified',
      'meta.version',
      'roles.primary',
      'urn:ietf:params:scim:schemas:extension:placet:2.0:Seat:status',
      'urn:ietf:params:scim:schemas:extension:placet:2.0:Seat:holdings.position',
      'urn:ietf:params:scim:schemas:extension:placet:2.0:User:sites',
      'products',
      'seniority',
    ])
      for (const walk of ['startIndex=1&count=3', 'cursor=&count=3']) {
        const page = await get(`/Users?sortBy=${by}&sortOrder=descending&${walk}`);
        expect([by, page.itemsPerPage]).toEqual([by, 3]);
        const next = page.nextCursor ? await get(`/Users?sortBy=${by}&sortOrder=descending&cursor=${page.nextCursor}`) : page;
        expect([by, next.itemsPerPage]).toEqual([by, 3]);
      }
  }, 60_000);

  it('are searched by a body, users and groups together too', async () => {
    const { body: ada } = await okta.send('POST', '/Users', aUser(`ada@${acme.slug}.test`, { displayName: 'Analysts', title: 'Counsel' }));
    const { body: group } = await okta.send('POST', '/Groups', {
      schemas: [groupSchema],
      displayName: 'Analysts',
      members: [{ value: ada.id }],
    });
    await okta.send('POST', '/Groups', { schemas: [groupSchema], displayName: 'Zebras' });
    const search = async (path: string, body: object) =>
      (await okta.send('POST', `${path}.search`, { schemas: searchRequest, ...body })).body;
    const found = async (body: object) => (await search('/', body)).Resources.map(({ id }: { id: string }) => id);
    expect(await search('/Users/', { filter: 'title eq "counsel"', attributes: ['userName'], startIndex: 1, count: 5 })).toEqual({
      schemas: ['urn:ietf:params:scim:api:messages:2.0:ListResponse'],
      totalResults: 1,
      itemsPerPage: 1,
      startIndex: 1,
      Resources: [{ schemas: expect.arrayContaining([expect.stringMatching(/core:2.0:User$/)]), id: ada.id, userName: ada.userName }],
    });
    expect(await found({ filter: 'displayName eq "analysts"', sortBy: 'displayName' })).toEqual(
      ada.id < group.id ? [ada.id, group.id] : [group.id, ada.id],
    );
    expect(await found({ filter: 'title pr or members pr' })).toEqual([ada.id, group.id]);
    expect(await found({ filter: 'meta.resourceType eq "Group"', sortBy: 'displayName', sortOrder: 'descending', count: 1 })).not.toEqual([
      group.id,
    ]);
    const both = await search('/', { excludedAttributes: ['members', 'groups'], count: 2, cursor: '' });
    expect(both).toMatchObject({ totalResults: 4, itemsPerPage: 2 });
    expect(await search('/', { cursor: both.nextCursor, excludedAttributes: ['members'] })).toMatchObject({
      itemsPerPage: 2,
      totalResults: 4,
    });
    expect(await search('/', { filter: 'shoeSize eq 4' })).toMatchObject({ status: '400', scimType: 'invalidFilter' });
    expect(await search('/', { filter: 'password eq "x"' })).toMatchObject({ status: '400', scimType: 'invalidFilter' });
    expect((await okta.send('POST', '/Users/.search', [])).body).toMatchObject({ status: '400', scimType: 'invalidSyntax' });
  });
});
