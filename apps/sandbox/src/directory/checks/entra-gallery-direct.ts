import { ScimClient } from '../client/scim-client.ts';
import { mapping, valueAt } from '../dialects/attributes.ts';
import { coreGroup, coreUser, enterprise } from '../dialects/dialect.ts';
import { dialects } from '../dialects/dialects.ts';
import { newUser } from '../dialects/entra.ts';
import { answers, bodyOf, holds, listOf, same, Wrong } from './expectations.ts';
import type { Stage } from './stage.ts';

const manager = `${enterprise}:manager`;
type Attribute = { name: string; subAttributes?: Attribute[] };

/** Parts 15 to 25: calls that the test makes itself. */
export async function galleryDirect(stage: Stage): Promise<void> {
  await stage.step('15 direct: every mapped attribute is in the schemas', async () => {
    const schemas = new Map(listOf(await stage.send('GET', '/Schemas')).map(({ id, attributes }) => [id, attributes as Attribute[]]));
    const known = (urn: string, name: string, sub?: string) => {
      const attribute = schemas.get(urn)?.find((one) => one.name === name);
      return attribute !== undefined && (!sub || attribute.subAttributes?.some((one) => one.name === sub) === true);
    };
    const missing = [...mapping.map(({ path }) => path), manager].filter((path) => {
      const [, urn = coreUser, name = '', sub] = /^(?:(urn:.+:User):)?(\w+)(?:\[.*\])?(?:\.(\w+))?$/.exec(path) ?? [];
      return name !== 'externalId' && !known(urn, name, sub); // a common attribute of all resources (RFC 7643, section 3.1)
    });
    same(missing, [], 'what no schema knows');
    holds(
      known(coreGroup, 'displayName') && known(coreGroup, 'members', 'value'),
      'the schema of groups lacks displayName or members.value',
    );
    holds(!JSON.stringify([...schemas.values()]).includes(':null'), 'a null is in the schemas');
  });
  await stage.step('16 direct: null update, first "", then null', async () => {
    const { id } = await stage.user('null', { title: 'Engineer', nickName: 'Nell', [enterprise]: { department: 'Sites' } });
    for (const value of ['', null]) {
      const paths = ['title', 'nickName', `${enterprise}:department`];
      answers(await stage.patch(`/Users/${id}`, ...paths.map((path) => ({ op: 'replace', path, value }))), 200, 204);
      const there = await stage.read(`/Users/${id}`);
      same(paths.map((path) => valueAt(there, path) ?? ''), ['', '', ''], 'what should be empty'); // prettier-ignore
    }
  });
  await stage.step('17 direct: user create', async () => {
    const person = Object.assign(stage.person('Direct', { title: 'Engineer', department: 'Sites', workPhone: '55555555555' }), {
      isAssigned: true,
    });
    const answer = await stage.send('POST', '/Users', newUser(person));
    answers(answer, 201);
    same(answer.headers.get('location'), valueAt(answer.body, 'meta.location'), 'Location');
    await stage.matches({ ...person, link: String(bodyOf(answer)['id']) });
  });
  await stage.step('18 direct: user update', async () => {
    const { id } = await stage.user('update');
    const changes = { displayName: 'New', 'name.givenName': 'Kkom', 'emails[type eq "work"].value': stage.name('new'), [`${enterprise}:employeeNumber`]: 'Eqpj', 'addresses[type eq "work"].postalCode': '94105', 'roles[primary eq "True"].value': 'Editor' }; // prettier-ignore
    answers(
      await stage.patch(`/Users/${id}`, ...Object.entries(changes).map(([path, value]) => ({ op: 'Replace', path, value }))),
      200,
      204,
    );
    const there = await stage.read(`/Users/${id}`);
    for (const [path, value] of Object.entries(changes)) if (!path.startsWith('roles')) same(valueAt(there, path), value, path);
    const [role] = (there['roles'] ?? []) as Record<string, unknown>[];
    same([role?.['value'], role?.['primary']], ['Editor', true], 'the role and its primary');
    same(valueAt(there, 'emails[type eq "work"].primary'), true, 'primary of the e-mail');
  });
  await stage.step('19 direct: group create', async () => {
    const group = await stage.group('Direct', { externalId: `x-${stage.run}`, members: [{ value: (await stage.user('member')).id }] });
    same([group['displayName'], group['externalId']], [`Direct ${stage.run}`, `x-${stage.run}`], 'displayName and externalId');
    same(((group['members'] ?? []) as unknown[]).length, 1, 'how many members');
  });
  await stage.step('20 direct: group update', async () => {
    const { id } = await stage.group('Update', { externalId: 'a' });
    answers(await stage.patch(`/Groups/${id}`, { op: 'Replace', path: 'displayName', value: `Updated ${stage.run}` }, { op: 'Replace', path: 'externalId', value: 'b' }), 200, 204); // prettier-ignore
    const { displayName, externalId } = await stage.read(`/Groups/${id}`);
    same([displayName, externalId], [`Updated ${stage.run}`, 'b'], 'displayName and externalId');
  });
  await stage.step('21 direct: user paging, eleven users by five', async () =>
    paging(stage, 'Users', () => stage.user(`page${Math.random()}`), 11),
  );
  await stage.step('22 direct: group paging', async () => paging(stage, 'Groups', () => stage.group(`Page ${Math.random()}`), 6));
  await stage.step('23 direct: manager set, changed, cleared, in each form', () => managers(stage));
  await stage.step('24 direct: OAuth client credentials', async () => {
    if (!stage.oauth)
      throw new Wrong('not tried: the service gave no OAuth client (parts 24 or 25 must pass, a token alone is not enough)');
    const client = new ScimClient({ ...stage.target, access: stage.oauth }, dialects.entra.headers, () => undefined);
    listOf(await client.send('GET', '/Users?startIndex=1&count=1'));
  });
  await stage.step('25 direct: federated identity, or client credentials in its place', async () => {
    if (stage.oauth?.kind !== 'oauth') throw new Wrong('not tried: the service gave no OAuth client');
    const client = new ScimClient(
      { ...stage.target, access: { ...stage.oauth, sentAs: 'basic' } },
      dialects.entra.headers,
      () => undefined,
    );
    listOf(await client.send('GET', '/Groups?startIndex=1&count=1'));
  });
}

