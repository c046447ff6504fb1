import { envelopeOf, leaveOut } from '../parse-resource.ts';
import { isObject } from '../resource.ts';
import { isReadOnly, type ResourceType } from '../schema/attribute.ts';
import { placeOf } from '../schema/place.ts';
import { ScimError, invalidSyntax, invalidValue, mutability, noTarget } from '../scim-error.ts';
import { pathOf, type Path } from './path.ts';

/** One step of a PATCH; an operation on a whole object (without a path, or on an extension) was split into one step per key. */
export interface PatchStep {
  readonly op: 'add' | 'replace' | 'remove';
  readonly path: Path;
  /** as it was sent; undefined where none was */
  readonly value: unknown;
  /** came as a key of a value: what is read-only is left out there, and refused in a path */
  readonly isKey: boolean;
}

/** The steps of a PATCH in order, and the names that meant nothing here. */
export interface Patch {
  readonly steps: readonly PatchStep[];
  readonly ignored: readonly string[];
}

const mostOperations = 1_000;
const silently: ReadonlySet<string> = new Set(['schemas', 'password']);

/** Reads the envelope and all paths of a PATCH, before anything is changed.
 *
 * @throws ScimError invalidSyntax, invalidPath, invalidValue (add or replace without one), noTarget (remove without a path), mutability (a read-only
 * extension)
 * @see RFC 7644 §3.5.2
 */
export function patchOf(type: ResourceType, body: unknown): Patch {
  const operations = envelopeOf(body, 'PatchOp').get('operations');
  if (!Array.isArray(operations) || !operations.length) throw invalidSyntax('Operations must be a list of at least one operation.');
  if (operations.length > mostOperations) throw invalidSyntax(`A PATCH may have ${mostOperations} operations.`);
  const reading = new Reading(type);
  for (const operation of operations) reading.take(operation);
  return reading;
}

type Finder = (key: string) => Path | undefined;

class Reading implements Patch {
  readonly steps: PatchStep[] = [];
  readonly ignored: string[] = [];
  private readonly type: ResourceType;
  private readonly anywhere: Finder;
  private readonly inCore: Finder;

  constructor(type: ResourceType) {
    this.type = type;
    this.anywhere = (key) => placeOf(type, key) ?? (key.includes('[') ? chosenBy(type, key) : undefined);
    this.inCore = (key) => {
      const attribute = type.core.attributes.get(key.toLowerCase());
      return attribute && { attribute };
    };
  }

  take(operation: unknown): void {
    if (!isObject(operation)) throw invalidSyntax('An operation must be an object.');
    const said = new Map(Object.keys(operation).map((key) => [key.toLowerCase(), operation[key]]));
    const op = opOf(said.get('op'));
    const path = said.get('path') ?? '';
    const value = said.get('value');
    if (typeof path !== 'string') throw invalidSyntax('path must be a string.');
    if (path === '' && op === 'remove') throw noTarget('remove needs a path.');
    if (op !== 'remove' && !said.has('value')) throw invalidValue(`${op} needs a value.`);
    if (this.isPassword(path)) return;
    if (this.isCore(path) && op !== 'remove' && isObject(value)) return this.keys(op, value, this.inCore);
    if (path !== '') return this.step(op, pathOf(this.type, path), value, false);
    if (!isObject(value)) throw invalidSyntax('Without a path, value must be an object.');
    this.keys(op, value, this.anywhere);
  }

  /** Okta sends `id`, `schemas` and a password along, Entra dotted names and URNs; any path may stand as a key. */
  private keys(op: PatchStep['op'], value: Record<string, unknown>, find: Finder): void {
    for (const key of Object.keys(value)) {
      const place = find(key);
      const inner = value[key];
      if (place) this.step(op, place, inner, true);
      else if (find === this.anywhere && this.isCore(key) && isObject(inner)) this.keys(op, inner, this.inCore);
      else leaveOut(key, inner, silently, this.ignored);
    }
  }

  private step(op: PatchStep['op'], path: Path, value: unknown, isKey: boolean): void {
    const { extension, attribute } = path;
    if (!extension || attribute || op === 'remove' || !isObject(value)) return void this.steps.push({ op, path, value, isKey });
    if (!isKey && isReadOnly(extension)) throw mutability(`${extension.urn} is read-only.`);
    this.keys(op, value, (key) => {
      const known = extension.attributes.get(key.toLowerCase());
      return known && { extension, attribute: known };
    });
  }

  private isCore(key: string): boolean {
    return key.toLowerCase() === this.type.core.urn.toLowerCase();
  }

  /** Taken and dropped, wherever it stands. */
  private isPassword(path: string): boolean {
    const name = path.toLowerCase();
    return name === 'password' || name === `${this.type.core.urn.toLowerCase()}:password`;
  }
}

/** A key that chooses elements; undefined for what is no path. */
function chosenBy(type: ResourceType, key: string): Path | undefined {
  try {
    return pathOf(type, key);
  } catch (error) {
    if (error instanceof ScimError) return undefined;
    throw error;
  }
}

function opOf(given: unknown): PatchStep['op'] {
  const op = typeof given === 'string' ? given.toLowerCase() : '';
  if (op !== 'add' && op !== 'replace' && op !== 'remove') throw invalidSyntax('op must be add, replace or remove.');
  return op;
}
