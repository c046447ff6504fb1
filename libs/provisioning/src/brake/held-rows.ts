import { statement, type WorkspaceEm } from '@placet/platform';

/** `$1` connection. Nobody is held any more: whoever comes with a token of the connection learns so. */
const episodeOver = statement(
  'brake_episode_over',
  `update directory_connection c set version = version + 1
    where c.id = $1 and not exists (select from directory_held h where h.workspace_id = c.workspace_id and h.connection_id = c.id and h.state = 'held')`,
);

/** Ends an episode of the brake where the last one was decided. */
export const endEpisode = (em: WorkspaceEm, connectionId: string): Promise<unknown> => em.execute(episodeOver, [connectionId]);
