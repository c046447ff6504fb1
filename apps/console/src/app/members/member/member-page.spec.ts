import { byLabel, byRole, type, violations } from '@placet/ui/testing';
import { answer, call, problemDocument, settle } from '../../../testing/console-bed.ts';
import { bob, idOf, openMembers, pageOf, theDialog } from '../../../testing/members-bed.ts';

const path = `/members/${bob().id}`;
const open = async (tab = '', changes = {}) => {
  const visit = await openMembers(path + tab);
  await answer('GET', path, bob(changes));
  await visit.settle();
  return visit;
};
const save = async (root: Element) => {
  byRole(root, 'button', 'Save').click();
  await settle();
};
const choose = async (root: Element, act: RegExp) => {
  byRole(root, 'button', 'Actions').click();
  await settle();
  byRole(document.body, 'menuitem', act).click();
  await settle();
};

describe('the page of a member', () => {
  it('says who it is, with which seat since when through which door', async () => {
    const visit = await open();
    expect(visit.text).toMatch(/Bob Marchand ?Active ?00007 ?Contract, since Mar 1, 2026 \(Console\)/u);
    expect(byLabel(visit.root, 'Username').readOnly).toBe(true);
    expect(await violations(visit.root)).toEqual([]);
  });

  it('locks what a directory keeps, names the connection and leads there; the rest can be changed', async () => {
    const visit = await open('', { managedBy: { id: idOf(70), name: 'Acme Okta' } });
    expect(visit.text).toContain('The directory Acme Okta keeps this member. Name, e-mail and username are changed there, not here.');
    expect(byRole(visit.root, 'link', 'Open the connection').getAttribute('href')).toBe(`/directory/${idOf(70)}`);
    const isLocked = (label: string) => byLabel(visit.root, label).readOnly;
    expect(['First name', 'Last name', 'E-mail', 'Username', 'Job title'].map(isLocked)).toEqual([true, true, true, true, false]);
    expect(visit.text).toMatch(/First name ?Kept by Acme Okta\./u);
    expect(await violations(visit.root)).toEqual([]);
  });

  it('sends only what changed, with the version that was read', async () => {
    const { root } = await open();
    type(byLabel(root, 'Job title'), 'Counsel');
    await settle();
    await save(root);
    const { body, headers } = await answer('PATCH', path, { member: bob({ jobTitle: 'Counsel', version: 4 }) });
    expect([body, headers.get('If-Match')]).toEqual([{ jobTitle: 'Counsel' }, '"3"']);
  });

  it('shows both versions where somebody was faster, and keeps mine on the newer one', async () => {
    const visit = await open();
    type(byLabel(visit.root, 'Job title'), 'Counsel');
    await settle();
    await save(visit.root);
    await answer('PATCH', path, problemDocument(412, 'stale_version'), 412);
    await answer('GET', path, bob({ jobTitle: 'Partner', mobile: '+33612345678', version: 4 }));
    expect(visit.text).toMatch(/Two versions.*Job title ?Counsel ?Partner.*Mobile ?left as it was ?\+33612345678/u);
    byRole(visit.root, 'button', 'Keep mine').click();
    await settle();
    const { headers, body } = call('PATCH', path).request;
    expect([headers.get('If-Match'), body]).toEqual(['"4"', { jobTitle: 'Counsel' }]);
  });

  it('shows what somebody else did to the access meanwhile, and sends only what was changed here', async () => {
    const visit = await open('/access');
    await answer('GET', `${path}/permissions`, { items: [] });
    byRole(visit.root, 'checkbox', 'Core').click();
    await settle();
    await save(visit.root);
    await answer('PATCH', path, problemDocument(412, 'stale_version'), 412);
    await answer('GET', path, bob({ groups: [{ id: idOf(30), name: 'Owner' }], version: 4 }));
    const versions = byRole(visit.root, 'alertdialog', 'Two versions');
    expect(versions.textContent?.replace(/\s+/gu, ' ')).toMatch(/Access ?Core, Contract ?Contract ?Groups ?left as it was ?Owner/u);
    byRole(versions, 'button', 'Keep mine').click();
    await settle();
    const { headers, body } = call('PATCH', path).request;
    expect([headers.get('If-Match'), body]).toEqual(['"4"', { products: ['contract', 'core'], onFull: 'refuse' }]);
  });

  it('shows each permission with the group that grants it', async () => {
    const visit = await open('/access');
    const items = [{ key: 'me.read', scope: 'workspace', grantedBy: [{ id: idOf(31), name: 'Member' }] }];
    await answer('GET', `${path}/permissions`, { items });
    expect(visit.text).toMatch(/Effective permissions.*see the own account ?Member$/u);
    expect(await violations(visit.root)).toEqual([]);
  });

  it('offers what is possible and says why the rest is not', async () => {
    const { root } = await open();
    byRole(root, 'button', 'Actions').click();
    await settle();
    const ban = byRole(document.body, 'menuitem', /Ban/u);
    expect([ban.getAttribute('aria-disabled'), ban.textContent]).toEqual([
      'true',
      expect.stringContaining('The last active owner must stay.'),
    ]);
  });

  it('says the consequence before a deactivation: to whom the seat goes', async () => {
    const { root } = await open();
    await choose(root, /Deactivate/u);
    const dialog = await theDialog();
    await answer('GET', path, bob());
    const first = {
      member: { id: idOf(12), displayName: 'Nora Leblanc', state: 'waiting' },
      place: 1,
      priority: 0,
      since: '2026-03-01T10:00:00Z',
      door: 'console',
      products: ['contract'],
    };
    await answer('GET', '/seats/contract/waiting?limit=1', pageOf([first]));
    expect(dialog.textContent).toContain('The Contract seat goes to the first in the queue: Nora Leblanc.');
    byRole(dialog, 'button', 'Deactivate').click();
    await settle();
    await answer('POST', `${path}/deactivate`, { member: bob({ state: 'inactive' }) });
  });
});
