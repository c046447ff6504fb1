import fc from 'fast-check';
import { Config } from '../../config.ts';
import { MalformedCursor } from '../problems/malformed.ts';
import { Cursors } from './cursors.ts';

const withSecret = (secret: string) => new Cursors(new Config({ PLACET_DATABASE_URL: 'postgres://x', PLACET_SECRET: secret.repeat(32) }));

describe('a cursor', () => {
  const cursors = withSecret('x');
  const query = { sort: 'lastName', state: ['active'], q: undefined, limit: 50 };
  const cursor = cursors.encode('members', query, ['Byron', 7, null, true]);
  const opens = (list: string, asked: object, given = cursor) => cursors.decode(list, { ...asked, cursor: given });

  it('brings back the sort key of the last row, also on a page of another size', () => {
    expect(opens('members', query)).toEqual(['Byron', 7, null, true]);
    expect(opens('members', { state: ['active'], sort: 'lastName', limit: 200 })).toEqual(['Byron', 7, null, true]);
  });

  it('is nothing on the first page', () => expect(cursors.decode('members', { ...query, cursor: undefined })).toBeUndefined());

  it('shows nothing of what it holds', () => expect(Buffer.from(cursor, 'base64url').toString('latin1')).not.toMatch(/Byron/));

  it('goes with its list, its filters, its sort order and its installation', () => {
    for (const [list, asked] of [
      ['sites', query],
      ['members', { ...query, sort: '-lastName' }],
      ['members', { ...query, state: ['active', 'inactive'] }],
      ['members', { ...query, q: 'ada' }],
    ] as const) {
      expect(() => opens(list, asked)).toThrow(MalformedCursor);
    }
    expect(() => withSecret('y').decode('members', { ...query, cursor })).toThrow(MalformedCursor);
  });

  it('is refused, never thrown at, whatever it is', () => {
    const refused = (given: string) => {
      expect(() => opens('members', query, given)).toThrow(MalformedCursor);
    };
    fc.assert(fc.property(fc.string(), refused));
    fc.assert(
      fc.property(fc.integer({ min: 0, max: cursor.length - 2 }), (at) =>
        refused(`${cursor.slice(0, at)}${cursor[at] === 'A' ? 'B' : 'A'}${cursor.slice(at + 1)}`),
      ),
    );
    refused(cursor.slice(0, -4));
  });
});
