import { invalidValue, projectionOf, type Projection } from '@placet/scim-protocol';
import { placetGroupType, placetUserType } from './placet-schemas.ts';

const known = ['attributes', 'excludedAttributes'] as const;

/** A query string as the framework reads it: a repeated name is a list. */
export type RawQuery = Readonly<Record<string, unknown>>;

/** The parameters that mean something here; others, such as Entra's flags, are left alone.
 *
 * @throws ScimError invalidValue for one that is repeated
 */
function parametersOf(query: RawQuery): Partial<Record<(typeof known)[number], string>> {
  const given = known.flatMap((name) => (query[name] === undefined ? [] : [[name, query[name]] as const]));
  for (const [name, value] of given) if (typeof value !== 'string') throw invalidValue(`${name} stands twice in the address.`);
  return Object.fromEntries(given) as Partial<Record<(typeof known)[number], string>>;
}

/** Which attributes of a user are asked for. @throws ScimError invalidValue */
export function userProjectionOf(query: RawQuery): Projection {
  const { attributes, excludedAttributes } = parametersOf(query);
  return projectionOf(placetUserType, attributes, excludedAttributes);
}

/** Which attributes of a group are asked for. @throws ScimError invalidValue */
export function groupProjectionOf(query: RawQuery): Projection {
  const { attributes, excludedAttributes } = parametersOf(query);
  return projectionOf(placetGroupType, attributes, excludedAttributes);
}
