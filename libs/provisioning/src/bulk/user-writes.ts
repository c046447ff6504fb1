import { Injectable } from '@nestjs/common';
import { NotFound, type Actor, type MemberId } from '@placet/kernel';
import { Bus } from '@placet/platform';
import { parseResource, patchOf, userType } from '@placet/scim-protocol';
import { askedByDirectory } from '../asked-by-directory.ts';
import { ChangeUser } from '../commands/change-user.ts';
import { CreateUser } from '../commands/create-user.ts';
import { DeleteUser } from '../commands/delete-user.ts';
import { isUuid } from '../directory-facts.ts';
import type { WrittenUser } from '../commands/written-user.ts';
import type { Wish } from '../wish.ts';
import type { BulkTarget, Written } from './bulk-run.ts';

/** From a body to the command, for each operation of a Bulk request that is about a user. */
@Injectable()
export class UserWrites implements BulkTarget {
  readonly patchStatus = 200;

  constructor(private readonly bus: Bus) {}

  async create(actor: Actor, body: unknown): Promise<Written> {
    const { resource } = parseResource(userType, body);
    return written(await askedByDirectory(this.bus, actor, (mails) => this.bus.execute(new CreateUser(actor, resource, mails))));
  }

  replace(actor: Actor, id: string, body: unknown, ifMatch?: string): Promise<Written> {
    return this.change(actor, id, { kind: 'replace', resource: parseResource(userType, body).resource }, ifMatch);
  }

  patch(actor: Actor, id: string, body: unknown, ifMatch?: string): Promise<Written> {
    return this.change(actor, id, { kind: 'patch', steps: patchOf(userType, body).steps }, ifMatch);
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
