/** A small model of seats (`product.md` §2.2, §3): what the real thing must agree with after every command. */
export type State = 'invited' | 'waiting' | 'active' | 'inactive' | 'banned';
export type OnFull = 'refuse' | 'wait' | 'without_access';

export interface ModelMember {
  state: State;
  hasCredential: boolean;
  access: string[];
  /** products that he holds a seat of */
  holds: string[];
  /** products that he waits for, with his time in the line */
  waits: string[];
  since: number;
}

const sorted = (list: readonly string[]) => [...list].sort();

export class SeatModel {
  readonly members = new Map<string, ModelMember>();
  readonly granted: Record<string, number>;
  private time = 0;

  constructor(granted: Record<string, number>) {
    this.granted = { ...granted };
  }

  used(product: string): number {
    return [...this.members.values()].filter(({ holds }) => holds.includes(product)).length;
  }

  /** @returns the state that he begins in, or `full` */
  add(id: string, begins: 'invited' | 'active', products: string[], onFull: OnFull): State | 'full' {
    this.seatLine(products);
    const member: ModelMember = {
      state: begins,
      hasCredential: begins === 'active',
      access: sorted(products),
      holds: [],
      waits: [],
      since: 0,
    };
    if (this.hasRoom(products)) member.holds = sorted(products);
    else if (onFull === 'wait') this.lineUp(member, products, 'waiting');
    else if (onFull === 'without_access') member.access = [];
    else return 'full';
    this.members.set(id, member);
    return member.state;
  }

  accept(id: string): boolean {
    const member = this.members.get(id)!;
    if (member.state !== 'invited') return false;
    member.state = 'active';
    member.hasCredential = true;
    return true;
  }

  leave(id: string, to: 'inactive' | 'banned'): boolean {
    const member = this.members.get(id)!;
    if (member.state === to || member.state === 'banned') return member.state === to && to === 'inactive';
    const freed = member.holds;
    Object.assign(member, { state: to, holds: [], waits: [] });
    this.seatLine(freed);
    return true;
  }

  lift(id: string): boolean {
    const member = this.members.get(id)!;
    if (member.state !== 'banned') return false;
    member.state = 'inactive';
    return true;
  }

  /** @returns the state after it, or `full` or `state` where it is refused */
  rejoin(id: string, onFull: OnFull): State | 'full' | 'state' {
    const member = this.members.get(id)!;
    if (member.state === 'banned') return 'state';
    if (member.state !== 'inactive') return member.state;
    this.seatLine(member.access);
    if (this.hasRoom(member.access)) member.holds = [...member.access];
    else if (onFull === 'wait') return this.lineUp(member, member.access, 'waiting');
    else if (onFull === 'without_access') member.access = [];
    else return 'full';
    member.state = member.hasCredential ? 'active' : 'invited';
    return member.state;
  }

  /** @returns `full` where it is refused; an edit is undone whole, those whom it would have seated keep waiting for their process */
  changeAccess(id: string, products: string[], onFull: OnFull): 'done' | 'full' {
    const before = structuredClone([...this.members]);
    const done = this.changedAccess(id, products, onFull);
    if (done === 'full') for (const [memberId, member] of before) Object.assign(this.members.get(memberId)!, member);
    return done;
  }

  private changedAccess(id: string, products: string[], onFull: OnFull): 'done' | 'full' {
    const member = this.members.get(id)!;
    const added = products.filter((product) => !member.access.includes(product));
    const gone = member.access.filter((product) => !products.includes(product));
    if (!added.length && !gone.length) return 'done';
    const seated = member.state === 'active' || member.state === 'invited';
    if (!seated && member.state !== 'waiting') {
      member.access = sorted(products);
      return 'done';
    }
    if (added.some((product) => this.someoneWaits(product)) || gone.some((product) => this.someoneWaits(product))) this.seatLine(products);
    const freed = member.holds.filter((product) => gone.includes(product));
    let access = sorted(products);
    if (added.length && !(seatedNow(member) && this.hasRoom(added))) {
      if (!seatedNow(member) || onFull === 'wait') this.join(member, added);
      else if (onFull === 'without_access') access = access.filter((product) => !added.includes(product));
      else return 'full';
    } else member.holds = sorted([...member.holds, ...added]);
    member.holds = member.holds.filter((product) => !gone.includes(product));
    member.waits = member.waits.filter((product) => !gone.includes(product));
    member.access = access;
    if (member.state === 'waiting' && !access.length) member.state = member.hasCredential ? 'active' : 'invited';
    // Whoever waits for less now may get it at once, also one who has a state of his own meanwhile.
    this.seatLine(gone.length ? [...freed, ...gone, ...products] : []);
    return 'done';
  }

  grant(product: string, seats: number): void {
    this.granted[product] = seats;
  }

  private join(member: ModelMember, products: string[]): void {
    if (!member.waits.length) member.since = ++this.time;
    member.waits = sorted([...member.waits, ...products]);
  }

  private lineUp(member: ModelMember, products: string[], state: State): State {
    this.join(member, products);
    member.state = state;
    return state;
  }

  private someoneWaits(product: string): boolean {
    return [...this.members.values()].some(({ waits }) => waits.includes(product));
  }

  private hasRoom(products: readonly string[]): boolean {
    return products.every((product) => this.used(product) < this.granted[product]!);
  }

  /** Seats whoever can get all that he waits for, first come first, among those who wait for one of these products. */
  private seatLine(products: readonly string[]): void {
    for (;;) {
      const next = [...this.members.values()]
        .filter(({ waits }) => waits.some((product) => products.includes(product)) && this.hasRoom(waits))
        .sort((a, b) => a.since - b.since)[0];
      if (!next) return;
      next.holds = sorted([...next.holds, ...next.waits]);
      next.waits = [];
      if (next.state === 'waiting') next.state = next.hasCredential ? 'active' : 'invited';
    }
  }
}

const seatedNow = ({ state }: ModelMember) => state === 'active' || state === 'invited';
