import type { DomainEvent, MemberId } from '@placet/kernel';

const subject = (id: string) => ({ kind: 'member', id });
const dates = (memberId: string) => `member-dates/${memberId}`;
const invitation = (invitationId: string) => `invitation/${invitationId}`;

/** The personal values of a new member, for the encrypted part of his first event. */
export interface NewPerson {
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string | null;
  readonly username: string;
}

/** What a hot fact may say, each with the outcome under which it is said. */
export type Conditional = readonly (readonly [outcome: string | undefined, event: DomainEvent])[];

/** Queues and invitations are poked by the fact itself, which alone knows whether he waits. */
export const memberAdded = (memberId: MemberId, person: NewPerson, hasDates: boolean): Conditional => [
  [
    undefined,
    {
      type: 'member.added',
      subject: subject(memberId),
      facts: {},
      personal: { memberId, values: { ...person } },
      pokes: hasDates ? [dates(memberId)] : [],
    },
  ],
];

/** @param verb such as `deactivated`, `banned`, `removed` */
export const memberLeft = (
  memberId: MemberId,
  verb: string,
  more: { reason?: string; facts?: Record<string, unknown>; pokes?: readonly string[] } = {},
): Conditional => [
  [
    'left',
    {
      type: `member.${verb}`,
      subject: subject(memberId),
      facts: more.facts ?? {},
      ...(more.reason ? { personal: { memberId, values: { reason: more.reason } } } : {}),
      ...(more.pokes ? { pokes: more.pokes } : {}),
    },
  ],
];

/** Queues and invitations are poked by the fact itself. */
export const memberRejoined = (memberId: MemberId): Conditional => [
  [undefined, { type: 'member.reactivated', subject: subject(memberId), facts: {} }],
];

export const memberSeated = (memberId: MemberId, invitationId: string): Conditional => [
  ['active', { type: 'member.seated', subject: subject(memberId), facts: {} }],
  ['invited', { type: 'member.seated', subject: subject(memberId), facts: {}, pokes: [invitation(invitationId)] }],
];

export const accessChanged = (memberId: MemberId): Conditional => [
  [undefined, { type: 'member.access_changed', subject: subject(memberId), facts: {} }],
];

export const groupsChanged = (memberId: MemberId, groupIds: readonly string[]): Conditional => [
  ['changed', { type: 'member.groups_changed', subject: subject(memberId), facts: { groups: groupIds } }],
];

export const invitationAccepted = (memberId: MemberId, invitationId: string): Conditional => [
  [
    'accepted',
    { type: 'invitation.accepted', subject: subject(memberId), facts: { invitation: invitationId }, pokes: [invitation(invitationId)] },
  ],
];
