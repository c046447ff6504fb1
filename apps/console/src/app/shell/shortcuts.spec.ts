import { TestBed } from '@angular/core/testing';
import { Preferences } from '../preferences/preferences.ts';
import { type ShortcutName, Shortcuts } from './shortcuts.ts';

describe('single keys', () => {
  let heard: ShortcutName[];
  let stop: () => void;
  const press = (key: string, more: KeyboardEventInit = {}, target: EventTarget = document.body) =>
    target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more }));

  beforeEach(() => {
    localStorage.clear();
    document.body.replaceChildren();
    heard = [];
    stop = TestBed.inject(Shortcuts).listen((name) => heard.push(name));
  });
  afterEach(() => stop());

  it('do what the list says', () => {
    for (const key of ['/', 'n', '?', 'N']) press(key);
    expect(heard).toEqual(['search', 'add', 'list', 'add']);
  });

  it('take G and then M for the members', () => {
    press('g');
    press('m');
    press('m');
    expect(heard).toEqual(['members']);
  });

  it('rest while somebody types, a menu or dialog is open, or a modifier is down', () => {
    const input = document.body.appendChild(document.createElement('input'));
    press('n', {}, input);
    press('n', { ctrlKey: true });
    document.body.insertAdjacentHTML('beforeend', '<div role="dialog"></div>');
    press('n');
    expect(heard).toEqual([]);
  });

  it('can be switched off', () => {
    TestBed.inject(Preferences).singleKeys.set(false);
    press('n');
    expect(heard).toEqual([]);
  });

  it('stop with the frame', () => {
    stop();
    press('n');
    expect(heard).toEqual([]);
  });
});
