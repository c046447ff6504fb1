import { Component, computed, inject } from '@angular/core';
import { MatMenu, MatMenuItem, MatMenuTrigger } from '@angular/material/menu';
import { Icon } from '@placet/ui';
import { MessagePipe } from '../i18n/message-pipe.ts';
import { Preferences } from '../preferences/preferences.ts';

/** As the system, light, or dark. */
@Component({
  selector: 'app-theme-menu',
  imports: [Icon, MatMenu, MatMenuItem, MatMenuTrigger, MessagePipe],
  template: `
    <button type="button" class="ui-button ui-plain ui-icon-only" [matMenuTriggerFor]="menu" [attr.aria-label]="'shell.theme' | t">
      <ui-icon [name]="sign()" />
    </button>
    <mat-menu #menu="matMenu" xPosition="before">
      @for (theme of themes; track theme.code) {
        <button mat-menu-item role="menuitemradio" [attr.aria-checked]="current() === theme.code" (click)="current.set(theme.code)">
          <ui-icon [name]="current() === theme.code ? 'check' : theme.sign" />{{ theme.label | t }}
        </button>
      }
    </mat-menu>
  `,
})
export class ThemeMenu {
  protected readonly current = inject(Preferences).theme;
  protected readonly themes = [
    { code: 'system', sign: 'monitor', label: 'theme.system' },
    { code: 'light', sign: 'sun', label: 'theme.light' },
    { code: 'dark', sign: 'moon', label: 'theme.dark' },
  ] as const;
  protected readonly sign = computed(() => this.themes.find((theme) => theme.code === this.current())!.sign);
}
