import { Injectable, Module } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Ids, NotFound, systemActor, type Actor, type MailId, type MemberId, type WorkspaceId } from '@placet/kernel';
import { WorkspaceEm } from '@placet/platform';
import { MailInbox, specWorld, type SpecWorld } from '@placet/testing';
import { MailActivities } from './mail.activities.ts';
import { MailSources, type AskedMail, type MailSource, type PreparedMail } from './mail-source.ts';
import { Mails } from './mails.ts';
import { NotificationsModule } from './notifications.module.ts';

const ids = new Ids();
const memberId = ids.next<MemberId>();

/** A context that wants a mail, and may fail after it asked. */
class Invite extends Command<MailId | undefined> {
  constructor(
    readonly actor: Actor,
    readonly key: string,
    readonly end: 'well' | 'badly' = 'well',
  ) {
    super();
  }
}
@CommandHandler(Invite)
class InviteHandler implements ICommandHandler<Invite> {
  constructor(private readonly mails: Mails) {}
  async execute({ key, end }: Invite) {
    const mailId = await this.mails.ask({ key, template: 'invitation', memberId, subjectId: memberId });
    if (end === 'badly') throw new NotFound('member');
    return mailId;
  }
}

/** Prepares it: each link is a row, written in the transaction that takes the mail. */
@Injectable()
class SpecMails implements MailSource<'invitation'> {
  revoked = false;
  to = 'ada@example.test';
  constructor(
    sources: MailSources,
    private readonly em: WorkspaceEm,
  ) {
    sources.register('invitation', this);
  }
  async prepare(): Promise<PreparedMail<'invitation'> | undefined> {
    if (this.revoked) return undefined;
    const link = ids.next();
    await this.em.execute('insert into site (workspace_id, id, code, name) values ($1, $2, $3, $3)', [this.em.workspaceId, link, link]);
    const values = { firstName: 'Ada', workspaceName: 'Acme', expiresAt: new Date('2026-03-16') };
    return { to: this.to, language: 'en', timeZone: 'UTC', values, link: `http://localhost:3000/invite#${link}` };
  }
  async bounced({ subjectId }: AskedMail): Promise<void> {
    this.em.record({ type: 'spec.bounced', subject: { kind: 'member', id: subjectId }, facts: {}, pokes: [`invitation/${subjectId}`] });
  }
}

@Module({ imports: [NotificationsModule], providers: [InviteHandler, SpecMails] })
class SpecModule {}

