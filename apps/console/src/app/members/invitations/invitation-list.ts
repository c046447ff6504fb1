import { httpResource } from '@angular/common/http';
import { Component, computed, inject, input } from '@angular/core';
import { MatDialog } from '@angular/material/dialog';
import { MatMenu, MatMenuContent, MatMenuItem, MatMenuTrigger } from '@angular/material/menu';
import { Router } from '@angular/router';
import { Icon, type IconName } from '@placet/ui';
import { Chip, Empty, NoResult, type Tone } from '@placet/ui/console';
import { apiBase } from '../../api/api.ts';
import { Intention } from '../../api/intention.ts';
import { kept } from '../../api/kept.ts';
import { readAgain } from '../../api/read-again.ts';
import type { MessageKey } from '../../i18n/message-key.ts';
import { MessagePipe } from '../../i18n/message-pipe.ts';
import { WhenPipe } from '../../i18n/when-pipe.ts';
import { Words } from '../../i18n/words.ts';
import { SessionStore } from '../../session/session-store.ts';
import { MemberActs } from '../acts/member-acts.ts';
import { MemberChoices } from '../member-choices.ts';
import type { Invitation, Invitations } from '../member-types.ts';
import { MembersClient } from '../members-client.ts';
import { ListFrame } from '../pieces/list-frame.ts';
import { PersonCell } from '../pieces/person-cell.ts';

const looks: Record<Invitation['state'], { tone: Tone; icon: IconName }> = {
  open: { tone: 'accent', icon: 'mail' },
  accepted: { tone: 'success', icon: 'check' },
  declined: { tone: 'neutral', icon: 'close' },
  revoked: { tone: 'neutral', icon: 'ban' },
  expired: { tone: 'warning', icon: 'clock' },
};

/** Who was invited, by whom, to what, what became of the mail; and what can be done about it. */
@Component({
  selector: 'app-invitation-list',
  imports: [
    Chip,
    Empty,
    Icon,
    ListFrame,
    MatMenu,
    MatMenuContent,
    MatMenuItem,
    MatMenuTrigger,
    MessagePipe,
    NoResult,
    PersonCell,
    WhenPipe,
  ],
  templateUrl: './invitation-list.html',
  styleUrl: './list.scss',
})
export class InvitationList {
  private readonly client = inject(MembersClient);
  private readonly acts = inject(MemberActs);
  private readonly dialog = inject(MatDialog);
  private readonly router = inject(Router);
  private readonly session = inject(SessionStore);
  private readonly words = inject(Words);
  protected readonly choices = inject(MemberChoices);
  readonly state = input<Invitation['state']>();
  readonly cursor = input<string>();
  protected readonly states = Object.keys(looks) as Invitation['state'][];
  protected readonly resource = httpResource<Invitations>(() => {
    const [state, cursor] = [this.state(), this.cursor()];
    return { url: `${apiBase}/invitations`, params: { ...(state ? { state } : {}), ...(cursor ? { cursor } : {}) } };
  });
  protected readonly page = kept(this.resource);
  protected readonly mayManage = computed(() => this.session.can('invitations.manage'));
  protected readonly filters = computed(() => {
    const state = this.state();
    return state ? [{ key: 'state', text: this.stateName(state) }] : [];
  });

  constructor() {
    readAgain(this.resource);
  }
  protected look = (state: Invitation['state']) => looks[state];
  protected stateName(state: string): string {
    return this.words.say(`invitations.state.${state}` as MessageKey);
  }
  protected show(state: string | null): void {
    void this.router.navigate([], { queryParams: { state, cursor: null }, queryParamsHandling: 'merge' });
  }
  protected mail({ mailState, sentAt, sendsMail }: Invitation): string {
    if (!sendsMail) return this.words.say('mail.byHand');
    return this.words.sayIfKnown(`mail.${mailState}`, { date: sentAt ? this.words.date(sentAt) : '' }, mailState);
  }
  protected products({ products }: Invitation): string {
    return this.words.list(products.map((product) => this.choices.productName(product)));
  }
  /** Only names are told here; built-in groups are found by them. */
  protected groupNames({ groups }: Invitation): string {
    const known = this.choices.groups();
    return this.words.list(groups.map((name) => this.choices.groupName(known.find((group) => group.name === name) ?? { id: '', name })));
  }
  /** After the expiry the person is inactive: inviting again is a reactivation. */
  protected again({ member }: Invitation): void {
    void this.acts.reactivate(member);
  }
  protected async run(act: 'resend' | 'revoke' | 'copy-link', { id, member }: Invitation): Promise<void> {
    const intention = new Intention();
    const words = act === 'copy-link' ? 'copyLink' : act;
    await this.acts.ask(member, words, async () => (await this.client.invitation(id, act, intention)).secret, act === 'revoke');
  }
  protected async extend(invitation: Invitation): Promise<void> {
    const { ExtendDialog } = await import('./extend-dialog.ts');
    this.dialog.open(ExtendDialog, { data: invitation, width: '400px', autoFocus: 'first-tabbable' });
  }
}
