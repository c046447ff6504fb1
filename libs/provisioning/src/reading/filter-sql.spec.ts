import { filterOf, matches, type Resource } from '@placet/scim-protocol';
import { AWorkspace } from '@placet/testing';
import fc from 'fast-check';
import { aUser, scimDoor, type ADirectory, type ScimDoor } from '../../test/scim-door.ts';
import { placetGroupType, placetUserType, placetUserUrn, seatUrn } from '../placet-schemas.ts';

const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
const searchRequest = ['urn:ietf:params:scim:api:messages:2.0:SearchRequest'];
const texts = ['Counsel', 'COUNSEL', 'été', 'ÉTÉ', 'É', '50%_\\', 'a"b', 'ß', 'ss', 'Σας', 'x', ''];
const types = ['work', 'HOME', 'other'];
const addresses = ['ada@acme.test', 'ADA@acme.test', 'grace@acme.test', 'x@y.test'];

const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined, freq: 3 });
const text = fc.constantFrom(...texts);
const element = (value: fc.Arbitrary<string>) =>
  fc.record({ value: maybe(value), type: maybe(fc.constantFrom(...types)), display: maybe(text) }, { requiredKeys: [] });
const list = (value: fc.Arbitrary<string>) =>
  fc
    .array(element(value), { maxLength: 3 })
    .chain((elements) =>
      fc.nat(elements.length).map((primary) => elements.map((one, n) => (n === primary ? { ...one, primary: true } : one))),
    );
const person = fc.record(
  {
    externalId: maybe(text),
    title: maybe(text),
    nickName: maybe(text),
    active: maybe(fc.boolean()),
    name: maybe(fc.record({ givenName: maybe(text), familyName: maybe(text) }, { requiredKeys: [] })),
    emails: list(fc.constantFrom(...addresses)),
    roles: list(text),
    [enterprise]: maybe(fc.record({ department: maybe(text) }, { requiredKeys: [] })),
  },
  { requiredKeys: [] },
);

const quoted = (value: string) => JSON.stringify(value);
const operators = ['eq', 'ne', 'co', 'sw', 'ew', 'gt', 'ge', 'lt', 'le'];
const compared = (name: string, values: readonly string[]) =>
  fc.oneof(
    fc.tuple(fc.constantFrom(...operators), fc.constantFrom(...values)).map(([operator, value]) => `${name} ${operator} ${quoted(value)}`),
    fc.constantFrom(`${name} pr`, `${name} eq null`, `${name} ne null`),
  );
const primary = fc.constantFrom('primary eq true', 'primary ne true', 'primary eq "False"', 'primary pr');
const inBrackets = (values: readonly string[]) =>
  fc
    .array(fc.oneof(compared('type', types), compared('value', values), compared('display', texts), primary), {
      minLength: 1,
      maxLength: 3,
    })
    .chain((terms) =>
      fc.tuple(fc.constantFrom(' and ', ' or '), fc.boolean()).map(([word, not]) => (not ? `not (${terms.join(word)})` : terms.join(word))),
    );