/** Pages of five hold five each, and together whoever was created last, each once. */
async function paging(stage: Stage, type: 'Users' | 'Groups', make: () => Promise<{ id: string }>, count: number): Promise<void> {
  const made: string[] = [];
  for (let n = 0; n < count; n++) made.push((await make()).id);
  const total = bodyOf(await stage.send('GET', `/${type}?startIndex=1&count=0`))['totalResults'] as number;
  const seen: unknown[] = [];
  for (let startIndex = total - count + 1; startIndex <= total; startIndex += 5) {
    const answer = await stage.send('GET', `/${type}?startIndex=${startIndex}&count=5`);
    const page = listOf(answer);
    same(
      [page.length, bodyOf(answer)['totalResults']],
      [Math.min(5, total - startIndex + 1), total],
      'how many are on the page, and in all',
    );
    seen.push(...page.map(({ id }) => id));
  }
  same(seen, made, 'who is on the last pages');
}

async function managers(stage: Stage): Promise<void> {
  const [one, boss, other] = [await stage.user('led'), await stage.user('boss'), await stage.user('other')];
  const path = `/Users/${one.id}`;
  const forms: [operation: object, wanted: string | undefined][] = [
    [{ op: 'Add', path: manager, value: boss.id }, boss.id],
    [{ op: 'Replace', path: manager, value: other.id }, other.id],
    [{ op: 'Replace', path: manager, value: '' }, undefined],
    [{ op: 'Add', path: 'manager', value: [{ $ref: `http://ignored.test/Users/${boss.id}`, value: boss.id }] }, boss.id],
    [{ op: 'replace', path: manager, value: { value: other.id } }, other.id],
    [{ op: 'Remove', path: manager }, undefined],
  ];
  answers(await stage.patch(path, { op: 'Add', path: `${enterprise}:costCenter`, value: '4130' }), 200, 204);
  for (const [operation, wanted] of forms) {
    answers(await stage.patch(path, operation), 200, 204);
    const there = await stage.read(path);
    same(valueAt(there, `${manager}.value`), wanted, `the manager after ${JSON.stringify(operation)}`);
    same(valueAt(there, `${enterprise}:costCenter`), '4130', 'costCenter');
  }
}
