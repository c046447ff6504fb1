import { fork, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { percentile, type Round } from './figures.ts';
import type { Server } from './ground/stage.ts';
import type { Load, Loaded, Said } from './load/generator.ts';
import { cpuOf, cpuOfFamily, residentMb } from './processes.ts';

/** A round, and what else its answers tell. */
export interface Driven {
  readonly round: Round;
  readonly loaded: Loaded;
}

/** The load generator in a process of its own, and what the measured processes use meanwhile. */
export class Driver {
  private readonly child: ChildProcess = fork(join(import.meta.dirname, 'load/generator.ts'), { serialization: 'advanced' });
  private readonly postgres: number;

  /** @param postgres process id of the database's head */
  constructor(postgres: number) {
    this.postgres = postgres;
  }

  run(server: Server, load: Omit<Load, 'port'>): Promise<Driven> {
    const cpu = () => ({ app: cpuOf(server.pid), postgres: cpuOfFamily(this.postgres) });
    let [before, after] = [cpu(), cpu()];
    return new Promise((resolve, reject) => {
      const lost = () => reject(new Error('the load generator ended'));
      const listen = (said: Said) => {
        if (said.kind === 'began') before = cpu();
        else if (said.kind === 'measured') after = cpu();
        else {
          this.child.off('message', listen).off('exit', lost);
          const { loaded } = said;
          const { requests, ms, latencies } = loaded;
          resolve({
            loaded,
            round: {
              perSecond: (requests / ms) * 1000,
              p50: percentile(latencies, 50),
              p99: percentile(latencies, 99),
              appUs: (after.app - before.app) / requests,
              postgresUs: (after.postgres - before.postgres) / requests,
              residentMb: residentMb(server.pid),
            },
          });
        }
      };
      this.child.on('message', listen).on('exit', lost);
      this.child.send({ ...load, port: server.port } satisfies Load);
    });
  }

  close(): void {
    this.child.disconnect();
  }
}
