/** One way to write the same request differently. */
export interface Form {
  readonly name: string;
  readonly write: (request: { method: string; path: string }) => { method?: string; path?: string; headers?: Record<string, string> };
}

const inPath = (name: string, change: (path: string) => string): Form => ({ name, write: ({ path }) => ({ path: change(path) }) });
const lastSegment = (path: string, change: (segment: string) => string) => path.replace(/[^/]+$/, change);

/** A path that everybody may ask for; headers of proxies must not turn it into another. */
export const harmless = '/health/live';

/** Spellings of a path and a method under which guards of other products were passed by. */
export const forms: readonly Form[] = [
  inPath('slash at the end', (path) => `${path}/`),
  inPath('two slashes at the front', (path) => `/${path}`),
  inPath('two slashes inside', (path) => lastSegment(path, (segment) => `/${segment}`)),
  inPath('other case', (path) => lastSegment(path, (segment) => segment.toUpperCase())),
  inPath('an escaped letter', (path) => lastSegment(path, (s) => `%${s.charCodeAt(0).toString(16)}${s.slice(1)}`)),
  inPath('an escaped slash', (path) => path.replace(/(?<=.)\/([^/]+)$/, '%2f$1')),
  inPath('a dot inside', (path) => lastSegment(path, (segment) => `./${segment}`)),
  inPath('up and down again', (path) => lastSegment(path, (segment) => `x/../${segment}`)),
  inPath('a parameter of the path', (path) => `${path};a=b`),
  inPath('a blank at the end', (path) => `${path}%20`),
  inPath('a NUL at the end', (path) => `${path}%00`),
  inPath('an ending', (path) => `${path}.json`),
  inPath('an escaped question mark', (path) => `${path}%3fx=1`),
  inPath('a whole address', (path) => `http://placet.example${path}`),
  {
    name: 'HEAD, or a method in a header',
    write: ({ method }) => (method === 'GET' ? { method: 'HEAD' } : { headers: { 'x-http-method-override': 'GET' } }),
  },
  { name: 'paths of proxies', write: ({ path }) => ({ path: harmless, headers: { 'x-original-url': path, 'x-rewrite-url': path } }) },
];

/** Content types that JSON, or a way past its parser, was sent with. */
export const contentTypes: readonly string[] = [
  'application/json',
  'application/merge-patch+json',
  'application/scim+json',
  'APPLICATION/JSON',
  'application/json;',
  'application/json; charset=utf-8',
  'application/json; charset=utf-16',
  'application/json ;x=y',
  'application/json\t;x',
  ' application/json',
  'application/json, text/plain',
  'application/json,',
  'text/json',
  'text/plain',
  'text/plain; charset=utf-8',
  'text/plain;application/json',
  'application/jsonx',
  'application/json2',
  'application/x-json',
  'json',
  'application/vnd.api+json',
  'application/ld+json',
  'application/problem+json',
  'application/json-patch+json',
  'application/xml',
  'text/xml',
  'text/html',
  'application/x-www-form-urlencoded',
  'multipart/form-data',
  'multipart/form-data; boundary=x',
  'application/octet-stream',
  'application/cbor',
  'text/csv',
  '*/*',
  'application/*',
  '*',
  '/',
  'x',
  ';',
  'application/javascript',
];
