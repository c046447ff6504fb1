import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Clock, Ids, NotFound, type Actor, type MemberId } from '@placet/kernel';
import { WorkspaceEm, statement } from '@placet/platform';
import { changeAccess } from '../facts/change-access.ts';
import { changeGroups } from '../facts/change-groups.ts';
import type { Outcome } from '../facts/outcome.ts';
import { HotFacts, type Fact } from '../hot-facts.ts';
import { accessChanged, groupsChanged } from '../member-events.ts';
import { SeatNextInLine } from '../seat-next-in-line.ts';

/** What a member gets or loses, beside all that he has. */
export interface Grants {
  readonly groupIds: readonly string[];
  readonly products: readonly string[];
  readonly siteIds: readonly string[];
}

/** What he did not get, and why: the fact's own word, `full` where no seat was left. */
export interface GrantsRefused {
  readonly groups?: string;
  readonly products?: string;
}

/** Gives a member groups, products and sites, and takes others, as a rule says that somebody with the right to do so has made (`scim.md` §13).
 *
 * The rule's maker was judged when he made it, so this reaches everybody but owners, and gives whatever stands below them. A member whose last group
 * goes falls back to Member. Products are given all or none; without a seat they wait, or are refused while everything else stands.
 *
 * Runs in a transaction that holds the locks: the groups', the pools' with their queues, and the member's.
 *
 * @throws NotFound
 */
export class ChangeGrants extends Command<GrantsRefused> {
  constructor(
    readonly actor: Actor,
    readonly memberId: MemberId,
    readonly gives: Grants,
    readonly takes: Grants,
    readonly onFull: 'wait' | 'refuse',
  ) {
    super();
  }
}

/** `$1` member. */
const grantsOf = statement(
  'grants_of_member',
  `select m.access, array(select group_id from group_member gm where gm.workspace_id = m.workspace_id and gm.member_id = m.id) as groups,
          array(select g.id from user_group g where g.workspace_id = m.workspace_id and g.built_in = 'member') as plain
     from member m where m.id = $1 and m.state <> 'erased'`,
);

/** `$1` workspace, `$2` member, `$3` given, `$4` taken sites, `$5` now. A default site that goes is none any more (I7). */
const changeSites = statement(
  'change_granted_sites',
  `with given as (
      insert into member_site (workspace_id, member_id, site_id)
      select $1::uuid, $2::uuid, s.id from site s where s.workspace_id = $1::uuid and s.id = any($3::uuid[]) on conflict do nothing returning site_id),
    taken as (delete from member_site where workspace_id = $1::uuid and member_id = $2::uuid and site_id = any($4::uuid[]) returning site_id)
   update member m set version = m.version + 1, updated_at = $5, default_site = case when m.default_site = any($4::uuid[]) then null else m.default_site end
    where m.workspace_id = $1::uuid and m.id = $2::uuid and (exists (select from given) or exists (select from taken))
   returning array(select site_id from member_site ms where ms.workspace_id = m.workspace_id and ms.member_id = m.id
                   union select site_id from given except select site_id from taken) as sites`,
);

/** Nobody but an owner stands above. */
const belowOwners = 99;

@CommandHandler(ChangeGrants)
export class ChangeGrantsHandler implements ICommandHandler<ChangeGrants> {
  constructor(
    private readonly em: WorkspaceEm,
    private readonly facts: HotFacts,
    private readonly queue: SeatNextInLine,
    private readonly clock: Clock,
    private readonly ids: Ids,
  ) {}

  async execute({ actor, memberId, gives, takes, onFull }: ChangeGrants): Promise<GrantsRefused> {
    const [has] = await this.em.execute<{ access: string[]; groups: string[]; plain: string[] }>(grantsOf, [memberId]);
    if (!has) throw new NotFound('member');
    const groups = await this.changeGroups(actor, memberId, has, gives.groupIds, takes.groupIds);
    await this.changeSites(memberId, gives.siteIds, takes.siteIds);
    const kept = without(has.access, takes.products);
    let products = await this.changeAccess(actor, memberId, has.access, kept, onFull);
    products ??= await this.changeAccess(actor, memberId, kept, together(kept, gives.products), onFull);
    return { ...(groups ? { groups } : {}), ...(products ? { products } : {}) };
  }

  /** What can't be given leaves what is taken. */
  private async changeGroups(
    actor: Actor,
    memberId: MemberId,
    { groups, plain }: { groups: string[]; plain: string[] },
    gives: readonly string[],
    takes: readonly string[],
  ): Promise<string | undefined> {
    const kept = without(groups, takes);
    const wanted = [together(kept, gives), kept].map((ids) => (ids.length ? ids : plain));
    let refusal: string | undefined;
    for (const groupIds of gives.length ? wanted : wanted.slice(1)) {
      const values = { group_ids: groupIds };
      const row = await this.run(actor, memberId, { statement: changeGroups, groupIds, values, events: groupsChanged(memberId, groupIds) });
      if (row.outcome === 'changed' || row.outcome === 'unchanged') return refusal;
      refusal ??= row.outcome;
    }
    return refusal;
  }

  private async changeSites(memberId: MemberId, gives: readonly string[], takes: readonly string[]): Promise<void> {
    if (!gives.length && !takes.length) return;
    const values = [this.em.workspaceId, memberId, gives, takes, this.clock.now()];
    const [changed] = await this.em.execute<{ sites: string[] }>(changeSites, values);
    if (changed)
      this.em.record({ type: 'member.sites_changed', subject: { kind: 'member', id: memberId }, facts: { sites: changed.sites } });
  }

  private async changeAccess(
    actor: Actor,
    memberId: MemberId,
    before: readonly string[],
    products: readonly string[],
    onFull: 'wait' | 'refuse',
  ): Promise<string | undefined> {
    if (before.length === products.length) return undefined;
    const values = { products, on_full: onFull, door: actor.door, claim_key: `access/${this.ids.next()}` };
    const row = await this.run(actor, memberId, { statement: changeAccess, products, values, events: accessChanged(memberId) });
    if (row.outcome !== 'changed' && row.outcome !== 'waiting' && row.outcome !== 'unchanged') return row.outcome;
    if (row.state === 'waiting' && !products.length) await this.queue.seatOne(actor, memberId);
    return undefined;
  }

  private async run(actor: Actor, memberId: MemberId, fact: Omit<Fact, 'memberId'>): Promise<Outcome> {
    const values = { ...fact.values, member_id: memberId, max_rank: belowOwners, own_sites: null, now: this.clock.now() };
    const row = await this.facts.run(actor, { ...fact, memberId, values });
    if (!row) throw new NotFound('member');
    return row;
  }
}

const without = (list: readonly string[], gone: readonly string[]): string[] => list.filter((item) => !gone.includes(item));
const together = (list: readonly string[], more: readonly string[]): string[] => [...new Set([...list, ...more])];
