import { Injectable } from '@nestjs/common';
import type { Language } from '@placet/contracts';
import type { MailId, MemberId } from '@placet/kernel';
import type { MailTemplate, MailValues } from './mail-templates.ts';

/** A mail as it was asked for. */
export interface AskedMail {
  readonly mailId: MailId;
  /** such as `invitation/<id>/reminder/2` */
  readonly key: string;
  readonly template: MailTemplate;
  readonly memberId: MemberId;
  /** the invitation, the reset, the member: what the mail is about */
  readonly subjectId: string;
}

/** What only the mail's own context knows, made at the moment of delivery. */
export interface PreparedMail<T extends MailTemplate> {
  /** one address, as it is stored */
  readonly to: string;
  /** of the reader */
  readonly language: Language;
  /** of the workspace, IANA; dates in the mail are its */
  readonly timeZone: string;
  readonly values: MailValues[T];
  /** the page of the mail's one action; a token travels in the fragment */
  readonly link: string;
}

/** Where a template's recipient, values and fresh link come from: a port, since this context knows neither members nor accounts. */
export interface MailSource<T extends MailTemplate = MailTemplate> {
  /** Runs inside the command that takes the mail: what it writes, such as the link's hash, is committed before anything is sent.
   *
   * @returns undefined where the reason of the mail is gone (revoked, accepted, used) or there is no address: it is dropped
   */
  prepare(mail: AskedMail): Promise<PreparedMail<T> | undefined>;
  /** Runs inside the command that records that the address was refused for good. */
  bounced?(mail: AskedMail): Promise<void>;
}

/** Which context prepares which template. */
@Injectable()
export class MailSources {
  private readonly sources = new Map<MailTemplate, MailSource>();

  /** Called once a template, in the constructor of its source. @throws where two sources claim one template */
  register<T extends MailTemplate>(template: T, source: MailSource<T>): void {
    if (this.sources.has(template)) throw new Error(`two sources prepare the mail ${template}`);
    this.sources.set(template, source as unknown as MailSource);
  }

  /** @throws where no context registered the template: a bug */
  of(template: MailTemplate): MailSource {
    const source = this.sources.get(template);
    if (!source) throw new Error(`nobody prepares the mail ${template}`);
    return source;
  }
}
