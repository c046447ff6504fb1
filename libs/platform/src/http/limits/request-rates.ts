import { Inject, Injectable } from '@nestjs/common';
import { Config } from '../../config.ts';
import { TooManyRequests } from '../problems/refusals.ts';

interface Bucket {
  tokens: number;
  at: number;
}

const mostBuckets = 50_000;
const burstSeconds = 4;

/** Limits in memory, for what must not pay a write per read: each process counts for itself. */
@Injectable()
export class RequestRates {
  private readonly buckets = new Map<string, Bucket>();

  constructor(@Inject(Config) private readonly config: Config) {}

  /** Takes one token. `perSecond` come back each second, four seconds' worth can be taken at once.
   *
   * @param at milliseconds of a clock that only runs forward
   * @throws TooManyRequests with whole seconds until the next token
   */
  take(key: string, perSecond: number, at: number = performance.now()): void {
    const rate = perSecond * this.config.limitsFactor;
    const burst = burstSeconds * rate;
    const bucket = this.buckets.get(key) ?? { tokens: burst, at };
    const tokens = Math.min(burst, bucket.tokens + ((at - bucket.at) / 1000) * rate);
    if (tokens < 1) throw new TooManyRequests(Math.ceil((1 - tokens) / rate));
    this.buckets.set(key, { tokens: tokens - 1, at });
    if (this.buckets.size > mostBuckets) this.forgetRested(at);
  }

  private forgetRested(at: number): void {
    for (const [key, bucket] of this.buckets) if (at - bucket.at > burstSeconds * 1000) this.buckets.delete(key);
  }
}
