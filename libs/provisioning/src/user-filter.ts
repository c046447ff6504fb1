import { invalidFilter, type Condition } from '@placet/scim-protocol';
import { isUuid } from './directory-facts.ts';

/** SQL over rows `m` and `du`, with values as parameters from `$<first>` on. */
export interface FilterSql {
  readonly sql: string;
  readonly values: readonly unknown[];
}

const served = 'Users are found by userName, externalId or id, each with eq, joined by and.';

/** A filter as SQL: what identity providers match by, each with an index behind it. `userName` without regard to case, the others exactly.
 *
 * @throws ScimError invalidFilter for every other filter
 */
export function userFilterSql(condition: Condition | undefined, first: number): FilterSql {
  const values: unknown[] = [];
  const placed = (value: unknown) => `$${first - 1 + values.push(value)}`;
  const sqlOf = (part: Condition): string => {
    if (part.kind === 'and') return part.of.map(sqlOf).join(' and ');
    const { place } = part.kind === 'compare' ? part : { place: undefined };
    if (part.kind !== 'compare' || part.operator !== 'eq' || typeof part.value !== 'string' || place?.extension)
      throw invalidFilter(served);
    switch (place?.attribute?.name) {
      case 'userName':
        return `m.username_key = name_fold(${placed(part.value)}::text)`;
      case 'externalId':
        return `(du.connection_id = $1::uuid and du.external_id = ${placed(part.value)}::text)`;
      case 'id':
        return isUuid(part.value) && part.value === part.value.toLowerCase() ? `m.id = ${placed(part.value)}::uuid` : 'false';
      default:
        throw invalidFilter(served);
    }
  };
  return { sql: condition ? sqlOf(condition) : 'true', values };
}
