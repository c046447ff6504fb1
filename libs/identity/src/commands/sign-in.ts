import { Command, type ICommandHandler } from '@nestjs/cqrs';
import { Clock, type Actor, type DomainEvent, type MemberId } from '@placet/kernel';
import { HotCommandHandler, UnitOfWork, statement, type Visit } from '@placet/platform';
import { loginName } from '../canonical-email.ts';
import { SignInRefused } from '../identity-errors.ts';
import { mayBeInside } from '../presence-sql.ts';
import { Secrets, type SecretForm } from '../secrets/secrets.ts';
import { Sessions, type SignedIn } from '../sessions/sessions.ts';
import { Tries } from '../tries.ts';

/** Signs a member in by username or address, and password or PIN.
 *
 * Unknown workspace, unknown name, wrong secret, somebody who may not come in: the same answer after the same work.
 *
 * @param actor somebody who has proven nothing, of the workspace that was named, which may be none
 * @throws SignInRefused, TooManyTries, SecretLocked, SecretsBusy
 * @see F4, F10; ASVS 6.3.8
 */
export class SignIn extends Command<SignedIn> {
  constructor(
    readonly actor: Actor,
    readonly username: string,
    readonly secret: string,
    readonly visit: Visit,
  ) {
    super();
  }
}

interface Found {
  /** as it is stored, folded; the typed name where nobody can sign in with it */
  readonly name: string;
  readonly has_workspace: boolean;
  readonly member_id: MemberId | null;
  readonly secret_kind: SecretForm | 'none' | null;
  readonly secret_hash: string | null;
  readonly may_enter: boolean;
}

/** `$1` the name to look up or null, `$2` as typed, `$3` now. Always one row. */
const signInAccount = statement(
  'sign_in_account',
  `select name_fold(coalesce($1::text, $2::text)) as name, w.id is not null as has_workspace, a.member_id, a.secret_kind, a.secret_hash,
          coalesce(${mayBeInside('$3::timestamptz')} and (a.secret_expires_at is null or a.secret_expires_at > $3), false) as may_enter
     from (select current_setting('app.workspace_id')::uuid as workspace_id) c
     left join workspace w on w.id = c.workspace_id
     left join login_key k on k.workspace_id = c.workspace_id and k.key = name_fold($1)
     left join account a on a.workspace_id = k.workspace_id and a.member_id = k.member_id
     left join member m on m.workspace_id = k.workspace_id and m.id = k.member_id`,
);

@HotCommandHandler(SignIn)
export class SignInHandler implements ICommandHandler<SignIn> {
  constructor(
    private readonly units: UnitOfWork,
    private readonly tries: Tries,
    private readonly secrets: Secrets,
    private readonly sessions: Sessions,
    private readonly clock: Clock,
  ) {}

  async execute({ actor, username, secret, visit }: SignIn): Promise<SignedIn> {
    const lookedUp = loginName(username);
    const [row] = await this.units.readTrip(actor.workspaceId, [
      { statement: signInAccount, values: [lookedUp ?? null, username, this.clock.now()] },
    ]);
    const found = row as unknown as Found;
    const form = found.secret_kind && found.secret_kind !== 'none' ? found.secret_kind : 'password';
    const attempt = this.tries.named(lookedUp === undefined ? 'impossible' : 'name', found.name, visit.source, found.member_id);
    await this.tries.begin(actor, attempt);
    const isRight = await this.secrets.matches(form, secret, found.secret_hash);
    if (isRight && found.may_enter && found.member_id && found.secret_hash) {
      const rehashed = this.secrets.isOutdated(found.secret_hash) ? await this.secrets.hash(form, secret) : undefined;
      const signedIn = await this.sessions.start(actor, found.member_id, visit, { attempt, matched: found.secret_hash, rehashed });
      if (signedIn) return signedIn;
    }
    await this.tries.failed(actor, attempt, found.has_workspace ? signInFailed(actor, found, isRight) : undefined);
    throw new SignInRefused();
  }
}

/** Without what was typed: it may be a password in the wrong field. */
function signInFailed({ workspaceId }: Actor, { member_id }: Found, isRight: boolean): DomainEvent {
  return {
    type: 'sign_in.failed',
    subject: member_id ? { kind: 'member', id: member_id } : { kind: 'workspace', id: workspaceId },
    facts: { because: !member_id ? 'unknown_name' : isRight ? 'may_not_enter' : 'wrong_secret' },
  };
}
