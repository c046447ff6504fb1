import { Module } from '@nestjs/common';
import { Pokes } from '../temporal/pokes.ts';
import { Reconciler } from './reconciler.ts';
import { Relay } from './relay.ts';
import { Sealer } from './sealer.ts';
import { SystemDatabase } from './system-database.ts';

/** The worker's jobs between a committed row and the outside: nothing runs before `start()`. The API has none of them. */
@Module({
  providers: [SystemDatabase, Pokes, Relay, Reconciler, Sealer],
  exports: [Relay, Reconciler, Sealer],
})
export class OutboxModule {}
