-- One login per member: the server itself restricts private tasks and routines to their owner.
--
-- With one login that everyone shares, Momentum hides private tasks, but any other program shows them.
-- With this script each member has a login of their own. PostgreSQL then shows that login the shared tasks
-- and routines and the member's own private ones, whatever program asks.
--
-- Who runs it       The role that created the household (momentum db init), in psql or in a web console. On
--                   Neon, this is the project's own role, in the SQL editor. An administrator of a server never
--                   runs it, and never calls its functions: they belong to the household's owner, who can change
--                   what they do.
-- How to run it     Put the household's schema into the line "set local search_path" below, and run the whole
--                   file. You can run it again at any time, and must do so after every momentum db migrate.
--                   Then, for each member, with the name as momentum user list shows it:
--
--                     select smiths.momentum_add_member('smiths_ann', 'Ann');
--
--                   The answer is the URL for Ann's MOMENTUM_DB, where HOST stands for the name of the server.
--                   It shows the password only this once. Later:
--
--                     select smiths.momentum_new_password('smiths_ann');
--                     select smiths.momentum_remove_member('smiths_ann');        -- keeps her private tasks and
--                                                                                   routines, hidden
--                     select smiths.momentum_remove_member('smiths_ann', true);  -- deletes them
--                     select smiths.momentum_one_login_again();                  -- reverses all of this
--
-- Who makes logins  This script, if its role has CREATEROLE. Give it that only where the server is this family's
--                   alone. Elsewhere an administrator makes each login, as docs/sharing.md describes under "Two
--                   families on one server". A login belongs to this household if its comment says so; only who
--                   can change its password can set its comment. Any other login that exists is refused: choose
--                   another name.
-- What changes      Momentum's own passwords are removed and cannot be set: every command has to see whether a
--                   user has one, and anyone who can see that could read its hash. The login already has a
--                   password. The server records who acts by the login, whatever --as says. Running this script
--                   does not make you a member: add a login for yourself too, and keep the owner's login for
--                   upgrades.
-- What stays        Shared tasks and routines belong to everyone: any member may change or delete them. The owner of the
--                   tables can turn all of this off, and an administrator of the server sees everything.
--
-- On a hosted service, create the logins only with this script. Logins created in its console may be
-- administrators, to whom no rule here applies: Neon's are members of neon_superuser.

begin;

-- The household's schema: the value of ?schema= in the URL, or public.
set local search_path = smiths, pg_temp;

do $$
declare
  opened name;
begin
  if not exists (
    select from pg_tables where schemaname = current_schema() and tablename = 'kysely_migration'
  ) then
    raise exception 'There is no household in the schema %.', coalesce(current_schema(), '(none)')
      using hint = 'Put the schema of the household into the line "set local search_path" of this script.';
  end if;
  -- An administrator who only borrowed the role would run what the owner put into triggers.
  if not exists (
    select from pg_tables where schemaname = current_schema() and tablename = 'tasks'
      and tableowner = session_user and tableowner = current_user
  ) then
    raise exception 'The role % does not own the household in the schema %.', session_user, current_schema()
      using hint = 'Connect as the role that created it, and run this script again.';
  end if;
  if not exists (select from kysely_migration where name like '0016%') then
    raise exception 'The household in the schema % has an older schema than this script needs.', current_schema()
      using hint = 'First type: momentum db migrate';
  end if;
  -- Databases created before PostgreSQL 15 let every role create objects in the schema public, which
  -- everyone's sessions search for functions.
  for opened in
    select nspname from pg_namespace, aclexplode(nspacl)
    where nspname in (current_schema(), 'public') and grantee = 0 and privilege_type = 'CREATE'
  loop
    begin
      execute format('revoke create on schema %I from public', opened);
    exception when insufficient_privilege then null;
    end;
    -- If it is not the owner's to revoke, the server only warns.
    if has_schema_privilege('public', opened, 'create') then
      raise exception 'Every login of this database can create functions in the schema %.', opened
        using hint = format('Ask an administrator to run: revoke create on schema %I from public', opened)
          || case when opened = current_schema() then format('; grant create on schema %I to %I', opened, session_user)
            else '' end;
    end if;
  end loop;
end
$$;

