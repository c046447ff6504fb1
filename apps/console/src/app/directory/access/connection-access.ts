import { Component, computed, inject } from '@angular/core';
import { MatDialog } from '@angular/material/dialog';
import { CopyButton, Icon } from '@placet/ui';
import { Empty } from '@placet/ui/console';
import { Intention } from '../../api/intention.ts';
import { MessagePipe } from '../../i18n/message-pipe.ts';
import { MemberActs } from '../../members/acts/member-acts.ts';
import { SessionStore } from '../../session/session-store.ts';
import { ConnectionStore } from '../connection/connection-store.ts';
import { DirectoryClient } from '../directory-client.ts';
import type { NewCredential } from './credential-dialog.ts';
import { mostCredentials } from './credential-life.ts';
import { type Credential, CredentialTable } from './credential-table.ts';

/** With what a directory proves itself: tokens and OAuth clients, two of each at a time, so that one is replaced without a gap. */
@Component({
  selector: 'app-connection-access',
  imports: [CopyButton, CredentialTable, Empty, Icon, MessagePipe],
  templateUrl: './connection-access.html',
  styleUrl: './connection-access.scss',
})
export class ConnectionAccess {
  private readonly dialog = inject(MatDialog);
  private readonly acts = inject(MemberActs);
  private readonly client = inject(DirectoryClient);
  private readonly session = inject(SessionStore);
  protected readonly store = inject(ConnectionStore);
  protected readonly mayManage = computed(() => this.session.can('directory.manage'));
  protected readonly most = mostCredentials;

  protected async add(kind: NewCredential['kind']): Promise<void> {
    const { CredentialDialog } = await import('./credential-dialog.ts');
    const data: NewCredential = { kind, connectionId: this.store.connectionId() };
    this.dialog.open(CredentialDialog, { data, width: '520px', autoFocus: 'first-tabbable', restoreFocus: true });
  }
  protected revoke(kind: NewCredential['kind'], { id, name }: Credential): void {
    const intention = new Intention();
    const connectionId = this.store.connectionId();
    const run = () =>
      kind === 'token' ? this.client.revokeToken(connectionId, id, intention) : this.client.revokeClient(connectionId, id, intention);
    void this.acts.ask({ id, displayName: name }, kind === 'token' ? 'revokeToken' : 'revokeClient', run, true);
  }
}
