import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Policies, type PolicyValues, type PutPoliciesBody } from '@placet/contracts';
import { Clock, InvalidField, StaleVersion, type Actor } from '@placet/kernel';
import { Bus, WorkspaceEm } from '@placet/platform';
import { SetOverageLimit } from '@placet/seats';
import { policiesInForce } from '@placet/workspaces';
import type { z } from 'zod';

type GivenPolicies = z.output<typeof PutPoliciesBody>['values'];

/** Changes policies: a new version, since what is running keeps the one that it began with (`product.md` §13).
 *
 * @param given absent ones stay
 * @param expectedVersion of `If-Match`, which is demanded here
 * @throws StaleVersion, InvalidField naming the policy as `values.<policy>`
 */
export class PutPolicies extends Command<void> {
  constructor(
    readonly actor: Actor,
    readonly given: GivenPolicies,
    readonly expectedVersion: number,
  ) {
    super();
  }
}

@CommandHandler(PutPolicies)
export class PutPoliciesHandler implements ICommandHandler<PutPolicies> {
  constructor(
    private readonly em: WorkspaceEm,
    private readonly bus: Bus,
    private readonly clock: Clock,
  ) {}

  async execute({ actor, given, expectedVersion }: PutPolicies): Promise<void> {
    // One after another: versions have no gap, and of two that saw the same one the second is told.
    await this.em.execute('select from workspace where id = $1 for no key update', [this.em.workspaceId]);
    const { version, values: before } = await policiesInForce(this.em);
    if (version !== expectedVersion) throw new StaleVersion('policies', version);
    const after = Policies.parse({ ...before, ...given });
    const changed = (Object.keys(after) as (keyof PolicyValues)[]).filter(
      (key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]),
    );
    if (!changed.length) return;
    await this.check(after);
    const changedBy = actor.kind === 'member' ? `member/${actor.id}` : actor.kind;
    await this.em.execute('insert into policy (workspace_id, version, values, changed_by, changed_at) values ($1, $2, $3, $4, $5)', [
      this.em.workspaceId,
      version + 1,
      JSON.stringify(after),
      changedBy,
      this.clock.now(),
    ]);
    const picked = (values: PolicyValues) => Object.fromEntries(changed.map((key) => [key, values[key]]));
    this.em.record({
      type: 'policies.changed',
      subject: { kind: 'workspace', id: this.em.workspaceId },
      facts: { version: version + 1, before: picked(before), after: picked(after) },
    });
    if (changed.includes('seat.overageLimit'))
      await this.bus.execute(new SetOverageLimit(actor, after['seat.overageLimit'], 'policy seat.overageLimit'));
  }

  /** What the schema alone can't see. */
  private async check(values: PolicyValues): Promise<void> {
    const reminders = values['invitation.reminders'];
    const isInOrder = reminders.every((day, at) => at === 0 || day > (reminders[at - 1] ?? 0));
    if (!isInOrder || (reminders.at(-1) ?? 0) >= values['invitation.days'])
      throw new InvalidField('values.invitation.reminders', 'not_in_order_before_the_end', { days: values['invitation.days'] });
    const groups = values['fields.emailRequiredForGroups'] ?? [];
    const known = await this.em.execute('select id from user_group where id = any($1::uuid[])', [groups]);
    if (known.length < new Set(groups).size) throw new InvalidField('values.fields.emailRequiredForGroups', 'unknown');
  }
}
