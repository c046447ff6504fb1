import { TestBed } from '@angular/core/testing';
import { Preferences } from './preferences.ts';

const preferences = () => {
  TestBed.resetTestingModule();
  return TestBed.inject(Preferences);
};

describe('preferences', () => {
  beforeEach(() => localStorage.clear());

  it('are kept in this browser', () => {
    const first = preferences();
    first.theme.set('dark');
    first.singleKeys.set(false);
    first.signIn.set({ workspace: 'acme', username: 'ada' });
    TestBed.tick();
    const second = preferences();
    expect([second.theme(), second.singleKeys(), second.signIn()]).toEqual(['dark', false, { workspace: 'acme', username: 'ada' }]);
  });

  it('are forgotten when they are taken back', () => {
    const first = preferences();
    first.signIn.set({ workspace: 'acme', username: 'ada' });
    TestBed.tick();
    first.signIn.set(undefined);
    TestBed.tick();
    expect(localStorage.getItem('placet.sign-in')).toBeNull();
  });

  it('set the theme of the document', () => {
    preferences().theme.set('dark');
    TestBed.tick();
    expect(document.documentElement.getAttribute('data-theme')).toBe('dark');
  });

  it('begin anew where what was kept can’t be read', () => {
    localStorage.setItem('placet.theme', '{');
    expect(preferences().theme()).toBe('system');
  });
});
