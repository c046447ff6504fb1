import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Client, Connection } from '@temporalio/client';
import { Config } from '../config.ts';

/** The client's side of Temporal. It opens nothing before it is asked, so whoever holds it starts and works without a server. */
@Injectable()
export class Temporal implements OnApplicationShutdown {
  private readonly connection: Connection | undefined;
  private readonly made: Client | undefined;

  constructor(@Inject(Config) { temporal }: Config) {
    if (!temporal.address) return;
    this.connection = Connection.lazy({
      address: temporal.address,
      // A server that comes back is found again within a second; gRPC's own back-off grows to two minutes.
      channelArgs: { 'grpc.initial_reconnect_backoff_ms': 100, 'grpc.max_reconnect_backoff_ms': 1_000 },
      interceptors: [], // no repeats inside a call: the outbox repeats
    });
    this.made = new Client({ connection: this.connection, namespace: temporal.namespace });
  }

  /** Whether an address was configured at all. */
  get isConfigured(): boolean {
    return this.connection !== undefined;
  }

  /** One call with a time limit. @throws what the SDK throws, also when the limit is over */
  async within<T>(milliseconds: number, call: (client: Client) => Promise<T>): Promise<T> {
    const { connection, made } = this;
    if (!connection || !made) throw new Error('no address of Temporal is configured');
    return connection.withAbortSignal(AbortSignal.timeout(milliseconds), () => call(made));
  }

  /** Whether a server answers for our namespace now. Never throws. */
  async answers(milliseconds = 250): Promise<boolean> {
    if (!this.isConfigured) return false;
    return this.within(milliseconds, ({ workflowService, options }) =>
      workflowService.describeNamespace({ namespace: options.namespace }),
    ).then(
      () => true,
      () => false,
    );
  }

  async onApplicationShutdown(): Promise<void> {
    await this.connection?.close();
  }
}
