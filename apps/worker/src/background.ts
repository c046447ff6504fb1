import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Reconciler, Relay, Sealer } from '@placet/platform';

/** What runs beside Temporal's worker, and without it: pokes wait, seals go on. */
@Injectable()
export class Background implements OnApplicationBootstrap, OnModuleDestroy {
  constructor(
    private readonly relay: Relay,
    private readonly reconciler: Reconciler,
    private readonly sealer: Sealer,
  ) {}

  onApplicationBootstrap(): void {
    for (const job of [this.relay, this.reconciler, this.sealer]) job.start();
  }

  /** First of all that ends: nobody is poked who would find no worker. */
  async onModuleDestroy(): Promise<void> {
    await Promise.all([this.relay, this.reconciler, this.sealer].map((job) => job.stop()));
  }
}
