import { httpResource } from '@angular/common/http';
import { Component, computed, effect, inject, input, linkedSignal, signal } from '@angular/core';
import { toObservable, takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { Router, RouterLink } from '@angular/router';
import type { DirectoryLogReply } from '@placet/contracts';
import { Icon, type IconName, Skeleton } from '@placet/ui';
import { Empty, NoResult } from '@placet/ui/console';
import { filter, switchMap, throttleTime } from 'rxjs';
import type { z } from 'zod';
import { apiBase } from '../../api/api.ts';
import { kept } from '../../api/kept.ts';
import { Live } from '../../api/live.ts';
import { readAgain } from '../../api/read-again.ts';
import { MessagePipe } from '../../i18n/message-pipe.ts';
import { WhenPipe } from '../../i18n/when-pipe.ts';
import { Words } from '../../i18n/words.ts';
import { CursorTrail } from '../../members/pieces/cursor-trail.ts';
import { ProblemView } from '../../states/problem-view.ts';
import { ConnectionStore } from '../connection/connection-store.ts';
import { shortNames } from '../directory-types.ts';
import { LogSentence, type LogEntry } from './log-sentence.ts';

/** What the directory asked for and what came of it, in plain words, as it happens. */
@Component({
  selector: 'app-connection-log',
  imports: [Empty, Icon, MessagePipe, NoResult, ProblemView, RouterLink, Skeleton, WhenPipe],
  templateUrl: './connection-log.html',
  styleUrl: './connection-log.scss',
})
export class ConnectionLog {
  private readonly store = inject(ConnectionStore);
  private readonly router = inject(Router);
  private readonly words = inject(Words);
  private readonly sentences = inject(LogSentence);
  private readonly live = inject(Live);
  protected readonly trail = inject(CursorTrail);
  readonly outcome = input<string>();
  readonly q = input<string>();
  readonly cursor = input<string>();
  protected readonly resource = httpResource<z.infer<typeof DirectoryLogReply>>(() => {
    const id = this.store.connectionId();
    const asked = { outcome: this.outcome(), q: this.q(), cursor: this.cursor() };
    const params = Object.fromEntries(Object.entries(asked).filter(([, value]) => value)) as Record<string, string>;
    return id ? { url: `${apiBase}/directory-connections/${id}/log`, params } : undefined;
  });
  protected readonly page = kept(this.resource);
  private readonly directory = computed(() => {
    const connection = this.store.connection();
    return connection ? (shortNames[connection.provider] ?? connection.name) : '';
  });
  protected readonly lines = computed(() =>
    (this.page.value()?.items ?? []).map((entry) => ({
      entry,
      sentence: this.sentences.of(entry, this.directory()),
      asides: this.sentences.asides(entry),
      icon: signOf(entry),
    })),
  );
  protected readonly filters = computed(() => [
    ...(this.q() ? [{ key: 'q', text: this.q()! }] : []),
    ...(this.outcome() ? [{ key: 'outcome', text: this.words.say(this.outcome() === 'refused' ? 'log.refusedOnly' : 'log.okOnly') }] : []),
  ]);
  protected readonly opened = signal<string | undefined>(undefined);
  /** Lines that came since the page was opened stand out for a moment. */
  private readonly seen = linkedSignal<string, string | undefined>({ source: this.store.connectionId, computation: () => undefined });

  constructor() {
    readAgain(this.resource);
    toObservable(this.store.connectionId)
      .pipe(
        filter(Boolean),
        switchMap((id) => this.live.watch(`directory-log:${id}`)),
        throttleTime(1_000, undefined, { leading: true, trailing: true }),
        takeUntilDestroyed(),
      )
      .subscribe(() => {
        if (!this.cursor()) this.resource.reload();
      });
    effect(() => {
      const newest = this.page.value()?.items[0]?.id;
      if (newest && !this.seen()) this.seen.set(newest);
    });
  }
  protected isNew({ id }: LogEntry): boolean {
    const seen = this.seen();
    return seen !== undefined && id > seen;
  }
  protected toggle({ id }: LogEntry): void {
    this.opened.update((open) => (open === id ? undefined : id));
  }
  protected drop(filter: string): void {
    this.show({ [filter]: null });
  }
  protected show(change: Record<string, string | null>): void {
    void this.router.navigate([], { queryParams: { ...change, cursor: null }, queryParamsHandling: 'merge' });
  }
}

const signs: Readonly<Record<string, IconName>> = {
  'user.asked': 'search',
  'user.created': 'plus',
  'user.deactivated': 'ban',
  'user.reactivated': 'refresh',
  'user.deleted': 'close',
  'group.asked': 'search',
  'brake.held': 'hourglass',
  'token.refused': 'key',
  'token.issued': 'key',
};

function signOf({ code, status }: LogEntry): IconName {
  return signs[code] ?? (status >= 400 ? 'alert' : code.startsWith('group') ? 'members' : code.startsWith('user.') ? 'edit' : 'eye');
}
