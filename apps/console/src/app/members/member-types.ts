import type {
  AddMemberBody,
  EditMemberBody,
  EffectivePermissionsReply,
  InvitationChanged as InvitationChangedReply,
  InvitationPage as InvitationPageReply,
  MemberChanged as MemberChangedReply,
  MemberPage as MemberPageReply,
  MemberReply,
  OnFull as OnFullChoice,
  Secret as SecretReply,
  WaitingPage as WaitingPageReply,
} from '@placet/contracts';
import type { z } from 'zod';

export type Member = z.infer<typeof MemberReply>;
export type MembersPageOf = z.infer<typeof MemberPageReply>;
export type MemberLine = MembersPageOf['items'][number];
export type MemberChanged = z.infer<typeof MemberChangedReply>;
export type MemberSecret = z.infer<typeof SecretReply>;
export type NewMember = z.input<typeof AddMemberBody>;
export type MemberChange = z.infer<typeof EditMemberBody>;
export type OnFull = z.infer<typeof OnFullChoice>;
export type Invitations = z.infer<typeof InvitationPageReply>;
export type Invitation = Invitations['items'][number];
export type InvitationChanged = z.infer<typeof InvitationChangedReply>;
export type Waiting = z.infer<typeof WaitingPageReply>;
export type EffectivePermissions = z.infer<typeof EffectivePermissionsReply>;
export type MemberState = Member['state'];
export type Door = Member['origin'];
/** What is known of a person wherever something can be done with him: a row of the list, a member, someone invited. */
export interface Person {
  readonly id: string;
  readonly displayName: string;
}
