import { TestBed } from '@angular/core/testing';
import { Toasts } from '@placet/ui/console';
import { byLabel, byRole, type, violations } from '@placet/ui/testing';
import { answer, problemDocument, settle } from '../../../testing/console-bed.ts';
import { bob, line, openMembers, pageOf, theDialog } from '../../../testing/members-bed.ts';
import { MemberActs } from './member-acts.ts';

const path = `/members/${bob().id}`;
const start = async () => {
  await openMembers('/members');
  await answer('GET', '/members', pageOf([line()]));
  return TestBed.inject(MemberActs);
};
const press = async (root: Element, name: string) => {
  byRole(root, 'button', name).click();
  await settle();
};
const shown = () => TestBed.inject(Toasts).shown();
const full = problemDocument(409, 'no_seat_left', {
  product: 'contract',
  purchased: 3,
  used: 3,
  ways: ['free-a-seat', 'wait', 'save-without-access'],
});

describe('a ban', () => {
  it('needs a reason, and own words where the list has none', async () => {
    const acts = await start();
    void acts.ban(bob());
    const dialog = await theDialog();
    await answer('GET', path, bob());
    await press(dialog, 'Ban');
    expect(byRole(dialog, 'alert').textContent).toContain('Reason');
    type(byLabel(dialog, 'Reason'), 'other');
    await settle();
    await press(dialog, 'Ban');
    expect(byLabel(dialog, 'In your own words').getAttribute('aria-invalid')).toBe('true');
    expect(await violations(dialog)).toEqual([]);
  });

  it('asks who one is where the sign-in is old, and goes on with what was typed', async () => {
    const acts = await start();
    void acts.ban(bob());
    const dialog = await theDialog();
    await answer('GET', path, bob());
    type(byLabel(dialog, 'Reason'), 'misuse');
    await settle();
    await press(dialog, 'Ban');
    await answer('POST', `${path}/ban`, problemDocument(403, 'recent_sign_in_needed'), 403);
    type(byLabel(dialog, 'Your password or PIN'), 'four words in a row');
    await settle();
    await press(dialog, 'Confirm and go on');
    await answer('POST', '/session/confirm', null, 204);
    const { body } = await answer('POST', `${path}/ban`, { member: bob({ state: 'banned' }) });
    expect(body).toEqual({ reason: 'Misuse' });
  });
});

describe('a deactivation', () => {
  const deactivate = async () => {
    const acts = await start();
    const over = acts.deactivate(bob({ holdings: [] }));
    const dialog = await theDialog();
    await answer('GET', path, bob({ holdings: [] }));
    await press(dialog, 'Deactivate');
    await answer('POST', `${path}/deactivate`, { member: bob({ state: 'inactive' }) });
    await over;
    const [toast] = shown();
    toast?.action?.run();
    await settle();
    return toast;
  };

  it('can be undone for 30 s: a reactivation', async () => {
    const toast = await deactivate();
    expect([toast?.text, toast?.seconds]).toEqual(['Bob Marchand is deactivated.', 30]);
    await answer('POST', `${path}/reactivate`, { member: bob() });
    expect(shown().at(-1)?.text).toBe('Bob Marchand is active again.');
  });

  it('says so where the seat is gone meanwhile, with the ways out', async () => {
    await deactivate();
    await answer('POST', `${path}/reactivate`, full, 409);
    const dialog = await theDialog();
    await answer('GET', path, bob({ state: 'inactive' }));
    expect(dialog.textContent).toMatch(/No free seat of Contract.*3 of 3/su);
    await press(dialog, 'Wait in the queue');
    const { body } = await answer('POST', `${path}/reactivate`, { member: bob({ state: 'waiting' }) });
    expect(body).toEqual({ onFull: 'wait' });
  });
});

describe('a reset', () => {
  it('shows a new PIN once, to whoever has no address', async () => {
    const acts = await start();
    void acts.reset(bob());
    await answer('GET', path, bob({ email: undefined, credential: { kind: 'pin', changeRequired: false } }));
    const dialog = await theDialog();
    expect(dialog.textContent).toContain('shown to you one time');
    await press(dialog, 'Make a new one');
    await answer('POST', `${path}/reset-secret`, { member: bob(), secret: { kind: 'pin', value: '271828' } });
    expect(dialog.querySelector('output')?.textContent).toBe('271828');
  });
});
