import { displayName, type MemberState } from '@placet/contracts';
import type { Bound, Row } from '@placet/platform';
import { elementMatches } from '@placet/scim-protocol';
import type { GroupSteps, MembersChange } from './group-change.ts';

const members = `
  select gm.member_id as id, gm.member_type as type, m.first_name as "firstName", m.last_name as "lastName", m.username, m.state, d.display_name as "displayName"
    from directory_group_member gm
    left join member m on m.workspace_id = gm.workspace_id and m.id = gm.member_id and gm.member_type = 'User'
    left join directory_group d on d.workspace_id = gm.workspace_id and d.id = gm.member_id and gm.member_type = 'Group'
   where gm.group_id = $1`;

interface Found {
  readonly id: string;
  readonly type: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly username: string | null;
  readonly state: MemberState;
  readonly displayName: string | null;
}

/** Carries out steps of which one chooses by more than ids, such as `members[type eq "Group"]`: the rows are read under the group's lock, and what
 * is written is again only who comes and goes.
 */
export async function chosenMembers(
  unit: { run(bound: Bound): Promise<Row[]> },
  groupId: string,
  steps: GroupSteps['members'],
): Promise<MembersChange> {
  const rows = (await unit.run({ statement: members, values: [groupId] })) as unknown as Found[];
  const before = new Map(rows.map((row) => [row.id, elementOf(row)]));
  const there = new Map<string, object>(before);
  for (const step of steps) {
    if ('selector' in step) {
      for (const [id, element] of there) if (elementMatches(step.selector, element)) there.delete(id);
      continue;
    }
    if (step.replaces) there.clear();
    for (const id of step.adds) if (!there.has(id)) there.set(id, before.get(id) ?? { value: id });
    for (const id of step.removes) there.delete(id);
  }
  return {
    replaces: false,
    adds: [...there.keys()].filter((id) => !before.has(id)),
    removes: [...before.keys()].filter((id) => !there.has(id)),
  };
}

const elementOf = ({ id, type, displayName: name, ...person }: Found) => ({ value: id, type, display: name ?? displayName(person, 'en') });