/** Every condition that a client can write about these people, a few names each. */
const conditions = (ids: readonly string[], groupIds: readonly string[], instants: readonly string[]) => {
  const leaf = fc
    .oneof(
      compared('userName', ['p1@acme.test', 'P2@ACME.test', 'p', 'acme', 'zz']),
      compared('id', [...ids, ids[0]!.toUpperCase(), 'x']),
      compared('externalId', texts),
      compared('TITLE', texts),
      compared('name.givenName', texts),
      compared('name.familyName', texts),
      compared('urn:ietf:params:scim:schemas:core:2.0:User:nickName', texts),
      compared(`${enterprise}:department`, texts),
      compared('manager', [...ids, 'x']),
      compared('manager.displayName', ['ada', 'x', '(inactive)']),
      compared('emails', addresses),
      compared('emails.type', types),
      compared('roles.value', texts),
      compared('groups', [...groupIds, 'x']),
      compared('groups.display', ['staff', 'Board']),
      compared('meta.created', instants),
      compared('meta.lastModified', instants).filter((filter) => !/ (co|sw|ew) /.test(filter)),
      compared('meta.location', ids),
      compared('meta.version', ['W/"1"', 'W/"2"']),
      compared('meta.resourceType', ['User', 'Group']),
      compared(`${placetUserUrn}:memberState`, ['active', 'INACTIVE', 'waiting']),
      compared(`${placetUserUrn}:userCode`, ['00002', '0', '00010']),
      compared(`${placetUserUrn}:products`, ['core', 'x']),
      compared(`${placetUserUrn}:products.display`, ['Core']),
      compared(`${placetUserUrn}:seniority`, texts),
      compared(`${placetUserUrn}:sites`, ['x']),
      compared(`${seatUrn}:status`, ['assigned', 'waiting', 'none', 'refused']),
      compared(`${seatUrn}:holdings.status`, ['assigned', 'waiting']),
      compared(`${seatUrn}:holdings.product`, ['core']),
      fc.constantFrom(
        'active eq true',
        'active ne true',
        'active eq "False"',
        'active pr',
        'name pr',
        'emails pr',
        'manager pr',
        'groups pr',
        'meta pr',
      ),
      fc.constantFrom(
        'emails.primary eq true',
        'emails.primary ne true',
        `${seatUrn}:holdings.position gt 0`,
        `${seatUrn}:holdings.position eq 1`,
      ),
      inBrackets(addresses).map((inner) => `emails[${inner}]`),
      inBrackets(texts).map((inner) => `roles[${inner}]`),
      fc.tuple(inBrackets(addresses), compared('value', addresses)).map(([inner, after]) => `emails[${inner}].${after}`),
      compared('givenName', texts).map((inner) => `name[${inner}]`),
      fc.constantFrom(`manager[value pr]`, `${seatUrn}:holdings[status eq "waiting" and position le 2]`),
    )
    .filter((filter) => !/^meta\.(created|lastModified) (co|sw|ew) /.test(filter));
  return fc.letrec<{ condition: string }>((tie) => ({
    condition: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      leaf,
      fc.tuple(tie('condition'), fc.constantFrom('and', 'or', 'AND'), tie('condition')).map((parts) => parts.join(' ')),
      tie('condition').map((inner) => `not (${inner})`),
      tie('condition').map((inner) => `(${inner})`),
    ),
  })).condition;
};

