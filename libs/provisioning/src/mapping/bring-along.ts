import { Injectable } from '@nestjs/common';
import { Clock, type Actor, type MemberId } from '@placet/kernel';
import { ChangeGrants, type Grants, type GrantsRefused } from '@placet/members';
import { Bus, WorkspaceEm, statement } from '@placet/platform';
import { lockAllPools, lockPoolsWithQueue } from '@placet/seats';
import { effectsOf, howManyOfSome, howManyToBring, nextOfSome, nextToBring, noteGrants } from './moves-sql.ts';

/** How far a group's members were brought to its mapping. */
export interface Brought {
  readonly applied: number;
  readonly of: number;
}

interface Effect {
  readonly member_id: MemberId;
  readonly kind: 'group' | 'product' | 'site';
  readonly value: string;
  readonly gives: boolean;
  readonly changes: boolean;
  readonly was_there: boolean;
}

/** As many as a request waits for; the others follow by the process. */
const atOnce = 20;
const noneBrought = { people: 0, refused: 0 };

/** Gives a group's members what its mapping says, and takes what it says no more: through the commands of `members`, and so through the one seat gate.
 *
 * Runs in an open transaction that holds the group's lock. What is to be done follows from comparing the mapping with what was given, so it may be
 * begun, broken off and begun again at any place.
 */
@Injectable()
export class BringAlong {
  constructor(
    private readonly em: WorkspaceEm,
    private readonly bus: Bus,
    private readonly clock: Clock,
  ) {}

  /** Brings along the first of those who are behind, and hands the others to the process.
   *
   * @param only members who came or went; without, the whole group
   */
  async follow(actor: Actor, groupId: string, only?: readonly string[]): Promise<Brought> {
    const few = only !== undefined && only.length <= atOnce;
    const [all] = few
      ? []
      : await this.em.execute<{ count: number }>(only ? howManyOfSome : howManyToBring, [groupId, null, only ?? null, null]);
    const { people, refused } = few || all?.count ? await this.bring(actor, groupId, { only, most: atOnce }) : noneBrought;
    const of = all?.count ?? people;
    if (of > people || refused) {
      const facts = { brought: people, left: of - people, refused };
      const pokes = [`directory-group/${groupId}`];
      this.em.record({ type: 'directory_group.followed', subject: { kind: 'directory_group', id: groupId }, facts, pokes });
    }
    return { applied: people, of };
  }

  /** @param again products whose refused seats are tried once more. @returns how many people it was done for, and how many of them were refused something */
  async bring(
    actor: Actor,
    groupId: string,
    { only, most, again }: { only?: readonly string[] | undefined; most: number; again?: readonly string[] },
  ): Promise<{ people: number; refused: number }> {
    const next = await this.em.execute<{ member_id: MemberId }>(only ? nextOfSome : nextToBring, [
      groupId,
      null,
      only ?? null,
      again ?? null,
      most,
    ]);
    if (!next.length) return noneBrought;
    const ids = next.map(({ member_id }) => member_id);
    const { seat_policy: onFull, connection_id: connectionId } = await this.locked(groupId, ids);
    const effects = Object.entries(
      Object.groupBy(await this.em.execute<Effect>(effectsOf, [groupId, null, ids, again ?? null]), (effect) => effect.member_id),
    );
    const given: object[] = [];
    let refusals = 0;
    for (const [memberId, moves = []] of effects) {
      const refused = await this.bus.execute(
        new ChangeGrants(actor, memberId as MemberId, grantsIn(moves, true), grantsIn(moves, false), onFull),
      );
      if (refused.groups || refused.products) {
        refusals++;
        const facts = { because: 'mapping', member: memberId, group: groupId, ...refused };
        this.em.record({ type: 'connection.refused', subject: { kind: 'connection', id: connectionId }, facts });
      }
      given.push(...moves.filter(({ gives }) => gives).map((move) => ({ ...move, is_refused: isRefused(move, refused) })));
    }
    const taken = effects.flatMap(([, moves = []]) => moves.filter(({ gives }) => !gives));
    await this.em.execute(noteGrants, [groupId, JSON.stringify(given), JSON.stringify(taken), this.clock.now()]);
    return { people: effects.length, refused: refusals };
  }

  /** Groups, pools in key order, members in id order; nobody of them changes between what is read from here on and what is written.
   *
   * @returns whose group it is; of one that is gone, as if nothing could be given, since nothing is
   */
  private async locked(groupId: string, memberIds: readonly string[]): Promise<Rule> {
    const [rule = goneRule] = await this.em.execute<Rule>(ruleOf, [groupId]);
    if (rule.group_ids.length) await this.em.execute(lockUserGroups, [rule.group_ids]);
    // One of them needs the pools of what is his; of many, that may be all.
    if (memberIds.length === 1) await this.em.execute(lockPoolsWithQueue, [memberIds[0], rule.products]);
    else await this.em.execute(lockAllPools);
    await this.em.execute(lockMembersInOrder, [memberIds]);
    return rule;
  }
}

interface Rule {
  readonly connection_id: string;
  readonly seat_policy: 'wait' | 'refuse';
  readonly group_ids: readonly string[];
  readonly products: readonly string[];
}

const goneRule: Rule = { connection_id: '', seat_policy: 'wait', group_ids: [], products: [] };

/** `$1` group. */
const ruleOf = statement(
  'directory_rule',
  `select d.connection_id, k.seat_policy, coalesce(m.group_ids, '{}') as group_ids, coalesce(m.products, '{}') as products
     from directory_group d join directory_connection k on k.workspace_id = d.workspace_id and k.id = d.connection_id
     left join directory_mapping m on m.workspace_id = d.workspace_id and m.directory_group_id = d.id
    where d.id = $1`,
);
const lockUserGroups = statement('lock_mapped_groups', 'select id from user_group where id = any($1::uuid[]) order by id for key share');
const lockMembersInOrder = statement('lock_members_to_bring', 'select id from member where id = any($1::uuid[]) order by id for update');

function grantsIn(moves: readonly Effect[], gives: boolean): Grants {
  const of = (kind: Effect['kind']) =>
    moves.filter((move) => move.changes && move.gives === gives && move.kind === kind).map(({ value }) => value);
  return { groupIds: of('group'), products: of('product'), siteIds: of('site') };
}

const isRefused = ({ kind, changes }: Effect, { groups, products }: GrantsRefused): boolean =>
  changes && ((kind === 'group' && groups !== undefined) || (kind === 'product' && products !== undefined));
