import { DomainError, publicActor, type InvitationId, type MemberId } from '@placet/kernel';
import {
  AcceptInvitation,
  AddMember,
  BanMember,
  CopyInvitationLink,
  DeactivateMember,
  EditMember,
  LiftBan,
  ReactivateMember,
} from '@placet/members';
import { GrantSeats } from '@placet/seats';
import { AWorkspace, aPassword, type SpecWorld } from '@placet/testing';
import fc from 'fast-check';
import { SeatModel, type OnFull } from './seat-model.ts';

const commandsPerRun = 60;
const products = ['core', 'contract'] as const;

type Step =
  | { do: 'add'; begins: 'invited' | 'active'; products: string[]; onFull: OnFull }
  | { do: 'accept' | 'deactivate' | 'ban' | 'lift'; who: number }
  | { do: 'reactivate'; who: number; onFull: OnFull }
  | { do: 'access'; who: number; products: string[]; onFull: OnFull }
  | { do: 'grant'; product: string; seats: number };

const who = fc.nat({ max: 30 });
const wanted = fc.subarray([...products]);
const onFull = fc.constantFrom<OnFull>('refuse', 'wait', 'without_access');
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('add' as const),
      begins: fc.constantFrom('invited' as const, 'active' as const),
      products: wanted,
      onFull,
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({ do: fc.constantFrom('accept' as const, 'deactivate' as const, 'ban' as const, 'lift' as const), who }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('reactivate' as const), who, onFull }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('access' as const), who, products: wanted, onFull }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('grant' as const), product: fc.constantFrom(...products), seats: fc.nat({ max: 4 }) }),
  },
);

/** Drives the real thing and the model side by side. */
class Side {
  private readonly ids: MemberId[] = [];
  readonly model = new SeatModel({ core: 2, contract: 1 });

  constructor(
    private readonly world: SpecWorld,
    private readonly acme: AWorkspace,
  ) {}

  async take(step: Step): Promise<void> {
    if (step.do === 'add') return this.add(step);
    if (step.do === 'grant') {
      this.model.grant(step.product, step.seats);
      return this.world.bus.execute(new GrantSeats(this.acme.operator, step.product, step.seats, 'model'));
    }
    const id = this.ids[step.who % Math.max(1, this.ids.length)];
    if (!id) return;
    const { owner } = this.acme;
    switch (step.do) {
      case 'accept':
        return this.agree(this.model.accept(id), async () => this.accept(id));
      case 'deactivate':
        return this.agree(this.model.leave(id, 'inactive'), () => this.world.bus.execute(new DeactivateMember(owner, id)));
      case 'ban':
        return this.agree(this.model.leave(id, 'banned'), () => this.world.bus.execute(new BanMember(owner, id, 'model')));
      case 'lift':
        return this.agree(this.model.lift(id), () => this.world.bus.execute(new LiftBan(owner, id, 'model')));
      case 'reactivate': {
        const becomes = this.model.rejoin(id, step.onFull);
        return this.agree(becomes !== 'full' && becomes !== 'state', () =>
          this.world.bus.execute(new ReactivateMember(owner, id, { onFull: step.onFull })),
        );
      }
      case 'access': {
        const done = this.model.changeAccess(id, step.products, step.onFull);
        return this.agree(done === 'done', () =>
          this.world.bus.execute(new EditMember(owner, id, { products: step.products, onFull: step.onFull })),
        );
      }
    }
  }

