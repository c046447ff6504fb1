import { computed, inject, Injectable } from '@angular/core';
import { TranslateService } from '@ngx-translate/core';
import type { Language } from '@placet/contracts/display-name';
import { UiWords, type UiWord } from '@placet/ui';
import type { MessageKey, MessageValues } from './message-key.ts';

/** Says messages, dates and numbers in the reader's language. Read inside a template, a computed or an effect, it follows the language. */
@Injectable({ providedIn: 'root' })
export class Words {
  private readonly translate = inject(TranslateService);
  readonly language = computed(() => (this.translate.currentLang() === 'fr' ? 'fr' : 'en') as Language);

  say(key: MessageKey, values?: MessageValues): string {
    this.translate.currentLang();
    return this.translate.instant(key, values) as string;
  }
  /** A message whose key is made of parts; `otherwise` where the catalogue has none. */
  sayIfKnown(key: string, values: MessageValues, otherwise: string): string {
    const said = this.say(key as MessageKey, values);
    return said === key ? otherwise : said;
  }
  time(at: Date | string): string {
    return this.format(at, { hour: 'numeric', minute: '2-digit' });
  }
  date(at: Date | string): string {
    return this.format(at, { dateStyle: 'medium' });
  }
  /** A calendar date, `2026-03-04`, which has no time zone. */
  day(calendarDate: string): string {
    return this.format(`${calendarDate}T00:00:00Z`, { dateStyle: 'medium', timeZone: 'UTC' });
  }
  dateTime(at: Date | string): string {
    return this.format(at, { dateStyle: 'medium', timeStyle: 'short' });
  }
  number(value: number): string {
    return new Intl.NumberFormat(this.language()).format(value);
  }
  list(items: readonly string[]): string {
    return new Intl.ListFormat(this.language(), { type: 'conjunction' }).format(items);
  }
  private format(at: Date | string, style: Intl.DateTimeFormatOptions): string {
    return new Intl.DateTimeFormat(this.language(), style).format(new Date(at));
  }
}

/** The words of the component library, from the same catalogue. */
@Injectable()
export class CatalogueUiWords extends UiWords {
  private readonly words = inject(Words);
  override say(word: UiWord, values?: MessageValues): string {
    return this.words.say(`ui.${word}`, values);
  }
  override time(at: Date): string {
    return this.words.time(at);
  }
}
