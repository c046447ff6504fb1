import type { Row } from '../rows/row.ts';

/** As each contract describes its own. */
export interface Process {
  kind: string;
  workflow: string;
  workflowId(ref: never): string;
}

/** What a script can do with the workflow that it plays; days count from its beginning. */
export interface Hands {
  /** epoch milliseconds of the beginning */
  at: number;
  /** how long a day lasts here, in milliseconds */
  day: number;
  /** starts it, as the relay does: signal with start */
  begin: (row: Row) => Promise<void>;
  poke: () => Promise<void>;
  /** Not to a moment at which a timer is due: the server that skips time hangs when a poke meets it. */
  sleep: (days: number) => Promise<void>;
}

/** One way that a process can go: played on whole calendars, and recorded for the replay gate as `histories/<name>.json`. */
export interface Branch {
  process: Process;
  name: string;
  /** the sentence that the specs print */
  story: string;
  play(hands: Hands): Promise<void>;
  /** the workflow's answer */
  end: string;
  /** what happened to the row, where days have their true length */
  told: string[];
}

/** The ids of a row of that kind. */
export const refOf = (process: Process, name: string) =>
  process.kind === 'waiting-list' ? { workspaceId: 'acme', product: name } : { workspaceId: 'acme', id: name };
