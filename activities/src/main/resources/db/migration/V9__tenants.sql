-- What keeps one tenant's rows from another's.

-- The role that a merchant's requests are answered in. It sees the rows of one tenant, which the
-- connection names: a query that forgot its tenant finds nothing of others. Workers are not bound:
-- they act on what their workflows name, and a statement for it would cost each renewal.
do $$
begin
  if not exists (select from pg_roles where rolname = 'takt_api') then
    create role takt_api nologin;
  end if;
exception
  when duplicate_object or unique_violation then null; -- another database of this server was faster
  when insufficient_privilege then
    raise exception 'Takt needs a role and may not make it. Ask for: create role takt_api nologin; grant takt_api to %',
      quote_ident(current_user);
end $$;

do $$
declare
  home text := current_schema();
  one record;
begin
  if not pg_has_role(current_user, 'takt_api', 'member') then
    execute format('grant takt_api to %I', current_user);
  end if;
  execute format('grant usage on schema %I, sandbox to takt_api', home);
  execute format('grant select, insert, update, delete on all tables in schema %I to takt_api', home);
  execute format('grant usage on all sequences in schema %I to takt_api', home);
  execute format(
    'alter default privileges in schema %I grant select, insert, update, delete on tables to takt_api', home);
  execute format('alter default privileges in schema %I grant usage on sequences to takt_api', home);
  if to_regclass('flyway_schema_history') is not null then
    revoke all on flyway_schema_history from takt_api;
  end if;
  revoke all on temporal_namespace, retention_sweep from takt_api;
  for one in
    select c.oid::regclass as name from pg_class c join pg_attribute a on a.attrelid = c.oid
    where c.relnamespace = home::regnamespace and c.relkind in ('r', 'p')
      and a.attname = 'tenant' and not a.attisdropped
  loop
    execute format('alter table %s enable row level security', one.name);
    execute format(
      'create policy one_tenant on %s to takt_api using (tenant = current_setting(''takt.tenant'', true))',
      one.name);
  end loop;
end $$;

alter table merchant enable row level security;
create policy one_tenant on merchant to takt_api
  using (id = split_part(current_setting('takt.tenant', true), '/', 1));

alter table seller enable row level security;
create policy one_tenant on seller to takt_api
  using (merchant_id = split_part(current_setting('takt.tenant', true), '/', 1));

grant select on sandbox.charge to takt_api;
alter table sandbox.charge enable row level security;
create policy one_tenant on sandbox.charge to takt_api
  using (exists (select from customer c where c.id = customer_reference));
