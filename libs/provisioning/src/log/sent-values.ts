const longest = 200;
const mostNames = 30;

/** Text as people may read it later: cut, and without what PostgreSQL can't keep. */
export const readable = (text: string): string => text.toWellFormed().replaceAll('\u0000', '').slice(0, longest);

export const objectOf = (value: unknown): Readonly<Record<string, unknown>> | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : undefined;

/** A text of an object by its name, whatever case it was sent in. */
export function textOf(from: Readonly<Record<string, unknown>> | undefined, name: string): string | undefined {
  const value = valueOf(from, name);
  return typeof value === 'string' ? readable(value) : undefined;
}

function valueOf(from: Readonly<Record<string, unknown>> | undefined, name: string): unknown {
  if (!from) return undefined;
  if (Object.hasOwn(from, name)) return from[name];
  return Object.entries(from).find(([key]) => key.toLowerCase() === name.toLowerCase())?.[1];
}

/** A number, or how many elements a list has. */
export function countOf(from: Readonly<Record<string, unknown>> | undefined, name: string): number | undefined {
  const value = valueOf(from, name);
  if (Array.isArray(value)) return value.length;
  return typeof value === 'number' ? value : undefined;
}

/** How a resource calls itself. */
export function namesOf(resource: Readonly<Record<string, unknown>> | undefined): { userName?: string; displayName?: string } {
  const [userName, displayName] = [textOf(resource, 'userName'), textOf(resource, 'displayName')];
  return { ...(userName ? { userName } : {}), ...(displayName && !userName ? { displayName } : {}) };
}

const lookUp = /^\s*([a-z][\w.:-]*(?:\[[^\]"]*"[^"]*"\])?(?:\.\w+)?)\s+eq\s+"((?:[^"\\]|\\.)*)"\s*$/i;

/** A filter that looks one name up, such as `userName eq "ada@…"`; undefined for any other. */
export function askedOf(filter: string | undefined): { attribute: string; value: string } | undefined {
  const [, attribute = '', value = ''] = lookUp.exec(filter ?? '') ?? [];
  if (!attribute || /^password$/i.test(attribute)) return undefined;
  return { attribute: readable(attribute), value: readable(value.replaceAll(/\\(["\\])/g, '$1')) };
}

/** `true`, `False` and the like, as they are understood. */
export function flagOf(value: unknown): boolean | undefined {
  if (typeof value === 'boolean') return value;
  const text = typeof value === 'string' ? value.toLowerCase() : '';
  return text === 'true' ? true : text === 'false' ? false : undefined;
}

/** What a PUT or PATCH speaks of: names for people, and single values by their lower-case name. Values of a password are never among them. */
export function memberChangesOf(body: unknown, method: string): { attributes: string[]; values: ReadonlyMap<string, unknown> } {
  const values = new Map<string, unknown>();
  const attributes = new Set<string>();
  const take = (name: string, value: unknown) => {
    const plain = name.toLowerCase();
    if (['schemas', 'id', 'meta', 'password'].includes(plain)) return;
    values.set(plain, value);
    if (attributes.size < mostNames) attributes.add(readable(name));
  };
  if (method === 'PUT') for (const [name, value] of Object.entries(objectOf(body) ?? {})) take(name, value);
  else
    for (const step of stepsOf(body)) {
      if (typeof step.path === 'string' && step.path) take(step.path, step.value);
      else for (const [name, value] of Object.entries(objectOf(step.value) ?? {})) take(name, value);
    }
  return { attributes: [...attributes], values };
}

/** The operations of a PATCH, whatever they hold. */
export function stepsOf(body: unknown): { readonly op?: unknown; readonly path?: unknown; readonly value?: unknown }[] {
  const steps = valueOf(objectOf(body), 'Operations');
  if (!Array.isArray(steps)) return [];
  return steps.flatMap((step) => {
    const given = objectOf(step);
    return given ? [{ op: valueOf(given, 'op'), path: valueOf(given, 'path'), value: valueOf(given, 'value') }] : [];
  });
}
