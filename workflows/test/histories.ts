import type { History } from '@temporalio/common/lib/proto-utils.js';
import { historyFromJSON, historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Branch, Process } from './branches/branch.ts';

const folderOf = (kind: string) => join(import.meta.dirname, '../src', kind, 'histories');

/** Raw proto-JSON, an event a line: a later recording shows as a difference of lines. */
export function writeHistory({ process, name }: Branch, history: History) {
  const { events } = JSON.parse(historyToJSON(history)) as { events: unknown[] };
  const lines = events.map((event) => JSON.stringify(event)).join(',\n');
  writeFileSync(join(folderOf(process.kind), `${name}.json`), `{"events":[\n${lines}\n]}\n`);
}

export interface Recorded {
  workflowId: string;
  history: History;
}

/** Every recorded history of a kind of process. */
export const readHistories = ({ kind }: Process): Recorded[] =>
  readdirSync(folderOf(kind)).map((file) => ({
    workflowId: `${kind}/${basename(file, '.json')}`,
    history: historyFromJSON(JSON.parse(readFileSync(join(folderOf(kind), file), 'utf8'))),
  }));

/** The activities that were called in them, by name. */
export const stepsOf = (histories: Recorded[]) => [
  ...new Set(
    histories
      .flatMap(({ history }) => history.events ?? [])
      .flatMap(({ activityTaskScheduledEventAttributes: call }) => call?.activityType?.name ?? [])
      .toSorted(),
  ),
];
