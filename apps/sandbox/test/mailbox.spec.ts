import { appendFile, mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Mailbox, mostMails } from '../src/inbox/mailbox.ts';
import { aMail, runningSandbox } from './running.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'placet-inbox-'));
});
afterEach(() => rm(folder, { recursive: true }));

const subjects = (mailbox: Mailbox) => mailbox.deliveredTo().map(({ subject }) => subject);

describe('a mailbox', () => {
  it('outlives a restart of the sandbox, for its owner only', async () => {
    const before = await runningSandbox({ dataFolder: folder });
    await Promise.all([1, 2, 3].map((n) => before.send({ to: `p${n}@acme.test`, subject: `${n}` })));
    const mails = await before.messages();
    await before.stop();
    const after = await runningSandbox({ dataFolder: folder });
    expect(await after.messages()).toEqual(mails);
    expect(mails).toHaveLength(3);
    expect((await stat(join(folder, 'inbox.jsonl'))).mode & 0o777).toBe(0o600);
    await after.stop();
  });

  it('stays empty over a restart once it was emptied', async () => {
    const mailbox = await Mailbox.open(folder);
    await mailbox.add(aMail(1));
    await mailbox.empty();
    expect(subjects(await Mailbox.open(folder))).toEqual([]);
  });

  it('loses nothing but the mail whose line was cut off', async () => {
    const before = await Mailbox.open(folder);
    await before.add(aMail(1));
    await appendFile(join(folder, 'inbox.jsonl'), '\n{"id":"2","to":"a');
    await before.add(aMail(3));
    await appendFile(join(folder, 'inbox.jsonl'), '\n{"id":"4"');
    const mailbox = await Mailbox.open(folder);
    expect(subjects(mailbox)).toEqual(['3', '1']);
    await mailbox.add(aMail(5));
    expect(subjects(await Mailbox.open(folder))).toEqual(['5', '3', '1']);
  });

  it(`keeps the newest ${mostMails}, in memory and in its file`, async () => {
    const mailbox = await Mailbox.open(folder);
    for (let n = 1; n <= mostMails + 2; n++) await mailbox.add(aMail(n));
    expect([subjects(mailbox).length, subjects(mailbox).at(-1)]).toEqual([mostMails, '3']);
    const again = await Mailbox.open(folder);
    expect([subjects(again).length, subjects(again)[0]]).toEqual([mostMails, `${mostMails + 2}`]);
    expect((await readFile(join(folder, 'inbox.jsonl'), 'utf8')).split('\n').filter(Boolean)).toHaveLength(mostMails);
  });

  it('asks the sender to come again when the disk takes no more, and keeps what it had', async () => {
    const sandbox = await runningSandbox({ dataFolder: folder });
    await sandbox.send({ to: 'ada@acme.test', subject: 'kept' });
    await rm(folder, { recursive: true });
    await expect(sandbox.send({ to: 'ada@acme.test' })).rejects.toMatchObject({ responseCode: 452 });
    expect((await sandbox.messages()).map(({ subject }) => subject)).toEqual(['kept']);
    await sandbox.stop();
    folder = await mkdtemp(join(tmpdir(), 'placet-inbox-'));
  });
});
