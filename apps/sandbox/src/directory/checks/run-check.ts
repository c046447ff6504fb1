import type { Target } from '../client/scim-client.ts';
import { type CheckName, checks } from './checks.ts';
import { Stage, type Step, type Wanted } from './stage.ts';

/** What came out of a check. */
export interface CheckReport {
  check: CheckName;
  title: string;
  steps: Step[];
  failed: number;
  /** whole milliseconds */
  ms: number;
}

/** Plays one check against a service, with names of its own, and takes away what it created. */
export async function runCheck(check: CheckName, target: Target, wanted: Wanted = {}): Promise<CheckReport> {
  const { title, as, play } = checks[check];
  const [stage, began] = [new Stage(target, as, wanted), performance.now()];
  try {
    await play(stage);
  } finally {
    await stage.tidyUp();
  }
  const failed = stage.steps.filter(({ wrong }) => wrong !== undefined).length;
  return { check, title, steps: stage.steps, failed, ms: Math.round(performance.now() - began) };
}