-- Says which user each login stands for. Members can read it; only the owner can change it. A user who has
-- a login cannot be deleted until the login is removed.
create table if not exists momentum_logins (
  login name primary key,
  user_id bigint not null unique references users (id)
);

revoke all on momentum_logins from public;

-- Tasks: only the login of its owner sees a private task. A task that is a Daily Win belongs to everyone and
-- cannot become private.
alter table tasks enable row level security;
alter table tasks force row level security;
drop policy if exists momentum_see on tasks;
drop policy if exists momentum_add on tasks;
drop policy if exists momentum_change on tasks;
drop policy if exists momentum_delete on tasks;

create policy momentum_see on tasks for select using (
  not private or owner_user_id = (select user_id from momentum_logins where login = current_user)
);
create policy momentum_add on tasks for insert with check (
  not private or owner_user_id = (select user_id from momentum_logins where login = current_user)
);
create policy momentum_change on tasks for update using (
  not private or owner_user_id = (select user_id from momentum_logins where login = current_user)
) with check (
  not private or (
    owner_user_id = (select user_id from momentum_logins where login = current_user)
    and not exists (select from daily_wins where daily_wins.task_id = tasks.id)
  )
);
create policy momentum_delete on tasks for delete using (
  not private or owner_user_id = (select user_id from momentum_logins where login = current_user)
);

-- What the server records of the notes of a private task has to be private, too, whichever login causes it. So the
-- owner's functions see every task while a trigger calls them.
drop policy if exists momentum_record on tasks;
create policy momentum_record on tasks for select to current_user using (pg_trigger_depth() > 0);

-- Notes: a login sees those of the tasks that it sees.
alter table notes enable row level security;
alter table notes force row level security;
drop policy if exists momentum_see on notes;
drop policy if exists momentum_add on notes;
drop policy if exists momentum_change on notes;
drop policy if exists momentum_delete on notes;

create policy momentum_see on notes for select using (task_id in (select id from tasks));
create policy momentum_add on notes for insert with check (task_id in (select id from tasks));
create policy momentum_change on notes for update using (
  task_id in (select id from tasks)
) with check (task_id in (select id from tasks));
create policy momentum_delete on notes for delete using (task_id in (select id from tasks));

-- What was imported from where: a login sees it of the rows that it sees, and adds what it imports. It also sees it of
-- rows that were deleted, as long as the history shows it that they were: an import does not bring those back.
alter table import_keys enable row level security;
drop policy if exists momentum_see on import_keys;
drop policy if exists momentum_add on import_keys;

create policy momentum_see on import_keys for select using (
  case table_name
    when 'tasks' then exists (select from tasks where tasks.id = import_keys.row_id)
    when 'routines' then exists (select from routines where routines.id = import_keys.row_id)
    when 'occurrences' then exists (select from occurrences where occurrences.id = import_keys.row_id)
    when 'notes' then exists (select from notes where notes.id = import_keys.row_id)
    else true
  end
  or exists (
    select from changes
    where changes.table_name = import_keys.table_name and changes.row_id = import_keys.row_id
      and changes.operation = 'DELETE'
  )
);
create policy momentum_add on import_keys for insert with check (true);

-- Routines: only the login of its owner sees a private routine. What the server records of its times is as private.
alter table routines enable row level security;
alter table routines force row level security;
drop policy if exists momentum_see on routines;
drop policy if exists momentum_add on routines;
drop policy if exists momentum_change on routines;
drop policy if exists momentum_delete on routines;
drop policy if exists momentum_record on routines;

create policy momentum_see on routines for select using (
  not private or owner_user_id = (select user_id from momentum_logins where login = current_user)
);
create policy momentum_add on routines for insert with check (
  not private or owner_user_id = (select user_id from momentum_logins where login = current_user)
);
create policy momentum_change on routines for update using (
  not private or owner_user_id = (select user_id from momentum_logins where login = current_user)
) with check (
  not private or owner_user_id = (select user_id from momentum_logins where login = current_user)
);
create policy momentum_delete on routines for delete using (
  not private or owner_user_id = (select user_id from momentum_logins where login = current_user)
);
create policy momentum_record on routines for select to current_user using (pg_trigger_depth() > 0);

-- Times of routines: a login sees those of the routines that it sees.
alter table occurrences enable row level security;
alter table occurrences force row level security;
drop policy if exists momentum_see on occurrences;
drop policy if exists momentum_add on occurrences;
drop policy if exists momentum_change on occurrences;
drop policy if exists momentum_delete on occurrences;

