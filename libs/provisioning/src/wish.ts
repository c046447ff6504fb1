import type { MemberState } from '@placet/contracts';
import type { WorkspaceEm } from '@placet/platform';
import { patchOf, patched, sameText, userType, valueOf, type PatchStep, type ResourceType, type Resource } from '@placet/scim-protocol';
import { placetUserType } from './placet-schemas.ts';
import type { SeenUser } from './reading/seen-user.ts';

/** What a directory asks for: the whole user anew, or steps. */
export type Wish =
  { readonly kind: 'replace'; readonly resource: Resource } | { readonly kind: 'patch'; readonly steps: readonly PatchStep[] };

/** What a PATCH asks for; by default of a user whose sites and products come from mappings. @throws ScimError */
export const patchWish = (body: unknown, type: ResourceType = placetUserType): Wish => ({
  kind: 'patch',
  steps: patchOf(type, body).steps,
});

/** @returns the user as he would be. A PUT without `active` keeps it: nobody is suspended by leaving something out. @throws ScimError */
export function resultOf(wish: Wish, current: Resource): Resource {
  const after = wish.kind === 'patch' ? patched(userType, current, wish.steps) : wish.resource;
  return { ...after, active: after['active'] ?? current['active'] };
}

/** What a PATCH switches that says nothing but whether the user is active; undefined for everything else. */
export function plainSwitchOf(wish: Wish): 'on' | 'off' | undefined {
  if (wish.kind !== 'patch') return undefined;
  const [step, ...more] = wish.steps;
  if (!step || more.length || step.op === 'remove' || step.path.attribute?.name !== 'active') return undefined;
  const active = valueOf(step.path.attribute, step.value);
  return active === undefined ? undefined : active ? 'on' : 'off';
}

/** The `active` that was sent, the last one of several; undefined where none was. */
export function sentActive(wish: Wish): boolean | undefined {
  if (wish.kind === 'replace') return wish.resource['active'] as boolean | undefined;
  const step = wish.steps.findLast(({ op, path }) => op !== 'remove' && path.attribute?.name === 'active');
  return step?.path.attribute && (valueOf(step.path.attribute, step.value) as boolean | undefined);
}

/** Whether a PATCH names a manager: he is looked for then, even if the name is the one that was kept. */
export const namesManager = (wish: Wish): boolean =>
  wish.kind === 'patch' && wish.steps.some(({ op, path }) => op !== 'remove' && path.attribute?.name === 'manager');

/** Whether nothing is told but to switch him, or nothing at all. */
export function isSameButActive(after: Resource, before: Resource, move: 'on' | 'off' | undefined): boolean {
  return sameText(after) === sameText(move ? { ...before, active: after['active'] } : before);
}

const there: readonly MemberState[] = ['active', 'invited', 'waiting'];

/** Whether the member is to be switched off or on. Only an `active` that was sent counts: `false` always switches off; `true` switches on whom the
 * directory had switched off, or whose invitation lapsed, but never who became inactive through another door, and never lifts a ban.
 *
 * @see scim.md §2
 */
export async function stateMoveOf(em: WorkspaceEm, wish: Wish, { memberId, state, resource }: SeenUser): Promise<'on' | 'off' | undefined> {
  const sent =
    wish.kind === 'patch' ? wish.steps.some(({ path }) => path.attribute?.name === 'active') : wish.resource['active'] !== undefined;
  if (!sent) return undefined;
  const active = resultOf(wish, resource)['active'];
  if (active === false) return there.includes(state) ? 'off' : undefined;
  if (state !== 'inactive') return undefined;
  return resource['active'] === false || (await hasLapsed(em, memberId)) ? 'on' : undefined;
}

async function hasLapsed(em: WorkspaceEm, memberId: string): Promise<boolean> {
  const [last] = await em.execute<{ state: string }>(
    'select state from invitation where member_id = $1 order by created_at desc, id desc limit 1',
    [memberId],
  );
  return last?.state === 'expired';
}
