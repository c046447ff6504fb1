import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { DecideHeldBody, HeldDecided, HeldQuery, HeldReply, PathId } from '@placet/contracts';
import { DomainError, type Actor, type ConnectionId } from '@placet/kernel';
import { Answers, Bus, Caller, Needs } from '@placet/platform';
import type { z } from 'zod';
import { ListHeld } from './list-held.ts';
import { RefuseHeld } from './refuse-held.ts';
import { ReleaseHeld } from './release-held.ts';

type Path = z.infer<typeof PathId>;
/** So that a call ends within seconds; whoever has more to release asks again and shows how far he is. */
const mostAtOnce = 100;

/** What the brake holds, and what owners decide about it. */
@Controller('directory-connections')
export class HeldController {
  constructor(private readonly bus: Bus) {}

  @Get(':id/held')
  @Needs('directory.read')
  @Answers(HeldReply)
  list(
    @Caller() actor: Actor,
    @Param({ schema: PathId }) { id }: Path,
    @Query({ schema: HeldQuery }) asked: z.output<typeof HeldQuery>,
  ): Promise<z.input<typeof HeldReply>> {
    return this.bus.execute(new ListHeld(actor, id as ConnectionId, asked));
  }

  @Post(':id/held')
  @Needs('owners.manage', { recentSignIn: true })
  @HttpCode(200)
  @Answers(HeldDecided)
  async decide(
    @Caller() actor: Actor,
    @Param({ schema: PathId }) { id }: Path,
    @Body({ schema: DecideHeldBody }) { decision, ids }: z.output<typeof DecideHeldBody>,
  ): Promise<z.input<typeof HeldDecided>> {
    const connectionId = id as ConnectionId;
    const first = await this.bus.execute(new ListHeld(actor, connectionId, { limit: mostAtOnce }));
    if (decision === 'refuse') return this.told(actor, connectionId, await this.bus.execute(new RefuseHeld(actor, connectionId, ids)), 0);
    const chosen = (ids ?? first.items.map((held) => held.id)).slice(0, mostAtOnce);
    let done = 0;
    for (const heldId of chosen) if (await this.releases(actor, connectionId, heldId)) done++;
    return this.told(actor, connectionId, done, chosen.length - done);
  }

  private async releases(actor: Actor, connectionId: ConnectionId, heldId: string): Promise<boolean> {
    try {
      await this.bus.execute(new ReleaseHeld(actor, connectionId, heldId));
      return true;
    } catch (error) {
      if (error instanceof DomainError) return false;
      throw error;
    }
  }

  private async told(actor: Actor, connectionId: ConnectionId, done: number, failed: number): Promise<z.input<typeof HeldDecided>> {
    const { total: left } = await this.bus.execute(new ListHeld(actor, connectionId, { limit: 1 }));
    return { done, failed, left };
  }
}
