import { randomUUID } from 'node:crypto';
import { simpleParser } from 'mailparser';
import { linksOf } from './links.ts';

/** A mail that arrived. */
export interface Mail {
  id: string;
  /** the addresses that it was delivered to, joined by `, ` */
  to: string;
  from: string;
  subject: string;
  /** empty where the mail has none */
  text: string;
  /** empty where the mail has none; as it was sent, so hostile until proven otherwise */
  html: string;
  /** every http(s) link, each once, in the order of the HTML and then of the text */
  links: string[];
  headers: { name: string; value: string }[];
  /** RFC 3339, UTC */
  receivedAt: string;
}

/** @param raw RFC 5322; @param recipients of the SMTP envelope, which a header can't fake */
export async function readMail(raw: Buffer, recipients: string[]): Promise<Mail> {
  const parsed = await simpleParser(raw, { skipTextToHtml: true, skipTextLinks: true, skipHtmlToText: true });
  const { subject = '', text = '', html, from, headerLines } = parsed;
  return {
    id: randomUUID(),
    to: recipients.join(', '),
    from: (from?.value ?? []).map(({ name, address }) => (name ? `${name} <${address}>` : `${address}`)).join(', '),
    subject,
    text,
    html: html || '',
    links: linksOf(html || '', text),
    headers: headerLines.map(({ line }) => splitHeader(line)),
    receivedAt: new Date().toISOString(),
  };
}

/** What stands where the subject does. */
export const subjectOf = ({ subject }: Mail) => subject || '(no subject)';

function splitHeader(line: string) {
  const colon = line.indexOf(':');
  return { name: line.slice(0, colon), value: line.slice(colon + 1).trim() };
}
