import { tenantTable } from './tenant-table.ts';

/** Events and their chain, outbox, processes, mail, idempotency, invitations, directory connections. */
export const processes = `
create table event (
  workspace_id uuid not null,
  id uuid not null,
  type text not null,
  at timestamptz not null,
  actor_kind text not null,
  actor_id uuid,
  door text not null,
  subject_kind text not null,
  subject_id text not null,
  facts jsonb not null,
  personal_of uuid,
  personal bytea,
  request_id text,
  -- The transaction that wrote it: the seal takes only what every running transaction lies behind, so none is passed over.
  tx xid8 not null default pg_current_xact_id(),
  primary key (workspace_id, id)
);
create index event_by_subject on event (workspace_id, subject_id, id desc);
create index event_by_time on event (workspace_id, at desc, id desc);
create index event_to_seal on event (tx, workspace_id, id);
${tenantTable('event', ['select', 'insert'], ['select'])}

create table event_seal (
  workspace_id uuid not null,
  number bigint not null check (number > 0),
  event_id uuid not null,
  hash bytea not null,
  primary key (workspace_id, number),
  unique (workspace_id, event_id)
);
${tenantTable('event_seal', ['select'], ['select', 'insert'])}

-- The last link with a keyed digest over it: a tail that was cut off shows, too.
create table event_head (
  workspace_id uuid primary key,
  number bigint not null,
  hash bytea not null,
  mac bytea not null
);
${tenantTable('event_head', ['select'], ['select', 'insert', 'update'])}

create table outbox (
  workspace_id uuid not null,
  id uuid not null,
  event_id uuid not null,
  destination text not null,
  available_at timestamptz not null default now(),
  lease_until timestamptz,
  attempts int not null default 0,
  created_at timestamptz not null default now(),
  primary key (workspace_id, id)
);
create index outbox_due on outbox (available_at, id);
${tenantTable('outbox', ['select', 'insert'], ['select', 'update', 'delete'])}

-- All that the application may know across workspaces: how late the relay is. It runs as placet_system, whom the migration makes its owner.
create function outbox_age_seconds() returns double precision language sql stable security definer set search_path = pg_catalog
  return (select coalesce(extract(epoch from now() - min(created_at)), 0) from public.outbox);
revoke execute on function outbox_age_seconds() from public;
grant execute on function outbox_age_seconds() to placet_app, placet_system;

create table process (
  workspace_id uuid not null,
  workflow_id text not null,
  kind text not null,
  subject_id text not null,
  state text not null default 'open',
  wake_at timestamptz,
  version int not null default 1,
  -- The database's time, as for leases: how long nobody has looked is the relay's affair, not the business's.
  poked_at timestamptz not null default now(),
  looked_version int not null default 0,
  looked_at timestamptz,
  last_error text,
  opened_at timestamptz not null,
  closed_at timestamptz,
  primary key (workspace_id, workflow_id)
);
create index process_open on process (wake_at) where closed_at is null;
${tenantTable('process', ['select', 'insert', 'update'], ['select'])}

create table mail (
  workspace_id uuid not null,
  id uuid not null,
  key text not null,
  template text not null,
  member_id uuid not null,
  subject_id uuid not null,
  state text not null default 'queued' check (state in ('queued', 'sent', 'bounced', 'failed', 'dropped')),
  attempts int not null default 0,
  next_at timestamptz not null,
  give_up_at timestamptz not null,
  sent_at timestamptz,
  last_error text,
  created_at timestamptz not null,
  primary key (workspace_id, id),
  unique (workspace_id, key)
);
create index mail_by_subject on mail (workspace_id, subject_id);
${tenantTable('mail', ['select', 'insert', 'update'])}

create table idempotency (
  workspace_id uuid not null,
  principal text not null,
  key text not null,
  hash bytea not null,
  status int,
  answer jsonb,
  expires_at timestamptz not null,
  primary key (workspace_id, principal, key)
);
create index idempotency_expiry on idempotency (expires_at);
${tenantTable('idempotency', ['select', 'insert', 'update'], ['select', 'delete'])}

create table operator_idempotency (
  key text primary key,
  hash bytea not null,
  workspace_id uuid,
  status int,
  answer jsonb,
  expires_at timestamptz not null
);
grant select, insert, update on operator_idempotency to placet_app;
grant select, delete on operator_idempotency to placet_system;

create table lease (name text primary key, holder uuid not null, until timestamptz not null, cursor jsonb);
grant select, insert, update, delete on lease to placet_system;
-- How far the seals have come, so that the application can tell an event that waits from one that was slipped in behind them.
grant select (name, cursor) on lease to placet_app;

create table rate_limit (key text primary key, points int not null default 0, expire bigint);
grant select, insert, update, delete on rate_limit to placet_app;

create table invitation (
  workspace_id uuid not null,
  id uuid not null,
  member_id uuid not null,
  state text not null check (state in ('open', 'accepted', 'declined', 'revoked', 'expired')),
  email_key text,
  sends_mail boolean not null,
  message text,
  invited_by uuid,
  invited_by_kind text not null,
  round int not null default 1,
  round_started_at timestamptz not null,
  reminders int[] not null,
  expires_at timestamptz not null,
  opened_at timestamptz,
  policy_version int not null,
  version int not null default 1,
  created_at timestamptz not null,
  closed_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, member_id) references member (workspace_id, id)
);
create unique index one_open_invitation on invitation (workspace_id, member_id) where state = 'open';
create unique index one_mailed_invitation on invitation (workspace_id, email_key) where state = 'open' and sends_mail;
create index invitation_by_created on invitation (workspace_id, created_at desc, id desc);
${tenantTable('invitation', ['select', 'insert', 'update'])}

create table invitation_link (
  workspace_id uuid not null,
  id uuid not null,
  invitation_id uuid not null,
  token_hash bytea not null,
  mailed boolean not null,
  dead boolean not null default false,
  created_at timestamptz not null,
  primary key (workspace_id, id),
  unique (workspace_id, token_hash),
  foreign key (workspace_id, invitation_id) references invitation (workspace_id, id)
);
create index invitation_link_by_invitation on invitation_link (workspace_id, invitation_id);
${tenantTable('invitation_link', ['select', 'insert', 'update'])}

create table directory_connection (
  workspace_id uuid not null,
  id uuid not null,
  name text not null,
  provider text not null check (provider in ('okta', 'entra', 'other')),
  on_create text not null default 'invite' check (on_create in ('invite', 'active')),
  seat_policy text not null check (seat_policy in ('wait', 'refuse')),
  default_groups uuid[] not null default '{}',
  default_seniority uuid,
  default_products text[] not null default '{}',
  version int not null default 1,
  created_at timestamptz not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, default_seniority) references seniority (workspace_id, id)
);
${tenantTable('directory_connection', ['select', 'insert', 'update'])}

create table directory_token (
  workspace_id uuid not null,
  id uuid not null,
  connection_id uuid not null,
  name text not null,
  token_hash bytea not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  last_used_at timestamptz,
  revoked_at timestamptz,
  primary key (workspace_id, id),
  unique (workspace_id, token_hash),
  foreign key (workspace_id, connection_id) references directory_connection (workspace_id, id)
);
create index directory_token_by_connection on directory_token (workspace_id, connection_id);
${tenantTable('directory_token', ['select', 'insert', 'update'])}

-- Kept also where the member is not in the directory any more: deleted there once, he never shows up there again.
create table directory_user (
  workspace_id uuid not null,
  member_id uuid not null,
  connection_id uuid not null,
  external_id text,
  -- the directory's wish, as it was sent; what became of it is the member's state
  active boolean not null,
  -- all else that was sent, except the username, which is the member's
  attributes jsonb not null default '{}',
  deleted_at timestamptz,
  primary key (workspace_id, member_id),
  foreign key (workspace_id, member_id) references member (workspace_id, id),
  foreign key (workspace_id, connection_id) references directory_connection (workspace_id, id)
);
create index directory_user_by_external_id on directory_user (workspace_id, connection_id, external_id);
${tenantTable('directory_user', ['select', 'insert', 'update'])}
`;
