import { Component, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { CopyButton } from '@placet/ui';
import { Counter } from '@placet/ui/console';
import { MessagePipe } from '../../i18n/message-pipe.ts';
import { WhenPipe } from '../../i18n/when-pipe.ts';
import { HeldPeople } from '../brake/held-people.ts';
import { ConnectionStore } from './connection-store.ts';

/** What a connection has done so far, and where its directory has to be told to go. */
@Component({
  selector: 'app-connection-overview',
  imports: [CopyButton, Counter, HeldPeople, MessagePipe, RouterLink, WhenPipe],
  templateUrl: './connection-overview.html',
  styleUrl: './connection-overview.scss',
})
export class ConnectionOverview {
  /** of the list of those who are held */
  readonly cursor = input<string>();
  protected readonly store = inject(ConnectionStore);
}
