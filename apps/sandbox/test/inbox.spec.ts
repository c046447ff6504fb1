import { connect } from 'node:net';
import { once } from 'node:events';
import { request } from 'node:http';
import { runningSandbox } from './running.ts';

let sandbox: Awaited<ReturnType<typeof runningSandbox>>;
beforeEach(async () => {
  sandbox = await runningSandbox();
});
afterEach(() => sandbox.stop());

describe('the inbox, for programs', () => {
  it('answers what was delivered, newest first', async () => {
    await sandbox.send({
      to: 'ada@acme.test',
      subject: 'Première',
      text: 'Bonjour Zoé: http://localhost:3000/i?t=1',
      html: '<p>é <a href="http://localhost:3000/i?t=1">x</a>',
    });
    await sandbox.send({ to: 'Bob Hopper <bob@acme.test>', subject: 'Second', text: 'Hi.' });
    const [second, first] = await sandbox.messages();
    expect(first).toEqual({
      id: expect.any(String) as string,
      to: 'ada@acme.test',
      subject: 'Première',
      text: 'Bonjour Zoé: http://localhost:3000/i?t=1',
      html: '<p>é <a href="http://localhost:3000/i?t=1">x</a>',
      links: ['http://localhost:3000/i?t=1'],
      receivedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/) as string,
      messageId: expect.stringMatching(/^<.+@.+>$/) as string,
    });
    expect(second).toMatchObject({ to: 'bob@acme.test', subject: 'Second', html: '', links: [] });
  });

  it('finds a recipient by the whole address, whatever its case', async () => {
    await sandbox.send({ to: 'ada@acme.test' });
    await sandbox.send({ to: 'gada@acme.test' });
    await sandbox.send({ to: ['eve@acme.test', 'ada@acme.test'] });
    expect((await sandbox.messages('ADA@acme.test')).map(({ to }) => to)).toEqual(['eve@acme.test, ada@acme.test', 'ada@acme.test']);
    expect(await sandbox.messages('acme.test')).toEqual([]);
  });

  it('believes the envelope, not the header', async () => {
    await sandbox.send({ to: 'header@acme.test', envelope: { from: 'a@b.test', to: 'real@acme.test' } });
    expect((await sandbox.messages()).map(({ to }) => to)).toEqual(['real@acme.test']);
  });

  it('refuses bounce@ for good, at RCPT, and keeps nothing', async () => {
    await expect(sandbox.send({ to: 'Bounce@acme.test' })).rejects.toMatchObject({ responseCode: 550, command: 'RCPT TO' });
    await sandbox.send({ to: ['ada@acme.test', 'bounce@acme.test'] });
    expect((await sandbox.messages()).map(({ to }) => to)).toEqual(['ada@acme.test']);
  });

  it('refuses a mail of more than 10 MB, and goes on', async () => {
    const tooMuch = sandbox.send({ to: 'ada@acme.test', text: 'x'.repeat(11 * 1024 * 1024) });
    await expect(tooMuch).rejects.toMatchObject({ responseCode: 552 });
    await sandbox.send({ to: 'ada@acme.test', subject: 'small' });
    expect((await sandbox.messages()).map(({ subject }) => subject)).toEqual(['small']);
  });

  it('survives a client that hangs up in the middle', async () => {
    const socket = connect(sandbox.smtpPort, '127.0.0.1');
    await once(socket, 'data');
    socket.resetAndDestroy();
    await sandbox.send({ to: 'ada@acme.test' });
    expect(await sandbox.messages()).toHaveLength(1);
  });

  it('is emptied by DELETE', async () => {
    await sandbox.send({ to: 'ada@acme.test' });
    expect((await fetch(`${sandbox.url}/inbox/messages`, { method: 'DELETE' })).status).toBe(204);
    expect(await sandbox.messages()).toEqual([]);
  });

  it('tells that it is there', async () => {
    const answer = await sandbox.get('/health');
    expect([answer.status, await answer.json()]).toEqual([200, { status: 'ok' }]);
  });

  it('answers under the names of this machine only', async () => {
    const { port } = new URL(sandbox.url);
    const asked = request({ port, host: '127.0.0.1', path: '/inbox/messages', headers: { host: `evil.test:${port}` } }).end();
    const [answer] = (await once(asked, 'response')) as [{ statusCode: number; resume(): void }];
    answer.resume();
    expect(answer.statusCode).toBe(421);
  });

  it('says so when a port is taken, and leaves the other one open to others', async () => {
    const port = Number(new URL(sandbox.url).port);
    await expect(runningSandbox({ port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
    await expect(runningSandbox({ smtpPort: sandbox.smtpPort })).rejects.toMatchObject({ code: 'EADDRINUSE' });
  });
});
