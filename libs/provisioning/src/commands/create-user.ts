import { Command, type ICommandHandler } from '@nestjs/cqrs';
import { InvalidField, type Actor } from '@placet/kernel';
import { AddByDirectory, UsernameTaken, type DirectoryBeginning, type NewMember } from '@placet/members';
import { Bus, Config, HotCommandHandler, UnitOfWork, statement } from '@placet/platform';
import { invalidValue, type Resource } from '@placet/scim-protocol';
import { SettingsInForce, type ConnectionSettings } from '../connection-settings.ts';
import { managerIdOf, saidBy } from '../directory-facts.ts';
import { OwnExtension, type OwnAttributes } from '../own-attributes.ts';
import { isMailable, profileOf } from '../person.ts';
import { UserAnswers } from '../reading/user-answers.ts';
import { scimBase } from '../scim-base.ts';
import { SeatClaims, SeatRefused } from '../seat-refused.ts';
import { newUserAnswer } from './new-user-answer.ts';
import { writtenUser, type WrittenUser } from './written-user.ts';

/** `$1` a username. */
const nameTaken = statement('directory_name_taken', 'select id from member where username_key = name_fold($1)');

/** A directory creates a user: the member, his seats or his place in the queue, and what the directory says of him, in one statement.
 *
 * @param resource as `parseResource` gives it; without `active` he is active
 * @param mails whether an invitation may be mailed; without, where another one is mailed to the same address (I5)
 * @throws SeatRefused, UsernameTaken, PermissionMissing, ScimError invalidValue, AlreadyInvited
 * @see RFC 7644 §3.3, scim.md §7, §14
 */
export class CreateUser extends Command<WrittenUser> {
  constructor(
    readonly actor: Actor,
    readonly resource: Resource,
    readonly mails = true,
  ) {
    super();
  }
}

@HotCommandHandler(CreateUser)
export class CreateUserHandler implements ICommandHandler<CreateUser> {
  private readonly base: string;

  constructor(
    private readonly bus: Bus,
    private readonly settings: SettingsInForce,
    private readonly claims: SeatClaims,
    private readonly answers: UserAnswers,
    private readonly own: OwnExtension,
    private readonly units: UnitOfWork,
    config: Config,
  ) {
    this.base = scimBase(config);
  }

  async execute({ actor, resource, mails }: CreateUser): Promise<WrittenUser> {
    const settings = await this.settings.of(actor);
    const user: Resource = { active: true, ...resource };
    const own = await this.own.said(actor, user, settings);
    const person = personOf(user, settings, own);
    const begins: DirectoryBeginning = user['active'] === false ? 'inactive' : settings.on_create === 'active' ? 'active' : 'invited';
    const add = new AddByDirectory(actor, person, begins, mails && isMailable(person.email ?? null));
    const added = await this.claims
      .run(actor, person.username!, () =>
        this.bus.execute(add).catch((error: unknown) => {
          throw error instanceof InvalidField && error.path === 'manager' ? invalidValue('manager names nobody of this workspace.') : error;
        }),
      )
      .catch((error: unknown) => this.refused(actor, person.username!, error));
    // What is known already needs no second look; a manager has a name, and who waits has a place.
    const isKnown = person.said?.managerId === undefined && added.state !== 'waiting' && !own.siteIds?.length;
    return writtenUser(isKnown ? newUserAnswer(user, added, this.base) : await this.answers.row(actor, added.memberId));
  }

  /** Who is there already is told so, also where no seat is left: no free seat would help him. */
  private async refused(actor: Actor, username: string, error: unknown): Promise<never> {
    const isHere =
      error instanceof SeatRefused && (await this.units.readTrip(actor, [{ statement: nameTaken, values: [username] }])).length;
    throw isHere ? new UsernameTaken() : error;
  }
}

function personOf(user: Resource, settings: ConnectionSettings, own: OwnAttributes): NewMember {
  const { username, firstName, lastName, email, jobTitle, mobile, language } = profileOf(user, settings.languages);
  return {
    firstName,
    lastName,
    username,
    email: email ?? undefined,
    groupIds: settings.groups,
    seniority: own.seniority ?? settings.default_seniority,
    products: own.products ?? settings.default_products,
    siteIds: own.siteIds,
    defaultSiteId: own.defaultSiteId ?? undefined,
    language,
    jobTitle: jobTitle ?? undefined,
    mobile: mobile ?? undefined,
    onFull: settings.seat_policy,
    said: { ...saidBy(user), managerId: managerIdOf(user) },
  };
}
