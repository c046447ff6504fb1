import { tenantTable } from './tenant-table.ts';

/** Workspaces, their policies and places; the functions that fold names. */
export const workspaces = `
create function name_fold(value text) returns text language sql immutable parallel safe strict
  return lower(normalize(value, nfc) collate pg_unicode_fast);
-- unaccent() is only stable, since a dictionary could be replaced; ours is fixed by name.
create function search_fold(value text) returns text language sql immutable parallel safe strict
  return lower(public.unaccent('public.unaccent'::regdictionary, normalize(value, nfc)) collate pg_unicode_fast);

create table product (code text primary key check (code ~ '^[a-z][a-z0-9_-]{0,39}$'), name text not null);
grant select, insert, update on product to placet_app;
grant select on product to placet_system;
insert into product values ('core', 'Core'), ('contract', 'Contract'), ('collaborator', 'Collaborator portal');

create table workspace (
  id uuid primary key,
  slug text not null unique check (slug ~ '^[a-z][a-z0-9-]{1,39}$'),
  name text not null,
  state text not null default 'active' check (state in ('active', 'suspended')),
  language text not null default 'en',
  languages text[] not null default '{en,fr}',
  currency text not null default 'EUR',
  time_zone text not null default 'UTC',
  scim_requests_per_second int check (scim_requests_per_second between 1 and 1000000),
  members_max int check (members_max > 0),
  verified_domains text[] not null default '{}',
  seniorities_version int not null default 1,
  created_at timestamptz not null
);
-- Read before the workspace is known (sign-in finds the slug); written only with the tenant set.
alter table workspace enable row level security;
alter table workspace force row level security;
create policy readable on workspace for select to placet_app, placet_system using (true);
create policy own_insert on workspace for insert to placet_app with check (id = (select current_setting('app.workspace_id')::uuid));
create policy own_update on workspace for update to placet_app using (id = (select current_setting('app.workspace_id')::uuid));
grant select, insert, update on workspace to placet_app;
grant select on workspace to placet_system;

create table workspace_tally (
  workspace_id uuid primary key,
  last_user_code bigint not null default 0
);
${tenantTable('workspace_tally', ['select', 'insert', 'update'])}

create table active_owners (
  workspace_id uuid primary key,
  count int not null,
  constraint last_owner check (count >= 1)
);
${tenantTable('active_owners', ['select', 'insert', 'update'])}

create table policy (
  workspace_id uuid not null,
  version int not null check (version > 0),
  values jsonb not null,
  changed_by text not null,
  changed_at timestamptz not null,
  primary key (workspace_id, version)
);
${tenantTable('policy', ['select', 'insert'])}

create table site (
  workspace_id uuid not null,
  id uuid not null,
  code text not null,
  code_key text generated always as (name_fold(code)) stored,
  name text not null,
  version int not null default 1,
  primary key (workspace_id, id),
  constraint site_code_taken unique (workspace_id, code_key)
);
${tenantTable('site', ['select', 'insert', 'update'])}

create table seniority (
  workspace_id uuid not null,
  id uuid not null,
  name text not null,
  position int not null,
  retired boolean not null default false,
  primary key (workspace_id, id)
);
${tenantTable('seniority', ['select', 'insert', 'update'])}

create table user_group (
  workspace_id uuid not null,
  id uuid not null,
  name text not null,
  name_key text generated always as (name_fold(name)) stored,
  built_in text check (built_in in ('owner', 'administrator', 'billing', 'site_manager', 'approver', 'auditor', 'member')),
  permissions text[] not null,
  rank int not null check (rank between 0 and 100),
  sites_only boolean not null default false,
  version int not null default 1,
  primary key (workspace_id, id),
  constraint group_name_taken unique (workspace_id, name_key),
  unique (workspace_id, built_in)
);
${tenantTable('user_group', ['select', 'insert', 'update'])}
`;