create policy momentum_see on occurrences for select using (routine_id in (select id from routines));
create policy momentum_add on occurrences for insert with check (routine_id in (select id from routines));
create policy momentum_change on occurrences for update using (
  routine_id in (select id from routines)
) with check (routine_id in (select id from routines));
create policy momentum_delete on occurrences for delete using (routine_id in (select id from routines));

-- Daily Wins: they belong to everyone, and never refer to a private task, whose number others must not see.
alter table daily_wins enable row level security;
alter table daily_wins force row level security;
drop policy if exists momentum_see on daily_wins;
drop policy if exists momentum_add on daily_wins;
drop policy if exists momentum_change on daily_wins;
drop policy if exists momentum_delete on daily_wins;

create policy momentum_see on daily_wins for select using (true);
create policy momentum_add on daily_wins for insert with check (
  exists (select from tasks where tasks.id = daily_wins.task_id and not tasks.private)
);
create policy momentum_change on daily_wins for update using (true) with check (
  exists (select from tasks where tasks.id = daily_wins.task_id and not tasks.private)
);
create policy momentum_delete on daily_wins for delete using (true);

-- Users: Momentum's own passwords are removed, because every member could read their hashes.
update users set password_hash = null, failed_guesses = 0, guess_after = null
where password_hash is not null;
delete from sessions;

alter table users enable row level security;
alter table users force row level security;
drop policy if exists momentum_see on users;
drop policy if exists momentum_add on users;
drop policy if exists momentum_change on users;
drop policy if exists momentum_delete on users;

create policy momentum_see on users for select using (true);
create policy momentum_add on users for insert with check (password_hash is null);
create policy momentum_change on users for update using (true) with check (password_hash is null);
create policy momentum_delete on users for delete using (true);

-- Counts of tasks: a private task counts only for the login of its owner. The trigger that counts runs as the
-- owner of the tables, who may see every row of this table.
alter table task_counts enable row level security;
drop policy if exists momentum_see on task_counts;
create policy momentum_see on task_counts for select using (
  private_to in (0, (select user_id from momentum_logins where login = current_user))
);

-- The history: only the login of its owner sees what is recorded of a private task. Triggers write the history
-- as the owner of the tables, so these rules look at session_user, the login that made the connection.
alter table changes enable row level security;
alter table changes force row level security;
drop policy if exists momentum_see on changes;
drop policy if exists momentum_add on changes;
drop policy if exists momentum_change on changes;
drop policy if exists momentum_delete on changes;

create policy momentum_see on changes for select using (
  (private_to is null or private_to = (select user_id from momentum_logins where login = session_user))
  and (closed_to is null or closed_to = (select user_id from momentum_logins where login = session_user))
);
create policy momentum_add on changes for insert with check (true);
create policy momentum_change on changes for update using (true);
create policy momentum_delete on changes for delete using (true);

-- Commands: a login sees its own, and those that changed something it may see. It adds commands that are
-- recorded, and ends the one of its present transaction. It cannot delete one that changed something.
alter table commands enable row level security;
drop policy if exists momentum_see on commands;
drop policy if exists momentum_add on commands;
drop policy if exists momentum_change on commands;
drop policy if exists momentum_delete on commands;

create policy momentum_see on commands for select using (
  made_by_user_id = (select user_id from momentum_logins where login = current_user)
  or exists (select from changes where changes.command_id = commands.id)
);
create policy momentum_add on commands for insert with check (recording);
create policy momentum_change on commands for update using (
  recording is not null and xmin = pg_current_xact_id()::xid
) with check (recording is null);
create policy momentum_delete on commands for delete using (
  recording is not null and xmin = pg_current_xact_id()::xid
  and not exists (select from changes where changes.command_id = commands.id)
);

delete from removed_passwords;

-- Statistics: explain shows every login how many rows the server expects, and so could tell the texts of
-- private tasks, letter by letter. So the server keeps no statistics of texts. A column loses those that it
-- has when its type is set, even to the same one.
do $$
declare
  kept record;
