import { inject, Injectable } from '@angular/core';
import type { Problem } from '../api/problem.ts';
import type { MessageValues } from '../i18n/message-key.ts';
import { Words } from '../i18n/words.ts';

const isDay = (value: unknown): value is string => typeof value === 'string' && /^\d{4}-\d\d-\d\d$/u.test(value);

/** A problem as one sentence for its reader: `problem.<code>` of the catalogue with the problem's facts, else by its status. */
@Injectable({ providedIn: 'root' })
export class ProblemWords {
  private readonly words = inject(Words);

  sentence(problem: Problem): string {
    const facts = Object.entries(problem.values()).map(([name, value]) => [name, isDay(value) ? this.words.day(value) : value]);
    const values = { minutes: this.minutes(problem), ...(Object.fromEntries(facts) as MessageValues) };
    return this.words.sayIfKnown(`problem.${problem.code}`, values, this.byStatus(problem));
  }
  private byStatus(problem: Problem): string {
    if (problem.status === 429) return this.words.say('problem.rate_limited', { minutes: this.minutes(problem) });
    if (problem.status === 0) return this.words.say('problem.offline');
    return this.words.say('problem.unexpected');
  }
  private minutes(problem: Problem): number {
    return Math.max(1, Math.ceil((problem.retryAfterSeconds ?? 60) / 60));
  }
}
