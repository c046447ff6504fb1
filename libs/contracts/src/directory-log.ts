/** What a directory's call came to, as the live log says it in words. */
export const directoryLogCodes = [
  /** asked whether somebody exists: facts `attribute`, `value`, `found` */
  'user.asked',
  /** facts `total` */
  'users.listed',
  'user.read',
  /** facts `userName`, `state` of the member, `seat` status */
  'user.created',
  /** facts `attributes`: names of what was sent */
  'user.changed',
  /** facts `to` */
  'user.renamed',
  'user.deactivated',
  'user.reactivated',
  /** `active: true` was repeated for somebody who left through another door, and revives nobody */
  'user.not_revived',
  'user.unchanged',
  'user.deleted',
  'user.refused',
  'group.asked',
  'groups.listed',
  'group.read',
  /** facts `displayName`, `members` */
  'group.created',
  /** facts `attributes`, `added`, `removed` */
  'group.changed',
  'group.deleted',
  'group.refused',
  /** facts `total` */
  'all.searched',
  /** facts `operations`, `failed` */
  'bulk.done',
  'discovery.read',
  /** an OAuth client got an access token */
  'token.issued',
  /** a token of this connection that holds no more, or that was never right: facts `reason` */
  'token.refused',
  'calls.limited',
  /** a deactivation or deletion waits for an owner */
  'brake.held',
  /** anything else that was refused: facts `reason` */
  'call.refused',
  /** so many calls in one second that only their number is kept */
  'calls.many',
] as const;
export type DirectoryLogCode = (typeof directoryLogCodes)[number];
