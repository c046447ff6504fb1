import { Body, Controller, Get, Param, Patch, Post, Query } from '@nestjs/common';
import {
  ActivityPage,
  AddMemberBody,
  DisplayNamesQuery,
  DisplayNamesReply,
  EditMemberBody,
  EffectivePermissionsReply,
  ListMembersQuery,
  MemberChanged,
  MemberPage,
  MemberReply,
  PathId,
  SeatListQuery,
  SessionsReply,
} from '@placet/contracts';
import type { Actor, MemberId } from '@placet/kernel';
import { Answers, Bus, Caller, IfMatch, Needs } from '@placet/platform';
import type { z } from 'zod';
import { AddMember } from './commands/add-member.ts';
import { CopyInvitationLink } from './commands/copy-invitation-link.ts';
import { EditMember } from './commands/edit-member.ts';
import { afterChange } from './queries/after-change.ts';
import { GetDisplayNames } from './queries/get-display-names.ts';
import { GetEffectivePermissions } from './queries/get-effective-permissions.ts';
import { GetMember } from './queries/get-member.ts';
import { ListActivity } from './queries/list-activity.ts';
import { ListMemberSessions } from './queries/list-member-sessions.ts';
import { ListMembers } from './queries/list-members.ts';

type Path = z.infer<typeof PathId>;

/** Members: found, seen, added, edited. What is done with them stands in `member-actions.controller.ts`. */
@Controller('members')
export class MembersController {
  constructor(private readonly bus: Bus) {}

  @Get()
  @Needs('members.read')
  @Answers(MemberPage)
  list(
    @Caller() actor: Actor,
    @Query({ schema: ListMembersQuery }) asked: z.output<typeof ListMembersQuery>,
  ): Promise<z.infer<typeof MemberPage>> {
    return this.bus.execute(new ListMembers(actor, asked));
  }

  @Get('display-name')
  @Needs('members.read')
  @Answers(DisplayNamesReply)
  names(
    @Caller() actor: Actor,
    @Query({ schema: DisplayNamesQuery }) { ids }: z.output<typeof DisplayNamesQuery>,
  ): Promise<z.infer<typeof DisplayNamesReply>> {
    return this.bus.execute(new GetDisplayNames(actor, ids ?? []));
  }

  @Get(':id')
  @Needs('members.read')
  @Answers(MemberReply, { version: ({ version }) => version })
  one(@Caller() actor: Actor, @Param({ schema: PathId }) { id }: Path): Promise<z.infer<typeof MemberReply>> {
    return this.bus.execute(new GetMember(actor, id as MemberId));
  }

  @Post()
  @Needs('members.add')
  @Answers(MemberChanged, { location: ({ member }) => `/members/${member.id}`, version: ({ member }) => member.version })
  async add(
    @Caller() actor: Actor,
    @Body({ schema: AddMemberBody }) { credential, sendMail, ...person }: z.output<typeof AddMemberBody>,
  ): Promise<z.infer<typeof MemberChanged>> {
    const { memberId, invitationId, secret } = await this.bus.execute(new AddMember(actor, person, credential, sendMail));
    // Nobody gets a mail with the link: whoever adds him hands it over (F10).
    const isHandedOver = invitationId && (!sendMail || !person.email);
    const copied = isHandedOver ? await this.bus.execute(new CopyInvitationLink(actor, invitationId, 'members.add')) : undefined;
    const shown = copied ? { kind: 'activation_link' as const, value: copied.link } : secret;
    return { member: await this.bus.execute(afterChange(actor, memberId)), ...(shown ? { secret: shown } : {}) };
  }

  @Patch(':id')
  @Needs('members.edit')
  @Answers(MemberChanged, { version: ({ member }) => member.version })
  async edit(
    @Caller() actor: Actor,
    @Param({ schema: PathId }) { id }: Path,
    @Body({ schema: EditMemberBody }) { defaultSiteId, ...change }: z.infer<typeof EditMemberBody>,
    @IfMatch() version: number | undefined,
  ): Promise<z.infer<typeof MemberChanged>> {
    const memberId = id as MemberId;
    await this.bus.execute(new EditMember(actor, memberId, { ...change, defaultSite: defaultSiteId }, version));
    return { member: await this.bus.execute(afterChange(actor, memberId)) };
  }

  @Get(':id/permissions')
  @Needs('members.read')
  @Answers(EffectivePermissionsReply)
  permissions(@Caller() actor: Actor, @Param({ schema: PathId }) { id }: Path): Promise<z.infer<typeof EffectivePermissionsReply>> {
    return this.bus.execute(new GetEffectivePermissions(actor, id as MemberId));
  }

  @Get(':id/activity')
  @Needs('members.read')
  @Answers(ActivityPage)
  activity(
    @Caller() actor: Actor,
    @Param({ schema: PathId }) { id }: Path,
    @Query({ schema: SeatListQuery }) asked: z.output<typeof SeatListQuery>,
  ): Promise<z.infer<typeof ActivityPage>> {
    return this.bus.execute(new ListActivity(actor, id as MemberId, asked));
  }

  @Get(':id/sessions')
  @Needs('members.signOut')
  @Answers(SessionsReply)
  sessions(@Caller() actor: Actor, @Param({ schema: PathId }) { id }: Path): Promise<z.infer<typeof SessionsReply>> {
    return this.bus.execute(new ListMemberSessions(actor, id as MemberId));
  }
}
