import { inject, Pipe, type PipeTransform } from '@angular/core';
import type { MessageKey, MessageValues } from './message-key.ts';
import { Words } from './words.ts';

/** `{{ 'members.title' | t }}`, `{{ 'members.count' | t: { count } }}`. Impure, so that it follows the language; what it says is one look-up. */
@Pipe({ name: 't', pure: false })
export class MessagePipe implements PipeTransform {
  private readonly words = inject(Words);
  transform(key: MessageKey, values?: MessageValues): string {
    return this.words.say(key, values);
  }
}
