import type { AddressInfo } from 'node:net';
import { simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';

export interface ReceivedMail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly messageId: string;
  /** the one link of the mail */
  readonly link: string;
}

/** How the server answers a recipient: an SMTP reply such as `550 5.1.1 unknown`, or nothing to take it. */
export type Answer = (address: string) => string | undefined;

/** A mail server in the spec's own process, that keeps what it is given. */
export class MailInbox {
  readonly received: ReceivedMail[] = [];
  /** How the next recipients are answered. */
  answer: Answer = () => undefined;
  private server: SMTPServer | undefined;
  private port = 0;

  static async open(): Promise<MailInbox> {
    const inbox = new MailInbox();
    await inbox.start();
    return inbox;
  }

  get url(): string {
    return `smtp://127.0.0.1:${this.port}`;
  }

  /** Nobody listens any more, until `start`. */
  async stop(): Promise<void> {
    const { server } = this;
    this.server = undefined;
    if (server) await new Promise<void>((resolve) => server.close(resolve));
  }

  /** Listens on the port that it had before. */
  async start(): Promise<void> {
    const server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS', 'AUTH'],
      logger: false,
      closeTimeout: 100,
      onRcptTo: ({ address }, _session, done) => {
        const reply = this.answer(address);
        done(reply ? Object.assign(new Error(reply.slice(4)), { responseCode: Number(reply.slice(0, 3)) }) : null);
      },
      onData: (stream, { envelope }, done) => {
        simpleParser(stream, (_error, { subject = '', text = '', html, messageId = '' }) => {
          const link = /https?:\/\/\S+/.exec(text)?.[0] ?? '';
          this.received.push({ to: envelope.rcptTo[0]?.address ?? '', subject, text, html: html || '', messageId, link });
          done();
        });
      },
    });
    server.on('error', () => undefined);
    await new Promise<void>((resolve) => server.listen(this.port, '127.0.0.1', resolve));
    this.port = (server.server.address() as AddressInfo).port;
    this.server = server;
  }
}
