import { Component, computed, inject } from '@angular/core';
import { MatDialog } from '@angular/material/dialog';
import { CopyButton, Icon } from '@placet/ui';
import { MessagePipe } from '../../i18n/message-pipe.ts';
import { WhenPipe } from '../../i18n/when-pipe.ts';
import { SessionStore } from '../../session/session-store.ts';
import type { NewCredential } from '../access/credential-dialog.ts';
import { mostCredentials } from '../access/credential-life.ts';
import { ConnectionStore } from '../connection/connection-store.ts';
import { ConnectionTry } from './connection-try.ts';
import { GuideDrawing } from './guide-drawing.ts';
import { guides } from './guide-steps.ts';

/** The guide: address and token to copy, what to do over there step by step with drawings, then a test. All on one page. */
@Component({
  selector: 'app-connection-setup',
  imports: [ConnectionTry, CopyButton, GuideDrawing, Icon, MessagePipe, WhenPipe],
  templateUrl: './connection-setup.html',
  styleUrl: './connection-setup.scss',
})
export class ConnectionSetup {
  private readonly dialog = inject(MatDialog);
  private readonly session = inject(SessionStore);
  protected readonly store = inject(ConnectionStore);
  protected readonly mayManage = computed(() => this.session.can('directory.manage'));
  protected readonly most = mostCredentials;
  protected readonly steps = computed(() => guides[this.store.connection()?.provider ?? 'other']);
  protected readonly own = computed(() => {
    const { baseUrl = '', tokenUrl = '' } = this.store.connection() ?? {};
    return { url: baseUrl, entraUrl: `${baseUrl}?aadOptscim062020`, tokenUrl, token: 'plc_scim_…' };
  });
  protected readonly curl = computed(() => `curl -H "Authorization: Bearer $TOKEN" "${this.own().url}/Users?count=1"`);

  protected async makeToken(): Promise<void> {
    const { CredentialDialog } = await import('../access/credential-dialog.ts');
    const data: NewCredential = { kind: 'token', connectionId: this.store.connectionId() };
    this.dialog.open(CredentialDialog, { data, width: '520px', autoFocus: 'first-tabbable', restoreFocus: true });
  }
}
