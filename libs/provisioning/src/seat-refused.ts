import { DomainError, type Actor } from '@placet/kernel';
import { Injectable } from '@nestjs/common';
import { Bus, Config } from '@placet/platform';
import { GetSeatUsage, NoSeatLeft } from '@placet/seats';

/** No seat for somebody whom a directory wants in, and its policy is to refuse; with all that its administrator has to read (`scim.md` §14). */
export class SeatRefused extends DomainError {
  constructor(
    readonly userName: string,
    readonly product: { readonly code: string; readonly name: string },
    readonly purchased: number,
    readonly used: number,
    readonly waiting: number,
    /** where people look at seats */
    readonly seatsUrl: string,
  ) {
    super(`no free seat of ${product.code}`);
  }
}

/** Claims for a directory's users, whose refusal is said with names and numbers. */
@Injectable()
export class SeatClaims {
  constructor(
    private readonly bus: Bus,
    private readonly config: Config,
  ) {}

  /** Runs what claims seats. @throws SeatRefused in place of NoSeatLeft */
  async run<T>(actor: Actor, userName: string, claim: () => Promise<T>): Promise<T> {
    try {
      return await claim();
    } catch (error) {
      throw error instanceof NoSeatLeft ? await this.refusal(actor, userName, error) : error;
    }
  }

  private async refusal(actor: Actor, userName: string, { product: code, purchased, used }: NoSeatLeft): Promise<SeatRefused> {
    const pool = (await this.bus.execute(new GetSeatUsage(actor))).find(({ product }) => product === code);
    const product = { code, name: pool?.name ?? code };
    return new SeatRefused(userName, product, purchased, used, pool?.waiting ?? 0, `${this.config.baseUrl}/members`);
  }
}
