import { TestBed } from '@angular/core/testing';
import { keysOf } from '@placet/contracts/permissions';
import { Toasts } from '@placet/ui/console';
import { allByRole, byLabel, byRole, type, violations } from '@placet/ui/testing';
import { answer, problemDocument, settle } from '../../../testing/console-bed.ts';
import { connection, connectionPath, openTab } from '../../../testing/directory-bed.ts';
import { idOf, theDialog } from '../../../testing/members-bed.ts';

const path = `${connectionPath}/held`;
const person = (n: number, displayName: string) => ({
  id: idOf(80 + n),
  memberId: idOf(n),
  displayName,
  wish: 'deactivate',
  askedAt: '2026-03-04T10:00:00Z',
  askedTimes: n,
});
const open = async (me = {}) => {
  const visit = await openTab('', { held: 250 }, me);
  await answer('GET', path, { items: [person(1, 'Bob Marchand'), person(2, 'Eva Roy')], total: 250, nextCursor: 'c2' });
  return visit;
};
const press = async (root: Element, name: string) => {
  byRole(root, 'button', name).click();
  await settle();
};
const readAgain = async (held: number) => {
  await answer('GET', connectionPath, connection({ held }));
  await answer('GET', path, { items: [], total: held });
};
const shown = () => TestBed.inject(Toasts).shown().at(-1)?.text;

describe('what the brake holds', () => {
  it('is said on the overview, with whom it is about', async () => {
    const visit = await open();
    expect(visit.text).toContain('The brake holds 250 deactivations. Acme Okta asked to deactivate more people at once');
    expect(visit.text).toMatch(/Bob Marchand ?Deactivate ?Mar 4, 2026/u);
    expect(await violations(visit.root)).toEqual([]);
  });

  it('is for owners to decide: others read only', async () => {
    const visit = await open({ permissions: keysOf('administrator') });
    expect(visit.text).toContain('An owner of the workspace decides.');
    expect(allByRole(visit.root, 'button', /Let|Refuse/u)).toEqual([]);
    expect(allByRole(visit.root, 'checkbox')).toEqual([]);
  });

  it('is let through in steps that say how far it is, until nobody is left', async () => {
    const visit = await open();
    await press(visit.root, 'Let all through');
    const dialog = await theDialog();
    expect(dialog.textContent).toContain('These 250 people are deactivated now');
    await press(dialog, 'Let through');
    const { body } = await answer('POST', path, { done: 100, failed: 0, left: 150 });
    expect(body).toEqual({ decision: 'release' });
    expect(dialog.textContent).toContain('100 of 250 done');
    expect(await violations(dialog)).toEqual([]);
    await answer('POST', path, { done: 100, failed: 0, left: 50 });
    await answer('POST', path, { done: 50, failed: 0, left: 0 });
    expect(shown()).toBe('250 people are deactivated.');
  });

  it('can be stopped on the way, and says how far it came', async () => {
    const visit = await open();
    await press(visit.root, 'Let all through');
    const dialog = await theDialog();
    await press(dialog, 'Let through');
    await press(dialog, 'Stop');
    await answer('POST', path, { done: 100, failed: 0, left: 150 });
    expect(shown()).toBe('Stopped: 100 of 250 are deactivated, the others stay held.');
  });

  it('ends where the rest is impossible, and says so', async () => {
    const visit = await open();
    await press(visit.root, 'Let all through');
    const dialog = await theDialog();
    await press(dialog, 'Let through');
    await answer('POST', path, { done: 99, failed: 1, left: 1 });
    expect(dialog.textContent).toContain('1 deactivation is not possible now and stays held.');
    await press(dialog, 'Done');
  });

  it('is refused for those who are ticked, after a confirmation where the sign-in is old', async () => {
    const visit = await open();
    byLabel(visit.root, 'Choose Eva Roy').click();
    await settle();
    await press(visit.root, 'Refuse 1');
    const dialog = await theDialog();
    await press(dialog, 'Refuse');
    await answer('POST', path, problemDocument(403, 'recent_sign_in_needed'), 403);
    type(byLabel(dialog, 'Your password or PIN'), 'four words in a row');
    await settle();
    await press(dialog, 'Confirm and go on');
    await answer('POST', '/session/confirm', null, 204);
    await readAgain(250);
    const { body } = await answer('POST', path, { done: 1, failed: 0, left: 249 });
    expect(body).toEqual({ decision: 'refuse', ids: [idOf(82)] });
    expect(shown()).toBe('1 deactivation is refused.');
  });
});
