import { createServer, type Server } from 'node:http';
import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { collectDefaultMetrics, Gauge, Histogram, register } from 'prom-client';
import { Config } from '../../config.ts';
import { Database } from '../../database/database.ts';
import { outboxAge } from '../../outbox/meters.ts';
import { Health } from './health.ts';

/** By method, route pattern and status. */
export const requestSeconds = new Histogram({
  name: 'placet_http_request_seconds',
  help: 'Seconds from the first byte of a request to the last of its answer',
  labelNames: ['method', 'route', 'status'],
  buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
});
const databaseUse = new Gauge({
  name: 'placet_database_use',
  help: 'Connections of the pool, and trips on the lanes',
  labelNames: ['of', 'what'],
});

/** What Prometheus reads, on a port of its own that the outside does not reach. Whatever the process measures stands there. */
@Injectable()
export class Metrics implements OnApplicationShutdown {
  private server: Server | undefined;

  constructor(
    @Inject(Config) private readonly config: Config,
    @Inject(Database) private readonly database: Database,
    @Inject(Health) private readonly health: Health,
  ) {}

  /** Answers `/metrics` and `/health/live`. @returns the port, also where any free one was asked for */
  async listen(): Promise<number> {
    collectDefaultMetrics();
    const server = createServer((request, reply) => {
      if (request.url === '/health/live') return reply.end('alive');
      if (request.url !== '/metrics') return reply.writeHead(404).end();
      void this.text().then((text) => reply.setHeader('content-type', register.contentType).end(text));
    });
    this.server = server;
    const { metricsPort, host } = this.config;
    await new Promise<void>((resolve, reject) => server.once('error', reject).listen(metricsPort, host, resolve));
    return (server.address() as { port: number }).port;
  }

  onApplicationShutdown(): void {
    this.server?.close();
    this.server?.closeAllConnections();
  }

  private async text(): Promise<string> {
    const age = await this.health.outboxAgeSeconds();
    if (age !== undefined) outboxAge.set(age);
    for (const { of, what, count } of this.database.use()) databaseUse.set({ of, what }, count);
    return register.metrics();
  }
}
