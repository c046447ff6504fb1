import { TestBed } from '@angular/core/testing';
import { Router } from '@angular/router';
import { jest } from '@jest/globals';
import { allByRole, byLabel, byRole, type, violations } from '@placet/ui/testing';
import { answer, problemDocument, settle, until, type Visit } from '../../../testing/console-bed.ts';
import { bob, line, openMembers, pageOf } from '../../../testing/members-bed.ts';

const open = async (me: Parameters<typeof openMembers>[1] = {}) => {
  const visit = await openMembers('/members?drawer=add', me);
  await answer('GET', '/members', pageOf([line()]));
  await until(() => visit.root.querySelector('ui-drawer form') !== null);
  return visit;
};
const press = async ({ root }: Visit, name: string) => {
  byRole(root, 'button', name).click();
  await settle();
};
const tick = async ({ root }: Visit, name: RegExp | string) => {
  byRole(root.querySelector('ui-drawer')!, 'checkbox', name).click();
  await settle();
};
const fill = async (visit: Visit, how: 'E-mail' | 'Username', name: string) => {
  type(byLabel(visit.root, 'First name'), 'Ines');
  type(byLabel(visit.root, 'Last name'), 'Baker');
  type(byLabel(visit.root, how), name);
  await tick(visit, 'Core');
};
const full = problemDocument(409, 'no_seat_left', {
  product: 'core',
  purchased: 10,
  used: 10,
  supportContact: 'help@vendor.test',
  ways: ['free-a-seat', 'wait', 'save-without-access', 'ask-support'],
});

describe('adding a member', () => {
  // jsdom lays nothing out, and what has no place on the screen takes no focus when the sheet opens.
  beforeEach(() => void jest.spyOn(HTMLElement.prototype, 'getClientRects').mockReturnValue([{}] as unknown as DOMRectList));
  afterEach(() => jest.restoreAllMocks());

  it('begins at the first name, as a plain member, with nothing to lose', async () => {
    const { root } = await open();
    const drawer = root.querySelector('ui-drawer')!;
    await until(() => document.activeElement === byLabel(root, 'First name'));
    const ticked = allByRole<HTMLInputElement>(drawer, 'checkbox').filter(({ checked }) => checked);
    expect(ticked.map(({ labels }) => labels![0]!.textContent?.trim())).toEqual(['Member']);
    expect(byRole(drawer, 'radio', '6-digit PIN')).toBeTruthy();
    byRole(drawer, 'button', 'Close').click();
    await settle();
    expect(TestBed.inject(Router).url).toBe('/members');
  });

  it('says what is missing on top, with the focus there, and sends nothing', async () => {
    const visit = await open();
    await press(visit, 'Save');
    expect(byRole(visit.root, 'alert').textContent).toMatch(/First name.*Last name.*e-mail or a username/su);
    expect(document.activeElement?.getAttribute('role')).toBe('alert');
    expect(await violations(visit.root)).toEqual([]);
  });

  it('offers no group whose rights the reader lacks', async () => {
    const visit = await open({
      rank: 100,
      permissions: ['members.read', 'members.add', 'groups.read', 'sites.read', 'seats.read', 'me.read'],
    });
    const drawer = visit.root.querySelector('ui-drawer')!;
    expect(byRole<HTMLInputElement>(drawer, 'checkbox', /^Owner/u).disabled).toBe(true);
    expect(drawer.textContent).toContain('Grants rights that you lack');
    expect(byRole<HTMLInputElement>(drawer, 'checkbox', /^Member/u).disabled).toBe(false);
  });

  it('invites by mail, and closes', async () => {
    const visit = await open();
    await fill(visit, 'E-mail', 'ines@acme.test');
    await press(visit, 'Save');
    const { body, headers } = await answer('POST', '/members', { member: bob({ state: 'invited', displayName: 'Ines Baker' }) }, 201);
    expect(body).toMatchObject({
      firstName: 'Ines',
      email: 'ines@acme.test',
      products: ['core'],
      credential: 'activation_link',
      sendMail: true,
    });
    expect(headers.get('Idempotency-Key')).toBeTruthy();
    expect(TestBed.inject(Router).url).toBe('/members');
  });

  it('shows a PIN once, to whoever has only a username, and opens the details afterwards', async () => {
    const visit = await open();
    await fill(visit, 'Username', 'ines');
    expect(byRole<HTMLInputElement>(visit.root, 'radio', /6-digit PIN/u).checked).toBe(true);
    await press(visit, 'Save and more details');
    await answer('POST', '/members', { member: bob(), secret: { kind: 'pin', value: '481516' } }, 201);
    expect(visit.root.querySelector('output')?.textContent).toBe('481516');
    await press(visit, 'I have noted it');
    expect(TestBed.inject(Router).url).toBe(`/members/${bob().id}`);
  });

  it('keeps group, access and place for the next one', async () => {
    const visit = await open();
    await fill(visit, 'E-mail', 'ines@acme.test');
    await press(visit, 'Save and add another');
    await answer('POST', '/members', { member: bob({ state: 'invited' }) }, 201);
    expect(byLabel(visit.root, 'First name').value).toBe('');
    const ticked = allByRole<HTMLInputElement>(visit.root.querySelector('ui-drawer')!, 'checkbox').filter(({ checked }) => checked);
    expect(ticked.length).toBe(2);
  });

  it('says the numbers and the ways out where no seat is free, and saves without access', async () => {
    const visit = await open();
    await fill(visit, 'E-mail', 'ines@acme.test');
    await press(visit, 'Save');
    await answer('POST', '/members', full, 409);
    expect(visit.text).toMatch(
      /No free seat of Core.*10 of 10 seats.*Save without access.*Wait in the queue.*Free a seat.*help@vendor\.test/u,
    );
    expect(document.activeElement?.textContent).toContain('No free seat of Core');
    await press(visit, 'Save without access');
    const { body } = await answer('POST', '/members', { member: bob({ products: [] }) }, 201);
    expect(body).toMatchObject({ onFull: 'without_access' });
  });

  it('puts a refusal at its field', async () => {
    const visit = await open();
    await fill(visit, 'E-mail', 'ines@acme.test');
    await press(visit, 'Save');
    await answer('POST', '/members', problemDocument(422, 'invalid', { errors: [{ path: 'mobile', code: 'not_e164' }] }), 422);
    expect(byLabel(visit.root, 'Mobile').getAttribute('aria-invalid')).toBe('true');
  });

  it('asks before typed text is lost, and keeps the draft otherwise', async () => {
    const visit = await open();
    type(byLabel(visit.root, 'First name'), 'Ines');
    await settle();
    byLabel(visit.root, 'First name').dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }));
    await settle();
    expect(visit.text).toContain('Discard what you typed?');
    await press(visit, 'Keep editing');
    expect(byLabel(visit.root, 'First name').value).toBe('Ines');
  });
});
