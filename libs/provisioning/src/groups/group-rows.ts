import { Injectable } from '@nestjs/common';
import { Clock, Ids, NotFound, StaleVersion, type Actor, type DomainEvent } from '@placet/kernel';
import { UnitOfWork, WorkspaceLine, eventRow, type Row, type Statement } from '@placet/platform';
import { GroupInItself, UnknownMember } from './group-errors.ts';
import type { GroupChange, MembersChange } from './group-change.ts';
import { groupSql, lockGroup } from './group-sql.ts';
import { changeOneMember } from './one-member-sql.ts';

/** What became of a group. */
export interface GroupOutcome {
  readonly outcome: 'added' | 'changed' | 'unchanged' | 'removed' | 'mapped';
  readonly version: number;
  /** who came and went, for a mapped group */
  readonly touched: readonly string[];
}

/** Writes groups and their rows, in one trip or in the transaction that is open. */
@Injectable()
export class GroupRows {
  constructor(
    private readonly units: UnitOfWork,
    private readonly line: WorkspaceLine,
    private readonly clock: Clock,
    private readonly ids: Ids,
  ) {}

  /** @throws DirectoryGroupTaken, UnknownMember */
  add(actor: Actor, groupId: string, change: Required<GroupChange>): Promise<GroupOutcome> {
    return this.run(actor, groupSql.added, groupId, 'added', { ...fieldsOf(change), adds: change.members.adds });
  }

  /** @param forMapped the caller follows the mapping; without, a mapped group whose members would change is left as it is, and says `mapped`
   *  @throws NotFound, StaleVersion, DirectoryGroupTaken, UnknownMember, GroupInItself */
  change(actor: Actor, groupId: string, change: GroupChange, versions: Versions, forMapped = false): Promise<GroupOutcome> {
    const { replaces, adds, removes }: MembersChange = change.members;
    const values = { ...fieldsOf(change), adds, removes, versions, for_mapped: forMapped };
    return this.run(actor, replaces ? groupSql.byWholeList : groupSql.byDifference, groupId, 'edited', values);
  }

  /** One who comes or goes, together with others who do at the same moment: what identity providers send all day.
   *
   * @throws NotFound, UnknownMember, GroupInItself
   */
  async changeOne(actor: Actor, groupId: string, memberId: string, op: 'add' | 'remove'): Promise<GroupOutcome> {
    const now = this.clock.now();
    const facts = {
      added: op === 'add' ? [memberId] : [],
      joined: Number(op === 'add'),
      removed: op === 'add' ? [] : [memberId],
      left: Number(op === 'remove'),
    };
    const event = JSON.stringify(eventRow(actor, editedBy(groupId, facts), this.ids.next(), now));
    const [, rows] = await this.line.run<OneMember>({
      actor,
      shape: `directory-group ${groupId}`,
      subject: memberId,
      member: { row: JSON.stringify({ member_id: memberId, op, now }), event },
      bounds: (together) => [
        { statement: lockGroup, values: [groupId, actor.id] },
        {
          statement: changeOneMember,
          values: [
            JSON.stringify({ group_id: groupId, connection_id: actor.id }),
            `[${together.map(({ row }) => row).join(',')}]`,
            `[${together.map((one) => one.event).join(',')}]`,
          ],
        },
      ],
    });
    return judged(rows?.find((row) => row['member_id'] === memberId));
  }

  /** @throws NotFound, StaleVersion */
  remove(actor: Actor, groupId: string, versions: Versions, forMapped = false): Promise<GroupOutcome> {
    return this.run(actor, groupSql.removed, groupId, 'removed', { versions, for_mapped: forMapped });
  }

  private async run(actor: Actor, statement: Statement, groupId: string, verb: string, values: object): Promise<GroupOutcome> {
    const now = this.clock.now();
    const event: DomainEvent = { type: `directory_group.${verb}`, subject: { kind: 'directory_group', id: groupId }, facts: {} };
    const group = JSON.stringify({ for_mapped: false, ...values, group_id: groupId, connection_id: actor.id, now });
    const rows = await this.units.hot(actor, [
      ...(statement === groupSql.added ? [] : [{ statement: lockGroup, values: [groupId, actor.id] }]),
      { statement, values: [group, JSON.stringify([eventRow(actor, event, this.ids.next(), now)])] },
    ]);
    return judged(rows[0]);
  }
}

/** What one of several who go together brings along, as it is sent. */
interface OneMember {
  readonly row: string;
  readonly event: string;
}

const editedBy = (groupId: string, facts: DomainEvent['facts']): DomainEvent => ({
  type: 'directory_group.edited',
  subject: { kind: 'directory_group', id: groupId },
  facts,
});

/** The versions that `If-Match` names; null names any. */
export type Versions = readonly number[] | null;

const fieldsOf = ({ displayName, externalId }: Omit<GroupChange, 'members'>) => ({
  display_name: displayName ?? null,
  external_id: externalId ?? null,
  sets_external_id: externalId !== undefined,
});

function judged(row: Row | undefined): GroupOutcome {
  if (!row) throw new NotFound('group');
  const { outcome, version, stranger, touched } = row as { outcome: string; version: number; stranger?: string; touched?: string[] | null };
  if (outcome === 'stale') throw new StaleVersion('group', version);
  if (outcome === 'unknown_member') throw new UnknownMember(stranger ?? '');
  if (outcome === 'itself') throw new GroupInItself();
  return { outcome: outcome as GroupOutcome['outcome'], version, touched: touched ?? [] };
}

/** @param header absent or `*` names any version; what is no tag of ours names none. @see RFC 7644 §3.14 */
export function versionsOf(header: string | undefined): Versions {
  if (header === undefined) return null;
  const tags = header.split(',').map((tag) => tag.trim());
  return tags.includes('*') ? null : tags.flatMap((tag) => /^(?:W\/)?"(\d{1,9})"$/.exec(tag)?.[1] ?? []).map(Number);
}
