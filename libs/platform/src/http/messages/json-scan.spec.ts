import fc from 'fast-check';
import { MalformedRequest } from '../problems/malformed.ts';
import { scanJson } from './json-scan.ts';

describe('the look at JSON before it is parsed', () => {
  it('lets through whatever a serializer writes, up to its depth', () => {
    fc.assert(fc.property(fc.json({ maxDepth: 15 }), (text) => scanJson(text, 'exact')));
  });

  it('throws nothing but refusals, whatever the text', () => {
    const isLookedAt = (text: string) => {
      try {
        scanJson(text, 'caseless');
      } catch (error) {
        return error instanceof MalformedRequest;
      }
      return true;
    };
    fc.assert(fc.property(fc.string(), isLookedAt));
    const ofJson = fc.constantFrom('{', '}', '[', ']', '"', ',', ':', '\\', 'u', '0', 'a', '1', ' ');
    fc.assert(fc.property(fc.string({ unit: ofJson }), isLookedAt));
  });

  it('finds a name that stands twice, at any depth, in any spelling', () => {
    const twice = (name: string) => {
      const [plain, escaped] = [JSON.stringify(name), `"${Array.from(name, (c) => c.split('').map(hex).join('')).join('')}"`];
      expect(() => scanJson(`[{"a":{${plain}:"{,",${escaped}:2}}]`, 'exact')).toThrow('malformed: duplicate_key');
    };
    fc.assert(fc.property(fc.string({ minLength: 1 }), twice));
  });

  it('takes values for no names, and equal names in different objects for none', () => {
    scanJson('{"a":"b","b":"a","c":["a","a",{"a":1}],"d":{"a":1,"c":"c"}}', 'exact');
    scanJson('{"a":1,"A":2}', 'exact');
    expect(() => scanJson('{"userName":1,"USERNAME":2}', 'caseless')).toThrow(MalformedRequest);
  });

  it.each([1, 8, 9, 500])('finds the first of %d names again', (count) => {
    const names = Array.from({ length: count }, (_, n) => `"n${n}":{}`).join(',');
    scanJson(`{${names}}`, 'exact');
    expect(() => scanJson(`{${names},"n0":1}`, 'exact')).toThrow('malformed: duplicate_key');
    expect(() => scanJson(`{${names},"n${count - 1}":1}`, 'exact')).toThrow('malformed: duplicate_key');
  });

  it('reads strings to their end, however many backslashes stand before a quote', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('\\', '"', 'a', ',', '{') }), (value) => {
        scanJson(JSON.stringify({ a: value, b: [value, { a: value }] }), 'exact');
        expect(() => scanJson(`{"a":${JSON.stringify(value)},"a":1}`, 'exact')).toThrow('malformed: duplicate_key');
      }),
    );
  });

  it('goes twenty deep and no deeper', () => {
    scanJson('[{"a":'.repeat(10) + '1' + '}]'.repeat(10), 'exact');
    expect(() => scanJson('['.repeat(21), 'exact')).toThrow('malformed: depth');
    expect(() => scanJson('['.repeat(100_000), 'exact')).toThrow('malformed: depth');
  });
});

const hex = (unit: string) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
