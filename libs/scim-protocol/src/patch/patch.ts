import { leavesOf } from '../filter/condition.ts';
import { elementMatches } from '../filter/matches.ts';
import { missingFrom } from '../required.ts';
import { isObject, type Resource } from '../resource.ts';
import { isReadOnly, type Attribute, type ResourceType, type Schema } from '../schema/attribute.ts';
import { ScimError, invalidValue, mutability, noTarget } from '../scim-error.ts';
import { distinct, sameText, valueOf } from '../value.ts';
import { isPrimary, withAdded, withOnePrimary, withRemoved, type Element } from './elements.ts';
import { madeBy } from './made-by.ts';
import type { PatchStep } from './patch-op.ts';

/** Carries out the steps of a PATCH, in order, on a copy; any failure leaves nothing changed. A server that keeps long lists in rows (the members of a
 * group) turns those steps into statements instead: each has its selector and its raw value.
 *
 * @returns the changed resource, which shares what did not change; the very same object where nothing did
 * @throws ScimError invalidValue, mutability, noTarget, 413 (a thousand steps through a list of more than a thousand)
 * @see RFC 7644 §3.5.2
 */
export function patched(type: ResourceType, resource: Resource, steps: readonly PatchStep[]): Resource {
  const copy = new WorkingCopy(resource);
  for (const step of steps) new Step(copy, step).carryOut();
  if (!copy.isChanged) return resource;
  const missing = missingFrom(type, copy.whole);
  if (missing) throw mutability(`${missing.name} is required and can't be removed.`);
  return copy.whole;
}

/** So many values may one PATCH look at, each as often as its selector compares: a thousand steps on a thousand members. */
const mostLooks = 1_000_000;

/** Copies what is written, once, and nothing else; counts what is looked at. */
class WorkingCopy {
  isChanged = false;
  whole: Resource;
  private readonly copied = new Set<string>();
  private looks = 0;

  constructor(given: Resource) {
    this.whole = given;
  }

  /** @throws ScimError 413 */
  look(times: number): void {
    this.looks += times;
    if (this.looks > mostLooks)
      throw new ScimError(413, undefined, 'The PATCH looks through too long lists too often: send fewer operations.');
  }

  read(extension: Schema | undefined, name: string): unknown {
    return extension ? (this.whole[extension.urn] as Resource | undefined)?.[name] : this.whole[name];
  }

  write(extension: Schema | undefined, name: string, value: unknown): void {
    if (isSame(this.read(extension, name), value)) return;
    if (!this.isChanged) this.whole = { ...this.whole };
    this.isChanged = true;
    const holder = extension ? this.holder(extension) : this.whole;
    if (value === undefined) delete holder[name];
    else holder[name] = value;
    if (extension && !Object.keys(holder).length) delete this.whole[extension.urn];
  }

  private holder({ urn }: Schema): Resource {
    if (!this.copied.has(urn) || !this.whole[urn]) this.whole[urn] = { ...(this.whole[urn] as Resource | undefined) };
    this.copied.add(urn);
    return this.whole[urn] as Resource;
  }
}

/** Lists of another length are not even looked at: those of groups are long. */
function isSame(before: unknown, after: unknown): boolean {
  if (before === after) return true;
  if (Array.isArray(before) && Array.isArray(after))
    return before.length === after.length && before.every((one, n) => isSame(one, after[n]));
  return before !== undefined && after !== undefined && sameText(before) === sameText(after);
}

class Step {
  private readonly copy: WorkingCopy;
  private readonly step: PatchStep;

  constructor(copy: WorkingCopy, step: PatchStep) {
    this.copy = copy;
    this.step = step;
  }

  carryOut(): void {
    const { extension, attribute, sub } = this.step.path;
    if (!attribute) return this.wholeExtension(extension!);
    if (attribute.mutability === 'readOnly' || sub?.mutability === 'readOnly') {
      if (this.step.isKey) return;
      throw mutability(`${sub?.name ?? attribute.name} is read-only.`);
    }
    const before = this.copy.read(extension, attribute.name);
    const after = attribute.multiValued ? this.list(attribute, sub, (before ?? []) as Element[]) : this.one(attribute, sub, before);
    if (attribute.mutability === 'immutable' && before !== undefined && !isSame(before, after)) throw setOnce(attribute);
    this.copy.write(extension, attribute.name, after);
  }

