/** The words that the components of this library say by themselves; the catalogue holds each as `ui.<word>`, in en and fr. */
export const uiWords = [
  'acceptedLater',
  'asOf',
  'clearFilters',
  'close',
  'copied',
  'copy',
  'copyRequestId',
  'discard',
  'discardDraft',
  'dismiss',
  'filters',
  'goneText',
  'goneTitle',
  'grantedBy',
  'invalidTitle',
  'keepEditing',
  'keepMine',
  'loading',
  'mine',
  'missingPermission',
  'noResultTitle',
  'offline',
  'print',
  'removeFilter',
  'requestId',
  'retry',
  'secretOnce',
  'seatsOf',
  'takeTheirs',
  'theirs',
  'conflictText',
  'conflictTitle',
  'forbiddenTitle',
  'tryingAgain',
  'untouched',
] as const;
export type UiWord = (typeof uiWords)[number];

/** Says the library's own words in the reader's language. The application provides it; reading it inside a template follows the language. */
export abstract class UiWords {
  abstract say(word: UiWord, values?: Record<string, string | number>): string;
  /** A clock time such as `10:42`. */
  abstract time(at: Date): string;
}
