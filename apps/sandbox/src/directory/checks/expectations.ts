import { isDeepStrictEqual } from 'node:util';
import type { Answer } from '../client/scim-client.ts';

/** The service did not answer as a directory needs it. The message is a sentence for its developer. */
export class Wrong extends Error {}

/** @throws Wrong with the sentence */
export function holds(isSo: boolean, sentence: string): void {
  if (!isSo) throw new Wrong(sentence);
}

/** @throws Wrong that shows both */
export function same(found: unknown, wanted: unknown, what: string): void {
  holds(isDeepStrictEqual(found, wanted), `${what} is ${shown(found)}, not ${shown(wanted)}`);
}

/** @throws Wrong that names the status, and shows the answer */
export function answers(answer: Answer, ...wanted: number[]): void {
  holds(wanted.includes(answer.status), `the status is ${answer.status}, not ${wanted.join(' or ')}: ${shown(answer.body)}`);
}

/** @returns the body as an object. @throws Wrong */
export function bodyOf({ body }: Answer): Record<string, unknown> {
  holds(typeof body === 'object' && body !== null && !Array.isArray(body), `the body is ${shown(body)}, no object`);
  return body as Record<string, unknown>;
}

/** A SCIM error with its status as text and a sentence (RFC 7644, section 3.12). @throws Wrong */
export function isRefusal(answer: Answer, status: number, scimType?: string): void {
  answers(answer, status);
  const { schemas, status: told, detail, scimType: type } = bodyOf(answer);
  same(schemas, ['urn:ietf:params:scim:api:messages:2.0:Error'], 'schemas of the error');
  same(told, String(status), 'status in the error');
  holds(typeof detail === 'string' && detail.length > 0, `detail is ${shown(detail)}, no sentence`);
  if (scimType) same(type, scimType, 'scimType');
}

/** A list whose numbers are whole numbers (RFC 7644, section 3.4.2). @returns its resources. @throws Wrong */
export function listOf(answer: Answer): Record<string, unknown>[] {
  answers(answer, 200);
  const { schemas, Resources, ...numbers } = bodyOf(answer);
  same(schemas, ['urn:ietf:params:scim:api:messages:2.0:ListResponse'], 'schemas of the list');
  const resources = Resources ?? [];
  if (!Array.isArray(resources)) throw new Wrong(`Resources is ${shown(resources)}, no list`);
  for (const name of ['totalResults', 'itemsPerPage', 'startIndex']) {
    holds(Number.isSafeInteger(numbers[name]), `${name} is ${shown(numbers[name])}, no whole number`);
  }
  same(numbers['itemsPerPage'], resources.length, 'itemsPerPage');
  holds(
    (numbers['totalResults'] as number) >= resources.length,
    `totalResults is ${shown(numbers['totalResults'])}, less than the page has`,
  );
  return resources as Record<string, unknown>[];
}

/** @throws Wrong unless the list has just these ids */
export function finds(answer: Answer, ...ids: unknown[]): void {
  const found = listOf(answer).map(({ id }) => id);
  same(found.map(String).toSorted(), ids.map(String).toSorted(), 'the ids found');
  same(bodyOf(answer)['totalResults'], ids.length, 'totalResults');
}

const shown = (value: unknown): string => {
  const text = JSON.stringify(value) ?? 'absent';
  return text.length > 300 ? `${text.slice(0, 300)}…` : text;
};
