/** What a person typed, without control characters and without marks that turn the direction of the text round it. Lines stay. */
export const asPlain = (value: string): string =>
  value
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(/[\u202A-\u202E\u2066-\u2069]/g, '')
    .replaceAll(/[^\P{Cc}\n]/gu, '')
    .trim();

/** The same in one line: for names, and for headers, where a line break would begin another header. */
export const inOneLine = (value: string): string => asPlain(value).replaceAll(/[\n\u2028\u2029]+/g, ' ');

/** Escaped for text and for attributes of HTML. */
export const asHtml = (value: string): string =>
  value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;').replaceAll("'", '&#39;');
