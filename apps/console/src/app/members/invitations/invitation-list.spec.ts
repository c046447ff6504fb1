import { byRole, violations } from '@placet/ui/testing';
import { answer, settle } from '../../../testing/console-bed.ts';
import { idOf, invitation, openMembers, pageOf, theDialog } from '../../../testing/members-bed.ts';

describe('invitations', () => {
  it('say what became of the mail', async () => {
    const visit = await openMembers('/members/invitations');
    await answer('GET', '/invitations', pageOf([invitation()]));
    expect(visit.text).toMatch(/Lina Kranjc.*Ada Byron ?Member ?Core ?Bounced ?Mar 16, 2026 ?Open/u);
    expect(await violations(visit.root)).toEqual([]);
  });

  it('give a new link once, and say that the old one dies', async () => {
    const visit = await openMembers('/members/invitations');
    await answer('GET', '/invitations', pageOf([invitation()]));
    byRole(visit.root, 'button', 'Actions for Lina Kranjc').click();
    await settle();
    byRole(document.body, 'menuitem', 'Copy a new link').click();
    const dialog = await theDialog();
    expect(dialog.textContent).toContain('The old link dies');
    byRole(dialog, 'button', 'Make a new link').click();
    await settle();
    const secret = { kind: 'activation_link', value: 'http://localhost/invite#plc' };
    await answer('POST', `/invitations/${idOf(60)}/copy-link`, { invitation: invitation(), secret });
    expect(dialog.querySelector('output')?.textContent).toBe('http://localhost/invite#plc');
  });
});

describe('the waiting list', () => {
  it('shows the queue of the first product that somebody waits for, in order', async () => {
    const visit = await openMembers('/members/waiting');
    const row = {
      member: { id: idOf(12), displayName: 'Nora Leblanc', state: 'waiting' },
      place: 1,
      priority: 0,
      since: '2026-03-01T10:00:00Z',
      door: 'scim',
      products: ['contract'],
    };
    await answer('GET', '/seats/contract/waiting', pageOf([row]));
    expect(visit.text).toMatch(/1 ?NL ?Nora Leblanc ?Contract ?Waiting.*Directory \(SCIM\)/u);
    expect(await violations(visit.root)).toEqual([]);
  });
});
