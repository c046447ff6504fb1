import { envelopeOf } from '../parse-resource.ts';
import { isObject } from '../resource.ts';
import { ScimError, invalidPath, invalidSyntax, invalidValue } from '../scim-error.ts';
import { isSound } from '../value.ts';
import { referenceIn, referencesIn } from './bulk-references.ts';

const methods = ['POST', 'PUT', 'PATCH', 'DELETE'] as const;
type Method = (typeof methods)[number];

/** One operation of a Bulk request. */
export interface BulkOperation {
  /** place in the request, from 0 on */
  readonly index: number;
  readonly method: Method;
  /** such as `/Users` */
  readonly endpoint: string;
  /** of the resource, or `bulkId:…`; undefined for POST */
  readonly id: string | undefined;
  readonly bulkId: string | undefined;
  /** wanted in `If-Match`, as it was sent */
  readonly version: string | undefined;
  /** body of the request, with `bulkId:` references still in it; undefined for DELETE */
  readonly data: unknown;
  /** bulkIds that `id` and `data` refer to */
  readonly needs: ReadonlySet<string>;
}

/** An operation that can't be carried out, whatever the server holds. */
export interface BulkRefusal {
  readonly index: number;
  /** in capitals, where it is one */
  readonly method: Method | undefined;
  readonly bulkId: string | undefined;
  readonly refusal: ScimError;
}

/** A Bulk request whose envelope is in order. */
export interface BulkPlan {
  /** stop after so many errors; undefined: never */
  readonly failOnErrors: number | undefined;
  /** in the order of the request */
  readonly operations: readonly (BulkOperation | BulkRefusal)[];
}

/** What a server takes. */
export interface BulkLimits {
  readonly maxOperations: number;
  /** that may be spoken to; `/Users` and `/Groups` unless said */
  readonly endpoints?: readonly string[];
}

const longestId = 512;

/** Reads the envelope of a Bulk request. What is wrong with one operation (no bulkId on a POST, a path that leads elsewhere, a reference to nothing) is
 * told there and fails it alone.
 *
 * @throws ScimError invalidSyntax, 413 (too many operations)
 * @see RFC 7644 §3.7
 */
export function bulkOf(body: unknown, { maxOperations, endpoints = ['/Users', '/Groups'] }: BulkLimits): BulkPlan {
  const said = envelopeOf(body, 'BulkRequest');
  const operations = said.get('operations');
  if (!Array.isArray(operations) || !operations.length) throw invalidSyntax('Operations must be a list of at least one operation.');
  if (operations.length > maxOperations)
    throw new ScimError(413, undefined, `A Bulk request may have ${maxOperations} operations (maxOperations).`);
  const failOnErrors = said.get('failonerrors') ?? 0;
  if (!Number.isSafeInteger(failOnErrors) || (failOnErrors as number) < 0)
    throw invalidSyntax('failOnErrors must be a whole number from 1 on.');
  const reading = new Reading(endpoints);
  const read = operations.map((operation, index) => reading.operation(operation, index));
  return { failOnErrors: (failOnErrors as number) || undefined, operations: read.map((operation) => reading.checked(operation)) };
}

class Reading {
  private readonly endpoints: readonly string[];
  private readonly created = new Set<string>();

  constructor(endpoints: readonly string[]) {
    this.endpoints = endpoints;
  }

  operation(given: unknown, index: number): BulkOperation | BulkRefusal {
    const said = new Map(isObject(given) ? Object.keys(given).map((key) => [key.toLowerCase(), given[key]]) : []);
    const word = said.get('method');
    const method = typeof word === 'string' ? methods.find((known) => known === word.toUpperCase()) : undefined;
    const name = said.get('bulkid');
    const bulkId = typeof name === 'string' && name !== '' && name.length <= 200 && isSound(name) ? name : undefined;
    try {
      if (!method) throw invalidSyntax('method must be POST, PUT, PATCH or DELETE.');
      const { endpoint, id } = this.target(method, said.get('path'));
      if (method === 'POST') this.create(bulkId);
      const version = said.get('version');
      const data = method === 'DELETE' ? undefined : said.get('data');
      if (method !== 'DELETE' && !isObject(data)) throw invalidSyntax('data must be an object.');
      const own = id === undefined ? undefined : referenceIn(id);
      const needs = new Set([...(own === undefined ? [] : [own]), ...referencesIn(data)]);
      return { index, method, endpoint, id, bulkId, version: typeof version === 'string' ? version : undefined, data, needs };
    } catch (error) {
      if (error instanceof ScimError) return { index, method, bulkId, refusal: error };
      throw error;
    }
  }

  /** A reference to what no operation here creates leads nowhere. */
  checked(operation: BulkOperation | BulkRefusal): BulkOperation | BulkRefusal {
    if ('refusal' in operation) return operation;
    const { index, method, bulkId, needs } = operation;
    const unknown = [...needs].find((need) => !this.created.has(need));
    if (unknown === undefined) return operation;
    return { index, method, bulkId, refusal: invalidValue(`No operation has the bulkId ${unknown.slice(0, 100)}.`) };
  }

  private target(method: Method, path: unknown): { readonly endpoint: string; readonly id: string | undefined } {
    const written = typeof path === 'string' && path.length <= longestId ? path : '';
    const endpoint = this.endpoints.find((known) => written === known || written.startsWith(`${known}/`));
    const id = endpoint === undefined || written === endpoint ? undefined : written.slice(endpoint.length + 1);
    const isOne = id !== undefined && /^[^/?#\s]+$/.test(id) && isSound(id);
    if (endpoint === undefined || (method === 'POST' ? id !== undefined : !isOne)) {
      throw invalidPath(
        `${method} leads to ${method === 'POST' ? this.endpoints.join(' or ') : 'a resource'}, not to ${written.slice(0, 100)}.`,
      );
    }
    return { endpoint, id };
  }

  private create(bulkId: string | undefined): void {
    if (bulkId === undefined) throw invalidValue('POST needs a bulkId: text of 1 to 200 characters.');
    if (this.created.has(bulkId)) throw invalidValue(`The bulkId ${bulkId.slice(0, 100)} stands twice.`);
    this.created.add(bulkId);
  }
}
