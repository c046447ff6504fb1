import {
  groupType,
  invalidValue,
  mutability,
  parseResource,
  valueOf,
  type Attribute,
  type Condition,
  type PatchStep,
} from '@placet/scim-protocol';
import { isUuid } from '../directory-facts.ts';
import { UnknownMember } from './group-errors.ts';

/** Which rows come and go. Later steps win over earlier ones, so nobody is in both lists. */
export interface MembersChange {
  /** whoever is not added goes */
  readonly replaces: boolean;
  readonly adds: readonly string[];
  readonly removes: readonly string[];
}

/** What a directory wants of a group; absent stays. */
export interface GroupChange {
  readonly displayName?: string;
  /** `null` clears */
  readonly externalId?: string | null;
  readonly members: MembersChange;
}

/** A step that takes away whom a condition describes by more than his id: only the rows can tell who that is. */
export interface ChoosingStep {
  readonly selector: Condition;
}

/** What a PATCH asks for: fields at once, members as steps in order. */
export interface GroupSteps {
  readonly fields: Omit<GroupChange, 'members'>;
  readonly members: readonly (MembersChange | ChoosingStep)[];
}

const nothing: MembersChange = { replaces: false, adds: [], removes: [] };
const everybody: MembersChange = { replaces: true, adds: [], removes: [] };

/** Reads the body of a create or a replace: the whole group, so that the list is a difference. `externalId` is cleared where it is absent.
 *
 * @throws ScimError, UnknownMember
 */
export function wholeGroupOf(body: unknown): Required<GroupChange> {
  const { resource } = parseResource(groupType, body);
  const adds = memberIdsOf(resource['members']);
  return {
    displayName: resource['displayName'] as string,
    externalId: (resource['externalId'] as string | undefined) ?? null,
    members: { replaces: true, adds, removes: [] },
  };
}

/** @throws ScimError mutability, invalidValue; UnknownMember */
export function groupStepsOf(steps: readonly PatchStep[]): GroupSteps {
  let fields: GroupSteps['fields'] = {};
  const members: (MembersChange | ChoosingStep)[] = [];
  for (const step of steps) {
    const { attribute } = step.path;
    if (attribute?.name === 'members') members.push(membersStep(step));
    else if (attribute) fields = { ...fields, ...fieldStep(step, attribute) };
  }
  return { fields, members };
}

function fieldStep({ op, value, isKey }: PatchStep, attribute: Attribute): GroupSteps['fields'] {
  const { name } = attribute;
  if (attribute.mutability === 'readOnly') {
    if (isKey) return {};
    throw mutability(`${name} is read-only.`);
  }
  const given = op === 'remove' ? undefined : (valueOf(attribute, value) as string | undefined);
  if (name === 'externalId') return { externalId: given ?? null };
  if (given === undefined || given.trim() === '') throw mutability(`${name} is required and can't be removed.`);
  return { displayName: given };
}

/** @see RFC 7644 §3.5.2 and, for Entra's `remove` with values, scim.md §8 */
function membersStep({ op, path, value }: PatchStep): MembersChange | ChoosingStep {
  const { selector, sub } = path;
  if (sub || (selector && op !== 'remove')) throw mutability('A member of a group is added or removed, never changed.');
  if (selector) {
    const ids = idsIn(selector);
    return ids ? { ...nothing, removes: ids } : { selector };
  }
  if (op === 'add') return { ...nothing, adds: memberIdsOf(value) };
  if (op === 'replace') return { ...everybody, adds: memberIdsOf(value) };
  return value === undefined || value === null ? everybody : { ...nothing, removes: idsOf(value).filter(isUuid) };
}

/** The ids that a condition names, where that is all it does: `value eq "…"`, also several joined by `or`. */
function idsIn(condition: Condition): string[] | undefined {
  if (condition.kind === 'or') {
    const each = condition.of.map(idsIn);
    return each.every((ids) => ids !== undefined) ? each.flat() : undefined;
  }
  const isId = condition.kind === 'compare' && condition.operator === 'eq' && condition.place.sub?.name === 'value';
  return isId && typeof condition.value === 'string' ? [condition.value].filter(isUuid) : undefined;
}

/** @throws UnknownMember for what is nobody's id */
function memberIdsOf(raw: unknown): string[] {
  const ids = idsOf(raw);
  const stranger = ids.find((id) => !isUuid(id));
  if (stranger !== undefined) throw new UnknownMember(stranger.slice(0, 100));
  return ids;
}

/** `"id"`, `{value: "id"}`, or a list of them; `type`, `display` and `$ref` are the server's to say. */
function idsOf(raw: unknown): string[] {
  if (raw === undefined || raw === null || raw === '') return [];
  return [...new Set((Array.isArray(raw) ? raw : [raw]).map(idOf))];
}

function idOf(element: unknown): string {
  const value =
    typeof element === 'object' && element !== null ? Object.entries(element).find(([key]) => key.toLowerCase() === 'value')?.[1] : element;
  if (typeof value !== 'string' || value === '') throw invalidValue('Each of members needs a value, the id of a user or a group.');
  return value.toLowerCase();
}

/** Sums up steps into what is to happen in the end; undefined where a step needs to see the rows. */
export function summedUp(steps: GroupSteps['members']): MembersChange | undefined {
  let replaces = false;
  const last = new Map<string, 'add' | 'remove'>();
  for (const step of steps) {
    if ('selector' in step) return undefined;
    if (step.replaces) {
      replaces = true;
      last.clear();
    }
    for (const id of step.adds) last.set(id, 'add');
    for (const id of step.removes) last.set(id, 'remove');
  }
  const of = (what: 'add' | 'remove') => [...last].filter(([, op]) => op === what).map(([id]) => id);
  return { replaces, adds: of('add'), removes: replaces ? [] : of('remove') };
}
