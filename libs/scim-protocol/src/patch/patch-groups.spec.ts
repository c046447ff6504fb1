import { patch, refusal } from '../../test/patching.ts';
import { answerOf } from '../answer.ts';
import { parseResource } from '../parse-resource.ts';
import type { Resource } from '../resource.ts';
import { groupSchema, groupType } from '../schema/group-schema.ts';
import { elementMatches } from '../filter/matches.ts';
import { valueOf } from '../value.ts';
import { patchOf } from './patch-op.ts';

const team: Resource = { displayName: 'Team', members: [{ value: 'ada', type: 'User' }, { value: 'bob' }] };
const change = (...operations: object[]) => patch(team, operations, groupType);
const ids = (...operations: object[]) => ((change(...operations)['members'] ?? []) as { value: string }[]).map(({ value }) => value);

describe('the members of a group', () => {
  it('are added in the words of Okta and Entra, each once', () => {
    for (const value of [
      [{ value: 'eve' }],
      { value: 'eve' },
      [{ $ref: null, value: 'eve' }],
      [{ value: 'eve', display: 'Eve' }, { value: 'eve' }, { value: 'ada' }],
      'eve',
    ]) {
      expect(ids({ op: 'Add', path: 'members', value })).toEqual(['ada', 'bob', 'eve']);
    }
    expect(ids({ op: 'Add', path: 'members', value: [{ value: 'c' }] }, { op: 'Add', path: 'Members', value: [{ value: 'd' }] })).toEqual([
      'ada',
      'bob',
      'c',
      'd',
    ]);
    expect(change({ op: 'add', path: 'members', value: [{ value: 'ada' }] })).toBe(team);
  });

  it('are removed in the words of Okta and Entra', () => {
    expect(ids({ op: 'Remove', path: 'members', value: [{ value: 'ada' }] })).toEqual(['bob']);
    expect(ids({ op: 'Remove', path: 'members', value: [{ $ref: null, value: 'ada' }] })).toEqual(['bob']);
    expect(ids({ op: 'remove', path: 'members[value eq "ada"]' })).toEqual(['bob']);
    expect(ids({ op: 'remove', path: 'members' })).toEqual([]);
    for (const operation of [
      { op: 'Remove', path: 'members', value: [] },
      { op: 'remove', path: 'members[value eq "ADA"]' },
      { op: 'remove', path: 'members[value eq "nobody"]' },
      { op: 'remove', path: 'members', value: [{ value: 'nobody' }] },
    ]) {
      expect(change(operation)).toBe(team);
    }
  });

  it('are set whole', () => {
    expect(ids({ op: 'replace', path: 'members', value: [{ value: 'bob' }, { value: 'eve', display: 'x' }] })).toEqual(['bob', 'eve']);
    expect(ids({ op: 'replace', path: 'members', value: [] })).toEqual([]);
    expect(ids({ op: 'replace', value: { members: [{ value: 'eve' }] } })).toEqual(['eve']);
  });

  it('keep who they are: a member is another member or none', () => {
    expect(refusal(() => change({ op: 'replace', path: 'members[value eq "ada"].value', value: 'eve' }))).toBe('mutability');
    expect(refusal(() => change({ op: 'replace', path: 'members[value eq "ada"].type', value: 'Group' }))).toBe('mutability');
    expect(refusal(() => change({ op: 'replace', path: 'members[value eq "ada"].display', value: 'x' }))).toBe('mutability');
    expect(change({ op: 'replace', path: 'members[value eq "ada"].type', value: 'User' })).toBe(team);
    expect(refusal(() => change({ op: 'add', path: 'members', value: [{ display: 'x' }] }))).toBe('invalidValue');
  });

  it('may be tens of thousands', () => {
    const value = Array.from({ length: 20_000 }, (_, n) => ({ value: `m${n}` }));
    expect(ids({ op: 'add', path: 'members', value })).toHaveLength(20_002);
    expect(ids({ op: 'add', path: 'members', value }, { op: 'remove', path: 'members', value })).toEqual(['ada', 'bob']);
  });

  it('are not looked through more than a million times by one PATCH', () => {
    const big: Resource = { displayName: 'Big', members: Array.from({ length: 1_000 }, (_, n) => ({ value: `m${n}` })) };
    const fifty = Array(50).fill('value eq "x"').join(' and ');
    const steps = (count: number) => Array.from({ length: count }, () => ({ op: 'remove', path: `members[${fifty}]` }));
    expect(patch(big, steps(20), groupType)).toBe(big);
    expect(() => patch(big, steps(21), groupType)).toThrow(expect.objectContaining({ status: 413 }));
  });

  it('come to a server that keeps rows as steps with a selector and a value', () => {
    const body = {
      schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
      Operations: [
        { op: 'Remove', path: 'members[value eq "ada" or type eq "group"]' },
        { op: 'Add', path: 'members', value: [{ value: 'eve', $ref: 'x', display: 'y' }] },
      ],
    };
    const [remove, add] = patchOf(groupType, body).steps;
    expect(remove!.op).toBe('remove');
    expect(['ada', 'eve'].map((value) => elementMatches(remove!.path.selector!, { value }))).toEqual([true, false]);
    expect(valueOf(add!.path.attribute!, add!.value)).toEqual([{ value: 'eve' }]);
  });
});

describe('a group', () => {
  it('is renamed by Okta with its id beside', () => {
    expect(change({ op: 'replace', value: { id: 'g', displayName: 'Crew' } })).toEqual({ ...team, displayName: 'Crew' });
    expect(change({ op: 'Replace', path: 'externalId', value: 'x' })).toEqual({ ...team, externalId: 'x' });
    expect(refusal(() => change({ op: 'remove', path: 'displayName' }))).toBe('mutability');
  });

  it('is read from a body, needs a name, and tells whom it has', () => {
    const parse = (body: object) => parseResource(groupType, { schemas: [groupSchema.urn], ...body }).resource;
    expect(
      parse({
        displayName: 'Team',
        members: [
          { value: 'a', $ref: 'x', display: 'A', type: 'User' },
          { value: 'a', type: 'User' },
        ],
      }),
    ).toEqual({
      displayName: 'Team',
      members: [{ value: 'a', type: 'User' }],
    });
    for (const body of [
      { members: [] },
      { displayName: ' ' },
      { displayName: 'x', members: [{ type: 'User' }] },
      { displayName: 'x', members: [5] },
    ]) {
      expect(refusal(() => parse(body))).toBe('invalidValue');
    }
    const meta = { id: '1', created: new Date(0), lastModified: new Date(0), version: 1, baseUrl: '' };
    expect(answerOf(groupType, team, meta)).toMatchObject({
      schemas: [groupSchema.urn],
      meta: { resourceType: 'Group', location: '/Groups/1' },
    });
  });
});
