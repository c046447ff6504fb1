import { Location } from '@angular/common';
import { TestBed } from '@angular/core/testing';
import { byLabel, byRole, type, violations } from '@placet/ui/testing';
import { answer, problemDocument, settle, startConsole, Visit } from '../../testing/console-bed.ts';
import { ForgotPage } from './forgot-page.ts';
import { ResetPage } from './reset-page.ts';

const open = async (url: string) => {
  await startConsole([
    { path: 'forgot', component: ForgotPage },
    { path: 'reset', component: ResetPage },
  ]);
  return Visit.to(url);
};

describe('the forgotten password', () => {
  it('gives the same answer for whatever was typed', async () => {
    const visit = await open('/forgot?workspace=acme');
    type(byLabel(visit.root, 'Username'), 'nobody@acme.test');
    byRole(visit.root, 'button', 'Send the link').click();
    await settle();
    const { body } = await answer('POST', '/password-resets', null, 202);
    expect(body).toEqual({ workspace: 'acme', username: 'nobody@acme.test' });
    expect(byRole(visit.root, 'heading', 'Look in your mailbox')).toBeTruthy();
    expect(visit.text).toContain('If this account has a confirmed address');
    expect(await violations(visit.root)).toEqual([]);
  });

  it('says when one has asked too often', async () => {
    const visit = await open('/forgot?workspace=acme');
    type(byLabel(visit.root, 'Username'), 'ada');
    byRole(visit.root, 'button', 'Send the link').click();
    await settle();
    await answer('POST', '/password-resets', problemDocument(429, 'too_many_requests', { retryAfterSeconds: 1800 }), 429);
    expect(byRole(visit.root, 'alert').textContent).toContain('Wait 30 min');
  });
});

describe('the reset link', () => {
  it('sends the token of the fragment, which leaves the address bar', async () => {
    const visit = await open('/reset#plc_reset_abc');
    expect(TestBed.inject(Location).path(true)).toBe('/reset');
    type(byLabel(visit.root, 'New password'), 'four words in a row');
    byRole(visit.root, 'button', 'Save the password').click();
    await settle();
    const { body } = await answer('POST', '/password-resets/complete', null, 204);
    expect(body).toEqual({ token: 'plc_reset_abc', password: 'four words in a row' });
    expect(byRole(visit.root, 'link', 'Sign in').getAttribute('href')).toBe('/sign-in');
  });

  it('says that it is dead, and asks for a new one', async () => {
    const visit = await open('/reset#plc_reset_abc');
    type(byLabel(visit.root, 'New password'), 'four words in a row');
    byRole(visit.root, 'button', 'Save the password').click();
    await settle();
    await answer('POST', '/password-resets/complete', problemDocument(410, 'reset_link_dead', { because: 'used' }), 410);
    expect(byRole(visit.root, 'link', 'Ask for a new link').getAttribute('href')).toBe('/forgot');
  });

  it('says so at once when the token is missing', async () => {
    expect((await open('/reset')).text).toContain('This link no longer works');
  });
});
