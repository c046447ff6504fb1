import { tenantTable } from './tenant-table.ts';

/** Members, what they belong to, and how they sign in. */
export const members = `
-- Five digits, and more once there are more than 99,999 members.
create function user_code_of(number bigint) returns text language sql immutable parallel safe strict
  return lpad(number::text, greatest(5, length(number::text)), '0');

create table member (
  workspace_id uuid not null,
  id uuid not null,
  kind text not null default 'staff' check (kind in ('staff', 'collaborator', 'client')),
  state text not null check (state in ('invited', 'pending', 'waiting', 'active', 'inactive', 'banned', 'refused', 'erased')),
  first_name text not null default '',
  last_name text not null default '',
  email text,
  email_key text,
  email_verified boolean not null default false,
  username text,
  username_key text generated always as (name_fold(username)) stored,
  former_username text,
  user_code text not null,
  job_title text,
  mobile text,
  address jsonb,
  seniority uuid,
  language text not null,
  default_site uuid,
  access text[] not null default '{}',
  starts_on date,
  ends_on date,
  -- which first day was noted as come; until when the last owner's end is put off
  begun_on date,
  end_put_off_until date,
  origin text not null,
  managed_by uuid,
  ban_reason text,
  banned_until timestamptz,
  banned_by uuid,
  banned_at timestamptz,
  version int not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  sort_name text generated always as (search_fold(last_name || ' ' || first_name)) stored,
  search text generated always as (search_fold(first_name || ' ' || last_name || ' ' || first_name || ' ' || coalesce(email, '') || ' ' || coalesce(username, '') || ' ' || user_code)) stored,
  primary key (workspace_id, id),
  foreign key (workspace_id, seniority) references seniority (workspace_id, id),
  constraint user_code_taken unique (workspace_id, user_code)
);
${tenantTable('member', ['select', 'insert', 'update'])}
create unique index username_taken on member (workspace_id, username_key) where username is not null;
create index member_without_username on member (workspace_id, id) where username is null;
create index member_by_name on member (workspace_id, sort_name, id);
create index member_by_created on member (workspace_id, created_at, id);
create index member_by_kind on member (workspace_id, kind);
create index member_by_seniority on member (workspace_id, seniority) where seniority is not null;
create index member_by_origin on member (workspace_id, origin);
create index member_by_language on member (workspace_id, language);
create index member_by_state on member (workspace_id, state, sort_name, id);
create index member_by_email on member (workspace_id, email_key) where email_key is not null;
create index member_by_connection on member (workspace_id, managed_by) where managed_by is not null;
create index member_search on member using gin (workspace_id, search gin_trgm_ops);

-- What the search box means, as a pattern for LIKE: anywhere in the text, or where a word begins while it is too short for trigrams.
create function search_pattern(needle text) returns text language sql immutable parallel safe strict
  return case when length(search_fold(needle)) < 3 then '% ' else '%' end || regexp_replace(search_fold(needle), '([\\\\%_])', '\\\\\\1', 'g') || '%';
-- Whether a pattern holds a trigram; without one the index would be read from end to end.
create function search_is_indexed(pattern text) returns boolean language sql immutable parallel safe strict
  return substr(pattern, 2, length(pattern) - 2) ~ '[[:alnum:]]{3}|[^[:alnum:]][[:alnum:]]|[[:alnum:]]{2}[^[:alnum:]]';
-- Row-level security hides a trigram index from placet_app, since LIKE isn't leak-proof; this one function is the way round,
-- and filters by the workspace itself. It takes the finished pattern: what is made of a parameter in here would be made for every row.
create policy search_only on member for select to placet_search using (true);
grant select on member to placet_search;
create function search_members(pattern text) returns setof uuid language sql stable security definer rows 500 set search_path = pg_catalog, public
  begin atomic
    select id from public.member where workspace_id = (select current_setting('app.workspace_id')::uuid) and search like pattern;
  end;
revoke execute on function search_members(text) from public;
grant execute on function search_members(text) to placet_app;

create table group_member (
  workspace_id uuid not null,
  group_id uuid not null,
  member_id uuid not null,
  primary key (workspace_id, group_id, member_id),
  foreign key (workspace_id, group_id) references user_group (workspace_id, id),
  foreign key (workspace_id, member_id) references member (workspace_id, id)
);
create index group_member_by_member on group_member (workspace_id, member_id);
${tenantTable('group_member', ['select', 'insert', 'delete'])}

create table member_site (
  workspace_id uuid not null,
  member_id uuid not null,
  site_id uuid not null,
  primary key (workspace_id, member_id, site_id),
  foreign key (workspace_id, site_id) references site (workspace_id, id),
  foreign key (workspace_id, member_id) references member (workspace_id, id)
);
create index member_site_by_site on member_site (workspace_id, site_id);
${tenantTable('member_site', ['select', 'insert', 'delete'])}
-- I7: the default site is among the granted ones; checked at commit, so that both may change in one transaction.
alter table member add constraint default_site_granted foreign key (workspace_id, id, default_site)
  references member_site (workspace_id, member_id, site_id) deferrable initially deferred;

create table member_key (
  workspace_id uuid not null,
  member_id uuid not null,
  key bytea not null check (length(key) = 32),
  primary key (workspace_id, member_id)
);
${tenantTable('member_key', ['select', 'insert', 'delete'])}

create table account (
  workspace_id uuid not null,
  member_id uuid not null,
  state text not null,
  session_epoch int not null default 0,
  secret_kind text not null default 'none' check (secret_kind in ('none', 'password', 'pin', 'temporary_password')),
  secret_hash text,
  secret_set_at timestamptz,
  secret_expires_at timestamptz,
  change_required boolean not null default false,
  single_sign_on boolean not null default false,
  last_sign_in_at timestamptz,
  primary key (workspace_id, member_id),
  foreign key (workspace_id, member_id) references member (workspace_id, id)
);
create index account_by_last_sign_in on account (workspace_id, last_sign_in_at, member_id);
${tenantTable('account', ['select', 'insert', 'update'])}

create table login_key (
  workspace_id uuid not null,
  key text not null,
  member_id uuid not null,
  constraint login_key_taken primary key (workspace_id, key),
  foreign key (workspace_id, member_id) references member (workspace_id, id)
);
create index login_key_by_member on login_key (workspace_id, member_id);
${tenantTable('login_key', ['select', 'insert', 'delete'])}

-- Wrong secrets in a row, by what was typed (a keyed hash of the name, which may be nobody's) and from where. The empty source counts
-- a name from everywhere; the empty name is the lock of a source.
create table secret_failure (
  workspace_id uuid not null,
  name bytea not null,
  source text not null,
  member_id uuid,
  failures int not null default 0,
  wait_until timestamptz,
  last_at timestamptz not null,
  succeeded_at timestamptz,
  primary key (workspace_id, name, source),
  foreign key (workspace_id, member_id) references member (workspace_id, id)
);
create index secret_failure_by_source on secret_failure (workspace_id, source, last_at);
create index secret_failure_by_member on secret_failure (workspace_id, member_id) where member_id is not null;
create index secret_failure_of_nobody on secret_failure (workspace_id, last_at) where member_id is null;
${tenantTable('secret_failure', ['select', 'insert', 'update', 'delete'])}

create table session (
  workspace_id uuid not null,
  id uuid not null,
  member_id uuid not null,
  token_hash bytea not null,
  epoch int not null,
  created_at timestamptz not null,
  last_seen_at timestamptz not null,
  expires_at timestamptz not null,
  confirmed_at timestamptz not null,
  must_change boolean not null default false,
  user_agent text,
  source text,
  primary key (workspace_id, id),
  unique (workspace_id, token_hash),
  foreign key (workspace_id, member_id) references member (workspace_id, id)
);
create index session_by_member on session (workspace_id, member_id);
${tenantTable('session', ['select', 'insert', 'update', 'delete'])}

create table password_reset (
  workspace_id uuid not null,
  id uuid not null,
  member_id uuid not null,
  requested_by uuid,
  token_hash bytea,
  -- where its link was mailed to: a link to an address that is not his any more proves nothing
  email_key text,
  epoch int not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  primary key (workspace_id, id),
  unique (workspace_id, token_hash),
  foreign key (workspace_id, member_id) references member (workspace_id, id)
);
create index password_reset_by_member on password_reset (workspace_id, member_id);
${tenantTable('password_reset', ['select', 'insert', 'update'])}
`;