  /** With an object as value it was split into its keys before. */
  private wholeExtension(extension: Schema): void {
    const { op, value, isKey } = this.step;
    if (op !== 'remove' && value !== null && value !== '') throw invalidValue(`${extension.urn} must be an object.`);
    if (isReadOnly(extension)) {
      if (isKey) return;
      throw mutability(`${extension.urn} is read-only.`);
    }
    for (const attribute of extension.attributes.values()) {
      const step = { op: 'remove', path: { extension, attribute }, value: undefined, isKey: true } as const;
      new Step(this.copy, step).carryOut();
    }
  }

  /** A single value: `add` and `replace` set it; of a complex one they merge what is given. */
  private one(attribute: Attribute, sub: Attribute | undefined, before: unknown): unknown {
    if (sub) return this.withPart(isObject(before) ? before : {}, sub);
    const given = this.step.op === 'remove' ? undefined : valueOf(attribute, this.step.value);
    if (!isObject(given) || !isObject(before)) return given;
    for (const name of Object.keys(given)) this.checkPart(attribute.sub.get(name.toLowerCase()), before[name], given[name]);
    return { ...before, ...given };
  }

  private list(attribute: Attribute, sub: Attribute | undefined, before: readonly Element[]): unknown {
    const { selector } = this.step.path;
    this.copy.look(before.length * (selector ? leavesOf(selector) : 1));
    const after = sub || selector ? this.chosen(attribute, sub, before) : this.all(attribute, before);
    if (after.length > attribute.mostValues) throw invalidValue(`${attribute.name} may have at most ${attribute.mostValues} values.`);
    return after.length ? after : undefined;
  }

  /** A whole list: `replace` sets it, `add` appends what is new, `remove` with a value takes those away. */
  private all(attribute: Attribute, before: readonly Element[]): readonly Element[] {
    const { op, value } = this.step;
    if (op === 'remove' && (value === undefined || value === null)) return [];
    const given = (valueOf(attribute, value) ?? []) as Element[];
    if (op === 'replace') return given;
    return op === 'remove' ? withRemoved(attribute, before, given) : withAdded(attribute, before, given);
  }

  /** The elements that the selector chooses, or all of them; one is made where none is there and the selector says how. */
  private chosen(attribute: Attribute, sub: Attribute | undefined, before: readonly Element[]): readonly Element[] {
    const { op, path } = this.step;
    const isMeant = before.map((element) => !path.selector || elementMatches(path.selector, element));
    if (!isMeant.includes(true)) {
      if (op === 'remove') return before;
      const made = madeBy(path.selector);
      if (!made || (path.selector && !elementMatches(path.selector, made)))
        throw noTarget(`No value of ${attribute.name} is meant by the path.`);
      const fresh = this.changed(attribute, sub, made, {});
      if (fresh === undefined || isSame(fresh, made)) return before;
      return isPrimary(fresh) ? withOnePrimary([...before, fresh], fresh) : [...before, fresh];
    }
    const changed = before.map((element, n) => (isMeant[n] ? this.changed(attribute, sub, element, element) : element));
    const left = changed.filter((element) => element !== undefined);
    const after = isMeant.filter(Boolean).length > 1 ? distinct(left) : left;
    const news = after.filter((element) => isPrimary(element) && !before.includes(element));
    if (news.length > 1) throw invalidValue(`Only one value of ${attribute.name} can be primary.`);
    return news.length ? withOnePrimary(after, news[0]) : after;
  }

  /** @param held what is there already and may not be changed where it is immutable */
  private changed(attribute: Attribute, sub: Attribute | undefined, element: Element, held: Element): Element {
    const { op, value } = this.step;
    if (sub) return this.withPart(element as Resource, sub, held as Resource);
    if (op === 'remove') return undefined;
    const [given, more] = (valueOf(attribute, value) as Element[] | undefined) ?? [];
    if (more !== undefined) throw invalidValue(`One value of ${attribute.name} is meant by the path.`);
    if (!isObject(given)) return given;
    const kept = op === 'add' ? element : madeBy(this.step.path.selector);
    return { ...(kept as Resource | undefined), ...given };
  }

  private withPart(element: Resource, sub: Attribute, held: Resource = element): Resource | undefined {
    const value = this.step.op === 'remove' ? undefined : valueOf(sub, this.step.value);
    this.checkPart(sub, held[sub.name], value);
    const { [sub.name]: _gone, ...rest } = element;
    const after = value === undefined ? rest : { ...element, [sub.name]: value };
    return Object.keys(after).length ? after : undefined;
  }

  private checkPart(sub: Attribute | undefined, before: unknown, after: unknown): void {
    if (sub?.mutability === 'immutable' && before !== undefined && !isSame(before, after)) throw setOnce(sub);
  }
}

const setOnce = ({ name }: Attribute) => mutability(`${name} can't be changed once it is set.`);
