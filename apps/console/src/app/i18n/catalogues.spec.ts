import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { TestBed } from '@angular/core/testing';
import { builtInGroups, permissions } from '@placet/contracts/permissions';
import { uiWords } from '@placet/ui';
import { IntlMessageFormat } from 'intl-messageformat';
import { Catalogues } from './catalogues.ts';
import { isRich } from './icu.ts';

type Messages = Record<string, string>;
const source = join(import.meta.dirname, '../..');
const files = readdirSync(source, { recursive: true, encoding: 'utf8' });
const read = (file: string) => readFileSync(join(source, file), 'utf8');
const folders = files.filter((file) => /(?:^|\/)i18n\/en\.json$/u.test(file)).map((file) => file.replace(/en\.json$/u, ''));
const catalogue = (folder: string, language: string) => JSON.parse(read(`${folder}${language}.json`)) as Messages;
const code = files
  .filter((file) => /\.(?:ts|html)$/u.test(file) && !file.endsWith('.spec.ts'))
  .map(read)
  .join('\n');

// Keys that are made of parts. What is made of our own lists has to be complete; codes of the server are open.
const made = [
  ...uiWords.map((word) => `ui.${word}`),
  ...permissions.map((key) => `permission.${key}`),
  ...Object.keys(builtInGroups).map((group) => `group.${group}`),
];
const open =
  /^(?:problem|field|notice|event|door|state|block|sort|filter|mail|kind|credential|secret|signInBy|ask|form|members\.seat|invitations\.state|ban\.reason|acts|add\.done|log|directory\.test)\./u;
/** The values that a message asks for, wherever they stand in it. */
const placeholders = (message: string) =>
  [...new Set(asked(new IntlMessageFormat(message, 'en').getAst()))].toSorted((a, b) => a.localeCompare(b));
function asked(parts: readonly unknown[]): string[] {
  return (parts as { value?: unknown; type: number; options?: Record<string, { value: unknown[] }> }[]).flatMap(
    ({ type, value, options = {} }) => [
      ...(type === 0 || type === 7 ? [] : [String(value)]),
      ...Object.values(options).flatMap((option) => asked(option.value)),
    ],
  );
}

describe.each(folders)('the catalogue %s', (folder) => {
  const [en, fr] = [catalogue(folder, 'en'), catalogue(folder, 'fr')];

  it('is complete in both languages', () => {
    expect(Object.keys(fr).toSorted()).toEqual(Object.keys(en).toSorted());
    expect(Object.entries({ ...en, ...fr }).filter(([, message]) => message.trim() === '')).toEqual([]);
  });

  it('asks for the same values in both languages', () => {
    expect(Object.keys(en).filter((key) => placeholders(en[key] ?? '').join() !== placeholders(fr[key] ?? '').join())).toEqual([]);
  });

  it('holds messages that can be said', () => {
    for (const [language, messages] of [
      ['en', en],
      ['fr', fr],
    ] as const) {
      for (const message of Object.values(messages)) expect(() => new IntlMessageFormat(message, language)).not.toThrow();
    }
  });

  it('holds no key that nobody says', () => {
    const said = (key: string) => made.includes(key) || open.test(key) || code.includes(`'${key}'`) || code.includes(`"${key}"`);
    expect(Object.keys(en).filter((key) => !said(key))).toEqual([]);
  });

  it('is written with typographic signs', () => {
    expect(Object.entries({ ...en, ...fr }).filter(([, message]) => /\w'\w|\.\.\./u.test(message))).toEqual([]);
    expect(
      Object.entries(fr)
        .filter(([, message]) => /[^\s\u00a0\u202f][?!;:](?:\s|$)/u.test(message))
        .map(([key]) => key),
    ).toEqual([]);
  });
});

describe('all catalogues together', () => {
  const base = catalogue('i18n/', 'en');

  it('say every key that is made of our own lists', () => expect(made.filter((key) => !(key in base))).toEqual([]));

  it('never say a key twice', () => {
    const keys = folders.flatMap((folder) => Object.keys(catalogue(folder, 'en')));
    expect(keys.filter((key, position) => keys.indexOf(key) !== position)).toEqual([]);
  });

  it('keep plurals out of the base, so that public pages load no ICU formatter', () => {
    expect(Object.values({ ...base, ...catalogue('i18n/', 'fr') }).filter(isRich)).toEqual([]);
  });
});

describe('the loader of catalogues', () => {
  it('adds a part once, and for every language to come', async () => {
    const catalogues = TestBed.inject(Catalogues);
    const part = {
      en: () => Promise.resolve({ default: { 'seats.title': 'Seats' } }),
      fr: () => Promise.resolve({ default: { 'seats.title': 'Sièges' } }),
    };
    expect(await catalogues.add(part, 'en')).toEqual({ 'seats.title': 'Seats' });
    expect(await catalogues.add(part, 'en')).toBeUndefined();
    const french = await new Promise<Messages>((resolve) =>
      catalogues.getTranslation('fr').subscribe((messages) => resolve(messages as Messages)),
    );
    expect([french['seats.title'], french['signIn.title']]).toEqual(['Sièges', 'Se connecter']);
  });
});
