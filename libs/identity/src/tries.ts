import { createHmac, hkdfSync } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { Clock, Ids, type Actor, type DomainEvent, type MemberId } from '@placet/kernel';
import { Config, UnitOfWork, eventRow } from '@placet/platform';
import { SecretLocked, TooManyTries } from './identity-errors.ts';
import { chargeTry, lockTries, tryFailed } from './tries-sql.ts';

/** One guess at a secret: whose, and from where. */
export interface Try {
  /** 32 bytes: a keyed hash of the name, so that neither names nor passwords typed into the wrong field are stored */
  readonly name: Buffer;
  readonly source: string;
  /** null where nobody has that name: it is counted all the same, or the limits would tell who exists */
  readonly memberId: MemberId | null;
}

/** Counts guesses before they are made, so that a burst gets no more of them than one after another would (`security.md` §1.2).
 *
 * 5 wrong ones for a name from one source: 15 minutes of waiting, doubling; 10: locked there until a reset · 100 in a row for a name from
 * anywhere: only sources that it signed in from before may go on (NIST SP 800-63B-4 §3.2.2), so nobody locks out others ·
 * 20 names failing from one source within 10 minutes: the source waits.
 */
@Injectable()
export class Tries {
  private readonly key: Buffer;

  constructor(
    @Inject(Config) config: Config,
    @Inject(UnitOfWork) private readonly units: UnitOfWork,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Ids) private readonly ids: Ids,
  ) {
    this.key = Buffer.from(hkdfSync('sha256', config.secret, '', 'placet names in failed tries', 32));
  }

  /** @param kind a name that can be looked up, one that nobody can have, or a member who is signed in already: each counts apart */
  named(kind: 'name' | 'impossible' | 'member', value: string, source: string, memberId: MemberId | null): Try {
    return { name: createHmac('sha256', this.key).update(`${kind}:${value}`).digest(), source, memberId };
  }

  /** Counts this try as failed until `Sessions` or the like says that it was right. @throws TooManyTries, SecretLocked: then look at no secret */
  async begin({ workspaceId }: Actor, { name, source, memberId }: Try): Promise<void> {
    const now = this.clock.now();
    const [row] = await this.units.hot(workspaceId, [
      { statement: lockTries, values: [name, source, memberId, now] },
      { statement: chargeTry, values: [name, source, now] },
    ]);
    const { verdict, until } = row as { verdict: 'go' | 'wait' | 'locked'; until: Date };
    if (verdict === 'locked') throw new SecretLocked();
    if (verdict === 'wait') throw new TooManyTries(Math.ceil((until.getTime() - now.getTime()) / 1000));
  }

  /** Keeps the trace of a wrong one. @param event absent where there is no workspace to tell it to */
  async failed(actor: Actor, { name, source }: Try, event?: DomainEvent): Promise<void> {
    const now = this.clock.now();
    const events = event ? [eventRow(actor, event, this.ids.next(), now)] : [];
    await this.units.hot(actor.workspaceId, [{ statement: tryFailed, values: [name, source, now, JSON.stringify(events)] }]);
  }
}
