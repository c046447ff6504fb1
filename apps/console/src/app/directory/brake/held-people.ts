import { httpResource } from '@angular/common/http';
import { Component, computed, inject, input, linkedSignal } from '@angular/core';
import { MatDialog } from '@angular/material/dialog';
import { RouterLink } from '@angular/router';
import type { HeldReply } from '@placet/contracts';
import { Banner, Icon, Skeleton } from '@placet/ui';
import { Chip } from '@placet/ui/console';
import type { z } from 'zod';
import { apiBase } from '../../api/api.ts';
import { kept } from '../../api/kept.ts';
import { readAgain } from '../../api/read-again.ts';
import { MessagePipe } from '../../i18n/message-pipe.ts';
import { WhenPipe } from '../../i18n/when-pipe.ts';
import { CursorTrail } from '../../members/pieces/cursor-trail.ts';
import { SessionStore } from '../../session/session-store.ts';
import { ProblemView } from '../../states/problem-view.ts';
import type { Connection } from '../directory-types.ts';
import type { ToDecide } from './decide-dialog.ts';

type Held = z.infer<typeof HeldReply>;

/** Whom the brake holds, and what an owner decides: all at once, or those that are ticked. */
@Component({
  selector: 'app-held-people',
  imports: [Banner, Chip, Icon, MessagePipe, ProblemView, RouterLink, Skeleton, WhenPipe],
  templateUrl: './held-people.html',
  styleUrl: './held-people.scss',
})
export class HeldPeople {
  private readonly dialog = inject(MatDialog);
  private readonly session = inject(SessionStore);
  protected readonly trail = inject(CursorTrail);
  readonly connection = input.required<Connection>();
  readonly cursor = input<string>();
  protected readonly mayDecide = computed(() => this.session.can('owners.manage'));
  private readonly connectionId = computed(() => this.connection().id);
  protected readonly resource = httpResource<Held>(() => {
    const params: Record<string, string> = this.cursor() ? { cursor: this.cursor()! } : {};
    return { url: `${apiBase}/directory-connections/${this.connectionId()}/held`, params };
  });
  protected readonly page = kept(this.resource);
  /** Of the page in view; a decision leaves those who are still held. */
  protected readonly ticked = linkedSignal<readonly string[], readonly string[]>({
    source: () => this.page.value()?.items.map(({ id }) => id) ?? [],
    computation: (shown, previous) => (previous?.value ?? []).filter((id) => shown.includes(id)),
  });
  protected readonly isAll = computed(() => this.ticked().length === this.page.value()?.items.length);

  constructor() {
    readAgain(this.resource);
  }
  protected tick(id: string): void {
    this.ticked.update((ids) => (ids.includes(id) ? ids.filter((one) => one !== id) : [...ids, id]));
  }
  protected tickAll(): void {
    this.ticked.set(this.isAll() ? [] : (this.page.value()?.items ?? []).map(({ id }) => id));
  }
  protected async decide(decision: ToDecide['decision']): Promise<void> {
    const { DecideDialog } = await import('./decide-dialog.ts');
    const [ids, { id: connectionId, held }] = [this.ticked(), this.connection()];
    const data: ToDecide = { connectionId, decision, count: ids.length || held, ...(ids.length ? { ids } : {}) };
    this.dialog.open(DecideDialog, { data, width: '480px', autoFocus: 'dialog', restoreFocus: true });
  }
}
