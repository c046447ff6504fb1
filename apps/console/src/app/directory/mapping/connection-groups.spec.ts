import { keysOf } from '@placet/contracts/permissions';
import { allByRole, byLabel, byRole, violations } from '@placet/ui/testing';
import { answer, problemDocument, settle } from '../../../testing/console-bed.ts';
import { connectionPath, openTab } from '../../../testing/directory-bed.ts';
import { groups, idOf, seniorities, sites, theDialog } from '../../../testing/members-bed.ts';
import type { DirectoryGroup } from './mapping-types.ts';

const path = `${connectionPath}/groups`;
const mapping = { groupIds: [idOf(31)], products: ['core'], siteIds: [idOf(40)], version: 2, behind: 0, refused: 1 };
const lawyers = (changes: Partial<DirectoryGroup> = {}): DirectoryGroup => ({
  id: idOf(85),
  displayName: 'Lawyers',
  members: 3,
  createdAt: '2026-03-01T10:00:00Z',
  updatedAt: '2026-03-01T10:00:00Z',
  ...changes,
});
const preview = {
  members: 3,
  gain: 2,
  lose: 1,
  seats: [{ product: 'core', name: 'Core', claimed: 2, freed: 0, free: 1, short: 1 }],
  people: [
    {
      memberId: idOf(7),
      displayName: 'Bob Marchand',
      gains: { groupIds: [], products: ['core'], siteIds: [] },
      loses: { groupIds: [idOf(31)], products: [], siteIds: [] },
    },
  ],
};
const open = async (items: DirectoryGroup[], me = {}, changes = {}) => {
  const visit = await openTab('/groups', changes, me);
  await answer('GET', path, { items });
  await answer('GET', '/groups', groups);
  await answer('GET', '/sites', sites);
  await answer('GET', '/seniorities', seniorities);
  return visit;
};
const edit = async (root: Element) => {
  byRole(root, 'button', 'Change what Lawyers gives').click();
  const dialog = await theDialog();
  await answer('GET', '/groups', groups);
  await answer('GET', '/sites', sites);
  await answer('GET', '/seniorities', seniorities);
  return dialog;
};
const press = async (root: Element, name: string) => {
  byRole(root, 'button', name).click();
  await settle();
};
const foretell = async (dialog: Element) => {
  await press(dialog, 'Who gains and loses what?');
  return answer('POST', `${path}/${lawyers().id}/mapping/preview`, preview);
};

describe('the groups of a directory', () => {
  it('say what each gives, who is without a seat, and how far a large one is', async () => {
    const visit = await open([lawyers({ mapping }), lawyers({ id: idOf(86), displayName: 'Everybody' })]);
    expect(visit.text).toMatch(/Lawyers ?3 ?Member, Core, and Lyon ?1 without a seat.*Everybody ?3 ?Nothing/u);
    expect(await violations(visit.root)).toEqual([]);
  });

  it('can’t be changed by whoever only reads', async () => {
    const visit = await open([lawyers({ mapping })], { permissions: keysOf('auditor') });
    expect(allByRole(visit.root, 'button', /Change/u)).toEqual([]);
  });

  it('give nothing before it was said who gains and loses what, and what it takes in seats', async () => {
    const visit = await open([lawyers()]);
    const dialog = await edit(visit.root);
    expect(allByRole(dialog, 'checkbox', 'Owner')).toEqual([]);
    byLabel(dialog, 'Core').click();
    await settle();
    const { body } = await foretell(dialog);
    expect(body).toEqual({ groupIds: [], products: ['core'], siteIds: [] });
    const said = dialog.textContent!.replace(/\s+/gu, ' ');
    expect(said).toContain('3 members: 2 gain, 1 loses.');
    expect(said).toContain('1 person waits for a seat of Core: too few are free.');
    expect(said).toMatch(/Bob Marchand ?\+ Core ?− Member/u);
    expect(said).toContain('And 1 more person.');
    expect(await violations(dialog)).toEqual([]);
    await press(dialog, 'Save');
    const put = await answer('PUT', `${path}/${lawyers().id}/mapping`, { group: lawyers({ mapping }), applied: 3, of: 3 });
    expect([put.body, put.headers.get('If-Match')]).toEqual([{ groupIds: [], products: ['core'], siteIds: [] }, null]);
  });

  it('lose their mapping where nothing is ticked any more', async () => {
    const visit = await open([lawyers({ mapping: { ...mapping, groupIds: [], siteIds: [] } })]);
    const dialog = await edit(visit.root);
    byLabel(dialog, 'Core').click();
    await settle();
    await foretell(dialog);
    await press(dialog, 'Save');
    const { headers } = await answer('DELETE', `${path}/${lawyers().id}/mapping`, { group: lawyers(), applied: 0, of: 3 });
    expect(headers.get('If-Match')).toBe('"2"');
  });

  it('keep what was ticked where somebody was faster', async () => {
    const visit = await open([lawyers({ mapping })]);
    const dialog = await edit(visit.root);
    byLabel(dialog, 'Contract').click();
    await settle();
    await foretell(dialog);
    await press(dialog, 'Save');
    await answer('PUT', `${path}/${lawyers().id}/mapping`, problemDocument(412, 'stale_version'), 412);
    expect(byRole(dialog, 'alert').textContent?.trim()).toBeTruthy();
    expect(byLabel(dialog, 'Contract').checked).toBe(true);
  });
});
