import { Component } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { Router } from '@angular/router';
import { byLabel, byRole, type, violations } from '@placet/ui/testing';
import { ada, answer, call, problemDocument, settle, startConsole, Visit } from '../../testing/console-bed.ts';
import { LanguageSwitch } from '../i18n/language-switch.ts';
import { Preferences } from '../preferences/preferences.ts';
import { SessionStore } from '../session/session-store.ts';
import { SignInPage } from './sign-in-page.ts';

@Component({ template: 'elsewhere' })
class Elsewhere {}

const open = async (url = '/sign-in') => {
  await startConsole([
    { path: 'sign-in', component: SignInPage },
    { path: '**', component: Elsewhere },
  ]);
  return Visit.to(url);
};
const fill = (root: HTMLElement, workspace: string, username: string, secret: string, secretLabel = 'Password') => {
  type(byLabel(root, 'Workspace'), workspace);
  type(byLabel(root, 'Username'), username);
  type(byLabel(root, secretLabel), secret);
};
const press = async (root: HTMLElement) => {
  byRole(root, 'button', 'Sign in').click();
  await settle();
};
const accepted = { member: { id: 'm', displayName: 'Ada Byron', language: 'en' }, next: 'home' };

describe('the sign-in page', () => {
  it('sends workspace, username and password, and goes on where the reader was', async () => {
    const { root } = await open('/sign-in?next=%2Fmembers%3Fstate%3Dactive');
    fill(root, ' Acme ', ' ada@acme.test ', 'correct horse battery');
    await press(root);
    const { body, headers } = await answer('POST', '/sign-in', accepted);
    expect(body).toEqual({ workspace: 'acme', username: 'ada@acme.test', password: 'correct horse battery' });
    expect(headers.has('Idempotency-Key')).toBe(false);
    await answer('GET', '/me', ada());
    expect(TestBed.inject(Router).url).toBe('/members?state=active');
  });

  it('never leads to another site', async () => {
    const { root } = await open('/sign-in?next=%2F%2Fevil.test');
    fill(root, 'acme', 'ada', 'secret');
    await press(root);
    await answer('POST', '/sign-in', accepted);
    await answer('GET', '/me', ada());
    expect(TestBed.inject(Router).url).toBe('/');
  });

  it('says what is missing before it asks the API', async () => {
    const { root } = await open();
    await press(root);
    expect(byRole(root, 'alert', 'To correct: 3')).toBeTruthy();
    expect(byLabel(root, 'Workspace').getAttribute('aria-invalid')).toBe('true');
    expect(await violations(root)).toEqual([]);
  });

  it('has one neutral answer to whatever was wrong, and keeps what was typed', async () => {
    const { root } = await open();
    fill(root, 'acme', 'ada', 'wrong');
    await press(root);
    await answer('POST', '/sign-in', problemDocument(401, 'sign_in_refused'), 401);
    expect(byRole(root, 'alert').textContent).toMatch(/That did not match\.(?!.*req-7)/su);
    expect(byLabel(root, 'Username').value).toBe('ada');
  });

  it('says for how many minutes it is locked', async () => {
    const { root } = await open();
    fill(root, 'acme', 'ada', 'wrong');
    await press(root);
    await answer('POST', '/sign-in', problemDocument(429, 'too_many_tries', { retryAfterSeconds: 840 }), 429);
    expect(byRole(root, 'alert').textContent).toContain('Wait 14 min');
  });

  it('takes a PIN of six digits from a pad of digits', async () => {
    const { root } = await open();
    byLabel(root, 'With a PIN').click();
    await settle();
    const pin = byLabel(root, 'PIN');
    expect([pin.getAttribute('inputmode'), pin.autocomplete]).toEqual(['numeric', 'current-password']);
    type(byLabel(root, 'Workspace'), 'acme');
    type(byLabel(root, 'Username'), 'lina');
    type(pin, '402917');
    await press(root);
    expect(call('POST', '/sign-in').request.body).toEqual({ workspace: 'acme', username: 'lina', password: '402917' });
  });

  it('hands the typed secret to the page that must change it', async () => {
    const { root } = await open();
    fill(root, 'acme', 'lina', '402917');
    await press(root);
    await answer('POST', '/sign-in', { ...accepted, next: 'change_secret' });
    await answer('GET', '/me', ada({ next: 'change_secret' }));
    expect(TestBed.inject(SessionStore).takeTyped()).toBe('402917');
  });

  it('takes the workspace of the link, and is ready to be typed into', async () => {
    const { root } = await open('/sign-in?workspace=globex');
    expect(byLabel(root, 'Workspace').value).toBe('globex');
    expect(document.activeElement).toBe(byLabel(root, 'Username'));
  });

  it('remembers workspace and username on request, never a secret, and forgets on request', async () => {
    const first = await open();
    fill(first.root, 'acme', 'ada', 'secret');
    byLabel(first.root, 'Remember workspace and username on this device').click();
    await press(first.root);
    await answer('POST', '/sign-in', accepted);
    await answer('GET', '/me', ada());
    expect(TestBed.inject(Preferences).signIn()).toEqual({ workspace: 'acme', username: 'ada' });
    expect(Object.values(localStorage).join()).not.toContain('secret');
  });

  it('says that the workspace is suspended on a page of its own', async () => {
    const { root } = await open();
    fill(root, 'acme', 'ada', 'secret');
    await press(root);
    await answer('POST', '/sign-in', problemDocument(403, 'workspace_suspended'), 403);
    expect(TestBed.inject(Router).url).toBe('/suspended');
  });

  it('speaks French', async () => {
    const { root } = await open();
    byRole(root, 'button', 'Français').click();
    await settle();
    expect(byRole(root, 'heading', 'Se connecter')).toBeTruthy();
    expect(TestBed.inject(LanguageSwitch).current()).toBe('fr');
  });
});
