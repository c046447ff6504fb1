import { DOCUMENT, effect, inject, Injectable } from '@angular/core';
import { TranslateService } from '@ngx-translate/core';
import type { Language } from '@placet/contracts/display-name';
import { firstValueFrom } from 'rxjs';
import { Preferences } from '../preferences/preferences.ts';
import { Catalogues, type Catalogue } from './catalogues.ts';
import { Words } from './words.ts';

/** Which language the console speaks: the one chosen in this browser, else the member's, else the browser's, else English. */
@Injectable({ providedIn: 'root' })
export class LanguageSwitch {
  private readonly translate = inject(TranslateService);
  private readonly preferences = inject(Preferences);
  private readonly catalogues = inject(Catalogues);
  readonly current = inject(Words).language;

  constructor() {
    const root = inject(DOCUMENT).documentElement;
    effect(() => root.setAttribute('lang', this.current()));
  }
  /** The language to begin with, before anybody is known. */
  async begin(): Promise<void> {
    const browser: Language = this.translate.getBrowserLang() === 'fr' ? 'fr' : 'en';
    await this.use(this.preferences.language() ?? browser);
  }
  /** A choice of the reader: kept in this browser. */
  async choose(language: Language): Promise<void> {
    this.preferences.language.set(language);
    await this.use(language);
  }
  /** The member's own language, unless the reader chose another here. */
  async follow(language: Language): Promise<void> {
    if (!this.preferences.language()) await this.use(language);
  }
  /** Adds the messages of a domain; for a route's `resolve`, so that its page never shows a key. */
  async open(part: Catalogue): Promise<void> {
    const language = this.current();
    const messages = await this.catalogues.add(part, language);
    if (messages) this.translate.setTranslation(language, messages, true);
  }
  private async use(language: Language): Promise<void> {
    await firstValueFrom(this.translate.use(language));
  }
}
