import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { ScimError } from '../scim-error.ts';
import { CursorCodec } from './cursor.ts';

const codec = new CursorCodec(randomBytes(32));
const began = new Date('2026-01-01T00:00:00Z');
const use = { fingerprint: 'query', scope: 'connection' };
const position = ['2026-01-01T00:00:00.123456Z', null, 'é"\u{1f600}'];
const cursor = codec.seal({ ...use, position, count: 2, at: began });
const open = (sealed: string, other: object = {}) => codec.open(sealed, { ...use, now: began, ...other });
const refusal = (work: () => unknown) => {
  try {
    work();
  } catch (error) {
    if (error instanceof ScimError) return `${error.status} ${error.scimType}`;
    throw error;
  }
  return 'opened';
};

describe('a cursor', () => {
  it('gives back its position and page size, in characters that need no escape', () => {
    expect(open(cursor)).toEqual({ position, count: 2 });
    expect(open(cursor, { count: 2 })).toEqual({ position, count: 2 });
    expect(cursor).toMatch(/^[A-Za-z0-9_-]+$/);
  });

  it('is nothing for another connection, for another query, under another key, or in another form', () => {
    for (const sealed of ['', 'forged', cursor.slice(0, -1), `${cursor}A`, `A${cursor.slice(1)}`, `${cursor}=`, 'A'.repeat(20_000), 'é']) {
      expect([sealed.slice(0, 20), refusal(() => open(sealed))]).toEqual([sealed.slice(0, 20), '400 invalidCursor']);
    }
    expect(refusal(() => open(cursor, { scope: 'another' }))).toBe('400 invalidCursor');
    expect(refusal(() => open(cursor, { fingerprint: 'another' }))).toBe('400 invalidCursor');
    expect(refusal(() => new CursorCodec(randomBytes(32)).open(cursor, { ...use, now: began }))).toBe('400 invalidCursor');
  });

  it('is nothing once one bit of it was turned', () => {
    const bytes = Buffer.from(cursor, 'base64url');
    for (let bit = 0; bit < bytes.length * 8; bit++) {
      const turned = Buffer.from(bytes);
      turned[bit >> 3]! ^= 1 << (bit & 7);
      expect(refusal(() => open(turned.toString('base64url')))).toBe('400 invalidCursor');
    }
  });

  it('tells query and connection apart where together they look alike', () => {
    const sealed = codec.seal({ fingerprint: 'ab', scope: 'c', position: [], count: 1, at: began });
    expect(refusal(() => open(sealed, { fingerprint: 'a', scope: 'bc' }))).toBe('400 invalidCursor');
    expect(refusal(() => open(sealed, { fingerprint: 'ab","c', scope: '' }))).toBe('400 invalidCursor');
  });

  it('holds for an hour, and for one page size', () => {
    const after = (seconds: number) => new Date(began.getTime() + seconds * 1_000);
    expect(open(cursor, { now: after(3_600) }).count).toBe(2);
    expect(refusal(() => open(cursor, { now: after(3_601) }))).toBe('400 expiredCursor');
    expect(refusal(() => open(cursor, { count: 3 }))).toBe('400 invalidCount');
    expect(refusal(() => open(cursor, { count: 3, now: after(3_601) }))).toBe('400 expiredCursor');
  });

  it('carries any position', () => {
    fc.assert(
      fc.property(fc.array(fc.option(fc.string({ unit: 'grapheme' }))), fc.integer({ min: 1, max: 500 }), (keys, count) => {
        expect(open(codec.seal({ ...use, position: keys, count, at: began }))).toEqual({ position: keys, count });
      }),
    );
  });

  it('needs a key that nobody guesses', () => {
    expect(() => new CursorCodec(Buffer.alloc(31))).toThrow(RangeError);
  });
});
