import { Injectable } from '@nestjs/common';
import { Config } from '@placet/platform';
import { createTransport } from 'nodemailer';
import type { ComposedMail } from './compose-mail.ts';

/** What came of one hand-over. `code` is the server's reply or the fault's name, never its text, which may quote the address. */
export type HandOver =
  | { readonly kind: 'taken' }
  | { readonly kind: 'refused for good'; readonly code: string }
  | { readonly kind: 'try later'; readonly code: string };

/** Each step of the conversation, and the whole of it. */
const stepMs = 10_000;
const wholeMs = 20_000;

/** The mail server of `PLACET_SMTP_URL`. */
@Injectable()
export class MailServer {
  private readonly transport;

  constructor(config: Config) {
    this.transport =
      config.smtpUrl === undefined
        ? undefined
        : createTransport({
            url: config.smtpUrl,
            connectionTimeout: stepMs,
            greetingTimeout: stepMs,
            socketTimeout: stepMs,
            dnsTimeout: stepMs,
            disableFileAccess: true,
            disableUrlAccess: true,
          });
  }

  /** One attempt of at most 20 s. Never throws: whatever happens is an answer. */
  async handOver(mail: ComposedMail): Promise<HandOver> {
    if (!this.transport) return { kind: 'try later', code: 'no_mail_server' };
    const { to, from, subject, html, text, messageId } = mail;
    try {
      await this.transport.sendMail({
        to: { name: '', address: to },
        from,
        subject,
        html,
        text,
        messageId,
        headers: { 'auto-submitted': 'auto-generated', 'x-auto-response-suppress': 'All' },
        signal: AbortSignal.timeout(wholeMs),
      });
      return { kind: 'taken' };
    } catch (fault) {
      return whatItMeans(fault as SmtpFault);
    }
  }
}

interface SmtpFault {
  readonly code?: string;
  readonly command?: string;
  readonly response?: string;
  readonly responseCode?: number;
}

/** Only what was said of the recipient or the message is final; a 5xx to our greeting, sign-in or sender is a fault of the set-up. */
function whatItMeans({ code, command, response, responseCode }: SmtpFault): HandOver {
  const enhanced = /\b[245]\.\d{1,3}\.\d{1,3}\b/.exec(response ?? '')?.[0];
  const said = responseCode ? [responseCode, enhanced].filter(Boolean).join(' ') : (code ?? 'unknown');
  const isFinal = responseCode !== undefined && responseCode >= 500 && (command === 'RCPT TO' || command === 'DATA');
  return { kind: isFinal ? 'refused for good' : 'try later', code: said };
}
