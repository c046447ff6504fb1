import { ApplicationFailure, TemporalFailure } from '@temporalio/common';
import type { Look } from '../src/look.ts';
import { Watch } from './watch.ts';

type Activity = (...args: never[]) => Promise<unknown>;
type Waiter = { holds: () => boolean; until: number; resume: (poked: boolean) => void };
export type Mark = { key: { name: string }; value: unknown };

/** Thrown by `continueAsNew`, as the real one is: not a failure. */
export class ContinuedAsNew extends Error {
  readonly ref: unknown;
  constructor(ref: unknown) {
    super('continued as new');
    this.ref = ref;
  }
}

let told: Story<unknown>;

/** Stands in for `@temporalio/workflow`: the workflow runs as a plain function, on a virtual clock, with pokes by hand. */
export const standIn = {
  ApplicationFailure,
  TemporalFailure,
  defineSignal: (name: string) => ({ type: 'signal', name }),
  setHandler: (_signal: unknown, handler: () => void) => void (told.onPoke = handler),
  condition: (holds: () => boolean, patience: number) => told.wait(holds, patience),
  proxyActivities: () =>
    new Proxy(
      {},
      {
        get:
          (_, name: string) =>
          (...args: unknown[]) =>
            told.act(name, args),
      },
    ),
  workflowInfo: () => ({ continueAsNewSuggested: told.isLong }),
  continueAsNew: (ref: unknown) => Promise.reject(new ContinuedAsNew(ref)),
  upsertSearchAttributes: (marks: Mark[]) => void told.marks.push(marks),
  CancellationScope: { nonCancellable: (act: () => unknown) => act() },
};

/** One run of one workflow, told step by step. */
export class Story<End> {
  now: number;
  isLong = false;
  readonly marks: Mark[][] = [];
  onPoke: () => void = () => undefined;
  private readonly began: number;
  private readonly doors: Record<string, Activity>;
  private readonly watch = new Watch();
  private waiter: Waiter | undefined;
  private outcome: { end: End } | { reason: unknown } | undefined;

  constructor(run: () => Promise<End>, activities: object, at: number) {
    this.now = this.began = at;
    this.doors = activities as Record<string, Activity>;
    told = this as Story<unknown>;
    Date.now = () => told.now;
    void run().then(
      (end) => (this.outcome = { end }),
      (reason: unknown) => (this.outcome = { reason }),
    );
  }

  /** Lets time pass until the start of that day, counted from the beginning of the story; what falls due on the way happens. */
  async day(day: number) {
    const moment = this.began + day * 86_400_000;
    for (await settle(); this.waiter && this.waiter.until <= moment; await settle()) {
      this.now = this.waiter.until;
      this.resume(false);
    }
    this.now = moment;
  }

  /** Wakes the workflow, as the relay does, and lets it do what is due now. */
  async poke() {
    this.nudge();
    await settle();
  }

  /** Wakes it in the middle of a step. */
  nudge() {
    this.watch.mayLookAgain();
    this.onPoke();
    if (this.waiter?.holds()) this.resume(true);
  }

  /** How it ended; a workflow that still waits has not. */
  async end(): Promise<End> {
    await settle();
    if (!this.outcome) throw new Error(`The story is not over: it waits until ${new Date(this.waiter?.until ?? NaN).toJSON()}.`);
    if ('reason' in this.outcome) throw this.outcome.reason;
    return this.outcome.end;
  }

  wait(holds: () => boolean, patience: number): Promise<boolean> {
    this.watch.mayLookAgain();
    if (holds()) return Promise.resolve(true);
    return new Promise((resume) => (this.waiter = { holds, until: this.now + patience, resume }));
  }

  async act(name: string, args: unknown[]) {
    const door = this.doors[name];
    if (!door) throw new Error(`There is no activity ${name}.`);
    this.watch.input(args);
    const answer: unknown = JSON.parse(JSON.stringify((await door(...(args as never[]))) ?? null)); // as it travels
    if (name.startsWith('lookAt')) this.watch.look(answer as Look, this.now);
    return answer;
  }

  private resume(poked: boolean) {
    const { waiter } = this;
    this.waiter = undefined;
    waiter?.resume(poked);
  }
}

/** Begins a story. `activities` are the fakes; time starts at `at` and moves only by hand. */
export const tell = <End>(run: () => Promise<End>, activities: object, at = Date.UTC(2026, 2, 2, 9)) => new Story(run, activities, at);

const settle = () => new Promise<void>((done) => setImmediate(done));
