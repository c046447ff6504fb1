import type { MailId } from '@placet/kernel';
import { MailActivities, MailSources } from '@placet/notifications';
import { AWorkspace, MailInbox, specWorld, type SpecWorld } from '@placet/testing';
import { Invited } from '../test/invited.ts';
import { meanwhile } from '../test/meanwhile.ts';
import { EditMember } from './commands/edit-member.ts';
import { ExtendInvitation } from './commands/extend-invitation.ts';
import { ResendInvitation } from './commands/resend-invitation.ts';
import { RevokeInvitation } from './commands/revoke-invitation.ts';
import { MembersModule } from './members.module.ts';
import { GetInvitation } from './queries/get-invitation.ts';

describe('the mails of an invitation', () => {
  let world: SpecWorld;
  let inbox: MailInbox;
  let acme: AWorkspace;
  beforeAll(async () => {
    inbox = await MailInbox.open();
    world = await specWorld([MembersModule], { PLACET_SMTP_URL: inbox.url, PLACET_BASE_URL: 'https://placet.test' });
    acme = await AWorkspace.with(world, {});
  });
  afterAll(async () => {
    await world.close();
    await inbox.stop();
  });
  beforeEach(() => {
    world.clock.set(new Date('2026-03-02T09:00:00Z'));
    inbox.received.length = 0;
    inbox.answer = () => undefined;
  });

  /** Delivers what waits to go to him. @returns what became of each */
  const deliver = async ({ invitationId }: Invited) => {
    const doors = world.module.get(MailActivities);
    const waiting = await world.sql<{ id: string }>(`select id from mail where subject_id = $1 and state = 'queued' order by id`, [
      invitationId,
    ]);
    for (const { id } of waiting) await doors.deliverMail({ workspaceId: acme.id, id }, world.clock.now().getTime());
    const mails = await world.sql<{ state: string }>('select state from mail where subject_id = $1 order by id', [invitationId]);
    return mails.map(({ state }) => state);
  };
  const row = ({ invitationId }: Invited) => world.bus.execute(new GetInvitation(acme.owner, invitationId));
  const tokenOf = (link: string) => /^https:\/\/placet\.test\/invite#(plc_invite_\w+)$/.exec(link)?.[1] ?? '';

  it('say who invites, to what and until when, and carry a link that proves the address', async () => {
    const ada = await Invited.to(world, acme, { message: 'See you on Monday', language: 'fr' });
    await ada.follow();
    expect(await row(ada)).toMatchObject({ mailState: 'queued', expiresAt: '2026-03-16T09:00:00.000Z' });
    expect(await deliver(ada)).toEqual(['sent']);
    const [mail] = inbox.received;
    expect(mail).toMatchObject({ to: expect.stringContaining('ada'), subject: expect.stringContaining('Olga Owner') });
    for (const part of ['Ada', acme.slug, '16 mars 2026', 'See you on Monday']) expect(mail!.text).toContain(part);
    expect(await row(ada)).toMatchObject({ mailState: 'sent', sentAt: '2026-03-02T09:00:00.000Z' });
    await ada.accept(tokenOf(mail!.link));
    const [{ email_verified }] = (await world.sql('select email_verified from member where id = $1', [ada.memberId])) as [
      { email_verified: boolean },
    ];
    expect(email_verified).toBe(true);
  });

  it('carry a further link each, and those before go on working', async () => {
    const ada = await Invited.to(world, acme, { message: 'See you on Monday' });
    await ada.follow();
    await deliver(ada);
    world.clock.advanceDays(3);
    await world.bus.execute(new ExtendInvitation(acme.owner, ada.invitationId, 7));
    expect([await ada.follow(), await deliver(ada)]).toEqual([['1/reminder/3 done'], ['sent', 'sent']]);
    const [first, reminder] = inbox.received;
    expect(reminder!.text).toContain('March 23, 2026');
    expect(reminder!.text).not.toContain('See you on Monday');
    expect(reminder!.link).not.toBe(first!.link);
    await ada.accept(tokenOf(first!.link));
  });

  it('kill the links of an earlier round', async () => {
    const ada = await Invited.to(world, acme);
    await ada.follow();
    await deliver(ada);
    await world.bus.execute(new ResendInvitation(acme.owner, ada.invitationId));
    await ada.follow();
    await deliver(ada);
    const [old, fresh] = inbox.received;
    await expect(ada.accept(tokenOf(old!.link))).rejects.toMatchObject({ name: 'InvitationReplaced' });
    await ada.accept(tokenOf(fresh!.link));
  });

  it('are dropped where the invitation is over, in another round, or has lapsed', async () => {
    const people = [await Invited.to(world, acme), await Invited.to(world, acme), await Invited.to(world, acme)] as const;
    for (const one of people) await one.follow();
    const [revoked, resent, lapsed] = people;
    await world.bus.execute(new RevokeInvitation(acme.owner, revoked.invitationId));
    await world.bus.execute(new ResendInvitation(acme.owner, resent.invitationId));
    expect([await deliver(revoked), await deliver(resent)]).toEqual([['dropped'], ['dropped']]);
    expect(await row(resent)).toMatchObject({ mailState: 'queued' });
    world.clock.advanceDays(14);
    expect(await deliver(lapsed)).toEqual(['dropped']);
    expect(inbox.received).toEqual([]);
  });

  it('that bounced show in the list, and go to the new address once it is corrected', async () => {
    inbox.answer = (address) => (address.startsWith('bounce') ? '550 5.1.1 unknown' : undefined);
    const ada = await Invited.to(world, acme, { email: `bounce@${acme.slug}.test` });
    await ada.follow();
    expect([await deliver(ada), (await row(ada)).mailState]).toEqual([['bounced'], 'bounced']);
    world.clock.advanceDays(3);
    expect(await ada.follow()).toEqual([]);
    await world.bus.execute(new EditMember(acme.owner, ada.memberId, { email: `right@${acme.slug}.test` }));
    expect([await ada.follow(), await deliver(ada)]).toEqual([['2/first done'], ['bounced', 'sent']]);
    expect(inbox.received.map(({ to }) => to)).toEqual([`right@${acme.slug}.test`]);
    expect(await row(ada)).toMatchObject({ mailState: 'sent' });
  });

  it('make no link that outlives its round when it is sent again in that very moment', async () => {
    const ada = await Invited.to(world, acme);
    await ada.follow();
    const [asked] = await world.sql<{ id: MailId; key: string }>('select id, key from mail where subject_id = $1', [ada.invitationId]);
    const mail = {
      mailId: asked!.id,
      key: asked!.key,
      template: 'invitation',
      memberId: ada.memberId,
      subjectId: ada.invitationId,
    } as const;
    const sources = world.module.get(MailSources, { strict: false });
    await meanwhile(
      world,
      acme.owner,
      () => sources.of('invitation').prepare(mail),
      () => world.bus.execute(new ResendInvitation(acme.owner, ada.invitationId)),
    );
    const links = await world.sql('select dead from invitation_link where invitation_id = $1', [ada.invitationId]);
    expect(links).toEqual([{ dead: true }]);
  });
});
