import { inject, Pipe, type PipeTransform } from '@angular/core';
import { Words } from './words.ts';

/** An instant in the reader's language: `{{ row.createdAt | when }}` (day) or `| when: 'time'` (day and time). Absent gives an empty text. */
@Pipe({ name: 'when', pure: false })
export class WhenPipe implements PipeTransform {
  private readonly words = inject(Words);
  transform(at: string | undefined, detail: 'day' | 'time' = 'day'): string {
    if (!at) return '';
    return detail === 'time' ? this.words.dateTime(at) : this.words.date(at);
  }
}
