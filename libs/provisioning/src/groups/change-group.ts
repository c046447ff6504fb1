import { Command, type ICommandHandler } from '@nestjs/cqrs';
import { NotFound, type Actor } from '@placet/kernel';
import { HotCommandHandler, UnitOfWork } from '@placet/platform';
import { BringAlong } from '../mapping/bring-along.ts';
import { chosenMembers } from './chosen-members.ts';
import { summedUp, type GroupChange, type GroupSteps } from './group-change.ts';
import { GroupRows, versionsOf, type GroupOutcome } from './group-rows.ts';
import { lockGroup } from './group-sql.ts';
import { KnownAsMapped } from './known-as-mapped.ts';

/** A directory changes a group, by PUT or PATCH. Members are rows that come and go under the group's lock, so that of many changes at once none is lost.
 *
 * One trip for a group that gives nothing; what a mapping gives and takes follows in the same transaction, for the first of many.
 *
 * @param wish the whole group, or steps
 * @param ifMatch the header, where there is one
 * @throws NotFound, StaleVersion, DirectoryGroupTaken, UnknownMember, GroupInItself, ScimError
 * @see RFC 7644 §3.5, scim.md §8, §13
 */
export class ChangeGroup extends Command<GroupOutcome> {
  constructor(
    readonly actor: Actor,
    readonly groupId: string,
    readonly wish: Required<GroupChange> | GroupSteps,
    readonly ifMatch?: string,
  ) {
    super();
  }
}

@HotCommandHandler(ChangeGroup)
export class ChangeGroupHandler implements ICommandHandler<ChangeGroup> {
  private readonly mapped = new KnownAsMapped();

  constructor(
    private readonly rows: GroupRows,
    private readonly units: UnitOfWork,
    private readonly mapping: BringAlong,
  ) {}

  async execute({ actor, groupId, wish, ifMatch }: ChangeGroup): Promise<GroupOutcome> {
    const versions = versionsOf(ifMatch);
    const change = 'fields' in wish ? known(wish) : wish;
    if (change && !this.mapped.has(groupId)) {
      const one = versions || this.units.writing() ? undefined : onlyOne(change);
      const done = await (one ? this.rows.changeOne(actor, groupId, ...one) : this.rows.change(actor, groupId, change, versions));
      if (done.outcome !== 'mapped') return done;
      this.mapped.remember(groupId);
    }
    return this.units.write(actor, async (unit) => {
      const [group] = await unit.run({ statement: lockGroup, values: [groupId, actor.id] });
      if (!group) throw new NotFound('group');
      const plain = change ?? { ...(wish as GroupSteps).fields, members: await chosenMembers(unit, groupId, (wish as GroupSteps).members) };
      const done = await this.rows.change(actor, groupId, plain, versions, true);
      if (done.touched.length) await this.mapping.follow(actor, groupId, done.touched);
      return done;
    });
  }
}

/** The member and the operation, where that is all that changes. */
function onlyOne({ displayName, externalId, members }: GroupChange): [memberId: string, op: 'add' | 'remove'] | undefined {
  const { replaces, adds, removes } = members;
  if (displayName !== undefined || externalId !== undefined || replaces || adds.length + removes.length !== 1) return undefined;
  return adds[0] === undefined ? [removes[0]!, 'remove'] : [adds[0], 'add'];
}

function known({ fields, members }: GroupSteps): GroupChange | undefined {
  const change = summedUp(members);
  return change && { ...fields, members: change };
}
