import { inject, Injectable } from '@angular/core';
import type { Permission } from '@placet/contracts/permissions';
import { SessionStore } from '../../session/session-store.ts';
import { type Action, type Block, type Offer, Offers } from '../acts/offers.ts';
import { MemberChoices } from '../member-choices.ts';
import type { MemberLine, MemberState } from '../member-types.ts';

interface Rule {
  readonly needs: Permission;
  readonly in: readonly MemberState[];
  readonly leaves?: true;
}
const inside: readonly MemberState[] = ['invited', 'waiting', 'active'];
const rules: Partial<Record<Action, Rule>> = {
  resend_invitation: { needs: 'invitations.manage', in: ['invited'] },
  reset_secret: { needs: 'members.resetSecret', in: ['active'] },
  reactivate: { needs: 'members.deactivate', in: ['inactive'] },
  lift_ban: { needs: 'members.ban', in: ['banned'] },
  deactivate: { needs: 'members.deactivate', in: inside, leaves: true },
  ban: { needs: 'members.ban', in: [...inside, 'inactive'], leaves: true },
};

/** What a row's menu offers, and why not, from what the list knows already: a menu opens without a question to the server, which decides. */
@Injectable()
export class RowActs {
  private readonly session = inject(SessionStore);
  private readonly choices = inject(MemberChoices);
  private readonly offers = inject(Offers);

  mayEdit(): boolean {
    return this.session.can('members.edit');
  }
  mayReset(row: MemberLine): boolean {
    return this.blockOf(row, 'reset_secret') === undefined;
  }
  /** What the state rules out is left out: a list is no place to read about it. */
  shown(row: MemberLine): readonly Offer[] {
    return this.offers.of((action) => this.blockOf(row, action)).filter(({ action }) => this.blockOf(row, action) !== 'state');
  }
  /** In the order of the server, so that both give the same reason. */
  private blockOf(row: MemberLine, action: Action): Block | undefined {
    const rule = rules[action];
    if (!rule?.in.includes(row.state)) return 'state';
    if (!this.session.can(rule.needs)) return 'permission';
    const groups = this.choices.groups().filter(({ id }) => row.groups.some((group) => group.id === id));
    if (groups.some(({ rank }) => rank > (this.session.me()?.rank ?? 0))) return 'rank';
    if (!rule.leaves) return undefined;
    if (this.session.member()?.id === row.id) return 'self';
    return groups.some(({ builtIn, members }) => builtIn === 'owner' && members === 1) ? 'last_owner' : undefined;
  }
}
