import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Actor, MemberId } from '@placet/kernel';
import { AddByDirectory, EditMember, type DirectoryBeginning, type NewMember } from '@placet/members';
import { Bus, WorkspaceEm } from '@placet/platform';
import type { Resource } from '@placet/scim-protocol';
import { SettingsInForce, type ConnectionSettings } from '../connection-settings.ts';
import { checkManager, keepFacts } from '../directory-facts.ts';
import { isMailable, profileOf } from '../person.ts';
import { SeatClaims } from '../seat-refused.ts';
import { seenUser, type SeenUser } from '../reading/seen-user.ts';

/** A directory creates a user: the member, his seats or his place in the queue, and the directory's facts in one transaction.
 *
 * @param resource as `parseResource` gives it; without `active` he is active
 * @param mails whether an invitation may be mailed; without, where another one is mailed to the same address (I5)
 * @throws SeatRefused, UsernameTaken, PermissionMissing, ScimError invalidValue, AlreadyInvited
 * @see RFC 7644 §3.3, scim.md §7, §14
 */
export class CreateUser extends Command<SeenUser> {
  constructor(
    readonly actor: Actor,
    readonly resource: Resource,
    readonly mails = true,
  ) {
    super();
  }
}

@CommandHandler(CreateUser)
export class CreateUserHandler implements ICommandHandler<CreateUser> {
  constructor(
    private readonly em: WorkspaceEm,
    private readonly bus: Bus,
    private readonly settings: SettingsInForce,
    private readonly claims: SeatClaims,
  ) {}

  async execute({ actor, resource, mails }: CreateUser): Promise<SeenUser> {
    const settings = await this.settings.of(actor);
    await checkManager(this.em, actor, resource);
    const user = { active: true, ...resource };
    const memberId = await this.member(actor, user, settings, mails);
    await keepFacts(this.em, actor, memberId, user);
    return seenUser(this.em, actor, memberId);
  }

  private async member(
    actor: Actor,
    user: Resource & { active: unknown },
    settings: ConnectionSettings,
    mails: boolean,
  ): Promise<MemberId> {
    const { username, firstName, lastName, email, jobTitle, mobile, language } = profileOf(user, settings.languages);
    const isOff = user.active === false;
    const person: NewMember = {
      firstName,
      lastName,
      username,
      email: email ?? undefined,
      groupIds: settings.groups,
      seniority: settings.default_seniority,
      products: isOff ? [] : settings.default_products,
      language,
      jobTitle: jobTitle ?? undefined,
      mobile: mobile ?? undefined,
      onFull: settings.seat_policy,
    };
    const begins: DirectoryBeginning = isOff ? 'inactive' : settings.on_create === 'active' ? 'active' : 'invited';
    const add = new AddByDirectory(actor, person, begins, mails && isMailable(email));
    const memberId = await this.claims.run(actor, username, () => this.bus.execute(add));
    // Somebody who is off only wishes for his products; switched on, he claims them.
    if (isOff && settings.default_products.length)
      await this.bus.execute(new EditMember(actor, memberId, { products: settings.default_products }));
    return memberId;
  }
}
