import { buffer } from 'node:stream/consumers';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { SMTPServer, type SMTPServerDataStream } from 'smtp-server';
import { readMail } from './mail.ts';
import type { Mailbox } from './mailbox.ts';

const mostBytes = 10 * 1024 * 1024;

/** Takes mail on 127.0.0.1 for anybody, from anybody; an address that begins with `bounce@` does not exist (550). */
export async function openSmtp(mailbox: Mailbox, port: number) {
  const server = new SMTPServer({
    name: 'sandbox.localhost',
    size: mostBytes,
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    closeTimeout: 500,
    onRcptTo: ({ address }, _session, answer) =>
      answer(/^bounce@/i.test(address) ? refusal(550, `5.1.1 ${address}: no such person`) : undefined),
    onData: (stream, { envelope }, answer) =>
      void take(
        stream,
        envelope.rcptTo.map(({ address }) => address),
      ).then(() => answer(), answer),
  });
  async function take(stream: SMTPServerDataStream, recipients: string[]) {
    const raw = await buffer(stream);
    if (stream.sizeExceeded) throw refusal(552, `5.3.4 more than ${mostBytes} bytes`);
    const mail = await readMail(raw, recipients);
    await mailbox.add(mail).catch((reason: Error) => Promise.reject(refusal(452, `4.3.1 can't be kept: ${reason.message}`)));
  }
  server.on('error', () => undefined); // a client that hangs up in the middle; what fails while starting rejects below
  const listening = server.listen(port, '127.0.0.1');
  await once(listening, 'listening');
  return {
    port: (listening.address() as AddressInfo).port,
    close: () => new Promise<void>((closed) => server.close(closed)),
  };
}

const refusal = (responseCode: number, text: string) => Object.assign(new Error(text), { responseCode });
