import { httpResource } from '@angular/common/http';
import { Component, computed, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Icon, Skeleton } from '@placet/ui';
import { Empty } from '@placet/ui/console';
import { apiBase } from '../../api/api.ts';
import { kept } from '../../api/kept.ts';
import { readAgain } from '../../api/read-again.ts';
import { MessagePipe } from '../../i18n/message-pipe.ts';
import { WhenPipe } from '../../i18n/when-pipe.ts';
import { SessionStore } from '../../session/session-store.ts';
import { PageHead } from '../../shell/page-head.ts';
import { ProblemView } from '../../states/problem-view.ts';
import { providers, type Connections } from '../directory-types.ts';
import { ConnectionState } from '../pieces/connection-state.ts';

/** The workspace's directory connections: who provisions people here, how it goes, and how many are behind each number. */
@Component({
  selector: 'app-connection-list',
  imports: [ConnectionState, Empty, Icon, MessagePipe, PageHead, ProblemView, RouterLink, Skeleton, WhenPipe],
  templateUrl: './connection-list.html',
  styleUrl: './connection-list.scss',
})
export class ConnectionList {
  private readonly session = inject(SessionStore);
  protected readonly mayManage = computed(() => this.session.can('directory.manage'));
  protected readonly resource = httpResource<Connections>(() => `${apiBase}/directory-connections`);
  protected readonly page = kept(this.resource);
  protected readonly providers = providers;

  constructor() {
    readAgain(this.resource);
  }
}
