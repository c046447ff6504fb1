import { Component, inject } from '@angular/core';
import { BusyBar, OfflineBar } from '@placet/ui';
import { Connection } from '../api/connection.ts';
import { LanguageSwitch } from '../i18n/language-switch.ts';
import { MessagePipe } from '../i18n/message-pipe.ts';
import { Logo } from '../shell/logo.ts';

/** The frame of pages without a session: the mark, one column, the switch of language. */
@Component({
  selector: 'app-public-frame',
  imports: [BusyBar, Logo, MessagePipe, OfflineBar],
  template: `
    <ui-offline-bar [offline]="!connection.online()" />
    <ui-busy-bar [until]="connection.nextTry()" />
    <header>
      <span class="brand"><app-logo />Placet</span>
      <div class="languages" role="group" [attr.aria-label]="'shell.language' | t">
        <button type="button" lang="en" [attr.aria-pressed]="languages.current() === 'en'" (click)="choose('en')">English</button>
        <button type="button" lang="fr" [attr.aria-pressed]="languages.current() === 'fr'" (click)="choose('fr')">Français</button>
      </div>
    </header>
    <main><ng-content /></main>
  `,
  styleUrl: './public-frame.scss',
})
export class PublicFrame {
  protected readonly connection = inject(Connection);
  protected readonly languages = inject(LanguageSwitch);
  protected choose(language: 'en' | 'fr'): void {
    void this.languages.choose(language);
  }
}
