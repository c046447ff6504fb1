import { complex, instant, reference, tableOf, text } from './attribute.ts';

const readOnly = { mutability: 'readOnly' } as const;

/** What every resource has (RFC 7643 §3.1). */
export const commonAttributes = tableOf([
  text('id', 'Made by the server, never changed.', { ...readOnly, returned: 'always', caseExact: true, uniqueness: 'server' }),
  text('externalId', 'The id that the directory uses.', { caseExact: true, mostBytes: 1_000 }),
  complex(
    'meta',
    'When and where.',
    [
      text('resourceType', 'Kind of resource.', { ...readOnly, caseExact: true }),
      instant('created', 'When it was created.', readOnly),
      instant('lastModified', 'When it was last changed.', readOnly),
      reference('location', 'Its address.', ['uri'], readOnly),
      text('version', 'Its version, as in the header ETag.', { ...readOnly, caseExact: true }),
    ],
    readOnly,
  ),
]);
