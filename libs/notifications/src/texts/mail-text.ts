import type { MailTemplate } from '../mail-templates.ts';

/** The words of one mail, as ICU messages over its values. `has…` (`yes`, `no`) stands beside each value that may be absent. */
export interface MailText {
  readonly subject: string;
  /** what a mailbox shows behind the subject */
  readonly preview: string;
  readonly heading: string;
  readonly paragraphs: readonly string[];
  /** the one action */
  readonly button: string;
  readonly after: string;
  /** why it came, and who caused it */
  readonly reason: string;
}

/** One language. */
export interface MailTexts {
  readonly greeting: string;
  readonly linkHint: string;
  readonly mails: Readonly<Record<MailTemplate, MailText>>;
}
