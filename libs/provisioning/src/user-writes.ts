import { Injectable } from '@nestjs/common';
import { NotFound, type Actor, type MemberId } from '@placet/kernel';
import { Bus } from '@placet/platform';
import { parseResource, patchOf, type Resource } from '@placet/scim-protocol';
import { askedByDirectory } from './asked-by-directory.ts';
import type { BulkTarget } from './bulk/bulk-run.ts';
import { ChangeUser } from './commands/change-user.ts';
import { CreateUser } from './commands/create-user.ts';
import { DeleteUser } from './commands/delete-user.ts';
import { SettingsInForce } from './connection-settings.ts';
import { isUuid } from './directory-facts.ts';
import { noteIgnored } from './log/call-notes.ts';
import type { MadeRow } from './reading/user-answers.ts';
import type { Wish } from './wish.ts';

/** From a body to the command: for the door of users, and for each operation of a Bulk request. */
@Injectable()
export class UserWrites implements BulkTarget {
  readonly patchStatus = 200;

  constructor(
    private readonly bus: Bus,
    private readonly settings: SettingsInForce,
  ) {}

  async create(actor: Actor, body: unknown): Promise<MadeRow> {
    const resource = await this.resourceOf(actor, body);
    const { row } = await askedByDirectory(this.bus, actor, (mails) => this.bus.execute(new CreateUser(actor, resource, mails)));
    return row;
  }

  async replace(actor: Actor, id: string, body: unknown, ifMatch?: string): Promise<MadeRow> {
    const memberId = memberIdOf(id);
    return this.change(actor, memberId, { kind: 'replace', resource: await this.resourceOf(actor, body) }, ifMatch);
  }

  async patch(actor: Actor, id: string, body: unknown, ifMatch?: string): Promise<MadeRow> {
    const memberId = memberIdOf(id);
    const { steps, ignored } = patchOf(await this.settings.userTypeOf(actor), body);
    noteIgnored(actor, ignored);
    return this.change(actor, memberId, { kind: 'patch', steps }, ifMatch);
  }

  async remove(actor: Actor, id: string, ifMatch?: string): Promise<void> {
    const memberId = memberIdOf(id);
    await askedByDirectory(this.bus, actor, () => this.bus.execute(new DeleteUser(actor, memberId, ifMatch)));
  }

  private async resourceOf(actor: Actor, body: unknown): Promise<Resource> {
    const { resource, ignored } = parseResource(await this.settings.userTypeOf(actor), body);
    noteIgnored(actor, ignored);
    return resource;
  }

  private async change(actor: Actor, memberId: MemberId, wish: Wish, ifMatch?: string): Promise<MadeRow> {
    const { row } = await askedByDirectory(this.bus, actor, (mails) =>
      this.bus.execute(new ChangeUser(actor, memberId, wish, ifMatch, mails)),
    );
    return row;
  }
}

/** A strange id is one that nobody has. Events and outcomes are found by its text, which is written small. */
function memberIdOf(id: string): MemberId {
  if (!isUuid(id)) throw new NotFound('user');
  return id.toLowerCase() as MemberId;
}
