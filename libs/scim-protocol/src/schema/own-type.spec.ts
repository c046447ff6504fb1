import { patch, refusal } from '../../test/patching.ts';
import { filterOf } from '../filter/filter.ts';
import { parseResource } from '../parse-resource.ts';
import { replaced } from '../replaced.ts';
import { binary, complex, decimal, flag, instant, integer, reference, resourceTypeOf, schemaOf, text, type Schema } from './attribute.ts';

describe("a type of one's own", () => {
  const own: Schema = schemaOf('urn:x:Own', 'Own', 'Own', [
    integer('rank', 'A whole number.'),
    decimal('share', 'A fraction.'),
    instant('since', 'A date.'),
    binary('seal', 'Bytes.'),
    reference('page', 'A page.', ['external']),
    flag('open', 'Yes or no.'),
    text('code', 'Set once.', { mutability: 'immutable' }),
    text('tags', 'Plain texts.', { multiValued: true }),
    text('made', 'By the server.', { mutability: 'readOnly' }),
    complex('lock', 'Set once inside.', [text('value', 'Its key.', { mutability: 'immutable' }), text('label', 'Its label.')]),
  ]);
  const more = schemaOf('urn:x:More', 'More', 'More', [
    text('must', 'Must be there.', { required: true }),
    text('may', 'May be there.', { mutability: 'immutable' }),
  ]);
  const seat = schemaOf('urn:x:Seat', 'Seat', 'Seat', [text('status', 'By the server.', { mutability: 'readOnly' })]);
  const type = resourceTypeOf('Own', '/Own', 'Own', own, [more, seat]);
  const parse = (body: object) => parseResource(type, { schemas: ['urn:x:Own'], ...body }).resource;

  it('takes values of its types, and no others', () => {
    const whole = {
      rank: 3,
      share: 0.5,
      since: '2026-02-28T10:00:00.5+02:00',
      seal: 'QQ==',
      page: 'https://x.test',
      open: true,
      tags: ['a', 'b'],
    };
    expect(parse({ ...whole, made: 'x' })).toEqual(whole);
    for (const wrong of [
      { rank: 1.5 },
      { rank: '1' },
      { rank: 2 ** 53 },
      { share: '0.5' },
      { share: true },
      { since: '2026-02-30T00:00:00Z' },
      { since: '2026-02-28' },
      { since: 'yesterday' },
      { since: '0000-01-01T00:00:00Z' },
      { seal: 'é' },
      { open: 1 },
      { tags: [5] },
    ]) {
      expect([wrong, refusal(() => parse(wrong))]).toEqual([wrong, 'invalidValue']);
    }
    expect(filterOf(type, 'rank ge 3 and share lt 1.5e0 and since gt "2026-01-01T00:00:00"')).toMatchObject({
      of: [{ value: 3 }, { value: 1.5 }, { value: '2026-01-01T00:00:00Z' }],
    });
    for (const wrong of [
      'rank eq "3"',
      'rank co 3',
      'rank eq 1.5',
      'seal gt "QQ=="',
      'since sw "2026"',
      'since eq "2026"',
      'open gt true',
      'tags eq 5',
      'urn:x:More eq "x"',
    ]) {
      expect([wrong, refusal(() => filterOf(type, wrong))]).toEqual([wrong, 'invalidFilter']);
    }
  });

  it('adds to plain texts what is new, and takes away what is named', () => {
    expect(patch({ tags: ['a'] }, [{ op: 'add', path: 'tags', value: ['A', 'b'] }], type)).toEqual({ tags: ['a', 'b'] });
    expect(patch({ tags: ['a', 'b'] }, [{ op: 'remove', path: 'tags', value: 'B' }], type)).toEqual({ tags: ['a'] });
    expect(refusal(() => patch({ tags: ['a'] }, [{ op: 'remove', path: 'tags[value eq "a"]' }], type))).toBe('invalidPath');
  });

  it('lets what is immutable be set once, by PATCH and by PUT', () => {
    const set = { code: 'a', lock: { value: 'k' } };
    expect(patch({}, [{ op: 'add', path: 'code', value: 'a' }], type)).toEqual({ code: 'a' });
    expect(patch(set, [{ op: 'replace', path: 'code', value: 'a' }], type)).toBe(set);
    expect(patch(set, [{ op: 'replace', path: 'lock.label', value: 'l' }], type)).toEqual({ code: 'a', lock: { value: 'k', label: 'l' } });
    for (const operation of [
      { op: 'replace', path: 'code', value: 'b' },
      { op: 'remove', path: 'code' },
      { op: 'add', value: { code: 'b' } },
      { op: 'replace', path: 'lock.value', value: 'x' },
      { op: 'replace', path: 'lock', value: { value: 'x' } },
    ]) {
      expect([operation, refusal(() => patch(set, [operation], type))]).toEqual([operation, 'mutability']);
    }
    expect(replaced(type, { ...set, rank: 1 }, { rank: 2 })).toEqual({ code: 'a', rank: 2 });
    expect(replaced(type, set, { code: 'a', lock: { label: 'l' } })).toEqual({ code: 'a', lock: { value: 'k', label: 'l' } });
    expect(replaced(type, set, { code: 'a', lock: { value: 'k', label: 'l' } })).toEqual({ code: 'a', lock: { value: 'k', label: 'l' } });
    expect(replaced(type, { 'urn:x:More': { must: 'm', may: 'y' } }, {})).toEqual({ 'urn:x:More': { may: 'y' } });
    expect(refusal(() => replaced(type, set, { code: 'b' }))).toBe('mutability');
    expect(refusal(() => replaced(type, set, { lock: { value: 'x' } }))).toBe('mutability');
  });

  it('asks for what an extension must have only where it has data', () => {
    expect(parse({})).toEqual({});
    expect(refusal(() => parse({ 'urn:x:More': { may: 'y' } }))).toBe('invalidValue');
    expect(
      refusal(() =>
        patch(
          { 'urn:x:More': { must: 'm' } },
          [
            { op: 'replace', path: 'urn:x:More:may', value: 'y' },
            { op: 'remove', path: 'urn:x:More:must' },
          ],
          type,
        ),
      ),
    ).toBe('mutability');
  });

  it('leaves an extension that only the server writes as it is: ignored inside, refused by path', () => {
    expect(parse({ 'urn:x:Seat': { status: 'assigned' } })).toEqual({});
    expect(patch({}, [{ op: 'replace', value: { 'urn:x:Seat': { status: 'x' }, 'urn:x:Seat:status': 'x' } }], type)).toEqual({});
    for (const operation of [
      { op: 'replace', path: 'urn:x:Seat:status', value: 'x' },
      { op: 'replace', path: 'urn:x:Seat', value: { status: 'x' } },
      { op: 'remove', path: 'urn:x:Seat' },
    ]) {
      expect([operation, refusal(() => patch({}, [operation], type))]).toEqual([operation, 'mutability']);
    }
  });
});
