import type { CheckName } from '../checks/checks.ts';
import type { CheckReport } from '../checks/run-check.ts';
import type { Exchange } from '../client/exchange.ts';
import type { DialectName } from '../dialects/dialects.ts';
import type { DirectoryState } from '../provisioning.ts';

export const tabs = ['people', 'groups', 'checks'] as const;
export type Tab = (typeof tabs)[number];

/** What the page shows. */
export interface View {
  tab: Tab;
  state: DirectoryState;
  /** nothing: none was chosen, and none is offered */
  baseUrl: string | undefined;
  /** those that the start offers */
  workspaces: string[];
  /** the one of them that is called */
  workspace: string | undefined;
  as: DialectName;
  isAtOnce: boolean;
  reports: ReadonlyMap<CheckName, CheckReport>;
  exchanges: Exchange[];
}
