import { longId, shortId, type WorkspaceId } from '@placet/kernel';

/** The `client_id` of an OAuth client: `<workspace>_<id>`, both base58, since it has to name its workspace. */
export const clientIdOf = (workspaceId: WorkspaceId, id: string): string => `${shortId(workspaceId)}_${shortId(id)}`;

/** @returns undefined for what is no `client_id` */
export function readClientId(clientId: string): { readonly workspaceId: WorkspaceId; readonly id: string } | undefined {
  const [workspace, id, ...more] = clientId.length > 100 ? [] : clientId.split('_');
  if (!workspace || !id || more.length) return undefined;
  const [workspaceId, rowId] = [longId(workspace), longId(id)];
  return workspaceId && rowId ? { workspaceId: workspaceId as WorkspaceId, id: rowId } : undefined;
}
