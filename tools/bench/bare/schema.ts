/** The bare server's tables: only what its statements touch, with the keys and indexes that they need. No row-level security, no foreign keys. */
export const bareSchema = `
create table token (hash bytea primary key, workspace_id uuid not null);
-- seats and the maintained count of members in one row, which every create writes anyway
create table seat_pool (workspace_id uuid primary key, purchased int not null, assigned int not null default 0, members int not null default 0);
create table member (
  workspace_id uuid not null,
  id uuid not null,
  user_name text not null,
  external_id text,
  email text,
  active boolean not null,
  doc text not null,
  primary key (workspace_id, id),
  unique (workspace_id, user_name)
);
create index on member (workspace_id, external_id);
create index on member (workspace_id, email);
create table grp (workspace_id uuid not null, id uuid not null, name text not null, version int not null default 1, primary key (workspace_id, id));
create table grp_member (workspace_id uuid not null, group_id uuid not null, member_id uuid not null, primary key (workspace_id, group_id, member_id));
create table audit (workspace_id uuid not null, id uuid not null, type text not null, subject_id uuid not null, at timestamptz not null default now(), facts jsonb not null, primary key (workspace_id, id));
create table outbox (id uuid primary key, workspace_id uuid not null, audit_id uuid not null, created_at timestamptz not null default now());
`;
