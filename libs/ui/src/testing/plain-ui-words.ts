import { UiWords, type UiWord } from '../ui-words.ts';

/** The library's words for its specs: the word itself with its values, `tryingAgain 3`. */
export class PlainUiWords extends UiWords {
  override say(word: UiWord, values: Record<string, string | number> = {}): string {
    return [word, ...Object.values(values)].join(' ');
  }
  override time(at: Date): string {
    return at.toISOString().slice(11, 16);
  }
}
