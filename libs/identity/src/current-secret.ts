import { Inject, Injectable } from '@nestjs/common';
import { InvalidField, refused, type Actor, type MemberId } from '@placet/kernel';
import { NotSignedIn, UnitOfWork, type Visit } from '@placet/platform';
import { Secrets, type SecretForm } from './secrets/secrets.ts';
import type { Proof } from './sessions/sessions.ts';
import { Tries, type Try } from './tries.ts';

/** What a signed-in member proved again. */
export interface Proven extends Proof {
  readonly form: SecretForm;
  /** names that his next password must not be made of */
  readonly names: readonly (string | null)[];
}

const accountOfMember = `select a.secret_kind, a.secret_hash, m.username, m.email, m.first_name, m.last_name, w.slug, w.name
  from account a join member m on m.workspace_id = a.workspace_id and m.id = a.member_id join workspace w on w.id = a.workspace_id
 where a.member_id = $1 and a.secret_kind <> 'none'`;

/** Asks somebody who is signed in for his secret, under the limits that a sign-in has. */
@Injectable()
export class CurrentSecret {
  constructor(
    @Inject(UnitOfWork) private readonly units: UnitOfWork,
    @Inject(Tries) private readonly tries: Tries,
    @Inject(Secrets) private readonly secrets: Secrets,
  ) {}

  /** @param path of the field in the body. @throws InvalidField `wrong`, TooManyTries, SecretLocked, SecretsBusy, NotSignedIn */
  async prove(actor: Actor, secret: string, { path, visit }: { path: string; visit: Visit }): Promise<Proven> {
    const memberId = actor.id as MemberId;
    const [row] = await this.units.readTrip(actor.workspaceId, [{ statement: accountOfMember, values: [memberId] }]);
    if (!row) throw new NotSignedIn();
    const { secret_kind: form, secret_hash: matched, ...names } = row as Record<string, string | null>;
    const attempt = this.tries.named('member', memberId, visit.source, memberId);
    await this.tries.begin(actor, attempt);
    if (!matched || !(await this.secrets.matches(form as SecretForm, secret, matched))) return this.wrong(actor, attempt, path);
    return { attempt, matched, form: form as SecretForm, names: Object.values(names) };
  }

  /** Refused, not thrown: under an Idempotency-Key all of this is one transaction, and a guess must stay counted when the answer is no. */
  private wrong(actor: Actor, attempt: Try, path: string): Promise<never> {
    return this.units.write<never>(actor, async () => {
      await this.tries.failed(actor, attempt, {
        type: 'secret.proof_failed',
        subject: { kind: 'member', id: actor.id as string },
        facts: { session: actor.sessionId },
      });
      return refused(new InvalidField(path, 'wrong'));
    });
  }
}
