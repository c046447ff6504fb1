import { ScimError, invalidSyntax } from '../scim-error.ts';

const prefix = 'bulkId:';
/** Deeper data is refused, not walked. */
const deepest = 20;
const mostPath = 4_096;
/** In the filter of a PATCH path. */
const quoted = /"bulkId:([^"\\]{1,200})"/g;

/** @returns the bulkId that a value refers to */
export const referenceIn = (value: string): string | undefined => (value.startsWith(prefix) ? value.slice(prefix.length) : undefined);

/** Every bulkId that is referred to in the data of an operation: whole values, and quoted values in PATCH paths. @throws ScimError invalidSyntax */
export function referencesIn(data: unknown): ReadonlySet<string> {
  const found = new Set<string>();
  find(data, found, 0);
  return found;
}

function find(value: unknown, found: Set<string>, depth: number): void {
  if (typeof value === 'string') {
    const bulkId = referenceIn(value);
    if (bulkId !== undefined) found.add(bulkId);
  } else if (typeof value === 'object' && value !== null) {
    checkDepth(depth);
    if (Array.isArray(value)) for (const inner of value) find(inner, found, depth + 1);
    else {
      for (const key of Object.keys(value)) {
        const inner = (value as Record<string, unknown>)[key];
        if (isPath(key, inner)) for (const [, bulkId] of inner.matchAll(quoted)) found.add(bulkId!);
        else find(inner, found, depth + 1);
      }
    }
  }
}

/** The data with every `bulkId:` reference in its place: in values, and quoted in PATCH paths.
 *
 * @param resolved ids by bulkId
 * @param later references to these are left out: with their element of a list, or with the key of a single value; a PATCH operation goes with its path
 * @throws ScimError 409 for a reference whose resource was not created, invalidSyntax for data that nests too deep
 * @see RFC 7644 §3.7.2
 */
export function withReferences(data: unknown, resolved: ReadonlyMap<string, string>, later: ReadonlySet<string> = new Set()): unknown {
  const after = new Replacing(resolved, later).walk(data, 0);
  return after === gone ? undefined : after;
}

/** What was left out; told apart from every JSON value. */
const gone = Symbol('left out');

class Replacing {
  private readonly resolved: ReadonlyMap<string, string>;
  private readonly later: ReadonlySet<string>;

  constructor(resolved: ReadonlyMap<string, string>, later: ReadonlySet<string>) {
    this.resolved = resolved;
    this.later = later;
  }

  walk(value: unknown, depth: number): unknown {
    if (typeof value === 'string') {
      const bulkId = referenceIn(value);
      return bulkId === undefined ? value : (this.idOf(bulkId) ?? gone);
    }
    if (typeof value !== 'object' || value === null) return value;
    checkDepth(depth);
    if (!Array.isArray(value)) return this.object(value as Record<string, unknown>, depth);
    return value.map((inner: unknown) => this.walk(inner, depth + 1)).filter((inner) => inner !== gone);
  }

  /** An element is nothing without its value, and a PATCH operation nothing without its value or path. */
  private object(object: Record<string, unknown>, depth: number): unknown {
    const copy: Record<string, unknown> = {};
    for (const key of Object.keys(object)) {
      const value = object[key];
      const inner = isPath(key, value) ? this.path(value) : this.walk(value, depth + 1);
      if (inner === gone) {
        if (/^(?:value|path)$/i.test(key)) return gone;
      } else if (key === '__proto__')
        Object.defineProperty(copy, key, { value: inner, enumerable: true, configurable: true, writable: true });
      else copy[key] = inner;
    }
    return copy;
  }

  private path(path: string): unknown {
    let isLater = false;
    const after = path.replaceAll(quoted, (whole, bulkId: string) => {
      const id = this.idOf(bulkId);
      isLater ||= id === undefined;
      return id === undefined ? whole : JSON.stringify(id);
    });
    return isLater ? gone : after;
  }

  /** @returns undefined for one that comes later */
  private idOf(bulkId: string): string | undefined {
    const id = this.resolved.get(bulkId);
    if (id === undefined && !this.later.has(bulkId)) throw new ScimError(409, undefined, `bulkId:${bulkId.slice(0, 100)} was not created.`);
    return id;
  }
}

const isPath = (key: string, value: unknown): value is string =>
  key.length === 4 && key.toLowerCase() === 'path' && typeof value === 'string' && value.length <= mostPath;

function checkDepth(depth: number): void {
  if (depth >= deepest) throw invalidSyntax(`The data of an operation may nest ${deepest} deep.`);
}