begin
  for kept in select attrelid::regclass as place, attname as name from pg_attribute
    where attrelid in (
      'tasks'::regclass, 'routines'::regclass, 'occurrences'::regclass, 'notes'::regclass, 'changes'::regclass
    )
      and atttypid = 'text'::regtype and attname not in (
        'domain', 'effort', 'priority', 'status', 'mode', 'when_away', 'turns', 'outcome',
        'table_name', 'operation'
      )
      and coalesce(attstattarget, -1) <> 0
  loop
    execute format('alter table %s alter column %I type text collate "C"', kept.place, kept.name);
    execute format('alter table %s alter column %I set statistics 0', kept.place, kept.name);
  end loop;
  alter index tasks_title alter column 1 set statistics 0;
end
$$;

-- The triggers below run as the owner of the tables. So each names the schema before the temporary tables of
-- a session, and nobody else can make a trigger of its function.

-- Who acts is the member whose login it is. For the owner, Momentum says who acts.
create or replace function momentum_sign_command() returns trigger
language plpgsql security definer set search_path from current as $$
declare
  member record;
begin
  select users.id, users.name into member
  from momentum_logins join users on users.id = user_id where login = session_user;
  if found then
    new.made_by_user_id := member.id;
    new.made_by := member.name;
  end if;
  return new;
end
$$;

-- What a member changes with another program becomes a command, too, so that it has a name and can be undone.
create or replace function momentum_sign_change() returns trigger
language plpgsql security definer set search_path from current as $$
begin
  if new.command_id is not null or not exists (select from momentum_logins where login = session_user) then
    return new;
  end if;
  select id into new.command_id from commands
  where id = (select max(id) from commands) and command = 'another program'
    and xmin = pg_current_xact_id()::xid;
  if new.command_id is null then
    insert into commands (command, created_at) values ('another program', new.created_at)
    returning id into new.command_id;
  end if;
  return new;
end
$$;

-- Who picks a win is the member whose login it is, too. An undo may bring back the member who picked it before.
create or replace function momentum_sign_win() returns trigger
language plpgsql security definer set search_path from current as $$
declare
  member_id bigint;
begin
  select user_id into member_id from momentum_logins where login = session_user;
  if member_id is null then return new; end if;
  if tg_op = 'UPDATE' then
    if new.selected_by_user_id is null or new.selected_by_user_id = old.selected_by_user_id then return new; end if;
  end if;
  if exists (
    select from changes where table_name = 'daily_wins' and row_id = new.id
      and new.selected_by_user_id::text in (
        before::jsonb ->> 'selected_by_user_id', after::jsonb ->> 'selected_by_user_id'
      )
  ) then return new; end if;
  new.selected_by_user_id := member_id;
  return new;
end
$$;

-- So is who sets rest days. An undo may bring back the member who set them before.
create or replace function momentum_sign_rest() returns trigger
language plpgsql security definer set search_path from current as $$
declare
  member_id bigint;
begin
  select user_id into member_id from momentum_logins where login = session_user;
  if member_id is null then return new; end if;
  if tg_op = 'UPDATE' then
    if new.set_by_user_id is null or new.set_by_user_id = old.set_by_user_id then return new; end if;
  end if;
  if exists (
    select from changes where table_name = 'rest_days' and row_id = new.id
      and new.set_by_user_id::text in (before::jsonb ->> 'set_by_user_id', after::jsonb ->> 'set_by_user_id')
  ) then return new; end if;
  new.set_by_user_id := member_id;
  return new;
end
$$;

-- Who writes a note, or changes its text, is the member whose login it is, too. An undo may bring back a note of
-- somebody else, and the server clears an author who is deleted.
create or replace function momentum_sign_note() returns trigger
language plpgsql security definer set search_path from current as $$
declare
  member_id bigint;
begin
  select user_id into member_id from momentum_logins where login = session_user;
  if member_id is null then return new; end if;
  if tg_op = 'UPDATE' then
    if new.text <> old.text then
      new.author_user_id := member_id;
      return new;
    end if;
    if new.author_user_id is null or new.author_user_id = old.author_user_id then return new; end if;
  end if;
  if exists (
    select from changes where table_name = 'notes' and row_id = new.id
      and new.author_user_id::text in (before::jsonb ->> 'author_user_id', after::jsonb ->> 'author_user_id')
      and coalesce(before::jsonb ->> 'text', after::jsonb ->> 'text', new.text) = new.text
  ) then return new; end if;
  new.author_user_id := member_id;
  return new;
