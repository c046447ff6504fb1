import type { SandboxConfig } from './config.ts';
import { Player } from './directory/player.ts';
import { openHttp } from './http.ts';
import { Mailbox } from './inbox/mailbox.ts';
import { openSmtp } from './inbox/smtp.ts';

export interface Sandbox {
  /** of HTTP, such as `http://localhost:3001` */
  url: string;
  smtpPort: number;
  /** Ends within a second, also under open connections. */
  stop(): Promise<void>;
}

/** Starts the outside world on this machine: its mail server, the inbox that shows what arrived, and a company's directory.
 *
 * @throws EADDRINUSE when one of the ports is taken; nothing stays open
 */
export async function startSandbox({ port, smtpPort, dataFolder }: SandboxConfig): Promise<Sandbox> {
  const mailbox = await Mailbox.open(dataFolder);
  const player = await Player.open(dataFolder);
  const smtp = await openSmtp(mailbox, smtpPort);
  try {
    const http = await openHttp(mailbox, player, port);
    return { url: http.url, smtpPort: smtp.port, stop: async () => void (await Promise.all([http.close(), smtp.close()])) };
  } catch (error) {
    await smtp.close();
    throw error;
  }
}
