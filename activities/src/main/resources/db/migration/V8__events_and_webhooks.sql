-- Events, and their deliveries to merchants' endpoints.

-- Events, in the transaction of what they tell: the truth that clients catch up from.
create table event (
  id text primary key,
  tenant text not null references ledger,
  type text not null,
  subject_id text not null,
  sequence integer not null,
  occurred_at timestamptz not null,   -- on the business clock
  data jsonb not null,
  recorded_at timestamptz not null default now(),
  unique (subject_id, sequence)
);
create index on event (tenant, id);

-- Where merchants want to be told of events. Secrets are encrypted; whoever reads the database learns none.
create table webhook_endpoint (
  id text primary key,
  tenant text not null references ledger,
  url text not null,
  types text[] not null,        -- "*", "invoice.*" or "invoice.issued"
  enabled boolean not null,
  disabled_because text,        -- null while enabled
  secret bytea not null,
  previous_secret bytea,        -- signs beside the new one until then
  previous_secret_until timestamptz,
  -- The request that gave it its secret. Asked again because its answer was lost, that request makes
  -- another secret in its place, and keeps the one before, which is what the receiver knows.
  rotated_by text,
  failures integer not null default 0,  -- attempts that failed since one last succeeded
  created_at timestamptz not null
);
create index on webhook_endpoint (tenant, id);

-- An event on its way to an endpoint, written by the statement that writes the event. Without
-- foreign keys: each renewal would lock its merchant's endpoint. What belongs to no endpoint or no
-- event any more is never sent, and swept out with what is old.
create table webhook_delivery (
  tenant text not null,
  endpoint_id text not null,
  event_id text not null,
  subject_id text not null,
  sequence integer not null,    -- the event's, within its subject
  status text not null default 'PENDING' check
    (status in ('PENDING', 'DELIVERED', 'FAILED', 'CANCELLED')),
  attempts integer not null default 0,
  due_at timestamptz not null default now(),  -- while one holds it: when another may take it over
  attempted_at timestamptz,
  http_status integer,          -- of the last attempt
  problem text,                 -- why the last attempt failed
  primary key (endpoint_id, event_id)
);
create index due_deliveries on webhook_delivery (endpoint_id, due_at) where status = 'PENDING';
create index over_deliveries on webhook_delivery (due_at) where status <> 'PENDING';
create index untried_deliveries on webhook_delivery (endpoint_id, subject_id, sequence)
  where status = 'PENDING' and attempts = 0;
