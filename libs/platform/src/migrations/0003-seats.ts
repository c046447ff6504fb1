import { tenantTable } from './tenant-table.ts';

/** Pools, holdings and the queue. `holding -> seat_pool` has no foreign key on purpose (docs/adr): the claim checks the same. */
export const seats = `
create table seat_pool (
  workspace_id uuid not null,
  product text not null references product (code),
  granted int not null default 0 check (granted between 0 and 1000000),
  paid int not null default 0 check (paid between 0 and 1000000),
  provisional int not null default 0 check (provisional between 0 and 1000000),
  purchased int generated always as (granted + paid + provisional) stored,
  assigned int not null default 0 check (assigned >= 0),
  reserved int not null default 0 check (reserved >= 0),
  waiting int not null default 0 check (waiting >= 0),
  overage_limit int not null default 0 check (overage_limit >= 0),
  grandfathered int not null default 0 check (grandfathered >= 0),
  version bigint not null default 0,
  primary key (workspace_id, product),
  constraint never_oversold check (assigned + reserved <= purchased + overage_limit + grandfathered)
);
${tenantTable('seat_pool', ['select', 'insert', 'update'])}

create table holding (
  workspace_id uuid not null,
  id uuid not null,
  member_id uuid not null,
  product text not null,
  state text not null check (state in ('reserved', 'assigned', 'released')),
  door text not null,
  claim_key text not null,
  since timestamptz not null,
  assigned_at timestamptz,
  released_at timestamptz,
  primary key (workspace_id, id),
  constraint claim_key_taken unique (workspace_id, claim_key, product),
  foreign key (workspace_id, member_id) references member (workspace_id, id)
);
create unique index one_live_holding on holding (workspace_id, member_id, product) where state <> 'released';
create index holding_by_product on holding (workspace_id, product, since, id) where state <> 'released';
${tenantTable('holding', ['select', 'insert', 'update'])}

create table queue_entry (
  workspace_id uuid not null,
  member_id uuid not null,
  product text not null,
  priority int not null default 0,
  since timestamptz not null,
  door text not null,
  primary key (workspace_id, member_id, product),
  foreign key (workspace_id, member_id) references member (workspace_id, id)
);
create index queue_order on queue_entry (workspace_id, product, priority desc, since, member_id);
${tenantTable('queue_entry', ['select', 'insert', 'update', 'delete'])}

create table pool_change (
  workspace_id uuid not null,
  id uuid not null,
  product text not null,
  at timestamptz not null,
  changed_by text not null,
  door text not null,
  granted_before int not null,
  granted_after int not null,
  purchased_after int not null,
  grandfathered_after int not null,
  reason text,
  primary key (workspace_id, id)
);
create index pool_change_by_product on pool_change (workspace_id, product, id desc);
${tenantTable('pool_change', ['select', 'insert'])}
`;
