import { coreGroup, coreUser } from '../dialects/dialect.ts';
import { valueAt } from '../dialects/attributes.ts';
import { answers, bodyOf, finds, isRefusal, same } from './expectations.ts';
import type { Stage } from './stage.ts';

const work = 'emails[type eq "work"].value';

/** What Entra's SCIM validator asks beyond the gallery's parts: duplicates, repeated deletes, other cases, several operations. */
export async function entraValidator(stage: Stage): Promise<void> {
  const taken = stage.name('Twice');
  const first = {
    schemas: [coreUser],
    userName: taken,
    name: { givenName: 'A', familyName: 'B' },
    emails: [{ value: taken, type: 'work' }],
    active: true,
  };
  let id = '';
  await users(stage, first, (made) => (id = made));
  await operations(stage, id);
  await groups(stage);
}

async function users(stage: Stage, first: { userName: string }, made: (id: string) => void): Promise<void> {
  let id = '';
  await stage.step('a user is created, with active as text', async () => {
    const answer = await stage.send('POST', '/Users', { ...first, active: 'True' });
    answers(answer, 201);
    same(bodyOf(answer)['active'], true, 'active');
    made((id = String(bodyOf(answer)['id'])));
  });
  await stage.step('a user of the same name is 409, also in another case', async () => {
    isRefusal(await stage.send('POST', '/Users', first), 409, 'uniqueness');
    isRefusal(await stage.send('POST', '/Users', { ...first, userName: first.userName.toUpperCase() }), 409, 'uniqueness');
  });
  await stage.step('the user is found by the name in another case, as it was written', async () => {
    const answer = await stage.find('Users', `userName eq "${first.userName.toUpperCase()}"`);
    finds(answer, id);
    same((bodyOf(answer)['Resources'] as { userName: string }[])[0]?.userName, first.userName, 'userName');
  });
  await stage.step('names of attributes and operators are read in any case', async () => {
    finds(await stage.find('Users', `USERNAME EQ "${first.userName}" AND Active eq True`), id);
  });
  await stage.step('the work address finds the user, and only the work address', async () => {
    finds(await stage.find('Users', `${work} eq "${first.userName}"`), id);
    finds(await stage.find('Users', `emails[type eq "home"].value eq "${first.userName}"`));
  });
  await stage.step('externalId is exact in case', async () => {
    const other = await stage.user('external', { externalId: `AbC-${stage.run}` });
    finds(await stage.find('Users', `externalId eq "AbC-${stage.run}"`), other.id);
    finds(await stage.find('Users', `externalId eq "abc-${stage.run}"`));
  });
  await stage.step('a user who is deleted twice is 404 the second time, and for everything else', async () => {
    const { id: gone } = await stage.user('gone');
    answers(await stage.send('DELETE', `/Users/${gone}`), 204);
    isRefusal(await stage.send('DELETE', `/Users/${gone}`), 404);
    isRefusal(await stage.send('GET', `/Users/${gone}`), 404);
    isRefusal(await stage.patch(`/Users/${gone}`, { op: 'Replace', path: 'title', value: 'x' }), 404);
    isRefusal(await stage.send('PUT', `/Users/${gone}`, first), 404);
    finds(await stage.find('Users', `userName eq "${stage.name('gone')}"`));
  });
  await stage.step('nobody is created without a name', async () =>
    isRefusal(await stage.send('POST', '/Users', { ...first, userName: '' }), 400, 'invalidValue'),
  );
}

