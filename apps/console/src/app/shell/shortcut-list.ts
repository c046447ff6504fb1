import { Component, type Injector } from '@angular/core';
import { MatDialog } from '@angular/material/dialog';
import { DialogFrame } from '@placet/ui/dialog';
import { MessagePipe } from '../i18n/message-pipe.ts';

/** The keys that do something, and what. */
@Component({
  selector: 'app-shortcut-list',
  imports: [DialogFrame, MessagePipe],
  template: `
    <ui-dialog-frame [heading]="'keys.title' | t">
      <dl>
        <dt><kbd>/</kbd></dt>
        <dd>{{ 'keys.search' | t }}</dd>
        <dt><kbd>N</kbd></dt>
        <dd>{{ 'keys.add' | t }}</dd>
        <dt><kbd>G</kbd>&ngsp;<kbd>M</kbd></dt>
        <dd>{{ 'keys.members' | t }}</dd>
        <dt><kbd>?</kbd></dt>
        <dd>{{ 'keys.list' | t }}</dd>
        <dt><kbd>Esc</kbd></dt>
        <dd>{{ 'keys.escape' | t }}</dd>
      </dl>
      <p class="ui-quiet ui-small">{{ 'keys.switchOff' | t }}</p>
    </ui-dialog-frame>
  `,
  styles: `
    dl {
      display: grid;
      grid-template-columns: max-content 1fr;
      gap: var(--s2) var(--s4);
      margin-bottom: var(--s4);
    }
  `,
})
export class ShortcutList {}

/** Opens the list; loaded on demand with the dialog's code. */
export function openShortcutList(injector: Injector): void {
  injector.get(MatDialog).open(ShortcutList, { width: '400px', autoFocus: 'dialog' });
}
