import { Inject, Injectable } from '@nestjs/common';
import type { EntityClass, FilterQuery } from '@mikro-orm/core';
import { NotFound, type DomainEvent, type WorkspaceId } from '@placet/kernel';
import type { Row } from './one-trip.ts';
import type { Statement } from './statements.ts';
import { Unit } from './unit.ts';
import { UnitOfWork } from './unit-of-work.ts';

/** The entity manager of the transaction that the bus opened, and the only one that a context sees.
 *
 * Every read and write carries the workspace; there is no flush, fork or transaction here, since the bus does those.
 */
@Injectable()
export class WorkspaceEm {
  constructor(@Inject(UnitOfWork) private readonly units: UnitOfWork) {}

  get workspaceId(): WorkspaceId {
    return this.open().actor.workspaceId;
  }

  /** One statement with `$1`-parameters. In a query: a read-only trip of its own, so one statement answers one screen. */
  execute<T = Row>(statement: Statement | string, values: readonly unknown[] = []): Promise<T[]> {
    const unit = this.open();
    const rows = unit instanceof Unit ? unit.run({ statement, values }) : this.units.readTrip(unit.actor, [{ statement, values }]);
    return rows as Promise<T[]>;
  }

  async findOne<T extends { workspaceId: string }>(
    entity: EntityClass<T>,
    where: FilterQuery<T> & object,
    lock?: 'for update',
  ): Promise<T | null> {
    const unit = this.writing();
    await unit.flush(); // else what is read anew would undo what was changed
    const filter = { ...(where as object), workspaceId: unit.actor.workspaceId } as FilterQuery<T>;
    // As it is now: statements and other commands of this transaction may have changed what was loaded before.
    return unit.inTurn(() => unit.em.findOne(entity, filter, { refresh: true, ...(lock ? { lockMode: 4 } : {}) }) as Promise<T | null>);
  }

  /** @throws NotFound, also for what belongs to others */
  async findOneOrFail<T extends { workspaceId: string }>(
    entity: EntityClass<T>,
    where: FilterQuery<T> & object,
    lock?: 'for update',
  ): Promise<T> {
    const found = await this.findOne(entity, where, lock);
    if (!found) throw new NotFound(entity.name.toLowerCase());
    return found;
  }

  /** Written at the flush that the bus makes. */
  persist(entity: { workspaceId: string }): void {
    this.writing().em.persist(entity);
  }

  /** Notes an event that belongs to no loaded aggregate. */
  record(event: DomainEvent): void {
    this.writing().raised.push(event);
  }

  private open() {
    const unit = this.units.current();
    if (!unit) throw new Error('no transaction is open: send a command or a query through the bus');
    return unit;
  }

  private writing(): Unit {
    const unit = this.open();
    if (!(unit instanceof Unit)) throw new Error('a query can only read');
    return unit;
  }
}
