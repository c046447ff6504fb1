import { Injectable } from '@nestjs/common';
import { NotFound, type Actor, type MemberId } from '@placet/kernel';
import { Bus } from '@placet/platform';
import { parseResource } from '@placet/scim-protocol';
import { askedByDirectory } from '../asked-by-directory.ts';
import { ChangeUser } from '../commands/change-user.ts';
import { CreateUser } from '../commands/create-user.ts';
import { DeleteUser } from '../commands/delete-user.ts';
import { SettingsInForce } from '../connection-settings.ts';
import { isUuid } from '../directory-facts.ts';
import type { WrittenUser } from '../commands/written-user.ts';
import { patchWish, type Wish } from '../wish.ts';
import type { BulkTarget, Written } from './bulk-run.ts';

/** From a body to the command, for each operation of a Bulk request that is about a user. */
@Injectable()
export class UserWrites implements BulkTarget {
  readonly patchStatus = 200;

  constructor(
    private readonly bus: Bus,
    private readonly settings: SettingsInForce,
  ) {}

  async create(actor: Actor, body: unknown): Promise<Written> {
    const { resource } = parseResource(await this.settings.userTypeOf(actor), body);
    return written(await askedByDirectory(this.bus, actor, (mails) => this.bus.execute(new CreateUser(actor, resource, mails))));
  }

  async replace(actor: Actor, id: string, body: unknown, ifMatch?: string): Promise<Written> {
    const { resource } = parseResource(await this.settings.userTypeOf(actor), body);
    return this.change(actor, id, { kind: 'replace', resource }, ifMatch);
  }

  async patch(actor: Actor, id: string, body: unknown, ifMatch?: string): Promise<Written> {
    return this.change(actor, id, patchWish(body, await this.settings.userTypeOf(actor)), ifMatch);
  }

  async remove(actor: Actor, id: string, ifMatch?: string): Promise<void> {
    const memberId = memberIdOf(id);
    await askedByDirectory(this.bus, actor, () => this.bus.execute(new DeleteUser(actor, memberId, ifMatch)));
  }

  private async change(actor: Actor, id: string, wish: Wish, ifMatch?: string): Promise<Written> {
    const memberId = memberIdOf(id);
    return written(
      await askedByDirectory(this.bus, actor, (mails) => this.bus.execute(new ChangeUser(actor, memberId, wish, ifMatch, mails))),
    );
  }
}

const written = ({ memberId, version }: WrittenUser): Written => ({ id: memberId, version });

/** A strange id is one that nobody has. */
function memberIdOf(id: string): MemberId {
  if (!isUuid(id)) throw new NotFound('user');
  return id as MemberId;
}
