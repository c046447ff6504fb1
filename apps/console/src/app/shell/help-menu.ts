import { Component, computed, inject, output } from '@angular/core';
import { MatMenu, MatMenuItem, MatMenuTrigger } from '@angular/material/menu';
import { Icon } from '@placet/ui';
import { MessagePipe } from '../i18n/message-pipe.ts';
import { SessionStore } from '../session/session-store.ts';
import { contactOf } from '../states/support-contact.ts';

/** Help in one place: the keys, the API's pages, and whom to ask. */
@Component({
  selector: 'app-help-menu',
  imports: [Icon, MatMenu, MatMenuItem, MatMenuTrigger, MessagePipe],
  template: `
    <button type="button" class="ui-button ui-plain ui-icon-only" [matMenuTriggerFor]="menu" [attr.aria-label]="'shell.help' | t">
      <ui-icon name="help" />
    </button>
    <mat-menu #menu="matMenu" xPosition="before">
      <button mat-menu-item (click)="keysAsked.emit()"><ui-icon name="keyboard" />{{ 'keys.title' | t }}</button>
      <a mat-menu-item href="/api/docs" target="_blank" rel="noopener"><ui-icon name="external" />{{ 'shell.apiDocs' | t }}</a>
      @if (contact(); as support) {
        <a mat-menu-item [href]="support.link" target="_blank" rel="noopener"><ui-icon name="mail" />{{ support.text }}</a>
      }
    </mat-menu>
  `,
})
export class HelpMenu {
  readonly keysAsked = output();
  private readonly session = inject(SessionStore);
  protected readonly contact = computed(() => contactOf(this.session.workspace()?.supportContact));
}
