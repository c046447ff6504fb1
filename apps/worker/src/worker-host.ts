import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Injectable, Logger, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { MembersActivities } from '@placet/members';
import { MailActivities } from '@placet/notifications';
import { Config, activityFailures } from '@placet/platform';
import { ProvisioningActivities } from '@placet/provisioning';
import { NativeConnection, Worker, type ActivityInterceptorsFactory, type WorkerOptions } from '@temporalio/worker';
import { Gauge } from 'prom-client';
import { bindAll, type Doors } from './doors.ts';

const mostPauseMs = 5_000;
const workerRuns = new Gauge({ name: 'placet_worker_running', help: '1 while the worker asks Temporal for work' });

/** Temporal's worker: carries workflows and activities out, as long as a server is there. It may start before the server. */
@Injectable()
export class WorkerHost implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly log = new Logger(WorkerHost.name);
  private readonly ending = new AbortController();
  private readonly doors: Doors;
  private connection: NativeConnection | undefined;
  private worker: Worker | undefined;
  private running: Promise<void> | undefined;

  constructor(
    private readonly config: Config,
    members: MembersActivities,
    mail: MailActivities,
    directories: ProvisioningActivities,
  ) {
    this.doors = bindAll([members, mail, directories]);
  }

  /** Whether work is asked for now. */
  get isRunning(): boolean {
    return this.worker?.getState() === 'RUNNING';
  }

  onApplicationBootstrap(): void {
    this.running = this.run().catch((error: unknown) => this.fail(error));
  }

  /** Takes no more work, lets what runs end, and closes the connection; the database closes after it. */
  async beforeApplicationShutdown(): Promise<void> {
    this.ending.abort();
    if (this.isRunning) this.worker?.shutdown(); // a second call throws
    await this.running;
    await this.connection?.close();
  }

  private async run(): Promise<void> {
    if (!this.config.temporal.address) return this.log.warn('no address of Temporal is configured: processes wait');
    const codePath = this.config.workflowBundle ?? join(import.meta.dirname, 'workflow-bundle.js');
    await access(codePath);
    this.worker = await this.made(codePath);
    if (!this.worker) return;
    workerRuns.set(1);
    await this.worker.run().finally(() => workerRuns.set(0));
  }

  /** Tries until a server with our namespace is there. @returns undefined where the process ends before */
  private async made(codePath: string): Promise<Worker | undefined> {
    for (let wait = 200; ; wait = Math.min(wait * 2, mostPauseMs)) {
      try {
        const { address, namespace, taskQueue } = this.config.temporal;
        this.connection ??= await NativeConnection.connect({ address: address ?? '' });
        return await Worker.create({ connection: this.connection, namespace, taskQueue, workflowBundle: { codePath }, ...this.shape() });
      } catch (error) {
        this.log.warn(`no worker yet: ${(error as Error).name}`);
        await pause(wait, undefined, { signal: this.ending.signal }).catch(() => undefined);
        if (this.ending.signal.aborted) return undefined;
      }
    }
  }

  /** Slots fit the pool of connections: an activity holds one for half of its time at most. */
  private shape(): Partial<WorkerOptions> {
    const { poolSize, mode } = this.config;
    return {
      activities: this.doors,
      interceptors: { activity: [activityFailures as ActivityInterceptorsFactory] },
      maxConcurrentActivityTaskExecutions: Math.min(100, poolSize * 2),
      maxCachedWorkflows: 500, // the default guesses from the memory of the machine
      shutdownGraceTime: mode === 'production' ? '20s' : '5s',
      shutdownForceTime: mode === 'production' ? '28s' : '8s',
    };
  }

  /** A worker that can't go on ends its process in an orderly way, and whoever started it starts another. */
  private fail(error: unknown): void {
    this.log.error(error);
    process.exitCode = 1;
    process.kill(process.pid, 'SIGTERM');
  }
}
