import type { Mail } from './mail.ts';
import { MailFile } from './mail-file.ts';

/** How many mails are kept; older ones go. */
export const mostMails = 5_000;

/** The mails that arrived, newest first; in memory, and in a file if there is a folder for it. */
export class Mailbox {
  private mails: Mail[] = [];
  private readonly file: MailFile | undefined;

  private constructor(file?: MailFile) {
    this.file = file;
  }

  static async open(dataFolder?: string): Promise<Mailbox> {
    if (!dataFolder) return new Mailbox();
    const file = new MailFile(dataFolder);
    const mailbox = new Mailbox(file);
    mailbox.mails = (await file.read(mostMails)).toReversed();
    return mailbox;
  }

  /** Keeps a mail, for good once this resolves. @throws when the disk takes no more */
  async add(mail: Mail): Promise<void> {
    await this.file?.append(mail);
    this.mails = [mail, ...this.mails.slice(0, mostMails - 1)];
  }

  /** @param to an address, whatever its case: only the mails delivered to it */
  deliveredTo(to?: string): Mail[] {
    const wanted = to?.trim().toLowerCase();
    return wanted ? this.mails.filter((mail) => mail.to.toLowerCase().split(', ').includes(wanted)) : this.mails;
  }

  /** @param part of an address, whatever its case; empty: all */
  search(part: string): Mail[] {
    const wanted = part.trim().toLowerCase();
    return this.mails.filter((mail) => mail.to.toLowerCase().includes(wanted));
  }

  find(id: string): Mail | undefined {
    return this.mails.find((mail) => mail.id === id);
  }

  async empty(): Promise<void> {
    await this.file?.empty();
    this.mails = [];
  }
}
