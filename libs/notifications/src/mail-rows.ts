import type { MailId, MemberId } from '@placet/kernel';
import type { AskedMail } from './mail-source.ts';
import type { MailTemplate } from './mail-templates.ts';

/** The columns of `mail` that say what was asked for, for `select` and `returning`. */
export const askedColumns = 'id, key, template, member_id, subject_id';

/** A row with those columns. */
export interface AskedRow {
  readonly id: MailId;
  readonly key: string;
  readonly template: MailTemplate;
  readonly member_id: MemberId;
  readonly subject_id: string;
}

export const askedMail = ({ id, key, template, member_id, subject_id }: AskedRow): AskedMail => ({
  mailId: id,
  key,
  template,
  memberId: member_id,
  subjectId: subject_id,
});
