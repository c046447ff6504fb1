import { tenantTable } from './tenant-table.ts';

/** What directories need beyond users and tokens: settings, groups and their mapping, OAuth clients, the brake, the live log. */
export const directory = `
-- How a statement that is no function says no: the transaction fails with this state, as if the constraint of that name had been broken.
create function refuse(state text, rule text) returns boolean language plpgsql volatile as $$
  begin
    raise exception using errcode = state, message = rule, constraint = rule;
  end $$;

alter table directory_connection
  add state text not null default 'on' check (state in ('on', 'off')),
  -- where sites and products of a user come from: his attributes, or the groups that an administrator mapped
  add sites_from text not null default 'mapping' check (sites_from in ('attributes', 'mapping')),
  add products_from text not null default 'mapping' check (products_from in ('attributes', 'mapping')),
  -- both null: no brake
  add brake_percent int default 20 check (brake_percent between 1 and 100),
  add brake_count int default 50 check (brake_count between 1 and 100000),
  add grace_minutes int not null default 0 check (grace_minutes between 0 and 1440),
  -- of the last call, whatever came of it
  add last_call_at timestamptz,
  add last_error_at timestamptz;

-- The latest reminder that a credential expires, as days before its end.
alter table directory_token add reminded_days int;

-- A member whom an administrator has named: the connection may take him over although his rank or his address would forbid it.
create table directory_adoption (
  workspace_id uuid not null,
  connection_id uuid not null,
  member_id uuid not null,
  allowed_by uuid not null,
  allowed_at timestamptz not null,
  primary key (workspace_id, connection_id, member_id),
  foreign key (workspace_id, connection_id) references directory_connection (workspace_id, id),
  foreign key (workspace_id, member_id) references member (workspace_id, id)
);
${tenantTable('directory_adoption', ['select', 'insert', 'delete'])}

-- Addresses are rows, since identity providers match by them.
create table directory_email (
  workspace_id uuid not null,
  member_id uuid not null,
  position int not null,
  value text not null,
  value_key text generated always as (name_fold(value)) stored,
  type text,
  is_primary boolean not null default false,
  primary key (workspace_id, member_id, position),
  foreign key (workspace_id, member_id) references member (workspace_id, id)
);
create index directory_email_by_value on directory_email (workspace_id, value_key, member_id);
${tenantTable('directory_email', ['select', 'insert', 'update', 'delete'])}

create table directory_group (
  workspace_id uuid not null,
  id uuid not null,
  connection_id uuid not null,
  display_name text not null,
  display_key text generated always as (name_fold(display_name)) stored,
  external_id text,
  attributes jsonb not null default '{}',
  version int not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (workspace_id, id),
  constraint directory_group_taken unique (workspace_id, connection_id, display_key),
  foreign key (workspace_id, connection_id) references directory_connection (workspace_id, id)
);
create index directory_group_by_external_id on directory_group (workspace_id, connection_id, external_id) where external_id is not null;
create index directory_group_by_created on directory_group (workspace_id, connection_id, created_at, id);
${tenantTable('directory_group', ['select', 'insert', 'update', 'delete'])}

-- A group inside a group is recorded and inherits nothing. No foreign key to the member: he is one of two kinds, and the group's lock guards the rest.
create table directory_group_member (
  workspace_id uuid not null,
  group_id uuid not null,
  member_type text not null check (member_type in ('User', 'Group')),
  member_id uuid not null,
  added_at timestamptz not null,
  primary key (workspace_id, group_id, member_type, member_id),
  foreign key (workspace_id, group_id) references directory_group (workspace_id, id) on delete cascade
);
create index directory_group_member_by_member on directory_group_member (workspace_id, member_id, group_id);
${tenantTable('directory_group_member', ['select', 'insert', 'update', 'delete'])}

-- What an administrator lets a directory's group give. A group without a row gives nothing.
create table directory_mapping (
  workspace_id uuid not null,
  directory_group_id uuid not null,
  group_ids uuid[] not null default '{}',
  products text[] not null default '{}',
  site_ids uuid[] not null default '{}',
  version int not null default 1,
  changed_by uuid not null,
  changed_at timestamptz not null,
  primary key (workspace_id, directory_group_id),
  foreign key (workspace_id, directory_group_id) references directory_group (workspace_id, id) on delete cascade
);
${tenantTable('directory_mapping', ['select', 'insert', 'update', 'delete'])}

-- What a mapping gives a member, so that leaving the group takes exactly that. Sorted out by comparing it with what the mapping says now.
create table directory_grant (
  workspace_id uuid not null,
  member_id uuid not null,
  directory_group_id uuid not null,
  kind text not null check (kind in ('group', 'product', 'site')),
  value text not null,
  -- a product whose seat was not to be had under the policy refuse, or a group that he may not have
  is_refused boolean not null default false,
  -- he had it before any mapping gave it: it stays his
  was_there boolean not null default false,
  granted_at timestamptz not null,
  primary key (workspace_id, member_id, directory_group_id, kind, value),
  foreign key (workspace_id, member_id) references member (workspace_id, id)
);
create index directory_grant_by_group on directory_grant (workspace_id, directory_group_id, member_id);
${tenantTable('directory_grant', ['select', 'insert', 'update', 'delete'])}

-- OAuth 2.0 clients: a secret, or a public key for private_key_jwt.
create table directory_client (
  workspace_id uuid not null,
  id uuid not null,
  connection_id uuid not null,
  name text not null,
  secret_hash bytea,
  public_key jsonb,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  last_used_at timestamptz,
  revoked_at timestamptz,
  reminded_days int,
  primary key (workspace_id, id),
  check ((secret_hash is null) <> (public_key is null)),
  foreign key (workspace_id, connection_id) references directory_connection (workspace_id, id)
);
create index directory_client_by_connection on directory_client (workspace_id, connection_id);
${tenantTable('directory_client', ['select', 'insert', 'update'])}

create table directory_access_token (
  workspace_id uuid not null,
  id uuid not null,
  client_id uuid not null,
  token_hash bytea not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  primary key (workspace_id, id),
  unique (workspace_id, token_hash),
  foreign key (workspace_id, client_id) references directory_client (workspace_id, id)
);
create index directory_access_token_by_client on directory_access_token (workspace_id, client_id);
create index directory_access_token_expiry on directory_access_token (expires_at);
${tenantTable('directory_access_token', ['select', 'insert'], ['select', 'delete'])}

-- Assertions that were used: each jti counts once (RFC 7523 §3).
create table directory_assertion (
  workspace_id uuid not null,
  client_id uuid not null,
  jti_hash bytea not null,
  expires_at timestamptz not null,
  primary key (workspace_id, client_id, jti_hash)
);
create index directory_assertion_expiry on directory_assertion (expires_at);
${tenantTable('directory_assertion', ['select', 'insert'], ['select', 'delete'])}

-- Whom a connection has let go, for the brake: it counts the last ten minutes.
create table directory_leaving (
  workspace_id uuid not null,
  connection_id uuid not null,
  member_id uuid not null,
  at timestamptz not null,
  expires_at timestamptz not null,
  primary key (workspace_id, connection_id, at, member_id)
);
create index directory_leaving_expiry on directory_leaving (expires_at);
${tenantTable('directory_leaving', ['select', 'insert'], ['select', 'delete'])}

-- What the brake has stopped, until an owner lets it through or refuses it.
create table directory_held (
  workspace_id uuid not null,
  id uuid not null,
  connection_id uuid not null,
  member_id uuid not null,
  wish text not null check (wish in ('deactivate', 'delete')),
  state text not null default 'held' check (state in ('held', 'released', 'refused', 'withdrawn')),
  asked_at timestamptz not null,
  asked_times int not null default 1,
  decided_by uuid,
  decided_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, connection_id) references directory_connection (workspace_id, id),
  foreign key (workspace_id, member_id) references member (workspace_id, id)
);
create unique index directory_held_once on directory_held (workspace_id, connection_id, member_id) where state = 'held';
${tenantTable('directory_held', ['select', 'insert', 'update'])}

-- The live log: for people who watch, no evidence (events are that). Kept for 30 days.
create table directory_log (
  workspace_id uuid not null,
  id uuid not null,
  connection_id uuid not null,
  at timestamptz not null,
  -- what happened, as a code that the console says in words, such as user.created or user.asked
  code text not null,
  method text not null,
  path text not null,
  status int not null,
  took_ms int not null,
  member_id uuid,
  -- how many calls of this kind it stands for
  times int not null default 1,
  facts jsonb not null default '{}',
  request_id text,
  expires_at timestamptz not null,
  primary key (workspace_id, id)
);
create index directory_log_by_connection on directory_log (workspace_id, connection_id, id desc);
create index directory_log_expiry on directory_log (expires_at);
${tenantTable('directory_log', ['select', 'insert'], ['select', 'delete'])}

-- What the invitation of somebody who waits will say, once a seat comes.
alter table queue_entry add sends_mail boolean, add message text, add invited_by uuid, add invited_by_kind text;

-- A directory that switches somebody off and on again by mistake costs him no seat: until then his seats stay his, although he is inactive.
alter table member add seat_kept_until timestamptz;

-- Whom a directory has deleted: no directory sees him again, also after he came back through the console.
alter table member add directory_deleted boolean not null default false;
`;
