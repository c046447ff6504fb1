import type { Permission } from '@placet/contracts';
import type { Reach } from '@placet/kernel';
import { says, type LimitName } from './route-facts.ts';

/** What a route asks of its caller. Each route says exactly one of these, or the process does not start. */
export type Access =
  | { readonly kind: 'needs'; readonly permission: Permission; readonly reach?: Reach; readonly recentSignIn?: boolean }
  | { readonly kind: 'signed_in'; readonly evenBeforeSecretChange?: boolean; readonly recentSignIn?: boolean }
  | { readonly kind: 'public' }
  | { readonly kind: 'operator' }
  | { readonly kind: 'directory' };

const asks = (access: Access): MethodDecorator => says((facts) => ({ ...facts, access: [...facts.access, access] }));

/** A signed-in member with this permission. A missing key is 403 and named.
 *
 * @param options.reach `workspace`: holding it for own sites only does not do. By default either does, and the command looks at the sites
 * @param options.recentSignIn the secret must have been proven within the last 10 minutes
 */
export const Needs = (permission: Permission, options: { reach?: 'workspace'; recentSignIn?: boolean } = {}): MethodDecorator =>
  asks({ kind: 'needs', permission, ...options });

/** Any signed-in member.
 *
 * @param options.evenBeforeSecretChange also one who must change his secret first; elsewhere he gets 403 `secret_change_required`
 */
export const SignedIn = (options: { evenBeforeSecretChange?: boolean; recentSignIn?: boolean } = {}): MethodDecorator =>
  asks({ kind: 'signed_in', ...options });

/** Anybody. There is no `@Caller()`: the handler makes an actor with `publicActor`, from what `@Visitor()` knows. */
export const Public = (): MethodDecorator => asks({ kind: 'public' });

/** The operator's bearer token. The actor's workspace is the `:id` of the path; without one it is a fresh id, that of a workspace to open. */
export const Operator = (): MethodDecorator => asks({ kind: 'operator' });

/** A directory connection's bearer token (SCIM). */
export const Directory = (): MethodDecorator => asks({ kind: 'directory' });

/** Reads `application/x-www-form-urlencoded` and no JSON: for the one protocol that demands it (RFC 6749). A name that stands twice is malformed. */
export const ReadsForm = (): MethodDecorator => says((facts) => ({ ...facts, readsForm: true }));

/** Takes bodies of so many bytes, more than everywhere else. */
export const LargeBody = (mostBody: number): MethodDecorator => says((facts) => ({ ...facts, mostBody }));

/** Counts in PostgreSQL, over all processes; past it 429 with Retry-After.
 *
 * `sign_in` 10 a minute and source · `public` 30 a minute and source · `reset` as `public`, and 3 an hour per workspace and username of the body
 */
export const Limited = (limit: LimitName): MethodDecorator => says((facts) => ({ ...facts, limit }));
