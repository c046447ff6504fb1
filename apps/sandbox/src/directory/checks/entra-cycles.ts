import type { Group, Person } from '../company.ts';
import { valueAt } from '../dialects/attributes.ts';
import { enterprise } from '../dialects/dialect.ts';
import { finds, same } from './expectations.ts';
import type { Stage } from './stage.ts';

/** A small firm with a manager above each but one, names with accents, and two groups. */
function aFirm(stage: Stage) {
  const boss = stage.person('Inès', { title: 'Director', employeeNumber: '1', workPhone: '+33 1 70 18 00 10', language: 'fr-FR' });
  const people = [boss];
  for (const name of ['Ada', 'Bela', 'Cyd', 'Dov', 'Elif']) {
    people.push(stage.person(name, { title: 'Engineer', department: 'Sites', mobile: '+33 6 39 98 00 11', managerId: boss.id }));
  }
  for (const person of people) person.isAssigned = true;
  return people;
}

/** Entra's cycles: all there is, then nothing, then what changed; managers in a second call, groups without their members. */
export async function entraCycles(stage: Stage): Promise<void> {
  const people = aFirm(stage);
  const [boss, ada, bela, cyd, dov] = people as [Person, Person, Person, Person, Person];
  const entra = stage.directory({ people, groups: [] }, { isAtOnce: false });
  const [sites, empty] = [entra.form(`Sites ${stage.run}`, people.slice(1)), entra.form(`Empty ${stage.run}`)];
  const ids = new Map<Person, string | undefined>();
  const clean = async (wanted: { visited?: number; writes?: number } = {}) => {
    const { visited, failed } = await entra.cycle(false);
    const trouble = [...people, ...entra.state.groups].flatMap((kept) => kept.trouble?.text ?? []);
    same([failed, trouble, entra.state.quarantine], [0, [], undefined], 'failures, what was refused, quarantine');
    if (wanted.visited !== undefined) same(visited, wanted.visited, 'objects visited');
    if (wanted.writes !== undefined) same(stage.writes, wanted.writes, 'calls that write');
  };
  const managerOf = async ({ link }: Person) => valueAt(await stage.read(`/Users/${link}`), `${enterprise}:manager.value`);
  const has = (group: Group, ...members: Person[]) => stage.hasMembers(group.link!, members.map(({ link }) => link)); // prettier-ignore

  await stage.step('initial cycle: everybody is looked for, and created', async () => {
    for (const group of [sites, empty]) await entra.push(group);
    await clean({ visited: 8 });
    for (const person of people) ids.set(person, person.link);
    for (const person of people) await stage.matches(person);
  });
  await stage.step('each has the manager of the second call', async () => {
    for (const person of people.slice(1)) same(await managerOf(person), boss.link, 'manager');
    same(await managerOf(boss), undefined, 'manager');
  });
  await stage.step('groups have their members, and none where there are none', async () => {
    await has(sites, ...people.slice(1));
    await has(empty);
  });
  await stage.step('a group that is read without its members has none in it', async () => {
    const there = await stage.read(`/Groups/${sites.link}?excludedAttributes=members`);
    same(
      ['members' in there, there['externalId'], there['displayName']],
      [false, sites.id, sites.displayName],
      'members, externalId, displayName',
    );
  });
  await stage.step('a cycle without news calls nobody', async () => clean({ visited: 0, writes: 0 }));
  await stage.step('a full cycle without news writes nothing: what came back is what was sent', async () => {
    const { visited, failed } = await entra.cycle(true);
    same([visited, failed, stage.writes], [8, 0, 0], 'objects visited, failed, calls that write');
  });
  await stage.step('who is forgotten here is found there, and not created twice', async () => {
    delete ada.link;
    await entra.provision(ada);
    await clean({ writes: 0 });
    same(ada.link, ids.get(ada), 'the id');
  });

  await stage.step('incremental cycle: only those who changed', async () => {
    await entra.edit(ada, { familyName: 'Checker', title: '', mobile: '+1 415 555 0100', workPhone: '+1 415 555 0101' });
    await entra.edit(bela, { userName: stage.name('belinda'), email: stage.name('belinda'), employeeNumber: '77' });
    await clean({ visited: 2, writes: 2 });
    await stage.matches(ada);
    await stage.matches(bela);
    same(await managerOf(ada), boss.link, 'manager');
  });
  await stage.step('the new name is found, the old one is free', async () => {
    finds(await stage.find('Users', `userName eq "${stage.name('Belinda').toUpperCase()}"`), bela.link);
    finds(await stage.find('Users', `userName eq "${stage.name('bela')}"`));
  });
  await stage.step('unassigned and blocked are switched off, and stay members', async () => {
    await entra.unassign(cyd);
    await entra.deactivate(dov);
    await clean({ visited: 2, writes: 2 });
    for (const { link } of [cyd, dov]) same((await stage.read(`/Users/${link}`))['active'], false, 'active');
    await has(sites, ...people.slice(1));
  });
  await stage.step('restored: the same users, active', async () => {
    await entra.assign(cyd);
    await entra.reactivate(dov);
    await clean({ visited: 2, writes: 2 });
    for (const person of [cyd, dov]) {
      await stage.matches(person);
      same(person.link, ids.get(person), 'the id');
    }
    await has(sites, ...people.slice(1));
  });
  await stage.step('another manager, and none', async () => {
    await entra.edit(ada, { managerId: bela.id });
    await entra.edit(bela, { managerId: '' });
    await clean({ visited: 2, writes: 2 });
    same([await managerOf(ada), await managerOf(bela)], [bela.link, undefined], 'managers');
    await stage.matches(bela);
  });
  await stage.step('members come and go in one cycle', async () => {
    await entra.join(empty, ada);
    await entra.join(empty, bela);
    await entra.leave(sites, ada);
    await clean({ visited: 2 });
    await has(sites, ...people.slice(2));
    await has(empty, ada, bela);
  });
  await stage.step('taking one member out of two leaves the other', async () => {
    await entra.leave(empty, ada);
    await clean({ visited: 1, writes: 1 });
    await has(empty, bela);
  });
  await stage.step('a renamed group keeps its members', async () => {
    await entra.renameGroup(sites, `Works ${stage.run}`);
    await clean({ visited: 1, writes: 1 });
    finds(await stage.find('Groups', `displayName eq "Works ${stage.run}"`, { excludedAttributes: 'members' }), sites.link);
    await has(sites, ...people.slice(2));
  });
  await stage.step('a newcomer comes in with the group that waits for him', async () => {
    const farah = entra.hire({ givenName: 'Farah', familyName: 'Check', userName: stage.name('farah'), managerId: boss.id });
    await entra.assign(farah);
    await entra.join(empty, farah);
    await clean({ visited: 2 });
    await has(empty, bela, farah);
    same(await managerOf(farah), boss.link, 'manager');
  });
  await stage.step('deleted for good: gone, also as a member; the name is free again', async () => {
    const { link, profile } = bela;
    same(await entra.remove(bela), true, 'taken');
    same((await stage.send('GET', `/Users/${link}`)).status, 404, 'status');
    await has(empty, entra.person(stage.name('farah')));
    const again = await stage.user('again', { userName: profile.userName });
    same(again.id === link, false, 'the same id for a new user');
  });
  await stage.step('a group out of scope is deleted', async () => {
    const { link } = empty;
    await entra.unlink(empty);
    await clean();
    same((await stage.send('GET', `/Groups/${link}`)).status, 404, 'status');
  });
  await stage.tidyUp(entra.state);
}
