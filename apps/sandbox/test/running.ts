import { createTransport, type SendMailOptions } from 'nodemailer';
import type { SandboxConfig } from '../src/config.ts';
import type { Mail } from '../src/inbox/mail.ts';
import { startSandbox } from '../src/sandbox.ts';

/** What programs get of a mail. */
export interface Message {
  id: string;
  to: string;
  subject: string;
  text: string;
  html: string;
  links: string[];
  receivedAt: string;
  messageId: string;
}

/** A sandbox on ports of its own, with the ways to reach it. */
export async function runningSandbox(config: Partial<SandboxConfig> = {}) {
  const sandbox = await startSandbox({ port: 0, smtpPort: 0, ...config });
  const transport = createTransport({ host: '127.0.0.1', port: sandbox.smtpPort, pool: true });
  const get = (path: string) => fetch(sandbox.url + path);
  return {
    ...sandbox,
    stop: () => (transport.close(), sandbox.stop()),
    get,
    send: (mail: SendMailOptions) => transport.sendMail({ from: 'Placet <placet@localhost>', subject: 'Hello', text: 'Hello.', ...mail }),
    messages: async (to = '') => (await (await get(`/inbox/messages?to=${encodeURIComponent(to)}`)).json()) as Message[],
  };
}

/** A mail that nobody sent. */
export const aMail = (n: number): Mail => ({
  id: `${n}`,
  to: 'ada@acme.test',
  from: '',
  subject: `${n}`,
  text: '',
  html: '',
  links: [],
  headers: [],
  receivedAt: '',
});