end
$$;

-- A task, a time or a rota refers to no routine or task that the login does not see. One that already does so may be
-- changed: a routine can become private after its tasks were done.
create or replace function momentum_keep_routine() returns trigger
language plpgsql set search_path from current as $$
begin
  if new.routine_id is null or exists (select from routines where id = new.routine_id) then return new; end if;
  if tg_op = 'UPDATE' then
    if new.routine_id = old.routine_id then return new; end if;
  end if;
  raise exception 'There is no routine %.', new.routine_id using errcode = 'insufficient_privilege';
end
$$;

create or replace function momentum_keep_task() returns trigger
language plpgsql set search_path from current as $$
begin
  if new.task_id is null or exists (select from tasks where id = new.task_id) then return new; end if;
  if tg_op = 'UPDATE' then
    if new.task_id = old.task_id then return new; end if;
  end if;
  raise exception 'There is no task %.', new.task_id using errcode = 'insufficient_privilege';
end
$$;

-- A number that was not given out yet would stop the next row that gets it, of whatever member.
create or replace function momentum_keep_numbers() returns trigger
language plpgsql security definer set search_path from current as $$
declare
  used bigint := pg_sequence_last_value(
    pg_get_serial_sequence(format('%I.%I', tg_table_schema, tg_table_name), 'id')::regclass
  );
begin
  if tg_op = 'INSERT' and new.id <= coalesce(used, 0)
    or not exists (select from momentum_logins where login = session_user)
  then return new; end if;
  raise exception 'Only the server gives numbers to rows.' using errcode = 'insufficient_privilege';
end
$$;

-- The history names members, so nobody takes the name of another one, or changes that of one who has a login.
create or replace function momentum_keep_names() returns trigger
language plpgsql security definer set search_path from current as $$
declare
  member_id bigint;
  -- A member could write any name_key, so names are compared here as people see them.
  unseen constant text := '[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]';
  blanks constant text := '[[:space:]\u00a0\u2000-\u200a\u202f\u205f\u3000]+';
begin
  select user_id into member_id from momentum_logins where login = session_user;
  if member_id is null then return new; end if;
  if tg_op = 'UPDATE' then
    if new.name = old.name and new.name_key = old.name_key then return new; end if;
    if old.id <> member_id and exists (select from momentum_logins where user_id = old.id) then
      raise exception 'Only % can change this name.', old.name
        using errcode = 'insufficient_privilege', constraint = tg_name;
    end if;
  end if;
  if exists (
    select from users where id <> new.id
      and lower(regexp_replace(regexp_replace(name, unseen, '', 'g'), blanks, ' ', 'g'))
        = lower(regexp_replace(regexp_replace(new.name, unseen, '', 'g'), blanks, ' ', 'g'))
  ) then
    raise exception 'The name % is already in use.', new.name using errcode = 'unique_violation';
  end if;
  return new;
end
$$;

-- The server would refuse to leave a private task or routine without its owner, and show it in its error.
create or replace function momentum_keep_member() returns trigger
language plpgsql security definer set search_path from current as $$
begin
  if exists (select from task_counts where private_to = old.id and tasks > 0) then
    raise exception 'The member has private tasks.' using errcode = 'check_violation';
  end if;
  if exists (select from routines where private and owner_user_id = old.id) then
    raise exception 'The member has private routines.' using errcode = 'check_violation';
  end if;
  return old;
end
$$;

create or replace trigger momentum_sign_command before insert on commands
  for each row execute function momentum_sign_command();
create or replace trigger momentum_sign_change before insert on changes
  for each row execute function momentum_sign_change();
create or replace trigger momentum_sign_win before insert or update of selected_by_user_id on daily_wins
  for each row execute function momentum_sign_win();
create or replace trigger momentum_sign_rest before insert or update of set_by_user_id on rest_days
  for each row execute function momentum_sign_rest();
create or replace trigger momentum_sign_note before insert or update on notes
  for each row execute function momentum_sign_note();
create or replace trigger momentum_keep_numbers before insert or update of id on users
  for each row execute function momentum_keep_numbers();
create or replace trigger momentum_keep_numbers before insert or update of id on categories
  for each row execute function momentum_keep_numbers();
create or replace trigger momentum_keep_numbers before insert or update of id on tasks
  for each row execute function momentum_keep_numbers();
