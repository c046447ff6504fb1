import { HttpTestingController } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { keysOf } from '@placet/contracts/permissions';
import { allByRole, byLabel, byRole, violations } from '@placet/ui/testing';
import { answer, problemDocument, settle, until } from '../../../testing/console-bed.ts';
import { connection, connectionPath, openTab } from '../../../testing/directory-bed.ts';
import { groups, idOf, line, pageOf, seniorities, sites, theDialog } from '../../../testing/members-bed.ts';

const path = `${connectionPath}/adoptions`;
const nora = { memberId: idOf(12), displayName: 'Nora Leblanc', allowedBy: 'Ada Byron', allowedAt: '2026-03-04T10:00:00Z' };
/** Whether a call waits for its answer: the search begins a moment after the last key. */
const isAsking = () => {
  try {
    TestBed.inject(HttpTestingController).verify();
    return false;
  } catch {
    return true;
  }
};
const open = async (items: object[] = [nora], me = {}) => {
  const visit = await openTab('/settings', {}, me);
  await answer('GET', path, { items });
  await answer('GET', '/groups', groups);
  await answer('GET', '/sites', sites);
  await answer('GET', '/seniorities', seniorities);
  return visit;
};

describe('taking members over by name', () => {
  it('shows who is allowed, by whom, since when', async () => {
    const visit = await open();
    expect(visit.text).toMatch(/Nora Leblanc ?Ada Byron ?Mar 4, 2026/u);
    expect(await violations(visit.root)).toEqual([]);
  });

  it('is withdrawn at once', async () => {
    const visit = await open();
    byRole(visit.root, 'button', 'Withdraw it for Nora Leblanc').click();
    await settle();
    await answer('DELETE', `${path}/${nora.memberId}`, null, 204);
    await answer('GET', connectionPath, connection());
    await answer('GET', path, { items: [] });
    expect(visit.text).toContain('Nobody is allowed by name.');
  });

  it('finds people by name, blocks whom a directory keeps already, and sends who is ticked', async () => {
    const visit = await open([]);
    byRole(visit.root, 'button', 'Allow members').click();
    const dialog = await theDialog();
    byRole(dialog, 'button', 'Allow members').click();
    await settle();
    expect(byRole(dialog, 'alert').textContent).toContain('This is needed.');
    const box = byLabel(dialog, 'Search by name or e-mail');
    box.value = 'mar';
    box.dispatchEvent(new Event('input', { bubbles: true }));
    await until(isAsking);
    await answer(
      'GET',
      '/members',
      pageOf([line(), line({ id: idOf(9), displayName: 'Eva Roy', managedBy: { id: idOf(70), name: 'Acme Okta' } })]),
    );
    expect(byLabel(dialog, 'Eva Roy').disabled).toBe(true);
    expect(dialog.textContent).toContain('Kept by Acme Okta already.');
    byLabel(dialog, 'Bob Marchand').click();
    await settle();
    expect(await violations(dialog)).toEqual([]);
    byRole(dialog, 'button', 'Allow members').click();
    await settle();
    const { body } = await answer('POST', path, { items: [nora] });
    expect(body).toEqual({ memberIds: [line().id] });
  });

  it('says at the list what is refused: an owner', async () => {
    const visit = await open([]);
    expect(visit.text).toContain('Nobody is allowed by name.');
    byRole(visit.root, 'button', 'Allow members').click();
    const dialog = await theDialog();
    const box = byLabel(dialog, 'Search by name or e-mail');
    box.value = 'bob';
    box.dispatchEvent(new Event('input', { bubbles: true }));
    await until(isAsking);
    await answer('GET', '/members', pageOf([line()]));
    byLabel(dialog, 'Bob Marchand').click();
    await settle();
    byRole(dialog, 'button', 'Allow members').click();
    await settle();
    await answer('POST', path, problemDocument(422, 'invalid_fields', { errors: [{ path: 'memberIds', code: 'owner' }] }), 422);
    expect(dialog.textContent).toContain('An owner is never taken over.');
  });

  it('is read only for whoever may not manage', async () => {
    const visit = await open([nora], { permissions: keysOf('auditor') });
    expect(allByRole(visit.root, 'button', /Allow|Withdraw/u)).toEqual([]);
  });
});
