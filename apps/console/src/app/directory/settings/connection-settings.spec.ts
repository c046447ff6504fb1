import { keysOf } from '@placet/contracts/permissions';
import { allByRole, byLabel, byRole, type, violations } from '@placet/ui/testing';
import { answer, problemDocument, settle } from '../../../testing/console-bed.ts';
import { connection, connectionPath, openTab } from '../../../testing/directory-bed.ts';
import { groups, seniorities, sites, theDialog } from '../../../testing/members-bed.ts';

const open = async (changes = {}, me = {}) => {
  const visit = await openTab('/settings', changes, me);
  await answer('GET', `${connectionPath}/adoptions`, { items: [] });
  await answer('GET', '/groups', groups);
  await answer('GET', '/sites', sites);
  await answer('GET', '/seniorities', seniorities);
  return visit;
};
const choose = async (root: Element, label: string, value: string) => {
  type(byLabel(root, label), value);
  await settle();
};
const press = async (root: Element, name: string) => {
  byRole(root, 'button', name).click();
  await settle();
};

describe('the settings of a connection', () => {
  it('say the consequence of each choice, and offer at most what a plain member has', async () => {
    const visit = await open();
    expect(visit.text).toContain('The directory is answered with success. The first seat that is freed is theirs.');
    await choose(visit.root, 'The person', 'refuse');
    expect(visit.text).toContain('The directory gets an error that its administrator can read');
    expect(allByRole(visit.root, 'checkbox', 'Member').length).toBe(1);
    expect(allByRole(visit.root, 'checkbox', 'Owner')).toEqual([]);
    expect([...byLabel<HTMLSelectElement>(visit.root, 'The person').options].map(({ value }) => value)).toEqual(['wait', 'refuse']);
    expect(await violations(visit.root)).toEqual([]);
  });

  it('send what changed, with the version that was read', async () => {
    const visit = await open();
    await choose(visit.root, 'The person', 'refuse');
    byLabel(visit.root, 'Hold a wave of deactivations').click();
    await settle();
    await press(visit.root, 'Save');
    const saved = connection({ seatPolicy: 'refuse', deactivationBrake: null, version: 6 });
    const { body, headers } = await answer('PATCH', connectionPath, { connection: saved });
    expect([body, headers.get('If-Match')]).toEqual([{ seatPolicy: 'refuse', deactivationBrake: null }, '"5"']);
  });

  it('keep what was typed where somebody was faster, and read the newer version', async () => {
    const visit = await open();
    await choose(visit.root, 'Keep the seat for (minutes)', '30');
    await press(visit.root, 'Save');
    await answer('PATCH', connectionPath, problemDocument(412, 'stale_version'), 412);
    await answer('GET', connectionPath, connection({ name: 'Okta of Paris', version: 6 }));
    expect(byLabel(visit.root, 'Keep the seat for (minutes)').value).toBe('30');
    expect(byLabel(visit.root, 'Name').value).toBe('Okta of Paris');
    expect(byRole(visit.root, 'alert').textContent?.trim()).toBeTruthy();
    await press(visit.root, 'Save');
    const { body, headers } = await answer('PATCH', connectionPath, { connection: connection({ graceMinutes: 30, version: 7 }) });
    expect([body, headers.get('If-Match')]).toEqual([{ graceMinutes: 30 }, '"6"']);
  });

  it('say at the field what is not possible', async () => {
    const visit = await open();
    await choose(visit.root, 'Or more than this share (%)', '101');
    await press(visit.root, 'Save');
    expect(byLabel(visit.root, 'Or more than this share (%)').getAttribute('aria-invalid')).toBe('true');
  });

  it('switch the connection off after a word, and on again', async () => {
    const visit = await open();
    await press(visit.root, 'Switch the connection off');
    const dialog = await theDialog();
    expect(dialog.textContent).toContain('Its people keep their seats and can go on');
    await press(dialog, 'Switch off');
    const { body, headers } = await answer('PATCH', connectionPath, { connection: connection({ state: 'off', version: 6 }) });
    expect([body, headers.get('If-Match')]).toEqual([{ state: 'off' }, '"5"']);
    await answer('GET', connectionPath, connection({ state: 'off', version: 6 }));
    expect(visit.text).toMatch(/Acme Okta ?Off/u);
    expect(visit.text).toContain('It is off: every call of the directory is refused.');
  });

  it('can be read and not changed by an auditor', async () => {
    const visit = await open({}, { permissions: keysOf('auditor') });
    expect(byLabel(visit.root, 'Name').readOnly).toBe(true);
    expect(allByRole(visit.root, 'button', /Save|Switch/u)).toEqual([]);
  });
});
