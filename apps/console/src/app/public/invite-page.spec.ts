import { Location } from '@angular/common';
import { HttpTestingController } from '@angular/common/http/testing';
import { Component } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { Router } from '@angular/router';
import { byLabel, byRole, type, violations } from '@placet/ui/testing';
import { ada, answer, problemDocument, settle, startConsole, Visit } from '../../testing/console-bed.ts';
import { InvitePage } from './invite-page.ts';

@Component({ template: 'elsewhere' })
class Elsewhere {}

const preview = {
  workspace: { slug: 'acme', name: 'Acme' },
  invitedBy: 'Nora Leblanc',
  firstName: 'Bob',
  lastName: 'Marchand',
  username: 'bob@acme.test',
  groups: ['Administrator', 'Accountant'],
  products: ['core'],
  language: 'en',
  message: 'Welcome!',
  expiresAt: '2026-03-18T10:00:00Z',
};
const start = async (url = '/invite#plc_invite_abc') => {
  await startConsole([
    { path: 'invite', component: InvitePage },
    { path: '**', component: Elsewhere },
  ]);
  return Visit.to(url);
};
const opened = async () => {
  const visit = await start();
  await answer('POST', '/invitations/preview', preview);
  await answer('GET', '/me', problemDocument(401, 'not_signed_in'), 401);
  await visit.settle();
  return visit;
};

describe('an open invitation', () => {
  it('says who invites whom to what, and changes nothing by being looked at', async () => {
    const visit = await opened();
    expect(visit.text).toMatch(/Join Acme.*Nora Leblanc invites you.*Welcome!.*Administrator and Accountant.*bob@acme\.test/u);
    expect(TestBed.inject(Location).path(true)).toBe('/invite');
    TestBed.inject(HttpTestingController).verify();
    expect(await violations(visit.root)).toEqual([]);
  });

  it('is accepted with the names as they were given and an own password', async () => {
    const { root } = await opened();
    expect(byLabel(root, 'First name').value).toBe('Bob');
    type(byLabel(root, 'Password'), 'four words in a row');
    byRole(root, 'button', 'Accept the invitation').click();
    await settle();
    const { body, headers } = await answer('POST', '/invitations/accept', { member: {}, next: 'home' });
    expect(body).toEqual({
      token: 'plc_invite_abc',
      firstName: 'Bob',
      lastName: 'Marchand',
      password: 'four words in a row',
      language: 'en',
    });
    expect(headers.get('Idempotency-Key')).toBeTruthy();
    await answer('GET', '/me', ada());
    expect(TestBed.inject(Router).url).toBe('/');
  });

  it('keeps what was typed when the API is down, and sends the same key again', async () => {
    const { root } = await opened();
    type(byLabel(root, 'Password'), 'four words in a row');
    const send = async (status: number) => {
      byRole(root, 'button', 'Accept the invitation').click();
      await settle();
      return answer('POST', '/invitations/accept', status === 500 ? problemDocument(500, 'unexpected') : {}, status);
    };
    const first = await send(500);
    expect(byRole(root, 'alert').textContent).toContain('What you typed is kept.');
    expect(byLabel(root, 'Password').value).toBe('four words in a row');
    const second = await send(200);
    expect(second.headers.get('Idempotency-Key')).toBe(first.headers.get('Idempotency-Key'));
  });

  it('can be withdrawn while the page is open', async () => {
    const visit = await opened();
    type(byLabel(visit.root, 'Password'), 'four words in a row');
    byRole(visit.root, 'button', 'Accept the invitation').click();
    await settle();
    await answer('POST', '/invitations/accept', problemDocument(410, 'invitation_revoked'), 410);
    expect(visit.text).toContain('This invitation was withdrawn');
  });
});

describe('an invitation whose acceptance is refused', () => {
  const refused = async (status: number, code: string, facts = {}) => {
    const visit = await opened();
    type(byLabel(visit.root, 'Password'), 'four words in a row');
    byRole(visit.root, 'button', 'Accept the invitation').click();
    await settle();
    await answer('POST', '/invitations/accept', problemDocument(status, code, facts), status);
    return visit;
  };

  it('says from which day on it works', async () => {
    const { root } = await refused(409, 'membership_not_begun', { startsOn: '2026-04-01' });
    expect(byRole(root, 'alert').textContent).toContain('begins on Apr 1, 2026');
  });

  it('shows who has signed in meanwhile', async () => {
    const visit = await refused(403, 'other_account_signed_in');
    await answer('GET', '/me', ada());
    expect(visit.text).toContain('Ada Byron (Acme) is signed in on this browser.');
  });
});

describe('an invitation that can’t be accepted', () => {
  it.each([
    ['invitation_expired', 410, 'Ask the person who invited you for a new one'],
    ['invitation_revoked', 410, 'This invitation was withdrawn'],
    ['invitation_used', 410, 'This invitation was already accepted'],
    ['invitation_replaced', 410, 'A newer link replaced this one'],
    ['invitation_unvouched', 410, 'This invitation has to be sent again'],
    ['invitation_unknown', 410, 'This link is incomplete'],
    ['invitation_of_tomorrow', 410, 'This link is incomplete'],
  ])('says so by its code: %s', async (code, status, words) => {
    const visit = await start();
    await answer('POST', '/invitations/preview', problemDocument(status, code), status);
    expect(visit.text).toContain(words);
  });

  it('says that the link is incomplete without asking anybody', async () => {
    expect((await start('/invite')).text).toContain('This link is incomplete');
  });

  it('tries again after a failure', async () => {
    const visit = await start();
    await answer('POST', '/invitations/preview', problemDocument(500, 'unexpected'), 500);
    expect(visit.text).toContain('req-7');
    byRole(visit.root, 'button', 'Try again').click();
    await settle();
    await answer('POST', '/invitations/preview', preview);
    await answer('GET', '/me', problemDocument(401, 'not_signed_in'), 401);
    expect(visit.text).toContain('Join Acme');
  });

  it('waits until somebody else has left, and consumes nothing before', async () => {
    const visit = await start();
    await answer('POST', '/invitations/preview', preview);
    await answer('GET', '/me', ada());
    expect(visit.text).toContain('Ada Byron (Acme) is signed in on this browser. The invitation is for bob@acme.test.');
    byRole(visit.root, 'button', 'Sign out and go on with the invitation').click();
    await settle();
    await answer('DELETE', '/session', null, 204);
    expect(byRole(visit.root, 'button', 'Accept the invitation')).toBeTruthy();
  });
});
