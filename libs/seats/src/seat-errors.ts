import { DomainError } from '@placet/kernel';
import { constraint } from '@placet/platform';

/** What the workspace's policies leave open to whoever finds no seat. */
export interface WaysOut {
  readonly mayWait?: boolean;
  readonly supportContact?: string | null;
}

/** A pool is full, or those who wait stand before. `purchased` and `used` in whole seats (I1, L15, E12). */
export class NoSeatLeft extends DomainError {
  constructor(
    readonly product: string,
    readonly purchased: number,
    readonly used: number,
    readonly out: WaysOut = {},
  ) {
    super(`no free seat of ${product}`);
  }

  /** The ways that exist here, the nearest first (`product.md` §3.4). */
  get ways(): readonly string[] {
    return [
      'free-a-seat',
      ...(this.out.mayWait ? ['wait'] : []),
      'save-without-access',
      ...(this.out.supportContact ? ['ask-support'] : []),
    ];
  }
}

/** The workspace has no pool of that product. */
export class ProductNotSold extends DomainError {
  constructor(readonly products: readonly string[]) {
    super(`not sold here: ${products.join(', ')}`);
  }
}

/** A further live holding of one product (I3): two claims at once, of which the other won. */
export class AlreadyHeld extends DomainError {
  constructor() {
    super('a seat of this product is held already');
  }
}

constraint('one_live_holding', () => new AlreadyHeld());
