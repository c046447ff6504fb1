import { tenantTable } from './tenant-table.ts';

/** What makes reading through SCIM cheap: whom a directory can see as one column, finished answers, and how many users there are. */
export const directoryReads = `
-- Clients, the erased, whose name was freed and whom a directory has deleted are in no directory, whoever keeps them.
alter table member add in_directory boolean not null
  generated always as (kind <> 'client' and state <> 'erased' and username is not null and not directory_deleted) stored;
create index member_in_directory on member (workspace_id, created_at, id) include (managed_by) where in_directory;
create index member_without_directory on member (workspace_id, email_key) where in_directory and managed_by is null;

-- The finished answer about a user, but for his groups. It holds as long as the versions of the member and of his manager are those that it was made
-- of, and the key says what it depends on beyond rows of the workspace. Without one it is made anew; who waits for a seat has none, since his place moves.
alter table directory_user
  add answer text,
  add answer_version int,
  add answer_key int,
  add answer_manager_id uuid,
  add answer_manager_version int;
-- Read far more often than written: an answer stays in its row, as it is.
alter table directory_user set (toast_tuple_target = 8160);
alter table directory_user alter answer set storage external;

create function drop_directory_answer() returns trigger language plpgsql as $$
  begin
    new.answer := null;
    return new;
  end $$;
create trigger answer_is_old before update of external_id, active, attributes, connection_id on directory_user for each row
  when (old.answer is not distinct from new.answer and (old.external_id, old.active, old.connection_id, old.attributes)
    is distinct from (new.external_id, new.active, new.connection_id, new.attributes)) execute function drop_directory_answer();

-- Names that stand in answers and move no member's version.
create function site_was_renamed() returns trigger language plpgsql as $$
  begin
    update directory_user d set answer = null from member_site s
     where s.workspace_id = new.workspace_id and s.site_id = new.id and d.workspace_id = s.workspace_id and d.member_id = s.member_id;
    return null;
  end $$;
create trigger site_renamed after update of name on site for each row when (old.name <> new.name) execute function site_was_renamed();
create function seniority_was_renamed() returns trigger language plpgsql as $$
  begin
    update directory_user d set answer = null from member m
     where m.workspace_id = new.workspace_id and m.seniority = new.id and d.workspace_id = m.workspace_id and d.member_id = m.id;
    return null;
  end $$;
create trigger seniority_renamed after update of name on seniority for each row when (old.name <> new.name) execute function seniority_was_renamed();
create function directory_grant_was_changed() returns trigger language plpgsql as $$
  begin
    update directory_user d set answer = null
     where (d.workspace_id, d.member_id) in ((old.workspace_id, old.member_id), (new.workspace_id, new.member_id));
    return null;
  end $$;
create trigger directory_grant_added after insert on directory_grant for each row when (new.is_refused) execute function directory_grant_was_changed();
create trigger directory_grant_changed after update on directory_grant for each row
  when (old.is_refused or new.is_refused) execute function directory_grant_was_changed();
create trigger directory_grant_taken after delete on directory_grant for each row when (old.is_refused) execute function directory_grant_was_changed();

-- How many users there are, so that nobody counts them. A list is in the order of creation; \`shifts\` moves whenever somebody takes a place in it that
-- is not the last one, or leaves one: only then do rows stand elsewhere than before.
create table directory_tally (
  workspace_id uuid primary key,
  -- by connection; those whom nobody keeps under ''
  users jsonb not null default '{}',
  shifts bigint not null default 0,
  last_created_at timestamptz not null default '-infinity',
  last_id uuid not null default '00000000-0000-0000-0000-000000000000'
);
${tenantTable('directory_tally', ['select', 'insert', 'update'])}

create function count_new_users() returns trigger language plpgsql as $$
  declare added record;
  begin
    for added in
      select workspace_id, jsonb_object_agg(kept_by, count) as users, min(first_at) as first_at, max(last_at) as last_at,
             (array_agg(first_id order by first_at, first_id))[1] as first_id, (array_agg(last_id order by last_at desc, last_id desc))[1] as last_id
        from (select workspace_id, coalesce(managed_by::text, '') as kept_by, count(*) as count, min(created_at) as first_at, max(created_at) as last_at,
                     (array_agg(id order by created_at, id))[1] as first_id, (array_agg(id order by created_at desc, id desc))[1] as last_id
                from born where in_directory group by 1, 2) kept
       group by workspace_id order by workspace_id
    loop
      insert into directory_tally (workspace_id) values (added.workspace_id) on conflict do nothing;
      update directory_tally t set
             users = t.users || (select jsonb_object_agg(key, coalesce((t.users ->> key)::int, 0) + value::int) from jsonb_each_text(added.users)),
             shifts = t.shifts + ((added.first_at, added.first_id) <= (t.last_created_at, t.last_id))::int,
             last_id = case when (added.last_at, added.last_id) > (t.last_created_at, t.last_id) then added.last_id else t.last_id end,
             last_created_at = greatest(added.last_at, t.last_created_at)
       where t.workspace_id = added.workspace_id;
    end loop;
    return null;
  end $$;
create trigger new_users_counted after insert on member referencing new table as born for each statement execute function count_new_users();

create function count_moved_user() returns trigger language plpgsql as $$
  declare
    was text := coalesce(old.managed_by::text, '');
    is_now text := coalesce(new.managed_by::text, '');
  begin
    insert into directory_tally (workspace_id) values (new.workspace_id) on conflict do nothing;
    update directory_tally t set shifts = t.shifts + 1 where t.workspace_id = new.workspace_id;
    if old.in_directory then
      update directory_tally t set users = t.users || jsonb_build_object(was, (t.users ->> was)::int - 1) where t.workspace_id = new.workspace_id;
    end if;
    if new.in_directory then
      update directory_tally t set
             users = t.users || jsonb_build_object(is_now, coalesce((t.users ->> is_now)::int, 0) + 1),
             last_id = case when (new.created_at, new.id) > (t.last_created_at, t.last_id) then new.id else t.last_id end,
             last_created_at = greatest(new.created_at, t.last_created_at)
       where t.workspace_id = new.workspace_id;
    end if;
    return null;
  end $$;
create trigger moved_user_counted after update on member for each row
  when ((old.in_directory or new.in_directory) and (old.in_directory, old.managed_by, old.created_at) is distinct from (new.in_directory, new.managed_by, new.created_at))
  execute function count_moved_user();

-- Those who are there already. Under FORCE the owner sees no rows.
alter table member no force row level security;
alter table directory_tally no force row level security;
insert into directory_tally (workspace_id, users, last_created_at, last_id)
  select workspace_id, jsonb_object_agg(kept_by, count), max(last_at), (array_agg(last_id order by last_at desc, last_id desc))[1]
    from (select workspace_id, coalesce(managed_by::text, '') as kept_by, count(*) as count, max(created_at) as last_at,
                 (array_agg(id order by created_at desc, id desc))[1] as last_id
            from member where in_directory group by 1, 2) kept
   group by workspace_id;
alter table member force row level security;
alter table directory_tally force row level security;
`;
