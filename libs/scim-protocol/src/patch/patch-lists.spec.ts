import { patch, refusal } from '../../test/patching.ts';
import type { Resource } from '../resource.ts';

const work = { value: 'w@x.test', type: 'work', primary: true };
const home = { value: 'h@x.test', type: 'home' };
const other = { value: 'o@x.test', type: 'other', display: 'Other' };
const ada: Resource = { userName: 'ada', emails: [work, home, other] };
const emails = (...operations: object[]) => patch(ada, operations)['emails'];

describe('add to a list', () => {
  it('appends what is new and changes nothing for what is there', () => {
    const fresh = { value: 'n@x.test', type: 'work' };
    expect(emails({ op: 'add', path: 'emails', value: [home, fresh] })).toEqual([work, home, other, fresh]);
    expect(emails({ op: 'add', path: 'emails', value: fresh })).toEqual([work, home, other, fresh]);
    for (const value of [
      [home, work],
      [{ value: 'H@X.TEST' }],
      [{ TYPE: 'home', Value: 'h@x.test' }],
      { value: 'o@x.test', display: 'other' },
    ]) {
      expect(patch(ada, [{ op: 'add', path: 'emails', value }])).toBe(ada);
    }
  });

  it('adds to a value of the same type what is new about it', () => {
    expect(emails({ op: 'add', path: 'emails', value: [{ ...home, display: 'Home' }] })).toEqual([
      work,
      { ...home, display: 'Home' },
      other,
    ]);
    expect(emails({ op: 'add', path: 'emails', value: [{ ...home, primary: true }] })).toEqual([
      { value: 'w@x.test', type: 'work' },
      { ...home, primary: true },
      other,
    ]);
  });

  it('clears the old primary for a new one, and takes one only', () => {
    const fresh = { value: 'n@x.test', primary: true };
    expect(emails({ op: 'add', path: 'emails', value: [fresh] })).toEqual([{ value: 'w@x.test', type: 'work' }, home, other, fresh]);
    const two = [fresh, { value: 'm@x.test', primary: true }];
    expect(refusal(() => emails({ op: 'add', path: 'emails', value: two }))).toBe('invalidValue');
    expect(refusal(() => emails({ op: 'replace', path: 'emails[type ne "work"].primary', value: true }))).toBe('invalidValue');
  });
});

describe('remove from a list', () => {
  it('takes away those that are named, by any of their parts, and nobody for an empty list', () => {
    expect(emails({ op: 'remove', path: 'emails', value: [{ value: 'H@x.test' }, { type: 'other' }] })).toEqual([work]);
    expect(patch(ada, [{ op: 'remove', path: 'emails', value: [] }])).toBe(ada);
    expect(patch(ada, [{ op: 'remove', path: 'emails', value: [{ value: 'none' }] }])).toBe(ada);
    expect(emails({ op: 'remove', path: 'emails' })).toBeUndefined();
    expect(emails({ op: 'remove', path: 'emails', value: null })).toBeUndefined();
  });

  it('takes away each that the selector means, or one part of each', () => {
    expect(emails({ op: 'remove', path: 'emails[type eq "work" or type eq "home"]' })).toEqual([other]);
    expect(emails({ op: 'remove', path: 'emails[value ew "x.test"].type' })).toEqual([
      { value: 'w@x.test', primary: true },
      { value: 'h@x.test' },
      { value: 'o@x.test', display: 'Other' },
    ]);
    expect(emails({ op: 'remove', path: 'emails.display' })).toEqual([work, home, { value: 'o@x.test', type: 'other' }]);
    expect(patch(ada, [{ op: 'remove', path: 'emails[type eq "none"].display' }])).toBe(ada);
    expect(patch({ userName: 'ada' }, [{ op: 'remove', path: 'emails' }])).toEqual({ userName: 'ada' });
  });
});

describe('replace in a list', () => {
  it('changes each that the selector means', () => {
    expect(emails({ op: 'replace', path: 'emails[not (primary eq true)].display', value: 'D' })).toEqual([
      work,
      { ...home, display: 'D' },
      { ...other, display: 'D' },
    ]);
  });

  it('puts another in the place of a whole element, and keeps what the selector says', () => {
    expect(emails({ op: 'replace', path: 'emails[type eq "other"]', value: { value: 'n@x.test' } })).toEqual([
      work,
      home,
      { type: 'other', value: 'n@x.test' },
    ]);
    expect(emails({ op: 'add', path: 'emails[type eq "other"]', value: { value: 'n@x.test' } })).toEqual([
      work,
      home,
      { ...other, value: 'n@x.test' },
    ]);
    expect(refusal(() => emails({ op: 'replace', path: 'emails[type eq "other"]', value: [home, work] }))).toBe('invalidValue');
  });

  it('makes an element where a selector of eq terms finds none, and leaves its neighbours and the primary one', () => {
    for (const op of ['Add', 'Replace']) {
      expect(emails({ op, path: 'emails[type eq "fax" and display eq "F"].value', value: 'f@x.test' })).toEqual([
        work,
        home,
        other,
        { type: 'fax', display: 'F', value: 'f@x.test' },
      ]);
    }
    expect(patch({ userName: 'ada' }, [{ op: 'Add', path: 'phoneNumbers[type eq "mobile"].value', value: '1' }])).toEqual({
      userName: 'ada',
      phoneNumbers: [{ type: 'mobile', value: '1' }],
    });
    const viewer = [
      { op: 'Add', path: 'roles[primary eq "True"].value', value: 'Editor' },
      { op: 'Replace', path: 'roles[primary eq "True"].value', value: 'Viewer' },
    ];
    expect(patch(ada, viewer)['roles']).toEqual([{ primary: true, value: 'Viewer' }]);
    expect(patch(ada, [{ op: 'Replace', path: 'emails[type eq "fax"].value', value: '' }])).toBe(ada);
  });

  it('makes none for any other selector', () => {
    for (const selector of [
      'type ne "work" and type eq "fax"',
      'type eq "a" or type eq "b"',
      'not (value pr)',
      'value co "zz"',
      'type eq "a" and type eq "b"',
      'display eq null and type eq "fax"',
    ]) {
      expect([selector, refusal(() => emails({ op: 'replace', path: `emails[${selector}].value`, value: 'x' }))]).toEqual([
        selector,
        'noTarget',
      ]);
    }
  });
});
