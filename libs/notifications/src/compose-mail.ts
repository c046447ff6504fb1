import type { Config } from '@placet/platform';
import { IntlMessageFormat } from 'intl-messageformat';
import { layout } from './layout.ts';
import type { AskedMail, PreparedMail } from './mail-source.ts';
import type { MailTemplate } from './mail-templates.ts';
import { asHtml, asPlain, inOneLine } from './plain-values.ts';
import { en } from './texts/en.ts';
import { fr } from './texts/fr.ts';

/** A mail, ready for the mail server. */
export interface ComposedMail {
  readonly to: string;
  readonly from: string;
  readonly subject: string;
  readonly html: string;
  readonly text: string;
  /** the same for every attempt of one mail, so that mailboxes can drop a repeat */
  readonly messageId: string;
}

export const mailTexts = { en, fr };
type Values = Record<string, string | Date | undefined>;

/** Puts the texts of a template in the reader's language round its values. The same input gives the same bytes. */
export function composeMail(
  { mailId, template }: Pick<AskedMail, 'mailId' | 'template'>,
  { to, language, timeZone, values, link }: PreparedMail<MailTemplate>,
  { mailFrom, baseUrl }: Pick<Config, 'mailFrom' | 'baseUrl'>,
): ComposedMail {
  const { greeting, linkHint, mails } = mailTexts[language];
  const words = mails[template];
  const formats = { date: { day: { dateStyle: 'long', timeZone } }, time: { minute: { timeStyle: 'short', timeZone } } } as const;
  const sayer = (form: (value: string) => string) => {
    const known = present(values as Values, form);
    return (text: string) => String(new IntlMessageFormat(text, language, formats, { ignoreTag: true }).format(known));
  };
  const [plain, html] = [sayer(inOneLine), sayer((value) => asHtml(inOneLine(value)))];
  const { message } = values as { message?: string };
  const slots: Record<string, string> = {
    lang: language,
    subject: html(words.subject),
    preview: html(words.preview),
    heading: html(words.heading),
    body: [greeting, ...words.paragraphs].map((text) => paragraph(html(text))).join('') + (message ? quote(message) : ''),
    button: html(words.button),
    link: asHtml(link),
    after: paragraph(html(words.after)) + paragraph(`${html(linkHint)}<br>${anchor(link)}`),
    reason: html(words.reason),
  };
  return {
    to,
    from: mailFrom,
    subject: inOneLine(plain(words.subject)),
    html: layout.replaceAll(/\{\{\s*(\w+)\s*\}\}/g, (_, slot: string) => slots[slot] ?? ''),
    text: [
      ...[greeting, ...words.paragraphs].map(plain),
      ...(message ? [asPlain(message).replaceAll(/^/gm, '> ')] : []),
      `${plain(words.button)}\n${link}`,
      plain(words.after),
      `-- \n${plain(words.reason)}\n`,
    ].join('\n\n'),
    messageId: `<${mailId}@${new URL(baseUrl).hostname}>`,
  };
}

/** Texts in the asked form, and for each name whether it has a value; a name that is asked for and absent is empty. */
function present(values: Values, form: (value: string) => string): Record<string, string | Date> {
  const all: Values = { firstName: '', invitedBy: '', requestedBy: '', changedBy: '', ...values };
  return Object.fromEntries(
    Object.entries(all).flatMap(([name, value]) => [
      [name, value instanceof Date ? value : form(value ?? '')],
      [`has${name.charAt(0).toUpperCase()}${name.slice(1)}`, value ? 'yes' : 'no'],
    ]),
  );
}

const paragraph = (html: string): string => `<p style="margin:0 0 16px">${html}</p>`;
const quote = (message: string): string =>
  `<p class="quote" style="margin:0 0 16px;padding-left:12px;border-left:3px solid #87929d;color:#525d67;white-space:pre-line">${asHtml(asPlain(message))}</p>`;
const anchor = (link: string): string => `<a href="${asHtml(link)}" style="color:#0b6173;word-break:break-all">${asHtml(link)}</a>`;
