import { DomainError } from '@placet/kernel';
import type { FieldError } from '@placet/contracts';
import type { z } from 'zod';
import { problem } from './problem-table.ts';

/** Invalid fields of a body, all at once. */
export class InvalidFields extends DomainError {
  constructor(readonly errors: readonly z.infer<typeof FieldError>[]) {
    super(errors.map(({ path, code }) => `${path}: ${code}`).join(', '));
  }
}
/** Of a rule's own error only what the contract names. */
const told = ({ path, code, params }: z.infer<typeof FieldError>) => ({
  path,
  code,
  ...(params && Object.keys(params).length ? { params } : {}),
});
problem(InvalidFields, {
  status: 422,
  title: 'Some fields are not valid',
  facts: ({ errors }) => ({ errors: errors.map(told) }),
  means: 'The body is well-formed, but values in it are missing, unknown, too long or wrong. `errors` names each with its path and a code.',
  remedy: 'Correct the fields that `errors` names, then repeat the request with a new Idempotency-Key.',
});

/** A filter, sort or limit that the list does not know. */
export class InvalidQuery extends DomainError {
  constructor(readonly errors: readonly z.infer<typeof FieldError>[]) {
    super(errors.map(({ path, code }) => `${path}: ${code}`).join(', '));
  }
}
problem(InvalidQuery, {
  status: 400,
  title: 'A query parameter is not valid',
  facts: ({ errors }) => ({ errors }),
  means: 'A filter, sort order or limit is unknown or has a wrong value. It is refused, since leaving it out would answer something else.',
  remedy: 'Correct the parameters that `errors` names.',
});

/** A cursor that was not made for this list with these filters. */
export class MalformedCursor extends DomainError {
  constructor() {
    super('the cursor does not belong to this list');
  }
}
problem(MalformedCursor, {
  status: 400,
  title: 'The cursor is not valid',
  means: 'A cursor goes with one list, its filters and its sort order. This one was altered, or belongs to another list.',
  remedy: 'Start again from the first page, without a cursor.',
});

/** Why a body, header or address can't even be read. */
export type Malformation = 'json' | 'depth' | 'duplicate_key' | 'url' | 'request' | 'idempotency_key' | 'if_match';

/** What can't be read at all. */
export class MalformedRequest extends DomainError {
  constructor(readonly what: Malformation) {
    super(`malformed: ${what}`);
  }
}
problem(MalformedRequest, {
  status: 400,
  title: 'The request can not be read',
  facts: ({ what }) => ({ what }),
  means:
    'The body is no JSON, nests deeper than 20, or names a key twice; or the address, the header Idempotency-Key (16 to 128 visible characters) or If-Match (a quoted version) is malformed. `what` says which.',
  remedy: 'Send well-formed JSON in UTF-8 and well-formed headers.',
});

/** Nothing answers under this address. */
export class NoSuchRoute extends DomainError {
  constructor() {
    super('nothing answers under this address');
  }
}
problem(NoSuchRoute, {
  status: 404,
  title: 'Nothing answers under this address',
  means: 'The path is unknown. Paths are exact: case and trailing slashes count.',
  remedy: 'Compare the path with the documentation under /api/docs.',
});

/** The address exists, the method does not. */
export class MethodNotAllowed extends DomainError {
  constructor(readonly allowed: readonly string[]) {
    super(`allowed here: ${allowed.join(', ')}`);
  }
}
problem(MethodNotAllowed, {
  status: 405,
  title: 'This address does not take that method',
  facts: ({ allowed }) => ({ allowed }),
  headers: ({ allowed }) => ({ allow: allowed.join(', ') }),
  means: 'The address is right, the HTTP method is not. `allowed` and the header Allow name those that are.',
  remedy: 'Use one of the allowed methods.',
});

/** More bytes than the route takes. */
export class BodyTooLarge extends DomainError {
  constructor(readonly limit: number) {
    super(`the body is larger than ${limit} bytes`);
  }
}
problem(BodyTooLarge, {
  status: 413,
  title: 'The body is too large',
  facts: ({ limit }) => ({ limit }),
  means: 'Bodies may have 1 MiB, lists of members that a directory pushes 8 MiB; `limit` says it in bytes.',
  remedy: 'Split the request.',
});

/** A content type that nobody here reads. */
export class UnsupportedMediaType extends DomainError {
  constructor() {
    super('send application/json');
  }
}
problem(UnsupportedMediaType, {
  status: 415,
  title: 'That content type is not read here',
  means: 'REST takes application/json, for changes also application/merge-patch+json; SCIM takes application/scim+json, too.',
  remedy: 'Set the header Content-Type to application/json.',
});
