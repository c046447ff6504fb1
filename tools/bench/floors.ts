import type { Ask } from './load/requests.ts';

/** What a call must reach, measured side by side with the bare server. */
export interface Floor {
  /** requests/s over the bare server's, at least; in brackets the goal */
  readonly ratio: number;
  readonly goal: number;
  /** CPU a request of 100,000 members over that of 1,000, at most */
  readonly growth: number;
  /** the API's CPU a request over the bare server's, at most */
  readonly appCpu?: number;
  /** milliseconds, at most */
  readonly p99?: number;
}

export const floors: Readonly<Record<Ask, Floor>> = {
  createSpread: { ratio: 0.65, goal: 0.8, growth: 1.2, appCpu: 1.5 },
  create: { ratio: 2, goal: 3, growth: 1.2, p99: 60 },
  read: { ratio: 0.75, goal: 1, growth: 1.2 },
  findUserName: { ratio: 0.8, goal: 1, growth: 1.3 },
  findExternalId: { ratio: 0.8, goal: 1, growth: 1.3 },
  findEmail: { ratio: 0.8, goal: 1, growth: 1.3 },
  index: { ratio: 0.75, goal: 1, growth: 1.3 },
  cursor: { ratio: 0.75, goal: 0.75, growth: 1.1 },
  switchOff: { ratio: 0.65, goal: 0.8, growth: 1.2 },
  addToGroup: { ratio: 0.65, goal: 0.8, growth: 1.2 },
};

/** Resident memory of the API under load, MB at most. */
export const mostResidentMb = 350;
/** The floors are for this many clients, and growth is between these sizes. */
export const judgedClients = 64;
export const [smallSize, largeSize] = [1_000, 100_000];
