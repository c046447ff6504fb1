import { createHash } from 'node:crypto';
import type { CheckName } from './checks/checks.ts';
import type { CheckReport } from './checks/run-check.ts';
import type { Access } from './client/access.ts';
import { type Exchange, Exchanges } from './client/exchange.ts';
import { ScimClient, type Target } from './client/scim-client.ts';
import { startCompany } from './company.ts';
import { Directory } from './directory.ts';
import { DirectoryFile, type Offer, offersIn } from './directory-file.ts';
import { baseUrlFor, type DialectName, dialects } from './dialects/dialects.ts';
import { type DirectoryState, Provisioning } from './provisioning.ts';

/** The service that is called: one that the start offers, or any other. */
export type Choice = { workspace: string } | { baseUrl: string; access: Access };

/** What is kept over a restart. */
interface Kept {
  choice?: Choice;
  as: DialectName;
  isAtOnce: boolean;
  /** by service and token, newest last */
  states: Record<string, DirectoryState>;
  exchanges: Exchange[];
}

/** No service has been named yet. */
export class NoService extends Error {}

const mostStates = 20;

/** Plays the directory of a company: one at a time for each service and token, so that what it was told stays told. */
export class Player {
  readonly exchanges: Exchanges;
  /** what came out of the checks that were played last; they are not kept over a restart */
  readonly reports = new Map<CheckName, CheckReport>();
  private readonly kept: Kept;
  private readonly folder: string | undefined;
  private readonly file: DirectoryFile<Kept> | undefined;
  private turn: Promise<unknown> = Promise.resolve();

  private constructor(kept: Kept, folder: string | undefined, file: DirectoryFile<Kept> | undefined) {
    this.kept = kept;
    this.folder = folder;
    this.file = file;
    this.exchanges = new Exchanges(kept.exchanges);
  }

  /** @param folder in which it outlives a restart, and in which the start leaves what it offers; without it all is in memory */
  static async open(folder?: string): Promise<Player> {
    const file = folder ? new DirectoryFile<Kept>(folder) : undefined;
    const kept = (await file?.read()) ?? { as: 'entra', isAtOnce: true, states: {}, exchanges: [] };
    return new Player(kept, folder, file);
  }

  get as(): DialectName {
    return this.kept.as;
  }

  get isAtOnce(): boolean {
    return this.kept.isAtOnce;
  }

  get choice(): Choice | undefined {
    return this.kept.choice;
  }

  offers(): Promise<Offer[]> {
    return offersIn(this.folder);
  }

  /** The service that is called; nothing: none was chosen, and none is offered. */
  async target(): Promise<Target | undefined> {
    const { choice } = this.kept;
    if (choice && 'baseUrl' in choice) return choice;
    const offers = await this.offers();
    const offer = choice ? offers.find(({ workspace }) => workspace === choice.workspace) : offers[0];
    return offer && { baseUrl: offer.baseUrl, access: { kind: 'token', token: offer.token } };
  }

  /** Who is in the company, and what the service was told. */
  async state(): Promise<DirectoryState> {
    const target = await this.target();
    const key = target ? keyOf(target) : 'nowhere';
    const { [key]: state = { ...startCompany(), cycles: 0 }, ...others } = this.kept.states;
    this.kept.states = { ...others, [key]: state }; // the one in use is the last to be forgotten
    return state;
  }

  /** @param isSame a new token of the same application: what it was told stays told */
  choose(choice: Choice, isSame: boolean): Promise<void> {
    return this.inTurn(async () => {
      const before = await this.state();
      this.kept.choice = choice;
      const target = await this.target();
      if (isSame && target) this.kept.states[keyOf(target)] = before;
      await this.keep();
    });
  }

  /** How it calls from now on. */
  behave(as: DialectName, isAtOnce: boolean): Promise<void> {
    return this.inTurn(async () => {
      Object.assign(this.kept, { as, isAtOnce });
      await this.keep();
    });
  }

  /** Forgets what this service was told, and everybody who was added here; the service keeps what it has. */
  startAnew(): Promise<void> {
    return this.inTurn(async () => {
      Object.assign(await this.state(), { ...startCompany(), cycles: 0, quarantine: undefined });
      await this.keep();
    });
  }

  clearExchanges(): Promise<void> {
    return this.inTurn(async () => {
      this.exchanges.clear();
      await this.keep();
    });
  }

  /** Lets the administrator of this directory do something, one thing after another. @throws NoService */
  do<T>(act: (directory: Directory) => Promise<T> | T): Promise<T> {
    return this.inTurn(async () => {
      const [state, target] = [await this.state(), await this.target()];
      if (!target) throw new NoService('Say first which service to call.');
      try {
        return await act(this.directoryOf(state, target));
      } finally {
        await this.keep();
      }
    });
  }

  private directoryOf(state: DirectoryState, { baseUrl, access }: Target): Directory {
    const { as, isAtOnce } = this.kept;
    const dialect = dialects[as];
    const target = { baseUrl: baseUrlFor(as, baseUrl), access };
    const client = new ScimClient(target, dialect.headers, (exchange) => this.exchanges.note(exchange));
    return new Directory(state, new Provisioning(state, dialect, client), isAtOnce);
  }

  private async keep(): Promise<void> {
    this.kept.states = Object.fromEntries(Object.entries(this.kept.states).slice(-mostStates));
    await this.file?.write({ ...this.kept, exchanges: this.exchanges.after(0) });
  }

  private inTurn<T>(act: () => Promise<T>): Promise<T> {
    const mine = this.turn.then(act);
    this.turn = mine.catch(() => undefined);
    return mine;
  }
}

/** One way in is one application; of the secret, only a hash is kept as its name. */
function keyOf({ baseUrl, access }: Target): string {
  const secret = access.kind === 'token' ? access.token : access.clientId;
  return createHash('sha256').update(`${baseUrl}\n${secret}`).digest('hex').slice(0, 16);
}
