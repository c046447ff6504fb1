import { ScimError, invalidSyntax } from '../scim-error.ts';

const prefix = 'bulkId:';
/** Deeper data is refused, not walked. */
const deepest = 20;
const mostPath = 4_096;
/** In the filter of a PATCH path. */
const quoted = /"bulkId:([^"\\]{1,200})"/g;

/** Every bulkId that is referred to in the data of an operation: whole values, and quoted values in PATCH paths. @throws ScimError invalidSyntax */
export function referencesIn(data: unknown): ReadonlySet<string> {
  const found = new Set<string>();
  walked(data, (bulkId) => {
    found.add(bulkId);
    return '';
  });
  return found;
}

/** @returns the bulkId that a value refers to */
export const referenceIn = (value: string): string | undefined => (value.startsWith(prefix) ? value.slice(prefix.length) : undefined);

/** The data with every `bulkId:` reference in its place: in values, and quoted in PATCH paths.
 *
 * @param resolved ids by bulkId
 * @param later references to these are left out: with their element of a list, or with the key of a single value; a PATCH operation goes with its path
 * @throws ScimError 409 for a reference whose resource was not created, invalidSyntax for data that nests too deep
 * @see RFC 7644 §3.7.2
 */
export const withReferences = (data: unknown, resolved: ReadonlyMap<string, string>, later: ReadonlySet<string> = new Set()): unknown =>
  walked(data, (bulkId) => {
    const id = resolved.get(bulkId);
    if (id === undefined && !later.has(bulkId)) throw new ScimError(409, undefined, `bulkId:${bulkId} was not created.`);
    return id;
  });

type Resolve = (bulkId: string) => string | undefined;

/** What was left out; told apart from every JSON value. */
const gone = Symbol('left out');

function walked(data: unknown, resolve: Resolve): unknown {
  const after = walk(data, resolve, 0);
  return after === gone ? undefined : after;
}

function walk(value: unknown, resolve: Resolve, depth: number): unknown {
  if (typeof value === 'string') {
    const bulkId = referenceIn(value);
    return bulkId === undefined ? value : (resolve(bulkId) ?? gone);
  }
  if (typeof value !== 'object' || value === null) return value;
  if (depth >= deepest) throw invalidSyntax(`The data of an operation may nest ${deepest} deep.`);
  return Array.isArray(value)
    ? value.map((inner: unknown) => walk(inner, resolve, depth + 1)).filter((inner) => inner !== gone)
    : walkObject(value as Record<string, unknown>, resolve, depth);
}

/** An element is nothing without its value, and a PATCH operation nothing without its value or path. */
function walkObject(object: Record<string, unknown>, resolve: Resolve, depth: number): unknown {
  const parts: [string, unknown][] = [];
  for (const key of Object.keys(object)) {
    const name = key.toLowerCase();
    const inner = name === 'path' ? walkPath(object[key], resolve) : walk(object[key], resolve, depth + 1);
    if (inner !== gone) parts.push([key, inner]);
    else if (name === 'value' || name === 'path') return gone;
  }
  return Object.fromEntries(parts);
}

function walkPath(path: unknown, resolve: Resolve): unknown {
  if (typeof path !== 'string' || path.length > mostPath) return path;
  let isLater = false;
  const after = path.replaceAll(quoted, (whole, bulkId: string) => {
    const id = resolve(bulkId);
    isLater ||= id === undefined;
    return id === undefined ? whole : JSON.stringify(id);
  });
  return isLater ? gone : after;
}
