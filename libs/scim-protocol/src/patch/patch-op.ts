import type { ResourceType } from '../schema/attribute.ts';
import { withSchemas } from '../parse-resource.ts';
import { pathOf, type Path } from './path.ts';
import { isObject } from '../resource.ts';
import { placeOf } from '../schema/place.ts';
import { invalidSyntax, noTarget } from '../scim-error.ts';

/** One step of a PATCH; without a path it was split into one step per key. */
export interface PatchStep {
  readonly op: 'add' | 'replace' | 'remove';
  readonly path: Path;
  /** as it was sent; undefined where none was */
  readonly value: unknown;
  /** came as a key of a value without path: what is read-only is left out there, and refused in a path */
  readonly isKey: boolean;
}

const urn = 'urn:ietf:params:scim:api:messages:2.0:patchop';
const mostOperations = 1_000;

/** Reads the envelope and all paths of a PATCH, before anything is changed.
 *
 * @returns the steps in order, and the keys that meant nothing here
 * @throws ScimError invalidSyntax, invalidPath, noTarget (remove without a path)
 * @see RFC 7644 §3.5.2
 */
export function patchOf(type: ResourceType, body: unknown): { readonly steps: readonly PatchStep[]; readonly ignored: readonly string[] } {
  const entries = Object.entries(withSchemas(body)).map(([key, value]) => [key.toLowerCase(), value] as const);
  const { schemas, operations } = Object.fromEntries(entries) as { schemas: string[]; operations?: unknown };
  if (!schemas.some((schema) => schema.toLowerCase() === urn)) throw invalidSyntax('schemas must name the PatchOp message.');
  if (!Array.isArray(operations) || !operations.length) throw invalidSyntax('Operations must be a list of at least one operation.');
  if (operations.length > mostOperations) throw invalidSyntax(`A PATCH may have ${mostOperations} operations.`);
  const ignored: string[] = [];
  return { steps: operations.flatMap((operation) => stepsOf(type, operation, ignored)), ignored };
}

function stepsOf(type: ResourceType, operation: unknown, ignored: string[]): PatchStep[] {
  if (!isObject(operation)) throw invalidSyntax('An operation must be an object.');
  const said = new Map(Object.entries(operation).map(([key, value]) => [key.toLowerCase(), value]));
  const op = opOf(said.get('op'));
  const written = said.get('path');
  const value = said.get('value');
  if (written !== undefined && written !== null && typeof written !== 'string') throw invalidSyntax('path must be a string.');
  if (written) return [{ op, path: pathOf(type, written), value, isKey: false }];
  if (op === 'remove') throw noTarget('remove needs a path.');
  if (!isObject(value)) throw invalidSyntax('Without a path, value must be an object.');
  return Object.entries(value).flatMap(([key, inner]) => stepOfKey(type, op, key, inner, ignored));
}

function opOf(given: unknown): PatchStep['op'] {
  const op = typeof given === 'string' ? given.toLowerCase() : '';
  if (op !== 'add' && op !== 'replace' && op !== 'remove') throw invalidSyntax('op must be add, replace or remove.');
  return op;
}

/** Okta sends `id`, `schemas` and a password along, Entra dotted names and URNs. */
function stepOfKey(type: ResourceType, op: PatchStep['op'], key: string, value: unknown, ignored: string[]): PatchStep[] {
  const place = placeOf(type, key);
  if (place) return [{ op, path: place, value, isKey: true }];
  if (!['schemas', 'password'].includes(key.toLowerCase())) ignored.push(key.slice(0, 200));
  return [];
}
