import type { DomainEvent } from '@placet/kernel';
import type { AskedMail } from './mail-source.ts';

/** What happens to a mail is said of the member it goes to. */
export const mailHappened = (
  state: 'queued' | 'sent' | 'bounced' | 'failed' | 'dropped',
  { mailId, template, memberId, subjectId }: AskedMail,
  more: { readonly code?: string } = {},
): DomainEvent => ({
  type: `mail.${state}`,
  subject: { kind: 'member', id: memberId },
  facts: { mail: mailId, template, about: subjectId, ...more },
});
