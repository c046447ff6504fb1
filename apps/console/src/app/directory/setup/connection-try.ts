import { HttpClient } from '@angular/common/http';
import { Component, computed, DestroyRef, inject, input, signal } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import type { ConnectionTest } from '@placet/contracts';
import { Banner, Icon } from '@placet/ui';
import { filter, interval, map, switchMap, take } from 'rxjs';
import type { z } from 'zod';
import { apiBase } from '../../api/api.ts';
import { problemOf } from '../../api/problem.ts';
import { MessagePipe } from '../../i18n/message-pipe.ts';
import { WhenPipe } from '../../i18n/when-pipe.ts';
import { Words } from '../../i18n/words.ts';
import { SessionStore } from '../../session/session-store.ts';
import { ProblemWords } from '../../states/problem-words.ts';
import { ConnectionStore } from '../connection/connection-store.ts';
import { DirectoryClient } from '../directory-client.ts';
import type { Connection } from '../directory-types.ts';

type Checks = z.infer<typeof ConnectionTest>['items'];

/** Tries the door as the directory would, says what is right and what isn't, then waits for the directory's own first call. */
@Component({
  selector: 'app-connection-try',
  imports: [Banner, Icon, MessagePipe, WhenPipe],
  templateUrl: './connection-try.html',
  styleUrl: './connection-try.scss',
})
export class ConnectionTry {
  private readonly http = inject(HttpClient);
  private readonly client = inject(DirectoryClient);
  private readonly session = inject(SessionStore);
  private readonly words = inject(Words);
  private readonly problemWords = inject(ProblemWords);
  private readonly store = inject(ConnectionStore);
  private readonly destroyed = inject(DestroyRef);
  readonly connection = input.required<Connection>();
  protected readonly mayManage = computed(() => this.session.can('directory.manage'));
  protected readonly busy = signal(false);
  protected readonly checks = signal<Checks | undefined>(undefined);
  protected readonly failure = signal<string | undefined>(undefined);
  protected readonly waits = signal(false);
  protected readonly heardAt = signal<string | undefined>(undefined);

  protected async run(): Promise<void> {
    if (this.busy()) return;
    this.busy.set(true);
    this.failure.set(undefined);
    try {
      const { items } = await this.client.test(this.connection().id);
      this.checks.set(items);
      if (items.every(({ ok }) => ok)) this.listen();
    } catch (error) {
      this.failure.set(this.problemWords.sentence(problemOf(error)));
    } finally {
      this.busy.set(false);
    }
  }
  protected said({ code, ok, detail }: Checks[number]): string {
    return this.words.sayIfKnown(`directory.test.${code}.${ok ? 'ok' : 'failed'}`, { detail }, detail);
  }
  private listen(): void {
    if (this.waits()) return;
    this.waits.set(true);
    const { id, lastCallAt = '' } = this.connection();
    interval(2_000)
      .pipe(
        switchMap(() => this.http.get<Connection>(`${apiBase}/directory-connections/${id}`)),
        map((now) => now.lastCallAt ?? ''),
        filter((at) => at > lastCallAt),
        take(1),
        takeUntilDestroyed(this.destroyed),
      )
      .subscribe({
        next: (at) => {
          this.heardAt.set(at);
          this.waits.set(false);
          this.store.resource.reload();
        },
        error: (error: unknown) => {
          this.failure.set(this.problemWords.sentence(problemOf(error)));
          this.waits.set(false);
        },
      });
  }
}
