import fc from 'fast-check';
import { parameter, requestOf, type FuzzRequest } from './scim-fuzz-request.ts';
import { restShapes } from './scim-fuzz-rest-routes.ts';
import { scimShapes } from './scim-fuzz-scim-routes.ts';
import { oddText } from './scim-fuzz-values.ts';

const form = parameter(
  ['grant_type', 'scope', 'client_id', 'client_secret', 'client_assertion_type', 'client_assertion'],
  fc.oneof(oddText, fc.constantFrom('client_credentials', 'scim', 'a_b', 'eyJhbGciOiJub25lIn0.e30.')),
);

/** Requests to every route of a directory, and to places beside them. */
export function fuzzRequests(attributes: Parameters<typeof scimShapes>[0]): fc.Arbitrary<FuzzRequest> {
  return fc.oneof(
    { weight: 14, arbitrary: fc.oneof(...scimShapes(attributes).map((shape) => requestOf('scim', shape))) },
    { weight: 5, arbitrary: fc.oneof(...restShapes().map((shape) => requestOf('rest', shape))) },
    { weight: 1, arbitrary: requestOf('oauth', { route: 'oauth2/token', method: 'POST', path: fc.constant('oauth2/token'), body: form }) },
  );
}
