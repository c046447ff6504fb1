import { Injectable } from '@angular/core';
import type { IntlMessageFormat } from 'intl-messageformat';
import type { MessageValues } from './message-key.ts';

const plain = /^[^{}]*(?:\{\w+\}[^{}]*)*$/u;

/** Whether a message has more than plain `{name}` placeholders: a plural, a choice, a number, a date. */
export const isRich = (message: string) => !plain.test(message);

/** ICU messages. The formatter is loaded with the first catalogue that has rich messages: the public pages' has none, and stays small. */
@Injectable({ providedIn: 'root' })
export class Icu {
  private format: typeof IntlMessageFormat | undefined;

  async load(): Promise<void> {
    this.format ??= (await import('intl-messageformat')).IntlMessageFormat;
  }
  /** A function that says the message; it is parsed when it is first said. */
  sayer(message: string, language: string): (values?: MessageValues) => string {
    if (!isRich(message)) return (values) => message.replace(/\{(\w+)\}/gu, (hole, name: string) => String(values?.[name] ?? hole));
    let parsed: IntlMessageFormat | undefined;
    return (values) => {
      if (!this.format) throw new Error('the ICU formatter is loaded with the catalogue, before a message is said');
      parsed ??= new this.format(message, language, undefined, { ignoreTag: true });
      return String(parsed.format(values));
    };
  }
}
