import { Component, inject } from '@angular/core';
import { MatMenu, MatMenuItem, MatMenuTrigger } from '@angular/material/menu';
import { Icon } from '@placet/ui';
import { LanguageSwitch } from '../i18n/language-switch.ts';
import { MessagePipe } from '../i18n/message-pipe.ts';

/** English or French, each in its own language. */
@Component({
  selector: 'app-language-menu',
  imports: [Icon, MatMenu, MatMenuItem, MatMenuTrigger, MessagePipe],
  template: `
    <button type="button" class="ui-button ui-plain ui-icon-only" [matMenuTriggerFor]="menu" [attr.aria-label]="'shell.language' | t">
      <ui-icon name="globe" />
    </button>
    <mat-menu #menu="matMenu" xPosition="before">
      @for (language of languages; track language.code) {
        <button
          mat-menu-item
          role="menuitemradio"
          [attr.lang]="language.code"
          [attr.aria-checked]="current() === language.code"
          (click)="choose(language.code)"
        >
          <ui-icon [name]="current() === language.code ? 'check' : 'globe'" />{{ language.name }}
        </button>
      }
    </mat-menu>
  `,
})
export class LanguageMenu {
  private readonly switch = inject(LanguageSwitch);
  protected readonly current = this.switch.current;
  protected readonly languages = [
    { code: 'en', name: 'English' },
    { code: 'fr', name: 'Français' },
  ] as const;
  protected choose(language: 'en' | 'fr'): void {
    void this.switch.choose(language);
  }
}
