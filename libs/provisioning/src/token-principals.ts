import { Injectable } from '@nestjs/common';
import { Clock, connectionActor, type Actor, type WorkspaceId } from '@placet/kernel';
import { DirectoryPrincipals, NotSignedIn, UnitOfWork, readSecretToken, type Proof, type SecretToken } from '@placet/platform';
import { SettingsInForce } from './connection-settings.ts';
import { credentials, type CredentialKind, type LiveCredential } from './credentials/live-credentials.ts';

const mostKnown = 10_000;
const minuteMs = 60_000;

/** A token as it was when it was last looked at. Its proof goes with every transaction of whoever sends it. */
class KnownToken implements Proof {
  private renewing: Promise<void> | undefined;

  constructor(
    readonly kind: CredentialKind,
    readonly workspaceId: WorkspaceId,
    public found: LiveCredential,
    private readonly clock: Clock,
    private readonly look: () => Promise<LiveCredential | undefined>,
    private readonly forget: () => void,
  ) {}

  get bound() {
    const { id, version, written_by } = this.found;
    return { statement: credentials[this.kind].proof, values: [id, this.clock.now(), version, written_by] };
  }

  /** Whoever comes meanwhile waits for the same look. */
  renew(): Promise<void> {
    this.renewing ??= this.lookAgain().finally(() => (this.renewing = undefined));
    return this.renewing;
  }

  refusal(): Error {
    this.forget();
    return new NotSignedIn('Bearer');
  }

  private async lookAgain(): Promise<void> {
    const found = await this.look();
    if (!found) throw this.refusal();
    this.found = found;
  }
}

/** Finds connections by their tokens and by the access tokens of their clients. A token that was seen before is not looked up again: its proof in each
 * transaction holds it against the database, so that a revocation, an expiry, a connection that is off and a suspended workspace hold at once.
 */
@Injectable()
export class TokenPrincipals extends DirectoryPrincipals {
  /** By the token's text, since taking it apart is dear; the one that came longest ago goes first. */
  private readonly known = new Map<string, KnownToken>();
  private readonly rates = new WeakMap<Actor, number>();

  constructor(
    private readonly units: UnitOfWork,
    private readonly settings: SettingsInForce,
    private readonly clock: Clock,
  ) {
    super();
  }

  override async byToken(token: string, requestId: string): Promise<Actor | undefined> {
    const kind = token.startsWith('plc_scimat_') ? 'scimat' : 'scim';
    const read = readSecretToken(kind, token);
    const found = read && (await this.live(kind, read));
    if (!found) {
      this.known.delete(token);
      return undefined;
    }
    const forget = () => this.known.delete(token);
    const known = new KnownToken(kind, read.workspaceId, found, this.clock, () => this.live(kind, read), forget);
    this.known.delete(token);
    this.known.set(token, known);
    if (this.known.size > mostKnown) this.known.delete(this.known.keys().next().value!);
    return this.actorOf(known, requestId, true);
  }

  override claimedBy(token: string, requestId: string): Promise<Actor | undefined> {
    const known = this.known.get(token);
    return known ? this.actorOf(known, requestId, false) : this.byToken(token, requestId);
  }

  override requestsPerSecond(actor: Actor): number {
    return this.rates.get(actor) ?? super.requestsPerSecond(actor);
  }

  private async actorOf(known: KnownToken, requestId: string, isProven: boolean): Promise<Actor> {
    const actor = connectionActor(known.workspaceId, known.found.connection_id, requestId);
    this.units.mustProve(actor, known).isGiven = isProven;
    this.settings.remember(actor, () => known.found.settings);
    if (known.found.rate !== null) this.rates.set(actor, known.found.rate);
    await this.noteUse(known);
    return actor;
  }

  /** When a credential was last used is known to the minute, so that it costs one write a minute. */
  private async noteUse({ kind, workspaceId, found }: KnownToken): Promise<void> {
    const now = this.clock.now();
    if (found.last_used_at && now.getTime() - found.last_used_at.getTime() < minuteMs) return;
    found.last_used_at = now;
    await this.units.hot(workspaceId, [{ statement: credentials[kind].used, values: [found.used_by, now] }]);
  }

  private async live(kind: CredentialKind, { workspaceId, hash }: SecretToken): Promise<LiveCredential | undefined> {
    const [found] = await this.units.readTrip(workspaceId, [{ statement: credentials[kind].byHash, values: [hash, this.clock.now()] }]);
    return found as LiveCredential | undefined;
  }
}
