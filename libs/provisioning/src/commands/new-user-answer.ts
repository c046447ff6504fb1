import type { AddedByDirectory } from '@placet/members';
import { enterpriseSchema, userSchema, type Resource } from '@placet/scim-protocol';
import { placetUserUrn, seatUrn } from '../placet-schemas.ts';
import type { MadeRow } from '../reading/user-answers.ts';

/** The answer about a user who was created this moment, from what was sent and what became of it: the same as a read gives from then on, without one.
 *
 * @param user without a manager, who has a name of his own. @param base where SCIM is served
 */
export function newUserAnswer(user: Resource, added: AddedByDirectory, base: string): MadeRow {
  const { memberId: id, at, state, userCode, seniority, products } = added;
  const { externalId, userName, active, [enterpriseSchema.urn]: enterprise, [placetUserUrn]: _told, ...others } = user;
  const codes = Object.keys(products);
  const status = state === 'active' ? 'assigned' : 'reserved';
  const holdings =
    state === 'inactive' ? [] : codes.map((product) => ({ product, status, ...(state === 'active' ? { assignedAt: at } : {}) }));
  const answer = {
    schemas: [userSchema.urn, ...(enterprise ? [enterpriseSchema.urn] : []), placetUserUrn, seatUrn],
    id,
    externalId,
    userName,
    active: active !== false,
    ...others,
    ...(enterprise ? { [enterpriseSchema.urn]: enterprise } : {}),
    [placetUserUrn]: {
      userCode,
      ...(seniority === null ? {} : { seniority }),
      ...(codes.length ? { products: codes.map((value) => ({ value, display: products[value] })) } : {}),
      memberState: state,
    },
    [seatUrn]: { status: holdings.length ? status : 'none', ...(holdings.length ? { holdings } : {}) },
    meta: { resourceType: 'User', created: at, lastModified: at, location: `${base}/Users/${id}`, version: 'W/"1"' },
  };
  return { id, version: 1, answer: JSON.stringify(answer), groups: null };
}
