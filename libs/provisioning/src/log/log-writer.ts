import { Injectable, Logger } from '@nestjs/common';
import { Ids, type ConnectionId, type WorkspaceId } from '@placet/kernel';
import { UnitOfWork, statement, type SecretToken } from '@placet/platform';
import type { CountedLine } from './log-buffer.ts';

const keptMs = 30 * 86_400_000;

/** `$1` lines. */
const writeLog = statement(
  'write_directory_log',
  `insert into directory_log (workspace_id, id, connection_id, at, code, method, path, status, took_ms, member_id, times, facts, request_id, expires_at)
   select current_setting('app.workspace_id')::uuid, l.*
     from jsonb_to_recordset($1::jsonb) as l(id uuid, connection_id uuid, at timestamptz, code text, method text, path text, status int, took_ms int,
          member_id uuid, times int, facts jsonb, request_id text, expires_at timestamptz)`,
);

/** `$1` per connection: its last call and its last refusal. At most every 10 s, since the row is read on every call; at once
 *  where a call goes well after one that was refused, or the other way round. */
const noteCalls = statement(
  'note_directory_calls',
  `update directory_connection c set last_call_at = greatest(c.last_call_at, r.at), last_error_at = greatest(c.last_error_at, r.error_at)
     from jsonb_to_recordset($1::jsonb) as r(id uuid, at timestamptz, error_at timestamptz)
    where c.id = r.id and (c.last_call_at is null or c.last_call_at < r.at - interval '10 seconds' or c.last_error_at >= c.last_call_at
       or r.error_at is not null and (c.last_error_at is null or c.last_error_at < r.error_at - interval '10 seconds'))`,
);

/** `$1` ids of tokens. */
const tokenOwners = statement(
  'directory_token_owners',
  `select id, connection_id, token_hash from directory_token where id = any($1::uuid[])
   union all
   select t.id, c.connection_id, t.token_hash from directory_access_token t
     join directory_client c on c.workspace_id = t.workspace_id and c.id = t.client_id where t.id = any($1::uuid[])`,
);

interface Unproven {
  readonly token: SecretToken;
  readonly call: { readonly status: number };
}
interface Owner {
  readonly id: string;
  readonly connection_id: ConnectionId;
  readonly token_hash: Buffer;
}

/** Writes the lines of the live log, a workspace at a time. What can't be written is lost: nobody is kept waiting for a log. */
@Injectable()
export class LogWriter {
  private readonly log = new Logger(LogWriter.name);

  constructor(
    private readonly units: UnitOfWork,
    private readonly ids: Ids,
  ) {}

  async write(lines: readonly CountedLine[]): Promise<void> {
    for (const [workspaceId, own] of Map.groupBy(lines, (line) => line.workspaceId)) {
      await this.trying(workspaceId, async () => {
        await this.units.hot(workspaceId, [
          { statement: writeLog, values: [JSON.stringify(own.map((line) => this.rowOf(line)))] },
          { statement: noteCalls, values: [JSON.stringify(lastCalls(own))] },
        ]);
      });
    }
  }

  /** Finds to which connections tokens belong that let nobody in. A wrong token counts where it names a token of ours; any other call needs the right one. */
  async proven<U extends Unproven>(unproven: readonly U[]): Promise<(U & { readonly token: { readonly connectionId: ConnectionId } })[]> {
    const found: (U & { readonly token: { readonly connectionId: ConnectionId } })[] = [];
    for (const [workspaceId, own] of Map.groupBy(unproven, ({ token }) => token.workspaceId)) {
      await this.trying(workspaceId, async () => {
        const ids = [...new Set(own.map(({ token }) => token.id))];
        const rows = await this.units.readTrip(workspaceId, [{ statement: tokenOwners, values: [ids] }]);
        const owners = new Map((rows as unknown as Owner[]).map((owner) => [owner.id, owner]));
        for (const one of own) {
          const owner = owners.get(one.token.id);
          if (!owner || (one.call.status !== 401 && !owner.token_hash.equals(one.token.hash))) continue;
          found.push({ ...one, token: { ...one.token, connectionId: owner.connection_id } });
        }
      });
    }
    return found;
  }

  private rowOf({ connectionId, at, code, method, path, status, tookMs, memberId, times, facts, requestId }: CountedLine) {
    return {
      id: this.ids.next(),
      connection_id: connectionId,
      at,
      code,
      method,
      path: path.toWellFormed().replaceAll('\u0000', ''),
      status,
      took_ms: tookMs,
      member_id: memberId ?? null,
      times,
      facts,
      request_id: requestId,
      expires_at: new Date(at.getTime() + keptMs),
    };
  }

  private async trying(workspaceId: WorkspaceId, work: () => Promise<void>): Promise<void> {
    await work().catch((error: unknown) => this.log.warn(`lines of ${workspaceId} are lost: ${(error as Error).name}`));
  }
}

function lastCalls(lines: readonly CountedLine[]) {
  return [...Map.groupBy(lines, (line) => line.connectionId)].map(([id, own]) => {
    const latest = (some: readonly CountedLine[]) => some.reduce<Date | null>((last, { at }) => (last && last > at ? last : at), null);
    return { id, at: latest(own), error_at: latest(own.filter(({ status }) => status >= 400)) };
  });
}
