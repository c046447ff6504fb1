import type { ConnectionId, MemberId, SessionId, WorkspaceId } from './ids.ts';

/** Through which door a command came. */
export type Door = 'console' | 'api' | 'scim' | 'invitation' | 'operator' | 'process' | 'public';
/** A permission reaches the whole workspace, or only members of one's own sites. */
export type Reach = 'workspace' | 'own_sites';

/** Who asks: the first argument of every command and query. Made by a guard, never from a body. */
export interface Actor {
  readonly kind: 'member' | 'connection' | 'operator' | 'system' | 'public';
  readonly workspaceId: WorkspaceId;
  /** Of the member or the connection; absent for operator, system and public. */
  readonly id?: MemberId | ConnectionId;
  readonly door: Door;
  /** 0 to 100, the highest of one's groups; operator and system stand above all with 101. */
  readonly rank: number;
  readonly permissions: ReadonlyMap<string, Reach>;
  readonly siteIds: readonly string[];
  readonly sessionId?: SessionId;
  readonly language: 'en' | 'fr';
  readonly requestId?: string;
  /** When the secret of this session was last proven, for acts that need a recent sign-in. */
  readonly confirmedAt?: Date;
  /** The only page that may be opened before the secret is changed. */
  readonly mustChangeSecret?: boolean;
}

const above = 101;
const nothing = new Map<string, Reach>();

/** A long process that acts by the workspace's own rules. */
export const systemActor = (workspaceId: WorkspaceId, requestId?: string): Actor => ({
  kind: 'system',
  workspaceId,
  door: 'process',
  rank: above,
  permissions: nothing,
  siteIds: [],
  language: 'en',
  requestId,
});

/** The vendor's operator, who opens workspaces and grants seats. */
export const operatorActor = (workspaceId: WorkspaceId, requestId?: string): Actor => ({
  kind: 'operator',
  workspaceId,
  door: 'operator',
  rank: above,
  permissions: nothing,
  siteIds: [],
  language: 'en',
  requestId,
});

/** Somebody who has proven nothing yet: sign-in, reset, an invitation's page. */
export const publicActor = (workspaceId: WorkspaceId, door: 'public' | 'invitation', requestId?: string): Actor => ({
  kind: 'public',
  workspaceId,
  door,
  rank: 0,
  permissions: nothing,
  siteIds: [],
  language: 'en',
  requestId,
});

/** A directory connection: it holds what provisioning needs and the rank of a plain member, so it never reaches an administrator. */
export const connectionActor = (workspaceId: WorkspaceId, id: ConnectionId, requestId?: string): Actor => ({
  kind: 'connection',
  workspaceId,
  id,
  door: 'scim',
  rank: 10,
  permissions: nothing,
  siteIds: [],
  language: 'en',
  requestId,
});
