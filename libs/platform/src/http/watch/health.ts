import { Inject, Injectable } from '@nestjs/common';
import type { HealthReply } from '@placet/contracts';
import type { z } from 'zod';
import { Database } from '../../database/database.ts';
import { Temporal } from '../../temporal/temporal.ts';

export type HealthState = z.infer<typeof HealthReply>;

const probeMs = 250;
const databaseMs = 1000;
const rememberedMs = 2000;
const lateSeconds = 60;

/** What is up and what is not. Without Temporal the API answers and keeps what must happen later: degraded, not down. */
@Injectable()
export class Health {
  private asked: { at: number; answers: Promise<boolean> } | undefined;

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Temporal) private readonly temporal: Temporal,
  ) {}

  async look(): Promise<HealthState> {
    const [outboxAgeSeconds, temporal] = await Promise.all([this.outboxAgeSeconds(), this.temporalState()]);
    if (outboxAgeSeconds === undefined) return { status: 'down', database: 'down', temporal };
    const isReady = temporal === 'up' && outboxAgeSeconds < lateSeconds;
    return { status: isReady ? 'ready' : 'degraded', database: 'up', temporal, outboxAgeSeconds };
  }

  /** @returns how long the oldest undelivered row waits, 0 where there is none; undefined where the database does not answer */
  async outboxAgeSeconds(): Promise<number | undefined> {
    const asked = this.database.reads
      .run([{ statement: 'select outbox_age_seconds() as age', values: [] }])
      .then(([rows]) => Math.max(0, Number(rows?.[0]?.['age'])))
      .catch(() => undefined);
    return within(databaseMs, asked, undefined);
  }

  private async temporalState(): Promise<HealthState['temporal']> {
    if (!this.temporal.isConfigured) return 'not_configured';
    const now = performance.now();
    if (!this.asked || now - this.asked.at > rememberedMs) this.asked = { at: now, answers: this.temporal.answers(probeMs) };
    return (await this.asked.answers) ? 'up' : 'down';
  }
}

async function within<T>(ms: number, work: Promise<T>, otherwise: T): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<T>((resolve) => (timer = setTimeout(() => resolve(otherwise), ms)));
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}
