import {
  TranslateCompiler,
  type InterpolatableTranslationObject,
  type InterpolateFunction,
  type TranslationObject,
} from '@ngx-translate/core';
import { IntlMessageFormat } from 'intl-messageformat';

/** Turns ICU messages into functions: plurals, numbers and dates follow the language. A message is parsed when it is first said. */
export class MessageCompiler extends TranslateCompiler {
  override compile(message: string, language: string): string | InterpolateFunction {
    if (!message.includes('{')) return message;
    let format: IntlMessageFormat | undefined;
    return (values) => {
      format ??= new IntlMessageFormat(message, language, undefined, { ignoreTag: true });
      return String(format.format(values));
    };
  }

  override compileTranslations(catalogue: TranslationObject, language: string): InterpolatableTranslationObject {
    return Object.fromEntries(Object.entries(catalogue).map(([key, message]) => [key, this.compile(String(message), language)]));
  }
}
