import { Component } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { ada, answer, problemDocument, settle, signedInAs, startConsole } from '../../testing/console-bed.ts';
import type { Problem } from '../api/problem.ts';
import { LanguageSwitch } from '../i18n/language-switch.ts';
import { Preferences } from '../preferences/preferences.ts';
import { SessionStore } from './session-store.ts';
import { SignedOut } from './signed-out.ts';

@Component({ template: '' })
class Page {}

describe('the session', () => {
  beforeEach(() => startConsole([{ path: '**', component: Page }]));
  const session = () => TestBed.inject(SessionStore);

  it('knows who is signed in, and what he may do', async () => {
    await signedInAs(ada());
    expect(session().member()?.displayName).toBe('Ada Byron');
    expect([session().can('members.read'), session().can('members.ban')]).toEqual([true, false]);
  });

  it('is asked for once, however many want to know', async () => {
    const both = Promise.all([session().load(), session().load()]);
    await answer('GET', '/me', ada());
    expect((await both).map((me) => me?.member.firstName)).toEqual(['Ada', 'Ada']);
  });

  it('is nobody after 401', async () => {
    const loaded = session().load();
    await answer('GET', '/me', problemDocument(401, 'not_signed_in'), 401);
    expect(await loaded).toBeUndefined();
  });

  it('rejects when the API is down, which is not the same as nobody', async () => {
    const loaded = session().load();
    const failed = loaded.catch((problem: Problem) => problem.status);
    await answer('GET', '/me', problemDocument(500, 'unexpected'), 500);
    expect(await failed).toBe(500);
  });

  it('speaks the member’s language, unless the reader chose another here', async () => {
    const french = ada();
    TestBed.inject(Preferences).language.set(undefined);
    await signedInAs({ ...french, member: { ...french.member, language: 'fr' } });
    expect(TestBed.inject(LanguageSwitch).current()).toBe('fr');
    await TestBed.inject(LanguageSwitch).choose('en');
    const again = session().reload();
    await answer('GET', '/me', { ...french, member: { ...french.member, language: 'fr' } });
    await again;
    expect(TestBed.inject(LanguageSwitch).current()).toBe('en');
  });

  it('forgets when the API ends it', async () => {
    await signedInAs(ada());
    TestBed.inject(SignedOut).happened();
    await settle();
    expect(session().me()).toBeUndefined();
    expect(session().can('members.read')).toBe(false);
  });

  it('forgets after a sign-out, and stays if that fails', async () => {
    await signedInAs(ada());
    const lost = session()
      .signOut()
      .catch((problem: Problem) => problem.status);
    await answer('DELETE', '/session', problemDocument(500, 'unexpected'), 500);
    expect(await lost).toBe(500);
    expect(session().me()).toBeDefined();
    const left = session().signOut();
    await answer('DELETE', '/session', null, 204);
    await left;
    expect(session().me()).toBeUndefined();
  });

  it('is looked for again after the browser was closed, until it has ended', async () => {
    await signedInAs(ada());
    document.cookie = 'XSRF-TOKEN=; max-age=0';
    expect(TestBed.inject(Preferences).wasSignedIn()).toBe(true);
    TestBed.inject(SignedOut).happened();
    await settle();
    expect(TestBed.inject(Preferences).wasSignedIn()).toBe(false);
    expect(await session().load()).toBeUndefined();
  });

  it('hands over a secret that was just typed, once', () => {
    session().keepForChange('402917');
    expect([session().takeTyped(), session().takeTyped()]).toEqual(['402917', '']);
  });
});
