import { Component, computed, effect, inject, input } from '@angular/core';
import { RouterLink, RouterLinkActive, RouterOutlet } from '@angular/router';
import { Skeleton } from '@placet/ui';
import type { MessageKey } from '../../i18n/message-key.ts';
import { MessagePipe } from '../../i18n/message-pipe.ts';
import { Words } from '../../i18n/words.ts';
import { PageHead } from '../../shell/page-head.ts';
import { ProblemView } from '../../states/problem-view.ts';
import { providers } from '../directory-types.ts';
import { ConnectionState } from '../pieces/connection-state.ts';
import { ConnectionStore } from './connection-store.ts';

const tabs: readonly { path: string; label: MessageKey }[] = [
  { path: '', label: 'directory.overview' },
  { path: 'log', label: 'directory.log' },
  { path: 'groups', label: 'directory.groups' },
  { path: 'access', label: 'directory.access' },
  { path: 'settings', label: 'directory.settings' },
  { path: 'setup', label: 'directory.setup' },
];

/** One connection: whose it is and how it goes; below, the tabs. */
@Component({
  selector: 'app-connection-page',
  imports: [ConnectionState, MessagePipe, PageHead, ProblemView, RouterLink, RouterLinkActive, RouterOutlet, Skeleton],
  templateUrl: './connection-page.html',
  providers: [ConnectionStore],
})
export class ConnectionPage {
  readonly connectionId = input.required<string>();
  private readonly words = inject(Words);
  protected readonly store = inject(ConnectionStore);
  protected readonly providers = providers;
  protected readonly tabs = tabs;
  protected readonly exact = { paths: 'exact', queryParams: 'ignored', fragment: 'ignored', matrixParams: 'ignored' } as const;
  protected readonly crumbs = computed(() => [{ label: this.words.say('directory.title'), link: '/directory' }]);

  constructor() {
    effect(() => this.store.connectionId.set(this.connectionId()));
  }
}
