import { inject, Injectable } from '@angular/core';
import {
  TranslateCompiler,
  type InterpolatableTranslationObject,
  type InterpolateFunction,
  type TranslationObject,
} from '@ngx-translate/core';
import { Icu } from './icu.ts';

/** Turns a catalogue into functions: plurals, numbers and dates follow the language (ICU). */
@Injectable()
export class MessageCompiler extends TranslateCompiler {
  private readonly icu = inject(Icu);

  override compile(message: string, language: string): string | InterpolateFunction {
    return message.includes('{') ? this.icu.sayer(message, language) : message;
  }
  override compileTranslations(catalogue: TranslationObject, language: string): InterpolatableTranslationObject {
    const messages = Object.entries(catalogue as Record<string, string>);
    return Object.fromEntries(messages.map(([key, message]) => [key, this.compile(message, language)]));
  }
}
