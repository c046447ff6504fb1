import { Command, type ICommandHandler } from '@nestjs/cqrs';
import { Clock, InvalidField, type Actor, type MemberId, type SessionId } from '@placet/kernel';
import { HotCommandHandler, NotSignedIn, UnitOfWork, newSecretToken, statement, type Visit } from '@placet/platform';
import { CurrentSecret, type Proven } from '../current-secret.ts';
import { checkPassword } from '../secrets/password-rules.ts';
import { checkPin } from '../secrets/pin-rules.ts';
import { SecretNews } from '../secret-news.ts';
import { Secrets, type SecretForm } from '../secrets/secrets.ts';
import type { SessionOpened } from '../sessions/sessions.ts';
import { locksOpenedCte } from '../tries-sql.ts';

/** Changes one's own password or PIN; a PIN may become a password, never the reverse. Every other session ends, and this one gets a new token.
 *
 * At a first sign-in it may carry the language and default site, too (F17, `console.md` /first-sign-in).
 *
 * @throws InvalidField `current` (`wrong`), `next` (`unchanged`, or a rule), `language`, `defaultSiteId`; TooManyTries, SecretLocked, SecretsBusy, NotSignedIn
 */
export class ChangeSecret extends Command<SessionOpened> {
  constructor(
    readonly actor: Actor,
    readonly current: string,
    readonly next: string,
    readonly visit: Visit,
    readonly profile: { readonly language?: string | undefined; readonly defaultSiteId?: string | undefined } = {},
  ) {
    super();
  }
}

const tenant = `current_setting('app.workspace_id')::uuid`;

/** `$1` (`member_id, session_id, …`). One row: `outcome` is `changed`, or what stood against it. */
const changeSecret = statement(
  'change_secret',
  `with c as (
    select ${tenant} as workspace_id, r.* from jsonb_to_record($1::jsonb) as r(member_id uuid, session_id uuid, token_hash text, matched text, secret_kind text,
           secret_hash text, language text, default_site uuid, now timestamptz)),
  verdict as (
    select case when c.language <> all(w.languages) then 'language'
                when c.default_site is not null and not exists (select from member_site ms where ms.member_id = c.member_id and ms.site_id = c.default_site) then 'site'
                else 'go' end as outcome
      from c join workspace w on w.id = c.workspace_id),
  changed as (
    update account a set secret_kind = c.secret_kind, secret_hash = c.secret_hash, secret_set_at = c.now, secret_expires_at = null, change_required = false,
           session_epoch = a.session_epoch + 1
      from c, verdict v
     where v.outcome = 'go' and a.workspace_id = c.workspace_id and a.member_id = c.member_id and a.state = 'active' and a.secret_hash = c.matched
       and exists (select from session s where s.member_id = a.member_id and s.id = c.session_id and s.epoch = a.session_epoch)
     returning a.workspace_id, a.member_id, a.session_epoch),
  kept as (
    update session s set epoch = t.session_epoch, token_hash = c.token_hash::bytea, confirmed_at = c.now, last_seen_at = c.now, must_change = false
      from changed t, c where s.workspace_id = t.workspace_id and s.member_id = t.member_id and s.id = c.session_id returning s.expires_at, s.epoch),
  ended as (delete from session s using changed t, c where s.workspace_id = t.workspace_id and s.member_id = t.member_id and s.id <> c.session_id),
  profile as (
    update member m set language = coalesce(c.language, m.language), default_site = coalesce(c.default_site, m.default_site),
           version = m.version + 1, updated_at = c.now
      from changed t, c where m.workspace_id = t.workspace_id and m.id = t.member_id and (c.language is not null or c.default_site is not null)),
  ${locksOpenedCte('changed')}
  select case when v.outcome <> 'go' then v.outcome when kept.expires_at is null then 'gone' else 'changed' end as outcome, kept.expires_at, kept.epoch
    from verdict v left join kept on true`,
);

const refusals = {
  language: () => new InvalidField('language', 'not_enabled'),
  site: () => new InvalidField('defaultSiteId', 'not_granted'),
  gone: () => new NotSignedIn(),
};

/** Hot by its shape only: secrets are compared and hashed before the transaction begins. */
@HotCommandHandler(ChangeSecret)
export class ChangeSecretHandler implements ICommandHandler<ChangeSecret> {
  constructor(
    private readonly proof: CurrentSecret,
    private readonly secrets: Secrets,
    private readonly units: UnitOfWork,
    private readonly news: SecretNews,
    private readonly clock: Clock,
  ) {}

  async execute({ actor, current, next, visit, profile }: ChangeSecret): Promise<SessionOpened> {
    const proven = await this.proof.prove(actor, current, { path: 'current', visit });
    const form = formOfNext(proven, next);
    if (await this.secrets.matches(proven.form, next, proven.matched)) throw new InvalidField('next', 'unchanged');
    const [sessionId, memberId] = [actor.sessionId as SessionId, actor.id as MemberId];
    const { token, hash } = newSecretToken('session', actor.workspaceId, sessionId);
    const values = {
      member_id: memberId,
      session_id: sessionId,
      token_hash: `\\x${hash.toString('hex')}`,
      matched: proven.matched,
      secret_kind: form,
      secret_hash: await this.secrets.hash(form, next),
      language: profile.language ?? null,
      default_site: profile.defaultSiteId ?? null,
      now: this.clock.now(),
    };
    return this.units.write(actor, async (unit) => {
      const [row] = await unit.run({ statement: changeSecret, values: [JSON.stringify(values)] });
      const { outcome, expires_at, epoch } = row as unknown as Outcome;
      if (outcome !== 'changed') throw refusals[outcome]();
      await this.news.tell(memberId, epoch, { type: 'secret.changed', facts: { kind: form, session: sessionId } });
      return { sessionId, token, expiresAt: expires_at };
    });
  }
}

interface Outcome {
  readonly outcome: 'changed' | keyof typeof refusals;
  readonly expires_at: Date;
  readonly epoch: number;
}

/** Whoever has a PIN may choose another, or a password; whoever has a password stays with passwords. */
function formOfNext({ form, names }: Proven, next: string): Exclude<SecretForm, 'temporary_password'> {
  if (form === 'pin' && /^\d{0,14}$/.test(next)) {
    checkPin(next, 'next');
    return 'pin';
  }
  checkPassword(next, { path: 'next', names });
  return 'password';
}
