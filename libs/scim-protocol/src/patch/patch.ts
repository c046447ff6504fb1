import type { Attribute, ResourceType } from '../schema/attribute.ts';
import { elementMatches } from '../filter/matches.ts';
import { madeBy } from './made-by.ts';
import { isBlank } from '../parse-resource.ts';
import type { PatchStep } from './patch-op.ts';
import { holderOf, isObject, type Resource } from '../resource.ts';
import { invalidValue, mutability, noTarget } from '../scim-error.ts';
import { sameText, valueOf } from '../value.ts';

type Element = Record<string, unknown>;

/** Carries out the steps of a PATCH, in order, on a copy; any failure leaves nothing changed.
 *
 * @returns the changed resource; equal in text to the given one where nothing changed
 * @throws ScimError invalidValue, mutability, noTarget
 * @see RFC 7644 §3.5.2
 */
export function patched(type: ResourceType, resource: Resource, steps: readonly PatchStep[]): Resource {
  const copy = structuredClone(resource);
  for (const step of steps) new Step(copy, step).carryOut();
  for (const { urn } of type.extensions) if (isObject(copy[urn]) && !Object.keys(copy[urn]).length) delete copy[urn];
  for (const { name, required } of type.core.attributes.values()) {
    if (required && isBlank(copy[name])) throw mutability(`${name} is required and can't be removed.`);
  }
  return copy;
}

class Step {
  constructor(
    private readonly resource: Resource,
    private readonly step: PatchStep,
  ) {}

  carryOut(): void {
    const { attribute, sub } = this.step.path;
    if (!attribute) return this.wholeExtension();
    if (attribute.mutability === 'readOnly' || sub?.mutability === 'readOnly') {
      if (this.step.isKey) return;
      throw mutability(`${sub?.name ?? attribute.name} is read-only.`);
    }
    if (attribute.multiValued) this.list(attribute, sub);
    else if (sub) this.part(attribute, sub);
    else this.one(attribute);
  }

  private wholeExtension(): void {
    const { path, value, op, isKey } = this.step;
    const { urn, attributes } = path.extension!;
    if (op === 'remove' || value === null || value === '') return void delete this.resource[urn];
    if (!isObject(value)) throw invalidValue(`${urn} must be an object.`);
    for (const [key, inner] of Object.entries(value)) {
      const attribute = attributes.get(key.toLowerCase());
      if (attribute) new Step(this.resource, { op, path: { extension: path.extension!, attribute }, value: inner, isKey }).carryOut();
    }
  }

  /** A single value: `add` and `replace` set it; of a complex one they merge what is given. */
  private one(attribute: Attribute): void {
    const { op, value } = this.step;
    const given = op === 'remove' ? undefined : valueOf(attribute, value);
    const before = this.holder()[attribute.name];
    this.put(attribute, given !== undefined && isObject(before) && isObject(given) ? { ...before, ...given } : given);
  }

  private part(attribute: Attribute, sub: Attribute): void {
    const before = this.holder()[attribute.name];
    this.put(attribute, withPart(isObject(before) ? before : {}, sub, this.partValue(sub)));
  }

  private list(attribute: Attribute, sub: Attribute | undefined): void {
    const before = (this.holder()[attribute.name] ?? []) as Element[];
    const after = sub || this.step.path.selector ? this.chosen(attribute, sub, before) : this.all(attribute, before);
    this.put(attribute, after.length ? after : undefined);
  }

  /** A whole list: `replace` sets it, `add` appends what is new, `remove` with a value takes those away. */
  private all(attribute: Attribute, before: Element[]): Element[] {
    const { op, value } = this.step;
    const given = (valueOf(attribute, value) ?? []) as Element[];
    if (op === 'replace') return given;
    if (op === 'remove') {
      const gone = new Set(given.map(sameText));
      return value === undefined || value === null ? [] : before.filter((element) => !gone.has(sameText(element)));
    }
    const known = new Set(before.map(sameText));
    const added = given.filter((element) => !known.has(sameText(element)));
    const primary = added.find((element) => element['primary'] === true);
    return [...(primary ? before.map(withoutPrimary) : before), ...added];
  }

  /** The elements that the selector chooses, or all of them; one is made where none is there and the selector says how. */
  private chosen(attribute: Attribute, sub: Attribute | undefined, before: Element[]): Element[] {
    const { op, path } = this.step;
    const isMeant = (element: Element) => !path.selector || elementMatches(path.selector, element);
    if (!before.some(isMeant)) {
      if (op === 'remove') return before;
      const made = madeBy(path.selector);
      if (!made) throw noTarget(`No value of ${attribute.name} is meant by the path.`);
      const fresh = this.changed(attribute, sub, made);
      return fresh ? this.withOnePrimary([...before, fresh], fresh) : before;
    }
    const changed = before.map((element) => (isMeant(element) ? this.changed(attribute, sub, element) : element));
    const after = changed.filter((element) => element !== undefined);
    const primaries = after.filter((element) => element['primary'] === true);
    const newest = primaries.find((element) => !before.includes(element));
    return newest ? this.withOnePrimary(after, newest) : after;
  }

  private changed(attribute: Attribute, sub: Attribute | undefined, element: Element): Element | undefined {
    const { op, value } = this.step;
    if (sub) return withPart(element, sub, this.partValue(sub));
    if (op === 'remove') return undefined;
    const given = (valueOf(attribute, value) as Element[] | undefined) ?? [];
    if (given.length > 1) throw invalidValue(`One value of ${attribute.name} is meant by the path.`);
    return given[0] ? { ...element, ...given[0] } : undefined;
  }

  private withOnePrimary(list: Element[], newest: Element): Element[] {
    if (newest['primary'] !== true) return list;
    return list.map((element) => (element === newest ? element : withoutPrimary(element)));
  }

  private partValue(sub: Attribute): unknown {
    return this.step.op === 'remove' ? undefined : valueOf(sub, this.step.value);
  }

  private holder(): Resource {
    return holderOf(this.resource, this.step.path) ?? {};
  }

  private put({ name }: Attribute, value: unknown): void {
    const { extension } = this.step.path;
    const holder = extension ? ((this.resource[extension.urn] ??= {}) as Resource) : this.resource;
    if (value === undefined) delete holder[name];
    else holder[name] = value;
  }
}

function withPart(element: Element, sub: Attribute, value: unknown): Element | undefined {
  const { [sub.name]: _gone, ...rest } = element;
  const after = value === undefined ? rest : { ...element, [sub.name]: value };
  return Object.keys(after).length ? after : undefined;
}

function withoutPrimary(element: Element): Element {
  const { primary, ...rest } = element;
  return primary === true ? rest : element;
}
