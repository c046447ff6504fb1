import { Component, computed, inject, signal } from '@angular/core';
import { form, FormField } from '@angular/forms/signals';
import { MAT_DIALOG_DATA, MatDialogRef } from '@angular/material/dialog';
import { Choices, Toasts } from '@placet/ui/console';
import { DialogFrame } from '@placet/ui/dialog';
import { Intention } from '../../api/intention.ts';
import { FieldErrorsPipe } from '../../forms/field-errors-pipe.ts';
import { FormNotices } from '../../forms/form-notices.ts';
import { Submission } from '../../forms/submission.ts';
import { MessagePipe } from '../../i18n/message-pipe.ts';
import { Words } from '../../i18n/words.ts';
import { MemberChoices } from '../../members/member-choices.ts';
import { RoleChoices } from '../../members/pieces/role-choices.ts';
import { DirectoryClient } from '../directory-client.ts';
import type { Connection } from '../directory-types.ts';
import { MappingForetold } from './mapping-foretold.ts';
import { givesNothing, mappingOf, type DirectoryGroup, type Mapping, type Preview } from './mapping-types.ts';

/** What a directory's group gives. Nothing is saved before it was said who gains and loses what, and what it takes in seats. */
@Component({
  selector: 'app-mapping-dialog',
  imports: [Choices, DialogFrame, FieldErrorsPipe, FormField, FormNotices, MappingForetold, MessagePipe],
  templateUrl: './mapping-dialog.html',
  providers: [MemberChoices, RoleChoices],
})
export class MappingDialog {
  private readonly client = inject(DirectoryClient);
  private readonly words = inject(Words);
  private readonly toasts = inject(Toasts);
  private readonly intention = new Intention();
  private readonly choices = inject(MemberChoices);
  protected readonly role = inject(RoleChoices);
  protected readonly ref = inject<MatDialogRef<MappingDialog>>(MatDialogRef);
  protected readonly asked = inject<{ connection: Connection; group: DirectoryGroup }>(MAT_DIALOG_DATA);
  protected readonly form = form(signal<Mapping>(mappingOf(this.asked.group)));
  protected readonly submission = new Submission(this.form);
  protected readonly preview = signal<Preview | undefined>(undefined);
  /** An owner is made by people only. */
  protected readonly groups = computed(() => {
    const owner = this.choices.groups().find(({ builtIn }) => builtIn === 'owner')?.id;
    return this.role.groups().filter(({ value }) => value !== owner);
  });

  /** Says first what would come of it. */
  protected async foretell(): Promise<void> {
    const { connection, group } = this.asked;
    await this.submission.send(async () => {
      this.preview.set(await this.client.previewMapping(connection.id, group.id, this.form().value()));
    });
  }
  protected async save(): Promise<void> {
    const { connection, group } = this.asked;
    const [mapping, version] = [this.form().value(), group.mapping?.version];
    const isSent = await this.submission.send(async () => {
      const { applied, of } = givesNothing(mapping)
        ? await this.client.dropMapping(connection.id, group.id, version, this.intention)
        : await this.client.putMapping(connection.id, group.id, mapping, version, this.intention);
      this.toasts.show(this.words.say(applied < of ? 'mapping.begun' : 'mapping.saved', { name: group.displayName }));
    });
    if (isSent) this.ref.close();
    else this.preview.set(undefined);
  }
}
