import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import pg from 'pg';
import { Config } from '../config.ts';

const quietMs = 20;

/** Tells the relay that something waits: after the commit, on its own connection, at most every 20 ms.
 *
 * A NOTIFY inside the transaction takes a lock that all commits queue behind (measured: 9,400 to 4,400 commits/s). It may be
 * lost: the relay looks each second anyway.
 */
@Injectable()
export class Nudge implements OnApplicationShutdown {
  private timer: NodeJS.Timeout | undefined;
  private client: pg.Client | undefined;
  private sending: Promise<void> = Promise.resolve();
  private isOver = false;

  constructor(@Inject(Config) private readonly config: Config) {}

  soon(): void {
    if (this.isOver) return;
    // One after another: two at once would open two connections, and lose one of them.
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      this.sending = this.sending.then(() => this.send());
    }, quietMs).unref();
  }

  async onApplicationShutdown(): Promise<void> {
    this.isOver = true;
    clearTimeout(this.timer);
    await this.sending;
    await this.client?.end();
  }

  private async send(): Promise<void> {
    try {
      this.client ??= await this.connected();
      await this.client.query('notify outbox');
    } catch {
      await this.client?.end().catch(() => undefined);
      this.client = undefined; // the relay's own look finds it within a second
    }
  }

  private async connected(): Promise<pg.Client> {
    const client = new pg.Client({
      connectionString: this.config.databaseUrl,
      application_name: 'placet nudge',
      connectionTimeoutMillis: 5_000,
    });
    client.on('error', () => {
      if (this.client === client) this.client = undefined;
    });
    await client.connect();
    return client;
  }
}