describe('a mail', () => {
  let world: SpecWorld;
  let inbox: MailInbox;
  let doors: MailActivities;
  let source: SpecMails;
  const monday = Date.UTC(2026, 2, 2, 9);

  beforeAll(async () => {
    inbox = await MailInbox.open();
    world = await specWorld([SpecModule], { PLACET_SMTP_URL: inbox.url });
    doors = world.module.get(MailActivities);
    source = world.module.get(SpecMails);
  });
  afterAll(async () => {
    await world.close();
    await inbox.stop();
  });
  beforeEach(async () => {
    world.clock.set(new Date(monday));
    inbox.received.splice(0);
    inbox.answer = () => undefined;
    Object.assign(source, { revoked: false, to: 'ada@example.test' });
  });

  const workspace = () => systemActor(ids.next<WorkspaceId>());
  async function asked(key = 'invitation/1/first') {
    const actor = workspace();
    const id = await world.bus.execute(new Invite(actor, key));
    return { actor, ref: { workspaceId: actor.workspaceId, id: id as string } };
  }
  const row = async ({ id }: { id: string }) =>
    (await world.sql<{ state: string; attempts: number; last_error: string | null }>('select * from mail where id = $1', [id]))[0]!;
  const events = async ({ workspaceId }: { workspaceId: string }) =>
    (await world.sql<{ type: string }>('select type from event where workspace_id = $1 order by id', [workspaceId])).map(
      ({ type }) => type,
    );

  it('is asked for once, with its process and its poke, in the transaction of whoever asks', async () => {
    const { actor, ref } = await asked();
    expect(await world.bus.execute(new Invite(actor, 'invitation/1/first'))).toBeUndefined();
    await expect(world.bus.execute(new Invite(actor, 'invitation/1/second', 'badly'))).rejects.toThrow(NotFound);
    const of = (table: string, column: string) => world.sql(`select ${column} from ${table} where workspace_id = $1`, [ref.workspaceId]);
    expect(await of('mail', 'id, key, state')).toEqual([{ id: ref.id, key: 'invitation/1/first', state: 'queued' }]);
    expect(await of('process', 'workflow_id, kind, closed_at')).toEqual([{ workflow_id: `mail/${ref.id}`, kind: 'mail', closed_at: null }]);
    expect(await of('outbox', 'destination')).toEqual([{ destination: `mail/${ref.id}` }]);
  });

  it('is delivered with a link that was stored before it was sent', async () => {
    const { ref } = await asked();
    expect(await doors.lookAtMail(ref, monday)).toEqual({
      state: 'waiting',
      passed: [],
      isOver: false,
      nextMoment: monday,
      attemptIsDue: true,
    });
    inbox.answer = () => undefined;
    expect(await doors.deliverMail(ref, monday)).toBe('done');
    const [mail] = inbox.received;
    expect(mail).toMatchObject({ to: 'ada@example.test', subject: 'You are invited to Acme', messageId: `<${ref.id}@localhost>` });
    expect(await world.sql('select code from site where workspace_id = $1', [ref.workspaceId])).toEqual([
      { code: mail!.link.split('#')[1] },
    ]);
    expect(await doors.lookAtMail(ref, monday)).toMatchObject({ state: 'sent', isOver: true, attemptIsDue: false });
    expect(await world.sql('select closed_at from process where workspace_id = $1', [ref.workspaceId])).toEqual([
      { closed_at: new Date(monday) },
    ]);
    expect(await events(ref)).toEqual(['mail.queued', 'mail.sent']);
  });

  it('is sent once, however often and by whomever the door is opened', async () => {
    const { ref } = await asked();
    const outcomes = await Promise.all(Array.from({ length: 8 }, () => doors.deliverMail(ref, monday)));
    expect(outcomes.toSorted()).toEqual(['done', ...Array.from({ length: 7 }, () => 'moved')]);
    expect(await doors.deliverMail(ref, monday + 3_600_000)).toBe('moved');
    expect(inbox.received).toHaveLength(1);
  });

  it('is dropped where its reason is gone', async () => {
    const { ref } = await asked();
    source.revoked = true;
    expect(await doors.deliverMail(ref, monday)).toBe('done');
    expect(inbox.received).toEqual([]);
    expect(await row(ref)).toMatchObject({ state: 'dropped' });
    expect(await events(ref)).toEqual(['mail.queued', 'mail.dropped']);
  });

  it('bounces where the address is refused for good: recorded, told to its process, never thrown', async () => {
    const { ref } = await asked();
    inbox.answer = () => '550 5.1.1 nobody of that name';
    expect(await doors.deliverMail(ref, monday)).toBe('done');
    expect(await row(ref)).toMatchObject({ state: 'bounced', last_error: '550 5.1.1', attempts: 1 });
    expect(await events(ref)).toEqual(['mail.queued', 'mail.bounced', 'spec.bounced']);
    expect(await world.sql('select destination from outbox where workspace_id = $1 order by id', [ref.workspaceId])).toEqual([
      { destination: `mail/${ref.id}` },
      { destination: `invitation/${memberId}` },
    ]);
  });

  it('is tried again after 1, 4, 16 minutes … and the last time after 24 h, then it failed', async () => {
    const { ref } = await asked();
    inbox.answer = () => '451 4.7.1 later';
    const waits: number[] = [];
    for (let look = await doors.lookAtMail(ref, monday); !look.isOver; look = await doors.lookAtMail(ref, look.nextMoment)) {
      if (look.attemptIsDue) await doors.deliverMail(ref, look.nextMoment);
      else waits.push((look.nextMoment - monday) / 60_000);
    }
    expect(waits).toEqual([1, 5, 21, 85, 341, 701, 1061, 1421, 1440]);
    expect(await row(ref)).toMatchObject({ state: 'failed', last_error: '451 4.7.1', attempts: 10 });
    expect(await events(ref)).toEqual(['mail.queued', 'mail.failed']);
  });

  it('waits for a mail server that is away, and goes out when it is back', async () => {
    const { ref } = await asked();
    await inbox.stop();
    await doors.deliverMail(ref, monday);
    expect(await row(ref)).toMatchObject({ state: 'queued', last_error: expect.stringMatching(/^E[A-Z]+$/) });
    await inbox.start();
    const { nextMoment } = await doors.lookAtMail(ref, monday);
    await doors.deliverMail(ref, nextMoment);
    expect(await row(ref)).toMatchObject({ state: 'sent', last_error: null });
    expect(inbox.received).toHaveLength(1);
  });

  it('goes out again, under the same message id, when the worker died in an attempt', async () => {
    const { ref, actor } = await asked();
    const { TakeMail } = await import('./commands/take-mail.ts');
    await world.bus.execute(new TakeMail(actor, ref.id as MailId, new Date(monday)));
    expect(await doors.lookAtMail(ref, monday + 1_000)).toMatchObject({ attemptIsDue: false, nextMoment: monday + 60_000 });
    await doors.deliverMail(ref, monday + 60_000);
    expect(inbox.received.map(({ messageId }) => messageId)).toEqual([`<${ref.id}@localhost>`]);
    expect(await world.sql('select from site where workspace_id = $1', [ref.workspaceId])).toHaveLength(2);
  });

  it('takes an address as one address, whatever stands in it', async () => {
    const { ref } = await asked();
    source.to = 'ada@example.test, eve@evil.test';
    await doors.deliverMail(ref, monday);
    expect(inbox.received.map(({ to }) => to)).not.toContain('eve@evil.test');
  });

  it('that nobody asked for is not found', async () => {
    const ref = { workspaceId: ids.next<string>(), id: ids.next<string>() };
    await expect(doors.lookAtMail(ref, monday)).rejects.toThrow(NotFound);
    await expect(doors.deliverMail(ref, monday)).rejects.toThrow(NotFound);
  });
});
