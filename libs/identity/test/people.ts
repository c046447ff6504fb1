import { Ids, publicActor, type Actor, type MemberId, type WorkspaceId } from '@placet/kernel';
import { SessionPrincipals, type Visit } from '@placet/platform';
import type { SpecWorld } from '@placet/testing';
import { SignIn, canonicalEmail, type SignedIn } from '../src/index.ts';
import { Secrets, type SecretForm } from '../src/secrets/secrets.ts';

const ids = new Ids();
export const aPassword = 'correct zebra buys lamps';
export const from = (source: string): Visit => ({ requestId: 'spec-request', source, userAgent: 'Spec/1.0' });
export const home = from('192.0.2.1');

/** How a member is planted; rows, not commands, since the states that matter here are made by other contexts. */
export interface Planted {
  readonly username?: string;
  readonly email?: string;
  readonly emailVerified?: boolean;
  readonly managedBy?: string;
  readonly state?: string;
  readonly form?: SecretForm | 'none';
  readonly secret?: string;
  readonly changeRequired?: boolean;
  readonly secretExpiresAt?: Date;
  readonly startsOn?: string;
  readonly endsOn?: string;
}

/** A workspace of a spec's own, with people. */
export class Company {
  private constructor(
    private readonly world: SpecWorld,
    readonly id: WorkspaceId,
    readonly slug: string,
  ) {}

  static async open(world: SpecWorld, more: { timeZone?: string } = {}): Promise<Company> {
    const id = ids.next<WorkspaceId>();
    const slug = `w${id.replaceAll('-', '').slice(-20)}`;
    await world.sql('insert into workspace (id, slug, name, time_zone, created_at) values ($1, $2, $3, $4, now())', [
      id,
      slug,
      'Lakeside Hotels',
      more.timeZone ?? 'UTC',
    ]);
    return new Company(world, id, slug);
  }

  /** Somebody who has proven nothing yet. */
  get visitor(): Actor {
    return publicActor(this.id, 'public', 'spec-request');
  }

  async member(planted: Planted = {}): Promise<MemberId> {
    const id = ids.next<MemberId>();
    const state = planted.state ?? 'active';
    const form = planted.form ?? 'password';
    const email = planted.email ?? null;
    const key = email === null ? null : (canonicalEmail(email) ?? null);
    const username = planted.username ?? email ?? `member-${id.slice(-12)}`;
    const hash = form === 'none' ? null : await this.world.module.get(Secrets).hash(form, planted.secret ?? aPassword);
    await this.world.sql(
      `insert into member (workspace_id, id, state, first_name, last_name, email, email_key, email_verified, username, user_code, language, managed_by,
                           starts_on, ends_on, origin, created_at, updated_at)
       values ($1, $2, $3, 'Ada', 'Byron', $4, $5, $6, $7, $8, 'en', $9, $10, $11, 'console', now(), now())`,
      [
        this.id,
        id,
        state,
        email,
        key,
        planted.emailVerified ?? email !== null,
        username,
        id,
        planted.managedBy ?? null,
        planted.startsOn ?? null,
        planted.endsOn ?? null,
      ],
    );
    await this.world.sql(
      `insert into account (workspace_id, member_id, state, secret_kind, secret_hash, secret_set_at, secret_expires_at, change_required)
       values ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [this.id, id, state, form, hash, this.world.clock.now(), planted.secretExpiresAt ?? null, planted.changeRequired ?? false],
    );
    await this.world.sql('insert into login_key (workspace_id, key, member_id) values ($1, name_fold($2), $3)', [
      this.id,
      canonicalEmail(username) ?? username,
      id,
    ]);
    return id;
  }

  /** A group with these keys, and the member in it. */
  async inGroup(memberId: MemberId, rank: number, permissions: readonly string[], sitesOnly = false): Promise<void> {
    const id = ids.next();
    await this.world.sql('insert into user_group (workspace_id, id, name, permissions, rank, sites_only) values ($1, $2, $3, $4, $5, $6)', [
      this.id,
      id,
      `group ${id}`,
      permissions,
      rank,
      sitesOnly,
    ]);
    await this.world.sql('insert into group_member (workspace_id, group_id, member_id) values ($1, $2, $3)', [this.id, id, memberId]);
  }

  async site(memberId?: MemberId): Promise<string> {
    const id = ids.next();
    await this.world.sql('insert into site (workspace_id, id, code, name) values ($1, $2, $3, $3)', [this.id, id, id]);
    if (memberId)
      await this.world.sql('insert into member_site (workspace_id, member_id, site_id) values ($1, $2, $3)', [this.id, memberId, id]);
    return id;
  }

  async policies(values: Record<string, unknown>): Promise<void> {
    await this.world.sql(
      `insert into policy (workspace_id, version, values, changed_by, changed_at)
       select $1, coalesce(max(version), 0) + 1, $2, 'spec', now() from policy where workspace_id = $1`,
      [this.id, JSON.stringify(values)],
    );
  }

  signIn(username: string, secret: string = aPassword, visit: Visit = home): Promise<SignedIn> {
    return this.world.bus.execute(new SignIn(this.visitor, username, secret, visit));
  }

  /** Signs in, and lets the guard make the actor. */
  async signedIn(username: string, secret: string = aPassword, visit: Visit = home): Promise<Actor> {
    const { session } = await this.signIn(username, secret, visit);
    return (await this.whoIs(session.token))!;
  }

  whoIs(token: string): Promise<Actor | undefined> {
    return this.world.module.get(SessionPrincipals).bySession(token, 'spec-request');
  }

  /** Types and facts of what happened, oldest first. */
  events(): Promise<
    { type: string; subject_id: string; facts: Record<string, unknown>; actor_kind: string; personal_of: string | null }[]
  > {
    return this.world.sql('select type, subject_id, facts, actor_kind, personal_of from event where workspace_id = $1 order by id', [
      this.id,
    ]);
  }
}

/** The code of the refusal, with its path where it names one; `done` where there was none. */
export async function outcomeOf(work: Promise<unknown>): Promise<string> {
  try {
    await work;
    return 'done';
  } catch (error) {
    const { path, code, because, name } = error as { path?: string; code?: string; because?: string; name: string };
    return path ? `${path}: ${code}` : because ? `${name}: ${because}` : name;
  }
}
