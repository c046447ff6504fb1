import { SignIn } from '@placet/identity';
import { AddMember, AcceptInvitation, CopyInvitationLink, OpenWorkspace, type CredentialChoice, type NewMember } from '@placet/members';
import {
  Ids,
  MovableClock,
  operatorActor,
  publicActor,
  type Actor,
  type InvitationId,
  type MemberId,
  type WorkspaceId,
} from '@placet/kernel';
import { builtInGroups, keysOf, type BuiltInGroup } from '@placet/contracts';
import { Bus, WorkspaceEm } from '@placet/platform';
import { AddSite, GetPolicies, ListSeniorities, PutSeniorities } from '@placet/workspaces';

type Person = Partial<NewMember> & { readonly firstName: string; readonly lastName: string };

/** Builds one demo workspace through the public commands, at the dates that it moves the clock to. */
export class DemoBuilder {
  readonly operator: Actor;
  owner!: Actor;
  groups!: Record<BuiltInGroup, string>;
  private readonly ids = new Ids();
  sites: string[] = [];
  seniorities: string[] = [];

  constructor(
    readonly bus: Bus,
    private readonly em: WorkspaceEm,
    private readonly clock: MovableClock,
    readonly workspaceId: WorkspaceId,
    private readonly today: Date,
  ) {
    this.operator = operatorActor(workspaceId);
  }

  /** Everything that follows happens so many days before the start. */
  daysAgo(days: number): void {
    this.clock.set(new Date(this.today.getTime() - days * 86_400_000));
  }

  async open(
    slug: string,
    name: string,
    owner: { firstName: string; lastName: string; email: string },
    password: string,
    seats: Record<string, number>,
  ) {
    const products = Object.entries(seats).map(([product, count]) => ({ product, seats: count }));
    const { ownerId, ownerActivationToken } = await this.bus.execute(
      new OpenWorkspace(this.operator, {
        slug,
        name,
        language: 'en',
        languages: ['en', 'fr'],
        currency: 'EUR',
        timeZone: 'Europe/Paris',
        owner,
        products,
      }),
    );
    await this.accept(ownerActivationToken, password);
    const rows = await this.em.execute<{ built_in: BuiltInGroup; id: string }>(
      'select built_in, id from user_group where built_in is not null',
    );
    this.groups = Object.fromEntries(rows.map(({ built_in, id }) => [built_in, id])) as Record<BuiltInGroup, string>;
    this.owner = this.actorOf(ownerId, 'owner');
  }

  async places(sites: readonly (readonly [code: string, name: string])[], levels: readonly string[]): Promise<void> {
    for (const [code, name] of sites) this.sites.push(await this.bus.execute(new AddSite(this.owner, code, name)));
    await this.bus.execute(new PutSeniorities(this.owner, levels.map((name) => ({ name })))); // prettier-ignore
    this.seniorities = (await this.bus.execute(new ListSeniorities(this.owner))).items.map(({ id }) => id);
  }

  /** What a change of policies has to name. */
  async policiesVersion(): Promise<number> {
    return (await this.bus.execute(new GetPolicies(this.owner))).version;
  }

  async add(person: Person, how: { credential?: CredentialChoice; mail?: boolean } = {}) {
    const given: NewMember = { groupIds: [this.groups.member], products: [], language: 'en', ...person };
    return this.bus.execute(new AddMember(this.owner, given, how.credential ?? 'activation_link', how.mail ?? false));
  }

  /** Somebody who works here and was last seen so many days before the start. */
  async seen(daysAgo: number, person: Person & { readonly email: string }): Promise<MemberId> {
    const password = this.ids.next();
    const memberId = await this.active(person, password);
    this.daysAgo(daysAgo);
    const visit = { requestId: this.ids.next(), source: '127.0.0.1' };
    await this.bus.execute(new SignIn(publicActor(this.workspaceId, 'public'), person.email, password, visit));
    return memberId;
  }

  /** Somebody who was invited and accepted. @returns his id */
  async active(person: Person, password = this.ids.next()): Promise<MemberId> {
    const { memberId, invitationId } = await this.add(person);
    const { token } = await this.bus.execute(new CopyInvitationLink(this.owner, invitationId as InvitationId));
    await this.accept(token, password);
    return memberId;
  }

  actorOf(id: MemberId, group: BuiltInGroup): Actor {
    const permissions = new Map(keysOf(group).map((key) => [key, 'workspace'] as const));
    return {
      kind: 'member',
      workspaceId: this.workspaceId,
      id,
      door: 'console',
      rank: builtInGroups[group].rank,
      permissions,
      siteIds: [],
      language: 'en',
    };
  }

  private accept(token: string, password: string) {
    return this.bus.execute(new AcceptInvitation(publicActor(this.workspaceId, 'invitation'), token, { password }));
  }
}