create or replace trigger momentum_keep_numbers before insert or update of id on daily_wins
  for each row execute function momentum_keep_numbers();
create or replace trigger momentum_keep_numbers before insert or update of id on routines
  for each row execute function momentum_keep_numbers();
create or replace trigger momentum_keep_numbers before insert or update of id on occurrences
  for each row execute function momentum_keep_numbers();
create or replace trigger momentum_keep_numbers before insert or update of id on routine_members
  for each row execute function momentum_keep_numbers();
create or replace trigger momentum_keep_numbers before insert or update of id on absences
  for each row execute function momentum_keep_numbers();
create or replace trigger momentum_keep_numbers before insert or update of id on rest_days
  for each row execute function momentum_keep_numbers();
create or replace trigger momentum_keep_numbers before insert or update of id on import_keys
  for each row execute function momentum_keep_numbers();
create or replace trigger momentum_keep_numbers before insert or update of id on notes
  for each row execute function momentum_keep_numbers();
create or replace trigger momentum_keep_routine before insert or update of routine_id on tasks
  for each row execute function momentum_keep_routine();
create or replace trigger momentum_keep_routine before insert or update of routine_id on routine_members
  for each row execute function momentum_keep_routine();
create or replace trigger momentum_keep_task before insert or update of task_id on occurrences
  for each row execute function momentum_keep_task();
create or replace trigger momentum_keep_names before insert or update of name, name_key on users
  for each row execute function momentum_keep_names();
create or replace trigger momentum_keep_member before delete on users
  for each row execute function momentum_keep_member();

-- The functions below are for the owner of the tables. Each runs with the rights of its caller.

-- The comment of the logins that were made for this household.
create or replace function momentum_mark() returns text
language sql set search_path from current as $$
  select format('Momentum %s.%s', current_database(), current_schema())
$$;

-- Whether a login was made for this household: by this script, or by an administrator.
create or replace function momentum_is_marked(member_login text) returns boolean
language sql set search_path from current as $$
  select coalesce(shobj_description(to_regrole(member_login), 'pg_authid') = momentum_mark(), false)
$$;

-- Whether a login may be let in: it is marked, or has been let in before the marks, and not made anew since.
create or replace function momentum_is_ours(member_login text) returns boolean
language sql set search_path from current as $$
  select momentum_is_marked(member_login) or coalesce(
    has_table_privilege(to_regrole(member_login), 'tasks', 'select')
      and exists (select from momentum_logins where login = member_login), false
  )
$$;

create or replace function momentum_shut_out(member_login text) returns void
language plpgsql set search_path from current as $$
begin
  execute format('revoke all on %s from %I', (
    select string_agg(format('%I', relname), ', ') from pg_class
    where relnamespace = current_schema()::regnamespace and relkind = 'r' and relowner = current_user::regrole
  ), member_login);
end
$$;

create or replace function momentum_let_in(member_login text) returns void
language plpgsql set search_path from current as $$
begin
  perform momentum_shut_out(member_login);
  execute format('grant usage on schema %I to %I', current_schema(), member_login);
  execute format(
    'grant select, insert, update, delete on users, categories, routines, tasks, daily_wins, occurrences,
      routine_members, absences, rest_days, notes to %I',
    member_login
  );
  execute format(
    'grant select, insert (command, made_by_user_id, made_by, reverses, zone, recording, created_at),
      update (recording), delete on commands to %I',
    member_login
  );
  execute format('grant select, insert on import_keys to %I', member_login);
  -- Without passwords there are no sessions, but Momentum still reads and deletes them.
  execute format('grant select, delete on sessions, removed_passwords to %I', member_login);
  execute format(
    'grant select on household, kysely_migration, task_counts, changes, momentum_logins to %I',
    member_login
  );
  if not has_database_privilege(member_login, current_database(), 'connect') then
    execute format('grant connect on database %I to %I', current_database(), member_login);
  end if;
end
$$;

create or replace function momentum_login_url(member_login text, password text) returns text
language sql set search_path from current as $$
  select format(
    'postgres://%s:%s@HOST/%s?schema=%s', member_login, password, current_database(), current_schema()
  )
$$;

