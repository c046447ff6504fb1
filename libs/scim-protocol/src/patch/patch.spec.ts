import { patchOf } from './patch-op.ts';
import { patched } from './patch.ts';
import type { Resource } from '../resource.ts';
import { ScimError } from '../scim-error.ts';
import { enterpriseSchema, userSchema, userType } from '../schema/user-schema.ts';

const enterprise = enterpriseSchema.urn;
const ada: Resource = {
  userName: 'ada@example.test',
  active: true,
  name: { givenName: 'Ada', familyName: 'Byron', honorificPrefix: 'Lady' },
  title: 'Countess',
  emails: [{ value: 'ada@example.test', type: 'work', primary: true }],
};
const envelope = (...Operations: object[]) => ({ schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'], Operations });
const patch = (resource: Resource, ...operations: object[]) =>
  patched(userType, resource, patchOf(userType, envelope(...operations)).steps);
const refusal = (...operations: object[]) => {
  try {
    patch(ada, ...operations);
  } catch (error) {
    if (error instanceof ScimError) return error.scimType;
    throw error;
  }
  return undefined;
};

describe('PATCH', () => {
  it('switches off in each form that Okta and Entra send', () => {
    for (const operation of [
      { op: 'replace', value: { active: false } },
      { op: 'Replace', path: 'active', value: 'False' },
      { op: 'Replace', path: 'active', value: false },
      { op: 'Add', path: 'ACTIVE', value: 'false' },
      { op: 'replace', path: `${userSchema.urn}:active`, value: false },
    ]) {
      expect(patch(ada, operation)['active']).toBe(false);
    }
    for (const value of [0, 'no', 'maybe', {}, [true, false]])
      expect(refusal({ op: 'replace', path: 'active', value })).toBe('invalidValue');
  });

  it('reads dotted names and URNs as paths, and leaves out what is read-only or unknown', () => {
    const value = {
      id: 'x',
      meta: {},
      groups: [],
      schemas: [],
      password: 'secret',
      nonsense: 1,
      'name.givenName': 'Eve',
      [`${enterprise}:department`]: 'R&D',
      [enterprise]: { division: 'Labs' },
    };
    const { steps, ignored } = patchOf(userType, envelope({ op: 'replace', value }));
    expect(ignored).toEqual(['nonsense']);
    const { name, ...after } = patched(userType, ada, steps);
    expect(name).toEqual({ givenName: 'Eve', familyName: 'Byron', honorificPrefix: 'Lady' });
    expect(after[enterprise]).toEqual({ department: 'R&D', division: 'Labs' });
    expect(Object.keys(after).toSorted()).toEqual(['active', 'emails', 'title', enterprise, 'userName'].toSorted());
  });

  it('reads an object under the own URN of a type, once', () => {
    const value = { [userSchema.urn]: { TITLE: 'Dr', [userSchema.urn]: { title: 'x' }, department: 'x' } };
    const { steps, ignored } = patchOf(userType, envelope({ op: 'replace', value }));
    expect(ignored).toEqual([userSchema.urn, 'department']);
    expect(patched(userType, ada, steps)).toEqual({ ...ada, title: 'Dr' });
  });

  it('reads any path as a key, and an object at the own URN of a type', () => {
    const value = { 'emails[type eq "work"].value': 'b@example.test', 'emails[type eq': 'x', 'groups[value eq "x"].display': 'x' };
    const { steps, ignored } = patchOf(userType, envelope({ op: 'replace', value }));
    expect(ignored).toEqual(['emails[type eq']);
    expect(patched(userType, ada, steps)['emails']).toEqual([{ value: 'b@example.test', type: 'work', primary: true }]);
    expect(patch(ada, { op: 'replace', path: userSchema.urn, value: { active: false } })).toEqual({ ...ada, active: false });
  });

  it('takes and drops a password under its own path, too', () => {
    for (const path of ['password', `${userSchema.urn}:PASSWORD`]) {
      expect(patch(ada, { op: 'replace', path, value: 'secret' })).toBe(ada);
      expect(patch(ada, { op: 'remove', path })).toBe(ada);
    }
  });

  it('sets nothing where no value is sent', () => {
    for (const op of ['add', 'replace']) {
      for (const path of ['title', 'password', 'emails[type eq "work"].value', undefined])
        expect(refusal({ op, path })).toBe('invalidValue');
    }
    expect(patch(ada, { op: 'replace', path: 'title', value: null })['title']).toBeUndefined();
  });

  it('changes the element that a selector means, and makes one where Entra asks for it', () => {
    expect(patch(ada, { op: 'Replace', path: 'emails[type eq "work"].value', value: 'b@example.test' })['emails']).toEqual([
      { value: 'b@example.test', type: 'work', primary: true },
    ]);
    expect(patch(ada, { op: 'Add', path: 'emails[type eq "home"].value', value: 'h@example.test' })['emails']).toEqual([
      ...(ada['emails'] as object[]),
      { type: 'home', value: 'h@example.test' },
    ]);
    expect(patch(ada, { op: 'Add', path: 'roles[primary eq "True"].value', value: 'Editor' })['roles']).toEqual([
      { primary: true, value: 'Editor' },
    ]);
    expect(refusal({ op: 'replace', path: 'emails[type co "x"].value', value: 'y' })).toBe('noTarget');
    expect(patch(ada, { op: 'remove', path: 'emails[type eq "home"]' })).toBe(ada);
  });

  it('keeps one primary: the newest', () => {
    const more = patch(ada, { op: 'add', path: 'emails', value: [{ value: 'b@example.test', type: 'home', primary: true }] });
    expect((more['emails'] as { primary?: boolean }[]).map(({ primary }) => primary)).toEqual([undefined, true]);
    const back = patch(more, { op: 'replace', path: 'emails[type eq "work"].primary', value: true });
    expect((back['emails'] as { primary?: boolean }[]).map(({ primary }) => primary)).toEqual([true, undefined]);
  });

  it('merges a complex value, replaces a list, adds only what is new', () => {
    expect(patch(ada, { op: 'replace', path: 'name', value: { givenName: 'Eve' } })['name']).toMatchObject({ familyName: 'Byron' });
    expect(patch(ada, { op: 'add', path: 'emails', value: ada['emails'] })).toEqual(ada);
    expect(patch(ada, { op: 'replace', path: 'emails', value: [] })['emails']).toBeUndefined();
  });

  it('takes a manager in every dialect, and lets him go', () => {
    for (const value of ['boss', { value: 'boss' }, [{ $ref: 'http://elsewhere', value: 'boss' }]]) {
      for (const path of ['manager', `${enterprise}:manager`]) {
        expect(patch(ada, { op: 'Add', path, value })[enterprise]).toEqual({ manager: { value: 'boss' } });
      }
    }
    const led = patch(ada, { op: 'add', path: 'manager', value: 'boss' }, { op: 'add', path: `${enterprise}:division`, value: 'Labs' });
    for (const operation of [
      { op: 'Replace', path: 'manager', value: '' },
      { op: 'Remove', path: 'manager' },
    ]) {
      expect(patch(led, operation)[enterprise]).toEqual({ division: 'Labs' });
    }
    expect(patch(led, { op: 'remove', path: enterprise })).toEqual(ada);
  });

  it('clears with an empty text or null, and works in order', () => {
    expect(patch(ada, { op: 'replace', path: 'title', value: '' })['title']).toBeUndefined();
    expect(patch(ada, { op: 'replace', path: 'title', value: null })['title']).toBeUndefined();
    const inOrder = [
      { op: 'remove', path: 'title' },
      { op: 'add', path: 'title', value: 'a' },
      { op: 'replace', path: 'title', value: 'b' },
    ];
    expect(patch(ada, ...inOrder)['title']).toBe('b');
  });

  it('says what is wrong by its type', () => {
    expect(refusal({ op: 'remove' })).toBe('noTarget');
    expect(refusal({ op: 'remove', path: 'userName' })).toBe('mutability');
    expect(refusal({ op: 'replace', path: 'userName', value: '' })).toBe('mutability');
    for (const path of ['id', 'meta.created', 'groups', 'groups[value eq "x"].display']) {
      expect(refusal({ op: 'replace', path, value: 'x' })).toBe('mutability');
    }
    for (const path of [
      'name..givenName',
      'no such attr',
      'emails[type eq',
      'emails[type eq "work"]].value',
      '__proto__.x',
      'constructor',
      'toString',
      'title[value eq "x"]',
    ]) {
      expect(refusal({ op: 'replace', path, value: 'x' })).toBe('invalidPath');
    }
    for (const body of [
      envelope(),
      envelope({ op: 'move', path: 'title' }),
      envelope({ path: 'title', value: 'x' }),
      { Operations: [{ op: 'remove', path: 'title' }] },
      [],
      null,
    ]) {
      expect(() => patchOf(userType, body)).toThrow(expect.objectContaining({ scimType: 'invalidSyntax' }));
    }
  });

  it('leaves the given resource as it is when a later step fails', () => {
    const before = structuredClone(ada);
    expect(refusal({ op: 'replace', path: 'title', value: 'x' }, { op: 'replace', path: 'id', value: 'x' })).toBe('mutability');
    expect(ada).toEqual(before);
  });
});
