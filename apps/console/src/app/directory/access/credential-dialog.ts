import { Component, computed, inject, signal } from '@angular/core';
import { form, FormField, hidden, maxLength, required, validate } from '@angular/forms/signals';
import { MAT_DIALOG_DATA, MatDialogRef } from '@angular/material/dialog';
import { CopyButton, Control, Field } from '@placet/ui';
import { SecretOnce } from '@placet/ui/console';
import { DialogFrame } from '@placet/ui/dialog';
import { Intention } from '../../api/intention.ts';
import { FieldErrorsPipe } from '../../forms/field-errors-pipe.ts';
import { FormNotices } from '../../forms/form-notices.ts';
import { Submission } from '../../forms/submission.ts';
import { MessagePipe } from '../../i18n/message-pipe.ts';
import { DirectoryClient } from '../directory-client.ts';
import { endAfter, lives } from './credential-life.ts';
import { jwkOf } from './public-key.ts';

/** What the dialog is to make. */
export interface NewCredential {
  readonly kind: 'token' | 'client';
  readonly connectionId: string;
}

/** Makes a token or an OAuth client. What proves it is shown once, and only the button closes from then on. */
@Component({
  selector: 'app-credential-dialog',
  imports: [Control, CopyButton, DialogFrame, Field, FieldErrorsPipe, FormField, FormNotices, MessagePipe, SecretOnce],
  templateUrl: './credential-dialog.html',
})
export class CredentialDialog {
  private readonly client = inject(DirectoryClient);
  private readonly intention = new Intention();
  protected readonly asked = inject<NewCredential>(MAT_DIALOG_DATA);
  protected readonly ref = inject<MatDialogRef<CredentialDialog>>(MatDialogRef);
  protected readonly isClient = this.asked.kind === 'client';
  protected readonly lives = lives;
  protected readonly form = form(signal({ name: '', months: '12', method: 'client_secret', publicKey: '' }), (fields) => {
    required(fields.name);
    maxLength(fields.name, 100);
    hidden(fields.publicKey, ({ valueOf }) => valueOf(fields.method) !== 'private_key_jwt');
    validate(fields.publicKey, ({ value, valueOf }) =>
      valueOf(fields.method) === 'private_key_jwt' && !jwkOf(value()) ? { kind: 'no_public_key' } : undefined,
    );
  });
  protected readonly submission = new Submission(this.form);
  protected readonly secret = signal<string | undefined>(undefined);
  protected readonly clientId = signal<string | undefined>(undefined);
  protected readonly isMade = computed(() => this.secret() !== undefined || this.clientId() !== undefined);

  protected async make(): Promise<void> {
    const { name, months, method, publicKey } = this.form().value();
    const body = { name: name.trim(), expiresAt: endAfter(Number(months)) };
    const key = method === 'private_key_jwt' ? jwkOf(publicKey) : undefined;
    await this.submission.send(async () => {
      if (!this.isClient) return this.keep((await this.client.addToken(this.asked.connectionId, body, this.intention)).secret?.value);
      const { client, secret } = await this.client.addClient(
        this.asked.connectionId,
        { ...body, ...(key ? { publicKey: key } : {}) },
        this.intention,
      );
      this.clientId.set(client.clientId);
      this.keep(secret?.value);
    });
  }
  private keep(secret: string | undefined): void {
    this.ref.disableClose = true;
    this.secret.set(secret);
  }
}
