import { inject, Injectable } from '@angular/core';
import { TranslateLoader, type TranslationObject } from '@ngx-translate/core';
import type { Language } from '@placet/contracts/display-name';
import { from, type Observable } from 'rxjs';
import { Icu, isRich } from './icu.ts';

/** Where the messages of one part of the console come from, one chunk a language. */
export type Catalogue = Record<Language, () => Promise<{ default: TranslationObject }>>;

export const baseCatalogue: Catalogue = {
  en: () => import('../../i18n/en.json', { with: { type: 'json' } }),
  fr: () => import('../../i18n/fr.json', { with: { type: 'json' } }),
};

/** The catalogues in use: the base one, and those of the domains that were opened, so that public pages load no word of the members' pages. */
@Injectable({ providedIn: 'root' })
export class Catalogues extends TranslateLoader {
  private readonly icu = inject(Icu);
  private readonly parts = new Set<Catalogue>([baseCatalogue]);

  override getTranslation(language: string): Observable<TranslationObject> {
    return from(this.load([...this.parts], language as Language));
  }
  /** Adds a part for all languages to come and returns its messages in `language`, or nothing if it is there already. */
  async add(part: Catalogue, language: Language): Promise<TranslationObject | undefined> {
    if (this.parts.has(part)) return undefined;
    const messages = await this.load([part], language);
    this.parts.add(part);
    return messages;
  }
  private async load(parts: Catalogue[], language: Language): Promise<TranslationObject> {
    const loaded = await Promise.all(parts.map((part) => part[language]()));
    const messages = Object.assign({}, ...loaded.map((module) => module.default)) as Record<string, string>;
    if (Object.values(messages).some(isRich)) await this.icu.load();
    return messages;
  }
}