  /** The counters equal the live holdings, the states equal the model's, and no pool is oversold (I1, I2, I3). */
  async compare(): Promise<void> {
    const rows = await this.world.sql<{ id: string; state: string; holds: string[]; waits: string[] }>(
      `select m.id, m.state,
              array(select product from holding h where h.workspace_id = m.workspace_id and h.member_id = m.id and h.state <> 'released' and h.state = case m.state when 'active' then 'assigned' else 'reserved' end order by 1) as holds,
              array(select product from queue_entry q where q.workspace_id = m.workspace_id and q.member_id = m.id order by 1) as waits
         from member m where m.workspace_id = $1 and m.id = any($2)`,
      [this.acme.id, this.ids],
    );
    const real = Object.fromEntries(rows.map(({ id, ...rest }) => [id, rest]));
    const modelled = Object.fromEntries([...this.model.members].map(([id, { state, holds, waits }]) => [id, { state, holds, waits }]));
    expect(real).toEqual(modelled);
    for (const product of products) {
      const pool = await this.acme.pool(product);
      const members = [...this.model.members.values()];
      expect(pool).toMatchObject({
        purchased: this.model.granted[product],
        assigned: members.filter(({ state, holds }) => state === 'active' && holds.includes(product)).length,
        reserved: members.filter(({ state, holds }) => state === 'invited' && holds.includes(product)).length,
        waiting: members.filter(({ waits }) => waits.includes(product)).length,
      });
    }
  }

  private async add({ begins, products: asked, onFull: choice }: Extract<Step, { do: 'add' }>): Promise<void> {
    const command = new AddMember(
      this.acme.owner,
      this.acme.person({ products: asked, onFull: choice }),
      begins === 'active' ? 'temporary_password' : 'activation_link',
      true,
    );
    const added = await this.world.bus.execute(command).catch((error: unknown) => {
      if (error instanceof DomainError) return undefined;
      throw error;
    });
    const outcome = this.model.add(added?.memberId ?? 'refused', begins, asked, choice);
    expect(added ? 'added' : 'full').toBe(outcome === 'full' ? 'full' : 'added');
    if (added) this.ids.push(added.memberId);
  }

  private async accept(id: MemberId): Promise<void> {
    const [open] = await this.world.sql<{ id: string }>(`select id from invitation where member_id = $1 order by created_at desc limit 1`, [
      id,
    ]);
    if (!open) throw new Refusal();
    const { token } = await this.world.bus.execute(new CopyInvitationLink(this.acme.owner, open.id as InvitationId));
    await this.world.bus.execute(new AcceptInvitation(publicActor(this.acme.id, 'invitation'), token, { password: aPassword }));
  }

  /** Both say yes, or both say no. */
  private async agree(expected: boolean, act: () => Promise<unknown>): Promise<void> {
    const done = await act().then(
      () => true,
      (error: unknown) => {
        if (error instanceof DomainError || error instanceof Refusal) return false;
        throw error;
      },
    );
    expect(done).toBe(expected);
  }
}

class Refusal extends Error {}

/** Suite #2: random commands, after each of which the database must agree with the model. @returns the line that the suite prints */
export async function playSeatModel(world: SpecWorld, runs: number, secondsAtMost: number): Promise<string> {
  let commands = 0;
  let workspaces = 0;
  const played = fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 2 * commandsPerRun, size: 'max' }), async (steps) => {
    const acme = await AWorkspace.with(world, { core: 2, contract: 1 });
    await world.sql(`insert into policy values ($1, 1, '{"seat.onFull.console": "wait"}', 'spec', now())`, [acme.id]);
    workspaces++;
    const side = new Side(world, acme);
    for (const one of steps) {
      await side.take(one);
      commands++;
      await side.compare();
    }
  });
  const least = runs * commandsPerRun;
  // Lengths are random, so that a failure shrinks: further runs make up what short ones left.
  for (let numRuns = runs; commands < least; numRuns = Math.ceil((least - commands) / commandsPerRun)) {
    await fc.assert(played, { numRuns, interruptAfterTimeLimit: secondsAtMost * 1000, markInterruptAsFailure: true });
  }
  expect(await orphans(world)).toBe(0);
  return `model runs ${workspaces}, commands ${commands}, divergences 0`;
}

/** Rows whose parent is gone, of the two foreign keys that are left out (`docs/adr/0008`). */
async function orphans(world: SpecWorld): Promise<number> {
  const rows = await world.sql(
    `select 1 from holding h left join seat_pool p using (workspace_id, product) where p.product is null
     union all select 1 from member m left join workspace w on w.id = m.workspace_id where w.id is null`,
  );
  return rows.length;
}
