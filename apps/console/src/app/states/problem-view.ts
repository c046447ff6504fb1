import { Component, computed, inject, input, output } from '@angular/core';
import { RouterLink } from '@angular/router';
import { permissionCatalogue, type Permission } from '@placet/contracts/permissions';
import { Failed } from '@placet/ui';
import { Forbidden, Gone } from '@placet/ui/console';
import { problemOf } from '../api/problem.ts';
import { MessagePipe } from '../i18n/message-pipe.ts';
import { Words } from '../i18n/words.ts';
import { ProblemWords } from './problem-words.ts';
import { SupportContact } from './support-contact.ts';

/** The state of a page or a panel that could not be read: forbidden, gone, or failed with *Retry*. */
@Component({
  selector: 'app-problem-view',
  imports: [Failed, Forbidden, Gone, MessagePipe, RouterLink, SupportContact],
  template: `
    @switch (problem().status) {
      @case (403) {
        <ui-forbidden [permission]="permission()" [meaning]="meaning()" [grantedBy]="grantedBy()">
          <app-support-contact />
        </ui-forbidden>
      }
      @case (404) {
        <ui-gone
          ><a class="ui-button" routerLink="/">{{ 'common.toStart' | t }}</a></ui-gone
        >
      }
      @default {
        <ui-failed [heading]="sentence()" [requestId]="problem().requestId" (retried)="retried.emit()" />
      }
    }
  `,
})
export class ProblemView {
  readonly error = input.required<unknown>();
  readonly retried = output();
  private readonly words = inject(Words);
  private readonly problemWords = inject(ProblemWords);
  protected readonly problem = computed(() => problemOf(this.error()));
  /** Of a read: nothing was typed that could be lost. */
  protected readonly sentence = computed(() => {
    const problem = this.problem();
    if (problem.status === 0) return this.words.say('problem.not_loaded_offline');
    return problem.code === 'unexpected' && problem.requestId ? this.words.say('problem.not_loaded') : this.problemWords.sentence(problem);
  });
  protected readonly permission = computed(() => {
    const { permission } = this.problem().facts;
    return typeof permission === 'string' ? (permission as Permission) : undefined;
  });
  protected readonly meaning = computed(() => {
    const key = this.permission();
    return key && this.words.sayIfKnown(`permission.${key}`, {}, key);
  });
  protected readonly grantedBy = computed(() => {
    const key = this.permission();
    const groups = key ? (permissionCatalogue[key] ?? []) : [];
    return groups.map((group) => this.words.say(`group.${group}`));
  });
}
