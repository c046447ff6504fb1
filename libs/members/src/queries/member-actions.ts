import type { ActionBlock, MemberAction, MemberState, Permission } from '@placet/contracts';
import type { Actor } from '@placet/kernel';
import type { z } from 'zod';

type Action = z.infer<typeof MemberAction>;
type Block = z.infer<typeof ActionBlock>;
type Actions = { [action in Action]?: { allowed: boolean; because?: Block } };

/** What decides whether something can be done with a member. */
export interface ActedOn {
  readonly id: string;
  readonly state: MemberState;
  readonly rank: number;
  readonly on_own_site: boolean;
  readonly is_last_owner: boolean;
  readonly has_secret: boolean;
}

interface Rule {
  readonly needs: Permission;
  readonly in: readonly MemberState[];
  readonly notOneself?: true;
  readonly takesAnOwner?: true;
  readonly needsSecret?: true;
}

const inside: readonly MemberState[] = ['invited', 'waiting', 'active'];
const rules: Record<Action, Rule> = {
  edit: { needs: 'members.edit', in: [...inside, 'pending', 'inactive', 'banned', 'refused'] },
  deactivate: { needs: 'members.deactivate', in: inside, notOneself: true, takesAnOwner: true },
  reactivate: { needs: 'members.deactivate', in: ['inactive'] },
  ban: { needs: 'members.ban', in: [...inside, 'inactive'], notOneself: true, takesAnOwner: true },
  lift_ban: { needs: 'members.ban', in: ['banned'] },
  reset_secret: { needs: 'members.resetSecret', in: ['active'], needsSecret: true },
  require_secret_change: { needs: 'members.resetSecret', in: ['active'], needsSecret: true },
  sign_out: { needs: 'members.signOut', in: ['active'] },
  resend_invitation: { needs: 'invitations.manage', in: ['invited'] },
};

/** What the reader may do with a member, and where not, the first reason: what the console shows disabled, with its words (`console.md` §4.4). */
export const actionsFor = (reader: Actor, member: ActedOn): Actions =>
  Object.fromEntries(
    Object.entries(rules).map(([action, rule]) => {
      const because = blockOf(reader, member, rule);
      return [action, because ? { allowed: false, because } : { allowed: true }];
    }),
  );

function blockOf({ permissions, rank, id }: Actor, member: ActedOn, rule: Rule): Block | undefined {
  const reach = permissions.get(rule.needs);
  if (!reach || (reach === 'own_sites' && !member.on_own_site)) return 'permission';
  if (member.rank > rank) return 'rank';
  if (rule.notOneself && member.id === id) return 'self';
  if (rule.takesAnOwner && member.is_last_owner) return 'last_owner';
  if (!rule.in.includes(member.state)) return 'state';
  return rule.needsSecret && !member.has_secret ? 'no_credential' : undefined;
}
