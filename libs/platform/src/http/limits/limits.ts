import { createHmac } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import { Config } from '../../config.ts';
import { Database } from '../../database/database.ts';
import { TooManyRequests } from '../problems/refusals.ts';

const rules = {
  sign_in: { points: 10, duration: 60 },
  public: { points: 30, duration: 60 },
  reset: { points: 3, duration: 3600 },
};
type Rule = keyof typeof rules;

/** Limits in PostgreSQL, which hold over all processes. */
@Injectable()
export class Limits {
  private readonly limiters = new Map<Rule, RateLimiterPostgres>();

  constructor(
    @Inject(Config) private readonly config: Config,
    @Inject(Database) private readonly database: Database,
  ) {}

  /** @param source as `sourceOf` gives it. @throws TooManyRequests */
  bySource(rule: 'sign_in' | 'public', source: string): Promise<void> {
    return this.take(rule, source);
  }

  /** Three resets an hour, whether the address is known or not. What is stored is a keyed hash. @throws TooManyRequests */
  byAddress(workspace: string, username: string): Promise<void> {
    const address = `${workspace}\n${username.trim().normalize('NFC').toLowerCase()}`;
    return this.take('reset', createHmac('sha256', this.config.secret).update(address).digest('base64url'));
  }

  private async take(rule: Rule, key: string): Promise<void> {
    try {
      await this.limiter(rule).consume(key);
    } catch (over) {
      if (over instanceof RateLimiterRes) throw new TooManyRequests(Math.max(1, Math.ceil(over.msBeforeNext / 1000)));
      throw over;
    }
  }

  private limiter(rule: Rule): RateLimiterPostgres {
    const known = this.limiters.get(rule);
    if (known) return known;
    const { points, duration } = rules[rule];
    const made = new RateLimiterPostgres({
      storeClient: this.database.rawPool,
      storeType: 'pool',
      tableName: 'rate_limit',
      tableCreated: true,
      clearExpiredByTimeout: true,
      keyPrefix: rule,
      points: points * this.config.limitsFactor,
      duration,
    });
    this.limiters.set(rule, made);
    return made;
  }
}
