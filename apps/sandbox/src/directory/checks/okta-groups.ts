import { coreGroup } from '../dialects/dialect.ts';
import type { Group } from '../company.ts';
import { answers, finds, isRefusal, same } from './expectations.ts';
import type { Stage } from './stage.ts';

/** Okta's group push: an empty group first, then its members, with PUT or with PATCH; unlinking deletes. */
export async function oktaGroups(stage: Stage): Promise<void> {
  const people = ['Ada', 'Bela', 'Cyd', 'Dov'].map((name) => stage.person(name));
  const [ada, bela, cyd, dov] = people as [(typeof people)[0], (typeof people)[0], (typeof people)[0], (typeof people)[0]];
  const okta = stage.directory({ people, groups: [] });
  const team = okta.form(`Team ${stage.run}`, [ada, bela]);
  const taken = async (done: Promise<boolean>) => same([await done, team.trouble?.text], [true, undefined], 'taken, and trouble');
  const has = (group: Group, ...members: typeof people) => stage.hasMembers(group.link!, members.map(({ link }) => link)); // prettier-ignore
  const raw = async (...operations: object[]) => answers(await stage.patch(`/Groups/${team.link}`, ...operations), 200, 204);

  await stage.step('the members-to-be are assigned', async () => {
    for (const person of people.slice(0, 3)) same(await okta.assign(person), true, 'taken');
  });
  await stage.step('push: created empty, read, then filled', async () => {
    await taken(okta.push(team));
    same(stage.said.slice(0, 2), ['POST /Groups 201', `GET /Groups/${team.link} 200`], 'the calls');
    await has(team, ada, bela);
  });
  await stage.step('each member tells the group back', async () => {
    const { groups = [] } = await stage.read(`/Users/${ada.link}`);
    same((groups as { value: string }[]).map(({ value }) => value), [team.link], 'groups of the user'); // prettier-ignore
  });
  await stage.step('one more member', async () => (await taken(okta.join(team, cyd)), await has(team, ada, bela, cyd)));
  await stage.step('one member fewer', async () => (await taken(okta.leave(team, ada)), await has(team, bela, cyd)));
  await stage.step('a member who is assigned later comes in by himself', async () => {
    await taken(okta.join(team, dov));
    await has(team, bela, cyd);
    same(await okta.assign(dov), true, 'taken');
    await has(team, bela, cyd, dov);
  });
  await stage.step('a rename keeps the members', async () => {
    await taken(okta.renameGroup(team, `Crew ${stage.run}`));
    same((await stage.read(`/Groups/${team.link}`))['displayName'], `Crew ${stage.run}`, 'displayName');
    await has(team, bela, cyd, dov);
  });
  await stage.step('a rename with the id inside, and nothing else of it is taken', async () => {
    await raw({ op: 'replace', value: { id: team.link, displayName: `Crew 2 ${stage.run}` } });
    const there = await stage.read(`/Groups/${team.link}`);
    same([there['id'], there['displayName']], [team.link, `Crew 2 ${stage.run}`], 'id and displayName');
  });
  await stage.step('one call takes a member out and another in', async () => {
    await raw(
      { op: 'remove', path: `members[value eq "${bela.link}"]` },
      { op: 'add', path: 'members', value: [{ value: ada.link, display: ada.profile.userName }] },
    );
    await has(team, ada, cyd, dov);
  });
  await stage.step('adding who is there already changes nothing', async () => {
    const { meta } = await stage.read(`/Groups/${team.link}`);
    await raw({ op: 'add', path: 'members', value: [{ value: ada.link, display: 'x' }] });
    same((await stage.read(`/Groups/${team.link}`))['meta'], meta, 'meta');
  });
  await stage.step('the full list replaces, an empty one empties', async () => {
    await raw({ op: 'replace', path: 'members', value: [{ value: bela.link, display: 'b' }, { value: dov.link, display: 'd' }] }); // prettier-ignore
    await has(team, bela, dov);
    await raw({ op: 'replace', path: 'members', value: [] });
    await has(team);
  });
  await stage.step('a PUT of the whole group does both', async () => {
    const put = { schemas: [coreGroup], id: team.link, displayName: `Put ${stage.run}`, members: [{ value: ada.link, display: 'a' }] };
    answers(await stage.send('PUT', `/Groups/${team.link}`, put), 200);
    await has(team, ada);
    same((await stage.read(`/Groups/${team.link}`))['displayName'], `Put ${stage.run}`, 'displayName');
  });
  await stage.step('a member whom nobody knows is refused, and nothing is written', async () => {
    const unknown = { value: '00000000-0000-7000-8000-000000000000' };
    isRefusal(
      await stage.patch(`/Groups/${team.link}`, { op: 'add', path: 'members', value: [{ value: bela.link }, unknown] }),
      400,
      'invalidValue',
    );
    await has(team, ada);
  });
  await stage.step('a second group of the same name is 409', async () =>
    isRefusal(
      await stage.send('POST', '/Groups', { schemas: [coreGroup], displayName: `Put ${stage.run}`, members: [] }),
      409,
      'uniqueness',
    ),
  );
  await stage.step('unlink: gone, also from the list and from its members', async () => {
    const link = team.link!;
    await taken(okta.unlink(team));
    isRefusal(await stage.send('GET', `/Groups/${link}`), 404);
    finds(await stage.find('Groups', `displayName eq "Put ${stage.run}"`));
    same((await stage.read(`/Users/${ada.link}`))['groups'] ?? [], [], 'groups of the user');
  });
  await stage.tidyUp(okta.state);
}
