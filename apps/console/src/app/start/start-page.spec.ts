import { byRole, violations } from '@placet/ui/testing';
import { ada, signedInAs, startConsole, Visit } from '../../testing/console-bed.ts';
import { StartPage } from './start-page.ts';

it('the start page tells whoever has nothing to administer who he is here, and whom to ask', async () => {
  await startConsole([{ path: '', component: StartPage }]);
  await signedInAs(ada({ permissions: ['me.read'], member: { ...ada().member, sites: [{ id: 'lyon', name: 'Lyon' }] } }));
  const { root, text } = await Visit.to('/');
  expect(byRole(root, 'heading', 'Hello Ada')).toBeTruthy();
  expect(text).toMatch(/Ada Byron.*ada@acme\.test.*Lyon/u);
  expect(byRole(root, 'link', 'help@vendor.test')).toBeTruthy();
  expect(await violations(root)).toEqual([]);
});
