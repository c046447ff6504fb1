import { AsyncLocalStorage } from 'node:async_hooks';

const inPlace = new AsyncLocalStorage<Clock>();

/** The one place where the time is read. Specs and the demo's seeder put in one that moves. */
export class Clock {
  /** The clock that `within` gave, or one that runs. */
  static ofProcess(): Clock {
    return inPlace.getStore() ?? new Clock();
  }

  /** Whatever `work` starts is told the time by this clock. */
  static within<T>(clock: Clock, work: () => T): T {
    return inPlace.run(clock, work);
  }

  /** @returns the instant, in UTC */
  now(): Date {
    return new Date();
  }
}

/** A clock that stands still until it is moved. */
export class MovableClock extends Clock {
  private at: number | undefined;

  override now(): Date {
    return this.at === undefined ? super.now() : new Date(this.at);
  }

  /** Stands at this instant from now on; `undefined` lets it run again. */
  set(at: Date | undefined): void {
    this.at = at?.getTime();
  }

  /** @param days may be negative; whole or broken days of 24 hours */
  advanceDays(days: number): void {
    this.at = this.now().getTime() + days * 86_400_000;
  }
}

/** The calendar date `YYYY-MM-DD` of an instant in a time zone (IANA name). */
export function dateIn(timeZone: string, at: Date): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(at);
}
