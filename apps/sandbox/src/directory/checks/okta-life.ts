import { mapping, valueAt } from '../dialects/attributes.ts';
import { answers, bodyOf, finds, same } from './expectations.ts';
import type { Stage } from './stage.ts';

/** Okta writes the language as `locale`. */
const watched = mapping
  .map((one) => (one.path === 'preferredLanguage' ? { ...one, path: 'locale' } : one))
  .filter(({ path }) => path !== 'name.formatted');

/** Okta's CRUD test: assign, rename, deactivate, reactivate, unassign; with GET and PUT, or with PATCH where the catalogue does so. */
export async function oktaLife(stage: Stage): Promise<void> {
  const ada = stage.person('Ada', { title: 'Architect', department: 'Design', employeeNumber: '701', workPhone: '+33 1 70 18 00 10' });
  const okta = stage.directory({ people: [ada], groups: [] });
  let id = '';
  const version = async () => valueAt(await stage.read(`/Users/${id}`), 'meta.version');
  const taken = async (done: Promise<boolean>) => same([await done, ada.trouble?.text], [true, undefined], 'taken, and trouble');

  await stage.step('the connection is tested with a page of users and one of groups', async () =>
    same(await okta.test(), undefined, 'what is wrong'),
  );
  await stage.step('assign: looks for the name, creates, and reads it back', async () => {
    await taken(okta.assign(ada));
    same(stage.said, ['GET /Users 200', 'POST /Users 201'], 'the calls');
    id = ada.link!;
    await stage.matches(ada, watched);
  });
  await stage.step('the password of the creation is not among what is known', async () => {
    const there = JSON.stringify(await stage.read(`/Users/${id}`));
    same(/password/i.test(there), false, 'a word of a password');
  });
  await stage.step('an update without news changes nothing', async () => {
    const before = await version();
    await taken(okta.provision(ada));
    same(await version(), before, 'version');
  });
  await stage.step('rename: the names, the title, the phones', async () => {
    await taken(okta.edit(ada, { givenName: 'Adaline', familyName: 'Checker', title: 'Partner', mobile: '+33 6 39 98 00 10' }));
    await stage.matches(ada, watched);
  });
  await stage.step('what is emptied is gone', async () => {
    await taken(okta.edit(ada, { title: '', workPhone: '' }));
    await stage.matches(ada, watched);
  });
  await stage.step('a new user name is found, the old one is not', async () => {
    const old = ada.profile.userName;
    await taken(okta.edit(ada, { userName: stage.name('adaline'), email: stage.name('adaline') }));
    await stage.matches(ada, watched);
    finds(await stage.find('Users', `userName eq "${stage.name('adaline')}"`), id);
    finds(await stage.find('Users', `userName eq "${old}"`));
  });
  await stage.step('a synchronised password is taken and never shown', async () => {
    answers(await stage.patch(`/Users/${id}`, { op: 'replace', value: { password: `S3cret-${stage.run}` } }), 200, 204);
    same(JSON.stringify(await stage.read(`/Users/${id}`)).includes('S3cret'), false, 'the password in the answer');
  });
  await stage.step('deactivate: inactive, still readable, still found', async () => {
    await taken(okta.deactivate(ada));
    const found = await stage.find('Users', `userName eq "${ada.profile.userName}"`);
    finds(found, id);
    same((bodyOf(found)['Resources'] as { active: unknown }[])[0]?.active, false, 'active in the list');
    same((await stage.read(`/Users/${id}`))['active'], false, 'active');
  });
  await stage.step('reactivate: finds the same user, and switches him on', async () => {
    await taken(okta.reactivate(ada));
    same(ada.link, id, 'the id');
    await stage.matches(ada, watched);
  });
  await stage.step('unassign, twice: inactive', async () => {
    await taken(okta.unassign(ada));
    await taken(okta.unassign(ada));
    same((await stage.read(`/Users/${id}`))['active'], false, 'active');
  });
  await stage.step('assign again: the same user, with what changed meanwhile', async () => {
    Object.assign(ada.profile, { department: 'Board' });
    await taken(okta.assign(ada));
    same(ada.link, id, 'the id');
    await stage.matches(ada, watched);
  });
  await stage.tidyUp({ people: [ada], groups: [] });
}
