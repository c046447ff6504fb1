import { Component } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { Router } from '@angular/router';
import { byLabel, byRole, type, violations } from '@placet/ui/testing';
import { ada, answer, problemDocument, settle, signedInAs, startConsole, Visit } from '../../testing/console-bed.ts';
import { LanguageSwitch } from '../i18n/language-switch.ts';
import { SessionStore, type Me } from '../session/session-store.ts';
import { FirstSignInPage } from './first-sign-in-page.ts';

@Component({ template: 'elsewhere' })
class Elsewhere {}

const open = async (me: Partial<Me> = {}, typed = '') => {
  await startConsole([
    { path: 'first-sign-in', component: FirstSignInPage },
    { path: '**', component: Elsewhere },
  ]);
  await signedInAs(ada({ next: 'change_secret', ...me }));
  TestBed.inject(SessionStore).keepForChange(typed);
  return Visit.to('/first-sign-in');
};
const save = async (root: HTMLElement) => {
  byRole(root, 'button', 'Save and go on').click();
  await settle();
};

describe('the first sign-in', () => {
  it('changes the password, and opens the console', async () => {
    const { root } = await open();
    type(byLabel(root, 'Password you were given'), 'Temp-8431');
    type(byLabel(root, 'New password'), 'four words in a row');
    await save(root);
    const { body } = await answer('POST', '/me/secret', null, 204);
    expect(body).toEqual({ current: 'Temp-8431', next: 'four words in a row', language: 'en' });
    await answer('GET', '/me', ada());
    expect(TestBed.inject(Router).url).toBe('/');
  });

  it('does not ask again for what was typed a moment ago', async () => {
    const { root } = await open({ secretKind: 'pin' }, '402917');
    expect(root.querySelectorAll('input[autocomplete="current-password"]')).toHaveLength(0);
    type(byLabel(root, 'New PIN'), '730286');
    await save(root);
    expect((await answer('POST', '/me/secret', null, 204)).body).toMatchObject({ current: '402917', next: '730286' });
  });

  it('asks for 15 characters, or six digits', async () => {
    const password = await open();
    const field = byLabel(password.root, 'New password');
    type(field, 'fourteen chars');
    await settle();
    expect(field.getAttribute('aria-invalid')).toBe('true');
    type(field, 'fifteen letters');
    await settle();
    expect(field.hasAttribute('aria-invalid')).toBe(false);
    TestBed.resetTestingModule();
    const pin = await open({ secretKind: 'pin' }, '402917');
    type(byLabel(pin.root, 'New PIN'), '73028');
    await save(pin.root);
    expect(byRole(pin.root, 'alert', 'To correct: 1')).toBeTruthy();
  });

  it('shows at the field why the API refuses', async () => {
    const { root, text } = await open({}, 'Temp-8431');
    expect(text).toContain('Welcome, Ada');
    type(byLabel(root, 'New password'), 'passwordpassword');
    await save(root);
    await answer('POST', '/me/secret', problemDocument(422, 'invalid_fields', { errors: [{ path: 'next', code: 'too_common' }] }), 422);
    const field = byLabel(root, 'New password');
    expect(field.getAttribute('aria-invalid')).toBe('true');
    expect(byRole(root, 'button', 'New password – This one is well known and quickly guessed.')).toBeTruthy();
    expect(await violations(root)).toEqual([]);
  });

  it('lets one choose the language at once, and the default site where there are several', async () => {
    const member = {
      ...ada().member,
      sites: [
        { id: 'lyon', name: 'Lyon' },
        { id: 'nice', name: 'Nice' },
      ],
      defaultSiteId: 'lyon',
    };
    const { root } = await open({ member }, 'Temp-8431');
    type(byLabel<HTMLSelectElement>(root, 'Site that opens first'), 'nice');
    type(byLabel<HTMLSelectElement>(root, 'Language'), 'fr');
    await settle();
    expect(TestBed.inject(LanguageSwitch).current()).toBe('fr');
    type(byLabel(root, 'Nouveau mot de passe'), 'quatre mots à la suite');
    byRole(root, 'button', 'Enregistrer et continuer').click();
    await settle();
    expect((await answer('POST', '/me/secret', null, 204)).body).toMatchObject({ language: 'fr', defaultSiteId: 'nice' });
  });

  it('lets one leave', async () => {
    const { root } = await open();
    byRole(root, 'button', 'Sign out').click();
    await settle();
    await answer('DELETE', '/session', null, 204);
    expect(TestBed.inject(Router).url).toBe('/sign-in');
  });
});
