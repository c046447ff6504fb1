import type { DirectoryLogCode } from '@placet/contracts';
import type { ConnectionId, WorkspaceId } from '@placet/kernel';

/** One line of the live log before it is written. */
export interface LogLine {
  readonly workspaceId: WorkspaceId;
  readonly connectionId: ConnectionId;
  readonly at: Date;
  readonly code: DirectoryLogCode;
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly tookMs: number;
  readonly memberId?: string | undefined;
  readonly facts: Readonly<Record<string, unknown>>;
  readonly requestId: string;
}

/** A line with how many calls it stands for. */
export interface CountedLine extends LogLine {
  readonly tookMs: number;
  readonly times: number;
}

/** What is known of a call before anybody looks at its body: enough to count it. */
export type BareCall = Omit<LogLine, 'code' | 'facts' | 'memberId'> & { readonly route: string };

const linesPerSecond = 50;
const mostLines = 5_000;
const mostWindows = 10_000;

/** Lines that wait to be written, in bounded memory whatever comes: equal ones are counted, and past 50 a second and connection only the kind of
 * call is, so that a directory that sends its whole company costs no more than one that sends nothing.
 */
export class LogBuffer {
  private lines = new Map<string, CountedLine>();
  private readonly windows = new Map<ConnectionId, { second: number; taken: number }>();

  /** @param tell reads the call; not asked where it is only counted */
  take(call: BareCall, tell: () => Pick<LogLine, 'code' | 'facts' | 'memberId'>): void {
    if (this.isPastItsShare(call)) return this.count(`${call.connectionId} ${call.method} ${call.route} ${call.status}`, summaryOf(call));
    const { route: _route, ...bare } = call;
    const line: LogLine = { ...bare, ...tell() };
    this.count(JSON.stringify([line.connectionId, line.code, line.path, line.status, line.memberId, line.facts]), line);
  }

  /** Gives what waits, oldest first, and begins anew. */
  drain(): CountedLine[] {
    const taken = [...this.lines.values()];
    this.lines = new Map();
    return taken;
  }

  private count(key: string, line: LogLine): void {
    const before = this.lines.get(key);
    this.lines.set(key, {
      ...(before ?? line),
      times: (before?.times ?? 0) + 1,
      tookMs: Math.max(before?.tookMs ?? 0, line.tookMs),
    });
  }

  private isPastItsShare({ connectionId, at }: BareCall): boolean {
    const second = Math.floor(at.getTime() / 1000);
    if (this.windows.size > mostWindows) this.windows.clear();
    const window = this.windows.get(connectionId);
    if (window?.second !== second) this.windows.set(connectionId, { second, taken: 1 });
    else if (window.taken >= linesPerSecond) return true;
    else window.taken++;
    return this.lines.size >= mostLines;
  }
}

const summaryOf = ({ route, ...call }: BareCall): LogLine => ({ ...call, path: route, code: 'calls.many', facts: {} });
