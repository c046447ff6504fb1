import { Component, inject } from '@angular/core';
import { MatDivider } from '@angular/material/divider';
import { MatMenu, MatMenuItem, MatMenuTrigger } from '@angular/material/menu';
import { Router } from '@angular/router';
import { Icon } from '@placet/ui';
import { Avatar, Toasts } from '@placet/ui/console';
import { MessagePipe } from '../i18n/message-pipe.ts';
import { Words } from '../i18n/words.ts';
import { Preferences } from '../preferences/preferences.ts';
import { SessionStore } from '../session/session-store.ts';
import { ProblemWords } from '../states/problem-words.ts';
import { problemOf } from '../api/problem.ts';

/** Who one is here, the switch for single keys, and the way out. */
@Component({
  selector: 'app-own-menu',
  imports: [Avatar, Icon, MatDivider, MatMenu, MatMenuItem, MatMenuTrigger, MessagePipe],
  templateUrl: './own-menu.html',
  styles: `
    .own {
      padding-inline: var(--s1);
    }
    .who {
      display: grid;
      padding: var(--s2) var(--s3);
      font-size: var(--text-13);
      overflow-wrap: anywhere;
    }
  `,
})
export class OwnMenu {
  private readonly session = inject(SessionStore);
  private readonly router = inject(Router);
  private readonly toasts = inject(Toasts);
  private readonly problemWords = inject(ProblemWords);
  protected readonly words = inject(Words);
  protected readonly member = this.session.member;
  protected readonly workspace = this.session.workspace;
  protected readonly singleKeys = inject(Preferences).singleKeys;

  protected async signOut(): Promise<void> {
    try {
      await this.session.signOut();
      await this.router.navigateByUrl('/sign-in');
    } catch (error) {
      this.toasts.show(this.problemWords.sentence(problemOf(error)));
    }
  }
}
