-- Takt's books. Amounts are integers in minor units. "tenant" is the merchant's id with /live or
-- /test behind it: what was made with a test key and what was made with a live key never meet.

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

-- One row per tenant: the number series are gapless because they are advanced under its lock, in the
-- transaction that issues the document, as late in it as possible.
create table ledger (
  tenant text primary key,
  merchant_id text not null references merchant,
  next_invoice_number bigint not null default 1001,
  next_credit_note_number bigint not null default 1001,
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
  revoked_at timestamptz
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

create table customer (
  id text primary key,
  tenant text not null references ledger,
  name text,
  email text,
  phone text,
  kind text not null check (kind in ('CONSUMER', 'BUSINESS')),
  country text,
  locale text,
  address jsonb,
  company_number text,
  external_ref text,
  test_clock_id text references test_clock,
  created_at timestamptz not null,
  erased_at timestamptz
);
create index on customer (tenant, id);
create index on customer (tenant, lower(email));
create index on customer (tenant, external_ref);
create index on customer (test_clock_id) where test_clock_id is not null;

create table payment_method (
  id text primary key,
  tenant text not null references ledger,
  customer_id text not null references customer,
  gateway text not null,
  gateway_reference text not null, -- what the gateway knows it by; never a card number
  type text not null,
  brand text,
  last4 text,
  expiry_month integer,
  expiry_year integer,
  status text not null check (status in ('ACTIVE', 'EXPIRED', 'REMOVED')),
  is_default boolean not null,
  created_at timestamptz not null
);
create index on payment_method (customer_id);
create unique index one_default_per_customer on payment_method (customer_id) where is_default;

create table plan (
  id text primary key,
  tenant text not null references ledger,
  code text not null,
  name text not null,
  unit text not null check (unit in ('DAY', 'WEEK', 'MONTH', 'YEAR')),
  count integer not null check (count >= 1),
  price bigint not null check (price >= 0),
  currency text not null,
  vat_rate text not null,
  price_includes_vat boolean not null,
  billing text not null check (billing in ('IN_ADVANCE', 'IN_ARREARS')),
  notice_period text,
  minimum_term text,
  trial_days integer not null check (trial_days >= 0),
  created_at timestamptz not null,
  unique (tenant, code)
);

create table plan_price (
  id text primary key,
  tenant text not null references ledger,
  plan_id text not null references plan,
  price bigint not null check (price >= 0),
  effective_from date not null,
  reach text not null check (reach in ('NEW_ONLY', 'NEXT_PERIOD', 'ON_DATE')),
  notice_days integer not null default 0,
  created_at timestamptz not null,
  unique (plan_id, effective_from)
);

-- A subscription's facts ("state": dev.takt.workflows.subscription.Subscription as JSON) and, beside
-- them, only what is searched by.
create table subscription (
  id text primary key,
  tenant text not null references ledger,
  merchant_id text not null,
  customer_id text not null references customer,
  plan_id text not null references plan,
  group_id text,
  test_clock_id text references test_clock,
  status text not null,
  version bigint not null,
  next_due_at timestamptz,      -- when its workflow has something to do; null: nothing is planned
  next_billing_date date,
  external_ref text,
  state jsonb not null,
  created_at timestamptz not null,
  ended_at timestamptz
);
create index on subscription (tenant, id);
create index on subscription (customer_id);
create index on subscription (tenant, plan_id);
create index on subscription (group_id) where group_id is not null;
create index on subscription (test_clock_id, next_due_at) where test_clock_id is not null;
create index living on subscription (id) where status <> 'ENDED';

create table invoice (
  id text primary key,
  tenant text not null references ledger,
  number bigint not null,
  billing_key text not null,    -- reads like a sentence: "sub_1/2026-03-01"; refused the second time
  customer_id text not null references customer,
  subscription_id text references subscription,
  group_id text,
  status text not null check
    (status in ('OPEN', 'PAID', 'PARTLY_CREDITED', 'CREDITED', 'IN_COLLECTION', 'WRITTEN_OFF')),
  collection text not null check (collection in ('CARD', 'INVOICE')),
  issue_date date not null,
  due_date date not null,
  currency text not null,
  total bigint not null check (total >= 0),
  vat jsonb not null,           -- [{rate, base, vat}]
  amount_paid bigint not null default 0,
  amount_credited bigint not null default 0,
  amount_written_off bigint not null default 0,
  created_at timestamptz not null,
  unique (tenant, number),
  unique (tenant, billing_key),
  check (amount_paid + amount_credited + amount_written_off <= total)
);
create index on invoice (tenant, id);
create index on invoice (customer_id);
create index on invoice (subscription_id);
create index open_invoices on invoice (tenant, due_date) where status in ('OPEN', 'IN_COLLECTION', 'PARTLY_CREDITED');

-- Lines are written before their invoice, so that the number is taken as late as possible: the
-- reference is looked at when the transaction ends.
create table invoice_line (
  tenant text not null references ledger,
  invoice_id text not null references invoice deferrable initially deferred,
  position integer not null,
  subscription_id text references subscription,
  kind text not null check (kind in ('SERVICE', 'ADJUSTMENT', 'FEE', 'INTEREST', 'COMPENSATION')),
  description text not null,
  explanation jsonb,            -- {da, nb, sv, en}: why the amount is what it is
  service_from date,
  service_to date,
  quantity integer not null,
  amount bigint not null,
  base bigint not null,         -- without VAT; the lines of a rate add up to the invoice's base of it
  vat_rate text not null,
  includes_vat boolean not null,
  -- which part of which nominal period it bills (BilledLine)
  nominal_start date,
  nominal_days integer,
  nominal_position integer,
  nominal_length integer,
  nominal_price bigint,         -- of the whole nominal period
  customer_credit_id text,      -- the customer's credit that it takes
  primary key (invoice_id, position)
);
create index on invoice_line (subscription_id, nominal_start);

create table credit_note (
  id text primary key,
  tenant text not null references ledger,
  number bigint not null,
  invoice_id text not null references invoice,
  subscription_id text references subscription,
  customer_id text not null references customer,
  issue_date date not null,
  currency text not null,
  total bigint not null check (total > 0),
  vat jsonb not null,
  lowered bigint not null default 0,  -- what lowered the amount due; the rest goes back, by refunds
  created_at timestamptz not null,
  unique (tenant, number)
);
create index on credit_note (tenant, id);
create index on credit_note (invoice_id);
create index on credit_note (subscription_id);

create table credit_note_line (
  tenant text not null references ledger,
  credit_note_id text not null references credit_note deferrable initially deferred,
  invoice_id text not null references invoice,
  position integer not null,
  subscription_id text references subscription,
  description text not null,
  service_from date,
  service_to date,
  quantity integer not null,
  amount bigint not null,       -- positive
  base bigint not null,         -- positive, without VAT
  vat_rate text not null,
  includes_vat boolean not null,
  nominal_start date,
  nominal_days integer,
  nominal_position integer,
  nominal_length integer,
  nominal_price bigint,         -- of the whole nominal period
  primary key (credit_note_id, position)
);
create index on credit_note_line (subscription_id, nominal_start);

-- A payment attempt, written before the gateway is asked. "status" is UNKNOWN until its answer is known.
create table payment (
  id text primary key,
  tenant text not null references ledger,
  invoice_id text not null references invoice,
  customer_id text not null references customer,
  payment_method_id text references payment_method,
  gateway text not null,        -- "bank" for a transfer
  idempotency_key text not null unique,  -- "inv_1/1"
  attempt integer check (attempt >= 1), -- null for a transfer
  amount bigint not null check (amount > 0),
  amount_refunded bigint not null default 0 check (amount_refunded between 0 and amount),
  status text not null check (status in ('SUCCEEDED', 'DECLINED', 'PENDING', 'UNKNOWN')),
  decline_code text,
  category text,
  gateway_reference text,
  reference text,
  received_on date,             -- with a transfer: the day the bank had it
  attempted_at timestamptz not null,
  settled_at timestamptz,
  recorded_at timestamptz not null default now(),  -- in the world's time, on test clocks too
  unique (invoice_id, attempt)
);
create index on payment (tenant, id);
create index on payment (customer_id);
-- Never two charges in flight for one invoice.
create unique index one_charge_in_flight on payment (invoice_id) where status in ('UNKNOWN', 'PENDING');

-- Money of customers that came in and was not owed (an overpayment). It pays their next invoices,
-- oldest first, or goes back when somebody asks for it.
create table customer_money (
  id text primary key,
  tenant text not null references ledger,
  customer_id text not null references customer,
  payment_id text not null references payment,  -- where it came from, and goes back to
  currency text not null,
  amount bigint not null check (amount > 0),
  remaining bigint not null check (remaining between 0 and amount),
  created_on date not null
);
create index on customer_money (customer_id) where remaining > 0;
create index on customer_money (payment_id);

-- Which invoices it has paid.
create table customer_money_use (
  tenant text not null references ledger,
  money_id text not null references customer_money,
  invoice_id text not null references invoice deferrable initially deferred,
  amount bigint not null check (amount > 0),
  used_on date not null,
  primary key (money_id, invoice_id)
);
create index on customer_money_use (invoice_id);

-- Money on its way back: what a credit note refunds, or a customer's money that was asked back.
create table refund (
  id text primary key,
  tenant text not null references ledger,
  credit_note_id text references credit_note deferrable initially deferred,
  customer_money_id text references customer_money,
  payment_id text references payment, -- what it gives back of; null: nobody knows
  amount bigint not null check (amount > 0),
  status text not null check (status in ('PENDING', 'SUCCEEDED', 'FAILED', 'TO_TRANSFER')),
  failure text,                 -- why the gateway would not give it back
  request_id text,              -- which request asked the customer's money back
  transferred_on date,          -- the merchant's own transfer
  reference text,
  created_at timestamptz not null,
  settled_at timestamptz,
  check ((credit_note_id is null) <> (customer_money_id is null))
);
create index on refund (tenant, id);
create index on refund (credit_note_id);
create index on refund (customer_money_id);
create index on refund (request_id) where request_id is not null;
create index on refund (payment_id);

-- What a subscription left to its customer's others: at its end (cancellation with BALANCE), or where
-- time is given back that another's balance had paid for.
create table customer_credit (
  id text primary key,
  tenant text not null references ledger,
  customer_id text not null references customer,
  from_subscription_id text not null references subscription,
  currency text not null,
  vat_rate text not null,
  includes_vat boolean not null,
  amount bigint not null check (amount > 0),
  remaining bigint not null check (remaining between 0 and amount),
  created_on date not null
);
create index on customer_credit (customer_id) where remaining > 0;
alter table invoice_line add foreign key (customer_credit_id) references customer_credit;

-- The time that it was billed for, as on a credit note.
create table customer_credit_line (
  tenant text not null references ledger,
  credit_id text not null references customer_credit,
  position integer not null,
  subscription_id text not null references subscription,
  service_from date not null,
  service_to date not null,
  amount bigint not null,       -- positive
  base bigint not null,         -- positive, without VAT
  vat_rate text not null,
  includes_vat boolean not null,
  nominal_start date not null,
  nominal_days integer not null,
  nominal_position integer not null,
  nominal_length integer not null,
  nominal_price bigint not null,
  primary key (credit_id, position)
);
create index on customer_credit_line (subscription_id, nominal_start);

-- What of an invoice's lines was given back: of a line for time, what is credited of it; of a line
-- that took credit, what of that credit was given back. Amounts are in the line's terms; they are
-- negative where a credit has it no longer. Where the money is another invoice's, it was passed on.
create table credit_trail (
  tenant text not null references ledger,
  invoice_id text not null references invoice,
  position integer not null,
  document_id text not null,    -- the credit note, or the customer's credit
  amount bigint not null,
  passed_on boolean not null
);
create index on credit_trail (invoice_id, position);
create index on credit_trail (document_id);

-- How a settlement looks at invoices, for those who carry it out and those who show what it would be.
create view line_left with (security_invoker = true) as
select l.tenant, l.invoice_id, l.position, l.subscription_id, l.nominal_start, l.nominal_days,
  l.vat_rate, l.includes_vat, l.amount, l.customer_credit_id,
  abs(l.amount) - coalesce((select sum(t.amount) from credit_trail t
    where t.invoice_id = l.invoice_id and t.position = l.position), 0) as still
from invoice_line l;

-- Invoices whose credit paid for another.
create view credit_origin with (security_invoker = true) as
select taken.tenant, taken.invoice_id, origin.invoice_id as origin_id
from invoice_line taken
cross join lateral (
  select b.invoice_id from invoice_line b
  where taken.customer_credit_id is null and b.tenant = taken.tenant and b.amount > 0
    and b.subscription_id = taken.subscription_id and b.nominal_start = taken.nominal_start
  union all
  select t.invoice_id from credit_trail t
  where t.document_id = taken.customer_credit_id and t.tenant = taken.tenant) as origin
where taken.kind = 'ADJUSTMENT' and taken.amount < 0;

-- VAT by rate, as invoiced and as credited.
create view invoice_vat with (security_invoker = true) as
select i.tenant, i.id as invoice_id, false as credited, v.rate, v.base, v.vat
from invoice i
cross join lateral jsonb_to_recordset(i.vat) as v (rate text, base bigint, vat bigint)
union all
select c.tenant, c.invoice_id, true, v.rate, v.base, v.vat
from credit_note c
cross join lateral jsonb_to_recordset(c.vat) as v (rate text, base bigint, vat bigint);

-- The journal. One row moves one amount from one account to another, so it cannot but balance.
-- Rows are never changed: they are reversed. Accruals are rows dated ahead.
create table posting (
  id bigint generated always as identity primary key,
  tenant text not null references ledger,
  booked_on date not null,
  debit text not null,
  credit text not null,
  amount bigint not null check (amount > 0),
  currency text not null,
  what text not null,
  document_id text not null,    -- the invoice, credit note, payment or refund it describes
  subscription_id text,
  invoice_id text,
  invoice_line integer,         -- for accruals: whose earning it is
  recorded_at timestamptz not null,
  check (debit <> credit)
);
create index on posting (tenant, booked_on, id);
create index on posting (document_id);
create index on posting (invoice_id, invoice_line);

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

-- Who or what changed what, when, from what to what.
create table history (
  id text primary key,
  tenant text not null references ledger,
  subject_id text not null,
  at timestamptz not null,            -- on the business clock
  recorded_at timestamptz not null default now(),
  actor text not null,
  action text not null,
  request jsonb,
  before jsonb,
  after jsonb,
  refusal jsonb
);
create index on history (subject_id, id);

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

-- The sandbox gateway's own books, as a separate party would keep them.
-- A value without what stands under some keys, however deep.
create function without_keys(value jsonb, keys text[]) returns jsonb immutable language plpgsql as $$
begin
  return case jsonb_typeof(value)
    when 'object' then (
      select coalesce(jsonb_object_agg(e.key, without_keys(e.value, keys)), '{}')
      from jsonb_each(value) e where e.key <> all(keys))
    when 'array' then (
      select coalesce(jsonb_agg(without_keys(e.value, keys) order by e.n), '[]')
      from jsonb_array_elements(value) with ordinality as e(value, n))
    else value
  end;
end $$;

create schema sandbox;

create table sandbox.method (
  id text primary key,
  token text not null,
  customer_reference text not null,
  charges integer not null default 0,  -- how many times it was charged or declined: for tok_fail_N_then_ok
  created_at timestamptz not null default now()
);

create table sandbox.charge (
  id text primary key,
  method_id text not null references sandbox.method,
  idempotency_key text not null unique,
  invoice_reference text not null,
  customer_reference text not null,
  amount bigint not null,
  currency text not null,
  amount_refunded bigint not null default 0 check (amount_refunded between 0 and amount),
  status text not null check (status in ('CAPTURED', 'DECLINED', 'REFUNDED')),
  decline_code text,
  at timestamptz not null
);
create index on sandbox.charge (customer_reference);

create table sandbox.refund (
  idempotency_key text primary key,
  charge_id text not null references sandbox.charge,
  amount bigint not null,
  at timestamptz not null
);

-- Which Temporal namespace the workflows of all that lives here were started in: another one than
-- this is given them anew when Takt starts. One row.
create table workflow_home (
  only_row boolean primary key default true check (only_row),
  namespace_id text not null,
  adopted_at timestamptz not null
);