async function operations(stage: Stage, id: string): Promise<void> {
  await stage.step('several operations on the same attribute are done in order', async () => {
    answers(await stage.patch(`/Users/${id}`, { op: 'Remove', path: 'displayName' }, { op: 'Add', path: 'displayName', value: 'Two' }, { op: 'Replace', path: 'displayName', value: 'Three' }), 200, 204); // prettier-ignore
    same((await stage.read(`/Users/${id}`))['displayName'], 'Three', 'displayName');
  });
  await stage.step('several operations on different attributes are all done', async () => {
    answers(await stage.patch(`/Users/${id}`, { op: 'Add', path: 'nickName', value: 'Nick' }, { op: 'Replace', path: 'name.familyName', value: 'Other' }, { op: 'Replace', path: work, value: stage.name('other') }), 200, 204); // prettier-ignore
    const there = await stage.read(`/Users/${id}`);
    same([there['nickName'], valueAt(there, 'name.familyName'), valueAt(there, 'name.givenName')], ['Nick', 'Other', 'A'], 'the names');
    same(valueAt(there, work), stage.name('other'), work);
  });
  await stage.step('one operation that fails undoes those before it', async () => {
    const before = await stage.read(`/Users/${id}`);
    isRefusal(await stage.patch(`/Users/${id}`, { op: 'Replace', path: 'title', value: 'Lost' }, { op: 'Replace', path: 'id', value: 'x' }), 400, 'mutability'); // prettier-ignore
    same(await stage.read(`/Users/${id}`), before, 'the user');
  });
  await stage.step('disabled with "False", enabled with "True", told as booleans', async () => {
    for (const [value, wanted] of [
      ['False', false],
      ['True', true],
    ] as const) {
      answers(await stage.patch(`/Users/${id}`, { op: 'Replace', path: 'active', value }), 200, 204);
      same((await stage.read(`/Users/${id}`))['active'], wanted, 'active');
    }
  });
  await stage.step('a state that is no boolean is refused', async () =>
    isRefusal(await stage.patch(`/Users/${id}`, { op: 'Replace', path: 'active', value: 'maybe' }), 400),
  );
}

async function groups(stage: Stage): Promise<void> {
  const named = (displayName: string) => ({ schemas: [coreGroup], displayName });
  await stage.step('a group of the same name is 409, also in another case', async () => {
    await stage.group('Twice');
    isRefusal(await stage.send('POST', '/Groups', named(`Twice ${stage.run}`)), 409, 'uniqueness');
    isRefusal(await stage.send('POST', '/Groups', named(`TWICE ${stage.run}`)), 409, 'uniqueness');
  });
  await stage.step('a group is found by its name in another case, and by its exact externalId', async () => {
    const { id } = await stage.group('Found', { externalId: `GX-${stage.run}` });
    finds(await stage.find('Groups', `displayName eq "FOUND ${stage.run}"`, { excludedAttributes: 'members' }), id);
    finds(await stage.find('Groups', `externalId eq "GX-${stage.run}"`), id);
    finds(await stage.find('Groups', `externalId eq "gx-${stage.run}"`));
  });
  await stage.step('references are asked for by id and member', async () => {
    const [{ id: member }, { id: other }] = [await stage.user('in'), await stage.user('out')];
    const { id } = await stage.group('Reference', { members: [{ value: member }] });
    const asked = (one: string) => stage.find('Groups', `id eq "${id}" and members eq "${one}"`, { excludedAttributes: 'members' });
    finds(await asked(member), id);
    finds(await asked(other));
  });
  await stage.step('removing who is not a member succeeds, and removing nobody removes nobody', async () => {
    const [{ id: member }, { id: other }] = [await stage.user('stays'), await stage.user('never')];
    const { id } = await stage.group('Absent', { members: [{ value: member }] });
    for (const value of [[{ $ref: null, value: other }], []]) answers(await stage.patch(`/Groups/${id}`, { op: 'Remove', path: 'members', value }), 200, 204); // prettier-ignore
    await stage.hasMembers(id, [member]);
  });
  await stage.step('a group that is deleted twice is 404 the second time', async () => {
    const { id } = await stage.group('Gone');
    answers(await stage.send('DELETE', `/Groups/${id}`), 204);
    isRefusal(await stage.send('DELETE', `/Groups/${id}`), 404);
    isRefusal(await stage.send('GET', `/Groups/${id}`), 404);
  });
}
