import { httpResource } from '@angular/common/http';
import { Component, computed, inject, input } from '@angular/core';
import { MatDialog } from '@angular/material/dialog';
import { RouterLink } from '@angular/router';
import type { AdoptionsReply } from '@placet/contracts';
import { Icon, Skeleton } from '@placet/ui';
import { Toasts } from '@placet/ui/console';
import type { z } from 'zod';
import { apiBase } from '../../api/api.ts';
import { Intention } from '../../api/intention.ts';
import { kept } from '../../api/kept.ts';
import { problemOf } from '../../api/problem.ts';
import { readAgain } from '../../api/read-again.ts';
import { MessagePipe } from '../../i18n/message-pipe.ts';
import { WhenPipe } from '../../i18n/when-pipe.ts';
import { SessionStore } from '../../session/session-store.ts';
import { ProblemView } from '../../states/problem-view.ts';
import { ProblemWords } from '../../states/problem-words.ts';
import { DirectoryClient } from '../directory-client.ts';

type Adoptions = z.infer<typeof AdoptionsReply>;

/** Whom a connection may take over by name, beyond what its rules let it. */
@Component({
  selector: 'app-adoption-list',
  imports: [Icon, MessagePipe, ProblemView, RouterLink, Skeleton, WhenPipe],
  templateUrl: './adoption-list.html',
  styleUrl: './adoption-list.scss',
})
export class AdoptionList {
  private readonly dialog = inject(MatDialog);
  private readonly client = inject(DirectoryClient);
  private readonly session = inject(SessionStore);
  private readonly toasts = inject(Toasts);
  private readonly problemWords = inject(ProblemWords);
  readonly connectionId = input.required<string>();
  protected readonly mayManage = computed(() => this.session.can('directory.manage'));
  protected readonly resource = httpResource<Adoptions>(() => `${apiBase}/directory-connections/${this.connectionId()}/adoptions`);
  protected readonly page = kept(this.resource);

  constructor() {
    readAgain(this.resource);
  }
  protected async allow(): Promise<void> {
    const { AllowDialog } = await import('./allow-dialog.ts');
    this.dialog.open(AllowDialog, { data: this.connectionId(), width: '520px', autoFocus: 'first-tabbable', restoreFocus: true });
  }
  protected async withdraw(memberId: string): Promise<void> {
    try {
      await this.client.disallowAdoption(this.connectionId(), memberId, new Intention());
    } catch (error) {
      this.toasts.show(this.problemWords.sentence(problemOf(error)));
    }
  }
}
