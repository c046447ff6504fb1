import { enterprise } from '../dialects/dialect.ts';
import { valueAt } from '../dialects/attributes.ts';
import { isRefusal, same } from './expectations.ts';
import type { Stage } from './stage.ts';

/** Parts 1 to 7: what the job does with a user. */
export async function galleryUsers(stage: Stage): Promise<void> {
  const [ada, boss, cyd] = [
    stage.person('Galia', { title: 'Engineer' }),
    stage.person('Boss'),
    stage.person('Demand', { mobile: '+1 415 555 0100' }),
  ];
  const entra = stage.directory({ people: [ada, boss, cyd], groups: [] });
  const taken = async (done: Promise<boolean>) => same([await done, ada.trouble?.text], [true, undefined], 'taken, and trouble');

  await stage.step('1 user: create', async () => (await taken(entra.assign(ada)), await stage.matches(ada)));
  await stage.step('2 user: update', async () => {
    await taken(entra.edit(ada, { familyName: 'Changed', title: 'Lead', email: stage.name('changed'), mobile: '+1 415 555 0102' }));
    await stage.matches(ada);
  });
  await stage.step('3 user: disable', async () => {
    await taken(entra.deactivate(ada));
    same((await stage.read(`/Users/${ada.link}`))['active'], false, 'active');
  });
  await stage.step('6 user: restore', async () => (await taken(entra.reactivate(ada)), await stage.matches(ada)));
  await stage.step('5 user: manager', async () => {
    await taken(entra.assign(boss));
    await taken(entra.edit(ada, { managerId: boss.id }));
    same(valueAt(await stage.read(`/Users/${ada.link}`), `${enterprise}:manager.value`), boss.link, 'manager');
  });
  await stage.step('7 user: on demand', async () => {
    cyd.isAssigned = true;
    await taken(entra.provision(cyd));
    await stage.matches(cyd);
  });
  await stage.step('4 user: delete', async () => {
    const { link } = ada;
    await taken(entra.remove(ada));
    isRefusal(await stage.send('GET', `/Users/${link}`), 404);
  });
  await stage.tidyUp(entra.state);
}

/** Parts 8 to 14: what the job does with a group. */
export async function galleryGroups(stage: Stage): Promise<void> {
  const people = ['Gus', 'Hal'].map((name) => Object.assign(stage.person(name), { isAssigned: true }));
  const entra = stage.directory({ people, groups: [] });
  const team = entra.form(`Gallery ${stage.run}`);
  const taken = async (done: Promise<boolean>) => same([await done, team.trouble?.text], [true, undefined], 'taken, and trouble');
  const links = () => people.map(({ link }) => link);

  await stage.step('8 group: create', async () => {
    for (const person of people) await taken(entra.provision(person));
    await taken(entra.push(team));
    const { displayName, externalId, schemas } = await stage.read(`/Groups/${team.link}`);
    same([displayName, externalId], [team.displayName, team.id], 'displayName and externalId');
    same(schemas, ['urn:ietf:params:scim:schemas:core:2.0:Group'], 'schemas'); // the one that Entra adds is nobody's
  });
  await stage.step('9 group: update', async () => {
    await taken(entra.renameGroup(team, `Gallery 2 ${stage.run}`));
    same((await stage.read(`/Groups/${team.link}`))['displayName'], `Gallery 2 ${stage.run}`, 'displayName');
  });
  await stage.step('11 group: add a member', async () => {
    for (const person of people) await taken(entra.join(team, person));
    await stage.hasMembers(team.link!, links());
  });
  await stage.step('12 group: remove a member', async () => {
    await taken(entra.leave(team, people[0]!));
    await stage.hasMembers(team.link!, links().slice(1));
  });
  await stage.step('13 group: on demand', async () => {
    await taken(entra.join(team, people[0]!));
    await stage.hasMembers(team.link!, links());
  });
  await stage.step('10 group: delete', async () => {
    const { link } = team;
    await taken(entra.unlink(team));
    isRefusal(await stage.send('GET', `/Groups/${link}`), 404);
  });
  await stage.step('14 group: restore', async () => {
    await taken(entra.push(team));
    await stage.hasMembers(team.link!, links());
  });
  await stage.tidyUp(entra.state);
}
