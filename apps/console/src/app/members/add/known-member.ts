import { httpResource } from '@angular/common/http';
import { Component, computed, inject, input } from '@angular/core';
import { toObservable, toSignal } from '@angular/core/rxjs-interop';
import { RouterLink } from '@angular/router';
import { Banner } from '@placet/ui';
import { debounceTime, distinctUntilChanged } from 'rxjs';
import { apiBase } from '../../api/api.ts';
import { readAgain } from '../../api/read-again.ts';
import { MessagePipe } from '../../i18n/message-pipe.ts';
import { MemberActs } from '../acts/member-acts.ts';
import type { MembersPageOf } from '../member-types.ts';
import { MemberStateChip } from '../pieces/member-state.ts';

const typingPause = 400;

/** Says while one types that somebody of this workspace has that username or address already, and leads there. */
@Component({
  selector: 'app-known-member',
  imports: [Banner, MemberStateChip, MessagePipe, RouterLink],
  template: `
    @if (known(); as member) {
      <ui-banner tone="warning">
        {{ 'known.text' | t: { name: member.displayName } }} <app-member-state [state]="member.state" />
        <a actions class="ui-button" [routerLink]="['/members', member.id]">{{ 'known.open' | t }}</a>
        @if (member.state === 'inactive') {
          <button actions type="button" class="ui-button" (click)="acts.reactivate(member)">{{ 'acts.reactivate' | t }}</button>
        }
      </ui-banner>
    }
  `,
  styles: `
    :host(:empty) {
      display: none;
    }
  `,
})
export class KnownMember {
  readonly email = input.required<string>();
  readonly username = input.required<string>();
  protected readonly acts = inject(MemberActs);
  private readonly typed = computed(() => this.username().trim() || this.email().trim());
  private readonly asked = toSignal(toObservable(this.typed).pipe(debounceTime(typingPause), distinctUntilChanged()), { initialValue: '' });
  private readonly found = httpResource<MembersPageOf>(() =>
    this.asked().length > 2 ? { url: `${apiBase}/members`, params: { q: this.asked(), sort: 'username', limit: 50 } } : undefined,
  );
  protected readonly known = computed(() => {
    const wanted = folded(this.typed());
    const items = this.found.hasValue() ? this.found.value().items : [];
    return wanted === folded(this.asked())
      ? items.find(({ username, email }) => [username, email].some((name) => name && folded(name) === wanted))
      : undefined;
  });

  constructor() {
    readAgain(this.found);
  }
}

const folded = (text: string) => text.normalize('NFC').toLowerCase();