describe('a filter', () => {
  let door: ScimDoor;
  let acme: AWorkspace;
  let okta: ADirectory;
  let users: Resource[];
  let groups: Resource[];
  beforeAll(async () => {
    door = await scimDoor();
    acme = await AWorkspace.with(door.world, { core: 8 });
    okta = await door.directory(acme, { defaults: { products: ['core'] } });
    await acme.active([], { firstName: 'Été', jobTitle: 'Counsel' });
    const ids: string[] = [];
    for (const [n, given] of fc.sample(person, { numRuns: 20, seed: 7 }).entries()) {
      const manager = ids[n - 3] && n % 3 === 0 ? { [enterprise]: { ...given[enterprise], manager: { value: ids[n - 3] } } } : {};
      const { status, body } = await okta.send(
        'POST',
        '/Users',
        aUser(`p${n}@acme.test`, { name: undefined, emails: undefined, ...given, ...manager }),
      );
      expect([status, body.detail]).toEqual([201, undefined]);
      ids.push(body.id);
    }
    const group = (displayName: string, members: string[]) =>
      okta.send('POST', '/Groups', {
        schemas: [placetGroupType.core.urn],
        displayName,
        externalId: displayName,
        members: members.map((value) => ({ value })),
      });
    await group('Staff', ids.slice(0, 12));
    const board = await group('Board', ids.slice(8, 15));
    await group('All', [board.body.id, ids[1]!]);
    await group('Empty', []);
    // as the directory's addresses are written beside what it sent
    await door.world.sql(`insert into directory_email (workspace_id, member_id, position, value, type, is_primary)
      select d.workspace_id, d.member_id, n, e ->> 'value', e ->> 'type', coalesce((e ->> 'primary')::boolean, false)
        from directory_user d, jsonb_array_elements(d.attributes -> 'emails') with ordinality e(e, n) where e ->> 'value' is not null on conflict do nothing`);
    users = (await okta.send('GET', '/Users?count=500')).body.Resources;
    groups = (await okta.send('GET', '/Groups')).body.Resources;
  }, 60_000);
  afterAll(() => door.close());

  const foundBy = async (path: string, filter: string): Promise<string[]> => {
    const { status, body } = await okta.send('POST', `${path}/.search`, { schemas: searchRequest, filter, count: 500, attributes: ['id'] });
    if (status !== 200) throw new Error(`${status} ${String(body.detail)}`);
    expect(body.totalResults).toBe(body.Resources.length);
    return body.Resources.map(({ id }: { id: string }) => id);
  };

  it('finds in the database whom the protocol finds in memory', async () => {
    const ids = users.map(({ id }) => id as string);
    const instants = users.map(({ meta }) => (meta as { created: string }).created);
    const asked = conditions(
      [ids[3]!, ids[5]!, ids[9]!],
      [String(groups[0]!['id']), String(groups[1]!['id'])],
      [instants[4]!, instants[4]!.replace('Z', '+00:00'), '2020-01-01T00:00:00+02:00'],
    );
    let some = 0;
    await fc.assert(
      fc.asyncProperty(asked, async (filter) => {
        const wanted = users.filter((user) => matches(filterOf(placetUserType, filter), user)).map(({ id }) => id);
        if (wanted.length && wanted.length < users.length) some++;
        expect([filter, await foundBy('/Users', filter)]).toEqual([filter, wanted]);
      }),
      { numRuns: 250 },
    );
    expect(some).toBeGreaterThan(50);
  }, 120_000);

  it('finds groups likewise', async () => {
    const [ada, eve] = [users[4]!, users[12]!].map(({ id }) => String(id));
    const filters = [
      'displayName eq "STAFF"',
      'displayName sw "b" or externalId eq "All"',
      'externalId eq "all"',
      `members eq "${ada}"`,
      `members.value eq "${eve}" and displayName ne "Staff"`,
      `members[value eq "${eve}" and type eq "User"]`,
      `members[value eq "${eve}" and type eq "Group"]`,
      'members.type eq "group"',
      'members.display co "p1"',
      'not (members pr)',
      `id eq "${String(groups[0]!['id'])}" and members eq "${String(users[1]!['id'])}"`,
      'members ne "x"',
      'meta.created gt "2020-01-01T00:00:00Z"',
      'members.$ref co "/Groups/"',
    ];
    for (const filter of filters) {
      const wanted = groups.filter((group) => matches(filterOf(placetGroupType, filter), group)).map(({ id }) => id);
      expect([filter, await foundBy('/Groups', filter)]).toEqual([filter, wanted]);
    }
  });

  it('is refused where it means nothing, and never fails', async () => {
    for (const filter of [
      'nonsense eq "x"',
      'active gt true',
      'userName eq 5',
      '(',
      'userName eq "\\u0000"',
      `userName eq "${'x'.repeat(5_000)}"`,
      'password eq "x"',
    ]) {
      const { status, body } = await okta.send('POST', '/Users/.search', { schemas: searchRequest, filter });
      expect([filter.slice(0, 30), status, body.scimType]).toEqual([filter.slice(0, 30), 400, 'invalidFilter']);
    }
    expect((await okta.send('GET', '/Users?filter=password+eq+%22x%22')).body).toMatchObject({ status: '403', scimType: 'sensitive' });
    const fiftyIds = users
      .slice(0, 10)
      .flatMap(({ id }) => Array.from({ length: 5 }, () => `id eq "${String(id)}"`))
      .join(' or ');
    expect(await foundBy('/Users', fiftyIds)).toHaveLength(10);
    for (const odd of [
      'id eq "x"',
      'id eq "%"',
      `members.value eq "' or 1=1"`,
      'userName sw ""',
      'emails.value co "\\ud83d\\ude00"',
      'meta.created lt "9999-12-31T23:59:59Z"',
    ]) {
      const path = odd.startsWith('members') ? '/Groups' : '/Users';
      expect(Array.isArray(await foundBy(path, odd))).toBe(true);
    }
  });
});
