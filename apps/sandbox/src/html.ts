/** HTML that is safe to send: made by {@link html} only. */
export class Html {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}
type Part = Html | Html[] | string | number | false | undefined;

/** A template whose values are escaped, in text and in quoted attributes; only other HTML goes in as it is. `false` and `undefined` leave nothing. */
export const html = (strings: TemplateStringsArray, ...parts: Part[]) =>
  new Html(strings.map((text, n) => text + (n < parts.length ? written(parts[n]) : '')).join(''));

function written(part: Part): string {
  if (part instanceof Html) return part.text;
  if (Array.isArray(part)) return part.map(written).join('');
  return part === false || part === undefined ? '' : escape(String(part));
}

const escape = (text: string) => text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
