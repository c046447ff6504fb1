import { Component, computed, inject, signal } from '@angular/core';
import { form, FormField, maxLength, required } from '@angular/forms/signals';
import { Router, RouterLink } from '@angular/router';
import { Control, Field } from '@placet/ui';
import { Intention } from '../../api/intention.ts';
import { FieldErrorsPipe } from '../../forms/field-errors-pipe.ts';
import { FormNotices } from '../../forms/form-notices.ts';
import { Submission } from '../../forms/submission.ts';
import type { MessageKey } from '../../i18n/message-key.ts';
import { MessagePipe } from '../../i18n/message-pipe.ts';
import { Words } from '../../i18n/words.ts';
import { PageHead } from '../../shell/page-head.ts';
import { DirectoryClient } from '../directory-client.ts';
import { providers, type Provider } from '../directory-types.ts';

const texts: Record<Provider, MessageKey> = {
  okta: 'directory.new.okta',
  entra: 'directory.new.entra',
  other: 'directory.new.other',
};

/** The first step of a connection: which directory it is and what it is called; the guide follows. */
@Component({
  selector: 'app-new-connection-page',
  imports: [Control, Field, FieldErrorsPipe, FormField, FormNotices, MessagePipe, PageHead, RouterLink],
  templateUrl: './new-connection-page.html',
  styleUrl: './new-connection-page.scss',
})
export class NewConnectionPage {
  private readonly client = inject(DirectoryClient);
  private readonly router = inject(Router);
  private readonly words = inject(Words);
  private readonly intention = new Intention();
  protected readonly kinds = (Object.keys(providers) as Provider[]).map((provider) => ({
    provider,
    name: providers[provider],
    text: texts[provider],
  }));
  protected readonly form = form(signal<{ provider: Provider; name: string }>({ provider: 'okta', name: '' }), (fields) => {
    required(fields.name);
    maxLength(fields.name, 100);
  });
  protected readonly submission = new Submission(this.form);
  protected readonly crumbs = computed(() => [{ label: this.words.say('directory.title'), link: '/directory' }]);

  protected async make(): Promise<void> {
    await this.submission.send(async () => {
      const { provider, name } = this.form().value();
      const { connection } = await this.client.add({ provider, name: name.trim() }, this.intention);
      await this.router.navigate(['/directory', connection.id, 'setup'], { replaceUrl: true });
    });
  }
}
