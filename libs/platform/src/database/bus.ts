import { AsyncLocalStorage } from 'node:async_hooks';
import { Inject, Injectable } from '@nestjs/common';
import { Command, CommandBus, CommandHandler, Query, QueryBus } from '@nestjs/cqrs';
import type { Actor } from '@placet/kernel';
import { ProofStale, type PendingProof } from './proof.ts';
import { UnitOfWork } from './unit-of-work.ts';

/** Every command and query names who asks, first. */
type Asked = { readonly actor: Actor };

const hotCommands = new Set<unknown>();

/** Marks the handler of a hot command: it runs its prepared statements in one trip by itself, so the bus opens no transaction. */
export const HotCommandHandler = (command: new (...parameters: never[]) => Command<unknown>): ClassDecorator => {
  hotCommands.add(command);
  return CommandHandler(command as never);
};

/** The one door to every rule: one command, one transaction. Queries run in a read-only one. */
@Injectable()
export class Bus {
  /** Whether somebody whose proof may turn out stale is asking already: only what he asked himself is asked again, whole. */
  private readonly asked = new AsyncLocalStorage<true>();

  constructor(
    @Inject(CommandBus) private readonly commands: CommandBus,
    @Inject(QueryBus) private readonly queries: QueryBus,
    @Inject(UnitOfWork) private readonly units: UnitOfWork,
  ) {}

  /** @throws DomainError as the rule's answer; whatever else is a fault */
  execute<R>(message: (Command<R> | Query<R>) & Asked): Promise<R> {
    const pending = this.units.proofOf(message.actor);
    if (!pending || this.asked.getStore()) return this.send(message);
    return this.asked.run(true, () => this.proven(message, pending));
  }

  /** Handlers decide by what was read with the credential, so a change of that runs them anew. */
  private async proven<R>(message: (Command<R> | Query<R>) & Asked, { proof }: PendingProof): Promise<R> {
    try {
      return await this.send(message);
    } catch (error) {
      if (!(error instanceof ProofStale)) throw error;
      await proof.renew();
      return this.send(message);
    }
  }

  private send<R>(message: (Command<R> | Query<R>) & Asked): Promise<R> {
    if (message instanceof Query) return this.units.read(message.actor, () => this.queries.execute(message as Query<R>));
    if (hotCommands.has(message.constructor)) return this.commands.execute(message as Command<R>);
    return this.units.write(message.actor, () => this.commands.execute(message as Command<R>));
  }
}
