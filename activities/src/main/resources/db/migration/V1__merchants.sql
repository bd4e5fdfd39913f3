-- Merchants, their tenants and keys, and what belongs to no merchant.
--
-- Amounts are integers in minor units. "tenant" is the merchant's id with /live or /test behind it:
-- what was made with a test key and what was made with a live key never meet.

create table merchant (
  id text primary key,
  name text not null,
  country text not null,
  time_zone text not null,
  currency text not null,
  locale text not null,
  billing_time time not null,
  billing_spread_minutes integer not null check (billing_spread_minutes between 0 and 1440),
  created_at timestamptz not null
);

-- Who sells, as invoices must say it, and how money reaches the bank. Rows are never changed: an
-- invoice keeps naming the one that was the newest when it was issued.
create table seller (
  id text primary key,          -- the newest sorts last
  merchant_id text not null references merchant,
  company_number text,
  vat_number text,
  line1 text,
  line2 text,
  postal_code text,
  city text,
  country text,
  email text,
  phone text,
  registration_number text,
  account_number text,
  iban text,
  bic text,
  fik_creditor_number text,
  kid_length integer,
  kid_modulus integer check (kid_modulus in (10, 11)),
  bankgiro text
);
create index on seller (merchant_id, id);

-- One row per tenant: the number series are gapless because they are advanced under its lock, in the
-- transaction that issues the document, as late in it as possible.
create table ledger (
  tenant text primary key,
  merchant_id text not null references merchant,
  next_invoice_number bigint not null default 1001,
  next_credit_note_number bigint not null default 1001,
  -- of what was issued in live time: no later number bears an earlier day; test clocks have their
  -- own time
  last_issue_date date not null default '-infinity',
  books_closed_through date
);

create table api_key (
  id text primary key,
  tenant text not null references ledger,
  merchant_id text not null references merchant,
  live boolean not null,
  hash bytea not null unique, -- SHA-256 of a key with 256 random bits
  last4 text not null,
  name text,
  created_at timestamptz not null,
  revoked_at timestamptz,
  scopes text[] not null default '{READ,WRITE,ADMIN}' -- what it may do
);
create index on api_key (tenant);

create table test_clock (
  id text primary key,
  tenant text not null references ledger,
  now_at timestamptz not null,
  target timestamptz,
  status text not null check (status in ('READY', 'ADVANCING', 'FAILED')),
  failure text,
  created_at timestamptz not null
);
create index on test_clock (tenant);

create table idempotency_key (
  tenant text not null,
  key text not null,
  request_hash bytea not null,
  status integer,               -- null while the first request is running
  content_type text,
  body bytea,
  etag text,
  about text[],                 -- ids in the request's path and in the answer
  created_at timestamptz not null default now(),
  claimed_at timestamptz not null default now(),  -- when the try that runs now began
  primary key (tenant, key)
);
create index on idempotency_key (created_at);

-- The Temporal namespace in which the workflows of this database were started; in another one they
-- are started anew. One row.
create table temporal_namespace (
  only_row boolean primary key default true check (only_row),
  namespace_id text not null,
  adopted_at timestamptz not null
);

-- When which table was last swept (dev.takt.activities.retention). One row a table.
create table retention_sweep (
  table_name text primary key,
  swept_at timestamptz not null,
  rows_swept bigint not null
);