-- Returns a long random password of characters that need no encoding in a URL.
create or replace function momentum_password() returns text
language sql set search_path from current as $$
  select 'Mm-' || left(replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', ''), 45)
$$;

create or replace function momentum_add_member(member_login text, member text) returns text
language plpgsql set search_path from current as $$
declare
  member_id bigint;
  new_password text;
begin
  if member_login !~ '^[a-z_][a-z0-9_]{0,62}$' or member_login ~ '^pg_' then
    raise exception 'The name "%" is not valid for a login.', member_login
      using hint = 'Use lowercase letters, digits and _.';
  end if;
  select id into member_id from users where name = member;
  if member_id is null then
    raise exception 'There is no member "%".', member
      using hint = 'Type the name as momentum user list shows it.';
  end if;
  if exists (
    select from momentum_logins where (login = member_login) <> (user_id = member_id)
  ) then
    raise exception 'The login "%" or the member "%" is already in use.', member_login, member
      using hint = 'See: select * from momentum_logins; momentum_remove_member removes a login.';
  end if;
  if to_regrole(member_login) is null then
    new_password := momentum_password();
    perform momentum_create_login(member_login, new_password);
  elsif not momentum_is_ours(member_login) then
    raise exception 'The login "%" exists already, and was not made for this household.', member_login
      using hint = format(
        'Choose another name. If an administrator made it for this household, ask them to run: comment on role %I is %L',
        member_login, momentum_mark()
      );
  end if;
  perform momentum_require_plain(member_login);
  insert into momentum_logins values (member_login, member_id) on conflict (login) do nothing;
  perform momentum_let_in(member_login);
  return momentum_login_url(member_login, coalesce(new_password, 'UNCHANGED'));
end
$$;

create or replace function momentum_create_login(member_login text, password text) returns void
language plpgsql set search_path from current as $$
begin
  execute format('create role %I login password %L', member_login, password);
  execute format('comment on role %I is %L', member_login, momentum_mark());
exception when insufficient_privilege then
  raise exception 'The role % cannot create logins.', current_user using hint = format(
    'Ask an administrator to run: create role %I login password ''…''; comment on role %I is %L; Then add the member again.',
    member_login, member_login, momentum_mark()
  );
end
$$;

-- Raises an error unless a login has no special rights.
create or replace function momentum_require_plain(member_login text) returns void
language plpgsql set search_path from current as $$
begin
  if exists (
    select from pg_roles where rolname = member_login
      and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication or not rolcanlogin)
  ) or exists (
    select from pg_auth_members where member = member_login::regrole
  ) or exists (
    select from pg_class
    where relnamespace = current_schema()::regnamespace and relowner = member_login::regrole
  ) then
    raise exception 'The role "%" has more rights than a member should have.', member_login
      using hint = 'Choose another name for the login, and create it only with this function.';
  end if;
end
$$;

create or replace function momentum_new_password(member_login text) returns text
language plpgsql set search_path from current as $$
declare
  new_password text := momentum_password();
begin
  if not exists (select from momentum_logins where login = member_login) then
    raise exception 'There is no login "%".', member_login using hint = 'See: select * from momentum_logins;';
  end if;
  if not momentum_is_marked(member_login) then
    raise exception 'The login "%" may be in use elsewhere: this household did not make it.', member_login
      using hint = format(
        'If it is only for this household, run: comment on role %I is %L; Then try again.',
        member_login, momentum_mark()
      );
  end if;
  execute format('alter role %I password %L', member_login, new_password);
  return momentum_login_url(member_login, new_password);
exception when insufficient_privilege then
  raise exception 'The role % cannot change the password of "%".', current_user, member_login
    using hint = 'An administrator made this login. Its member can change the password: \password in psql.';
end
$$;

create or replace function momentum_remove_member(
  member_login text, delete_private_tasks boolean default false
) returns text
language plpgsql set search_path from current as $$
declare
  member_id bigint;
  left_over bigint;
  guarded text;
