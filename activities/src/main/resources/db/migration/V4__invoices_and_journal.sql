-- Invoices, credit notes, customers' credit, and the journal.

-- What a subscription left to its customer's others: at its end (cancellation with BALANCE), or where
-- time is given back that another's balance had paid for. And goodwill, which was billed for nothing.
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
  reason text,                  -- of goodwill, which is its subscription's until that ends
  created_on date not null
);
create index on customer_credit (customer_id) where remaining > 0;
create index on customer_credit (from_subscription_id);

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

create table invoice (
  id text primary key,
  tenant text not null references ledger,
  number bigint not null,
  billing_key text not null,    -- reads like a sentence: "sub_1/2026-03-01"; refused the second time
  customer_id text not null references customer,
  subscription_id text references subscription,
  group_id text references billing_group,
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
  amount_due bigint not null generated always as
    (total - amount_paid - amount_credited - amount_written_off) stored,
  is_open boolean not null generated always as
    (status in ('OPEN', 'PARTLY_CREDITED', 'IN_COLLECTION')) stored,
  seller_id text references seller, -- who sold it, where the merchant had said so by then
  -- What a payer states. An invoice that another system has numbered has none.
  reference_type text check (reference_type in ('FIK_71', 'KID', 'OCR', 'RF')),
  reference_value text,
  reference_printed text,       -- the same as the invoice shows it
  reference_key text generated always as (ltrim(reference_value, '0')) stored,
  created_at timestamptz not null,
  unique (tenant, number),
  unique (tenant, billing_key),
  check (amount_paid + amount_credited + amount_written_off <= total)
);
create index on invoice (tenant, id);
create index on invoice (customer_id);
create index on invoice (subscription_id);
create index on invoice (tenant, reference_key);
create index on invoice (tenant, amount_due) where amount_due > 0;
create index open_invoices on invoice (tenant, due_date) where is_open;
create index on invoice (group_id) where group_id is not null;

-- Lines are written before their invoice, so that the number is taken as late as possible: the
-- reference is looked at when the transaction ends.
create table invoice_line (
  tenant text not null references ledger,
  invoice_id text not null references invoice deferrable initially deferred,
  position integer not null,
  subscription_id text references subscription,
  kind text not null check
    (kind in ('SERVICE', 'ADJUSTMENT', 'ONE_OFF', 'FEE', 'INTEREST', 'COMPENSATION')),
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
  nominal_price bigint,         -- of the whole nominal period, discounts taken off
  -- [{discountId, description, explanation, amount}]: what discounts take off it, as lines of their
  -- own where the invoice is shown; amount, base and nominal_price are after them
  discounts jsonb,
  customer_credit_id text references customer_credit, -- the customer's credit that it takes
  charge_id text references one_off_charge, -- the one-off charge that it bills
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
  total bigint not null check (total >= 0), -- 0 where credit of another VAT rate paid all of it
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
  explanation jsonb,            -- {da, nb, sv, en}: why it is credited
  service_from date,
  service_to date,
  quantity integer not null,
  amount bigint not null,       -- positive; negative where it takes back credit of another VAT rate
  base bigint not null,         -- without VAT
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

-- All that was billed and credited of subscriptions' time, in the terms of their nominal periods.
create view billed_line with (security_invoker = true) as
select tenant, subscription_id, kind, invoice_id as document, invoice_id, position as place,
  nominal_start, nominal_days, nominal_position, nominal_length, amount, vat_rate, includes_vat,
  nominal_price
from invoice_line
union all
select tenant, subscription_id, 'CREDIT', credit_note_id, invoice_id, position, nominal_start,
  nominal_days, nominal_position, nominal_length, -amount, vat_rate, includes_vat, nominal_price
from credit_note_line
union all
select tenant, subscription_id, 'CREDIT', credit_id, credit_id, position, nominal_start,
  nominal_days, nominal_position, nominal_length, -amount, vat_rate, includes_vat, nominal_price
from customer_credit_line;

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
