import { inject, Injectable } from '@angular/core';
import type { Permission } from '@placet/contracts/permissions';
import { SessionStore } from '../../session/session-store.ts';
import type { MemberLine, MemberState } from '../member-types.ts';

const inside: readonly MemberState[] = ['invited', 'waiting', 'active'];

/** Which acts a row offers, by right and state. The member's own page knows the reasons; the server decides. */
@Injectable()
export class RowActs {
  private readonly session = inject(SessionStore);
  edit = (_row: MemberLine) => this.session.can('members.edit');
  deactivate = (row: MemberLine) => this.has('members.deactivate', row, inside) && !this.isOneself(row);
  reactivate = (row: MemberLine) => this.has('members.deactivate', row, ['inactive']);
  ban = (row: MemberLine) => this.has('members.ban', row, [...inside, 'inactive']) && !this.isOneself(row);
  lift = (row: MemberLine) => this.has('members.ban', row, ['banned']);
  reset = (row: MemberLine) => this.has('members.resetSecret', row, ['active']);
  resend = (row: MemberLine) => this.has('invitations.manage', row, ['invited']);

  private has(permission: Permission, { state }: MemberLine, states: readonly MemberState[]): boolean {
    return this.session.can(permission) && states.includes(state);
  }
  private isOneself({ id }: MemberLine): boolean {
    return this.session.member()?.id === id;
  }
}