begin
  delete from momentum_logins where login = member_login returning user_id into member_id;
  if member_id is null then
    raise exception 'There is no login "%".', member_login using hint = 'See: select * from momentum_logins;';
  end if;
  -- These statements lock the tables, so the owner can look at private rows without opening them to others.
  foreach guarded in array array['tasks', 'routines', 'occurrences', 'notes', 'changes'] loop
    execute format('alter table %I no force row level security', guarded);
  end loop;
  if delete_private_tasks then
    delete from tasks where private and owner_user_id = member_id;
    delete from routines where private and owner_user_id = member_id;
    delete from changes where member_id in (private_to, closed_to);
  end if;
  select count(*) into left_over from (
    select from tasks where private and owner_user_id = member_id
    union all select from routines where private and owner_user_id = member_id
  ) as hidden;
  foreach guarded in array array['tasks', 'routines', 'occurrences', 'notes', 'changes'] loop
    execute format('alter table %I force row level security', guarded);
  end loop;
  if to_regrole(member_login) is null then
    return format('%s had already been removed. Private tasks and routines left: %s.', member_login, left_over);
  end if;
  perform momentum_shut_out(member_login);
  execute format('revoke all on schema %I from %I', current_schema(), member_login);
  if exists (
    select from pg_database, aclexplode(datacl)
    where datname = current_database() and grantee = member_login::regrole
  ) then
    execute format('revoke all on database %I from %I', current_database(), member_login);
  end if;
  if momentum_is_marked(member_login) then
    begin
      execute format('drop role %I', member_login);
      return format('%s was removed. Private tasks and routines left: %s.', member_login, left_over);
    exception when dependent_objects_still_exist or insufficient_privilege then null;
    end;
  end if;
  return format('%s can no longer use this household. The role stays: it has rights elsewhere, or was made by somebody else. Private tasks and routines left: %s.',
    member_login, left_over);
end
$$;

create or replace function momentum_one_login_again() returns text
language plpgsql set search_path from current as $$
declare
  guarded text;
begin
  perform momentum_remove_member(login) from momentum_logins;
  drop policy momentum_record on tasks;
  drop policy momentum_record on routines;
  foreach guarded in array array[
    'tasks', 'routines', 'occurrences', 'notes', 'daily_wins', 'users', 'changes', 'commands'
  ] loop
    execute format('alter table %I no force row level security', guarded);
    execute format('alter table %I disable row level security', guarded);
    execute format('drop policy momentum_see on %I', guarded);
    execute format('drop policy momentum_add on %I', guarded);
    execute format('drop policy momentum_change on %I', guarded);
    execute format('drop policy momentum_delete on %I', guarded);
  end loop;
  alter table task_counts disable row level security;
  drop policy momentum_see on task_counts;
  alter table import_keys disable row level security;
  drop policy momentum_see on import_keys;
  drop policy momentum_add on import_keys;
  for guarded in
    select format('table %s alter column %I', attrelid::regclass, attname) from pg_attribute
    where attrelid in (
      'tasks'::regclass, 'routines'::regclass, 'occurrences'::regclass, 'notes'::regclass, 'changes'::regclass
    )
      and attnum > 0 and attstattarget = 0
  loop
    execute format('alter %s set statistics -1', guarded);
  end loop;
  alter index tasks_title alter column 1 set statistics -1;
  drop function momentum_sign_command, momentum_sign_change, momentum_sign_win, momentum_sign_rest,
    momentum_sign_note, momentum_keep_numbers, momentum_keep_names, momentum_keep_member, momentum_keep_routine, momentum_keep_task cascade;
  drop table momentum_logins;
  drop function momentum_add_member, momentum_new_password, momentum_remove_member, momentum_let_in,
    momentum_shut_out, momentum_create_login, momentum_require_plain, momentum_login_url, momentum_password,
    momentum_mark, momentum_is_marked, momentum_is_ours, momentum_one_login_again;
  return 'Anyone with the login of this household can read its private tasks again.';
end
$$;

revoke all on function momentum_add_member, momentum_new_password, momentum_remove_member, momentum_let_in,
  momentum_shut_out, momentum_create_login, momentum_require_plain, momentum_login_url, momentum_password,
  momentum_mark, momentum_is_marked, momentum_is_ours, momentum_one_login_again from public;

-- Nobody else makes a trigger of these, not even after a dump was restored without its privileges.
do $$
declare
  own regprocedure;
begin
  for own in select oid from pg_proc
    where pronamespace = current_schema()::regnamespace and prorettype = 'trigger'::regtype
      and proowner = current_user::regrole
  loop execute format('revoke all on function %s from public', own); end loop;
end
$$;

-- After an upgrade, gives the members the rights that they need now, and no others.
select momentum_let_in(login) from momentum_logins where momentum_is_ours(login);

commit;
