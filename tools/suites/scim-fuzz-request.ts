import fc from 'fast-check';
import { oddText } from './scim-fuzz-values.ts';

/** A request, with `{names}` in its path for what exists by then: the ground knows who they are. */
export interface FuzzRequest {
  readonly door: 'scim' | 'rest' | 'oauth';
  readonly method: string;
  /** as the route has it, for its answer's schema */
  readonly route: string;
  readonly path: string;
  readonly query: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
  /** chooses among those who exist */
  readonly pick: number;
}

/** Mostly the first, now and then the other. */
export const mostly = <T>(usual: fc.Arbitrary<T>, other: fc.Arbitrary<T>, weight = 8) =>
  fc.oneof({ weight, arbitrary: usual }, { weight: 1, arbitrary: other });

export const oddId = fc.oneof(
  fc.constantFrom(
    '%00',
    '__proto__',
    'constructor',
    '..%2f..',
    '%zz',
    '1',
    '',
    '%F0%9F%98%80',
    '00000000-0000-0000-0000-000000000000',
    "'%20or%201=1",
    '{foreign}',
  ),
  fc.constant('x'.repeat(600)),
  oddText.map((text) => encodeURIComponent(text.toWellFormed())),
);
export const id = (name: string) => mostly(fc.constant(`{${name}}`), oddId, 5);
export const parameter = (names: readonly string[], value: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc
    .array(fc.tuple(mostly(fc.constantFrom(...names), oddText, 12), value), { maxLength: 3 })
    .map((pairs) =>
      pairs.map(([name, one]) => `${encodeURIComponent(name.toWellFormed())}=${encodeURIComponent(one.toWellFormed())}`).join('&'),
    );

const headers = fc.record(
  {
    'content-type': fc.constantFrom(
      'application/json',
      'application/scim+json; charset=utf-16',
      'application/SCIM+JSON;x="y;z"',
      'text/plain',
      'application/xml',
      'multipart/form-data; boundary=x',
      'application/x-www-form-urlencoded',
      'application/json\t; a',
      ';',
      '*/*',
      'application/merge-patch+json',
    ),
    accept: fc.constantFrom('text/html', '*/*', 'application/xml;q=1', ';;', ''),
    'if-match': fc.constantFrom('*', 'W/"1"', '"1"', 'W/"99999999999999999999"', 'x', '', 'W/"1", W/"2"'),
    'if-none-match': fc.constantFrom('*', 'W/"1"', '"', 'W/"-1"'),
    'idempotency-key': fc.constantFrom('0123456789abcdef', 'short', 'é'.repeat(20), 'x'.repeat(200)),
    'x-http-method-override': fc.constantFrom('DELETE', 'PATCH'),
    'content-encoding': fc.constantFrom('gzip', 'br', 'x'),
    authorization: fc.constantFrom('', 'Bearer', 'Bearer x', 'Basic eDp5', 'Bearer plc_scim_1_1_1_1', `Bearer ${'x'.repeat(5_000)}`),
    host: fc.constantFrom('evil.test', '', '127.0.0.1:1'),
    'x-request-id': fc.constantFrom('x'.repeat(500), '{}', '1'),
  },
  { requiredKeys: [] },
);
const someHeaders = mostly(fc.constant({}), headers as fc.Arbitrary<Record<string, string>>, 8);
const method = (usual: string) =>
  mostly(fc.constant(usual), fc.constantFrom('GET', 'HEAD', 'OPTIONS', 'PUT', 'PATCH', 'POST', 'DELETE', 'TRACE'), 20);

export interface Shape {
  readonly route: string;
  readonly method: string;
  readonly path: fc.Arbitrary<string>;
  readonly query?: fc.Arbitrary<string>;
  readonly body?: fc.Arbitrary<string | Buffer>;
}

export const requestOf = (door: FuzzRequest['door'], shape: Shape): fc.Arbitrary<FuzzRequest> =>
  fc
    .record({
      method: method(shape.method),
      path: shape.path,
      query: shape.query ?? fc.constant(''),
      headers: someHeaders,
      pick: fc.nat(),
      ...(shape.body ? { body: shape.body } : {}),
    })
    .map((made) => ({ door, route: `${shape.method} ${shape.route}`, ...made }));

export const idPath = (prefix: string, name: string) => id(name).map((one) => `${prefix}/${one}`);
