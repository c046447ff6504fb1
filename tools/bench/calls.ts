import type { Places } from './ground/places.ts';
import type { Ask } from './load/requests.ts';

/** A line of the table: what is asked, and in which workspaces. */
export interface Call {
  readonly ask: Ask;
  readonly title: string;
  /** the word of `--only` */
  readonly word: string;
  /** what the bare server does meanwhile, where it is not the same */
  readonly bareAsk?: Ask;
  /** 100 workspaces that hold so many together, instead of workspaces of that size */
  readonly isSpread?: true;
}

/** In this order: what only reads comes first, so that it meets the sizes that it is said to meet. */
export const calls: readonly Call[] = [
  { ask: 'read', word: 'read', title: 'GET /Users/{id}' },
  { ask: 'findUserName', word: 'filter', title: 'filter userName eq' },
  { ask: 'findExternalId', word: 'filter', title: 'filter externalId eq' },
  { ask: 'findEmail', word: 'filter', title: 'filter emails.value eq' },
  { ask: 'index', word: 'list', title: 'startIndex=n&count=100' },
  { ask: 'cursor', word: 'cursor', title: 'cursor pages of 100', bareAsk: 'index' },
  { ask: 'addToGroup', word: 'group', title: 'PATCH group, add one' },
  { ask: 'switchOff', word: 'deactivate', title: 'PATCH active=false' },
  { ask: 'create', word: 'create', title: 'POST /Users, one hot' },
  { ask: 'createSpread', word: 'create', title: 'POST /Users, 100 workspaces', isSpread: true },
];

/** How many people there are of each size, over workspaces of that size. */
export const together = 100_000;
export const spreadOver = 100;

/** Workspaces of a size; where the call spreads, 100 that hold so many together. */
export type Ground = (call: Call, size: number) => Places;
