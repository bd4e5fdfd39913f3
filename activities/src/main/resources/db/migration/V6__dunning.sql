-- Dunning: the policies that say what is done about unpaid invoices, and what is done.

create table dunning_policy (
  tenant text not null references ledger,
  name text not null,
  body jsonb not null,          -- dev.takt.workflows.dunning.DunningPolicy
  updated_at timestamptz not null,
  primary key (tenant, name)
);

-- A case's facts ("state": dev.takt.workflows.dunning.DunningCase) and what is searched by. WAITING
-- cases are of invoices to be paid by bank that are not overdue: nobody sees them.
create table dunning_case (
  id text primary key,
  tenant text not null references ledger,
  merchant_id text not null,
  invoice_id text not null unique references invoice deferrable initially deferred,
  customer_id text not null references customer,
  test_clock_id text references test_clock,
  status text not null check (status in
    ('WAITING', 'OPEN', 'RECOVERED', 'IN_COLLECTION', 'WRITTEN_OFF', 'INSTALMENTS', 'CREDITED')),
  reason text not null,
  opened_reason text,           -- the one it began with: for the report
  policy text not null,
  version bigint not null,
  next_due_at timestamptz,      -- null: nothing is planned
  over boolean not null,        -- nothing is left to be done
  opened_at timestamptz,
  closed_at timestamptz,
  -- What was due when it was opened is what these four add up to, with what is due still.
  amount bigint not null default 0,
  recovered bigint not null default 0,
  credited bigint not null default 0,
  written_off bigint not null default 0,
  state jsonb not null,
  created_at timestamptz not null
);
create index on dunning_case (tenant, id);
create index on dunning_case (customer_id);
create index living_cases on dunning_case (id) where not over;
create index on dunning_case (test_clock_id, next_due_at) where test_clock_id is not null;
-- What operators look at: each index leads to what is late or needs somebody, and to nothing else.
create index due_cases on dunning_case (next_due_at) where test_clock_id is null and not over;
create index open_cases on dunning_case (reason, next_due_at)
  where test_clock_id is null and status = 'OPEN';
create index cases_for_people on dunning_case (id)
  where test_clock_id is null and status = 'OPEN' and (state -> 'waits' ->> 'person')::boolean;
create index suspending_cases on dunning_case (id)
  where test_clock_id is null and status = 'OPEN' and (state -> 'effects' ->> 'suspended')::boolean;

-- What was done, and why just then. "number" is the case's count of steps.
create table dunning_step (
  tenant text not null references ledger,
  case_id text not null references dunning_case,
  number integer not null,
  kind text not null,
  due_at timestamptz not null,
  done_at timestamptz not null,
  outcome text not null,
  why text not null,
  channel text,
  template text,
  payment_id text references payment,
  -- Of a step by law: what was charged, the last day to pay, the rule, and its document.
  fee bigint,
  deadline date,
  law_rule text,
  document_id text,
  primary key (case_id, number)
);

-- How what is claimed of an invoice beside its principal is reckoned, as it was when its case began.
create table claim (
  tenant text not null references ledger,
  invoice_id text primary key references invoice deferrable initially deferred,
  country text not null,        -- whose law it is
  debtor text not null check (debtor in ('CONSUMER', 'BUSINESS')),
  fee_agreed boolean not null,  -- whether a fee for reminders was agreed when the debt arose
  due_on date not null,         -- the last day to pay in time, as the law moves it
  interest boolean not null,
  day_count text not null check (day_count in ('ACTUAL_365', 'EUROBOND_360')),
  allocation text not null check (allocation in ('PRINCIPAL_FIRST', 'COSTS_FIRST')),
  least_claim bigint not null
);

-- What was done by law about a claim. The letters among them are documents; their text is kept with
-- the message that it was.
create table claim_step (
  id text primary key,
  tenant text not null references ledger,
  invoice_id text not null references claim,
  case_id text not null references dunning_case,
  kind text not null check (kind in ('REMINDER', 'COLLECTION_NOTICE', 'COMPENSATION', 'HAND_OVER')),
  key text not null,            -- reads like a sentence: "dun_1/7"; refused the second time
  at timestamptz not null,
  done_on date not null,
  fee bigint not null check (fee >= 0),
  rule text not null,
  deadline date,
  total bigint not null,        -- the claim with it
  channel text,                 -- of a letter
  gone_at timestamptz,          -- when it was known that the letter went
  dropped_on date,              -- its fee fell
  unique (tenant, key)
);
create index on claim_step (invoice_id);
create index on claim_step (case_id);

-- Money that came in for a case: the report of recovery adds these up.
create table dunning_recovery (
  tenant text not null references ledger,
  case_id text not null references dunning_case,
  payment_id text not null references payment,
  amount bigint not null check (amount > 0),
  channel text not null check (channel in ('RETRY', 'NEW_CARD', 'REQUEST', 'PAGE', 'BANK')),
  attempt integer not null,     -- how many tries were declined before it
  at timestamptz not null,
  booked_on date not null,
  primary key (case_id, payment_id)
);
create index on dunning_recovery (tenant, booked_on);

-- What people asked of a case, by the id of their request: a repeat is ignored.
create table dunning_command (
  tenant text not null references ledger,
  case_id text not null references dunning_case,
  request_id text not null,
  at timestamptz not null,
  primary key (case_id, request_id)
);

-- Money under way: what still needs an outcome, for workflows that do not know theirs. Both views
-- see what their reader may see.

-- Invoices whose first charge has no outcome. One that dunning has, a declined one or one that a
-- card scheme put off, is charged by its case. What lived on a test clock that was removed is left
-- alone.
create view pending_charge with (security_invoker = true) as
select i.tenant, i.subscription_id, i.group_id, i.id as invoice_id, 1 as attempt
from invoice i
left join subscription s on s.id = i.subscription_id
left join billing_group g on g.id = i.group_id
where i.collection = 'CARD' and i.is_open and i.amount_due > 0
  and (coalesce(s.state, g.state) #>> '{identity,clockId}' is null
    or coalesce(s.test_clock_id, g.test_clock_id) is not null)
  and not exists (select from dunning_case d where d.invoice_id = i.id)
  and not exists (
    select from payment p
    where p.invoice_id = i.id and p.attempt = 1 and p.status <> 'UNKNOWN');

-- Refunds of credit notes that their gateway has not made yet.
create view pending_refund with (security_invoker = true) as
select r.tenant, n.subscription_id, r.id as refund_id
from refund r join credit_note n on n.id = r.credit_note_id
where r.status = 'PENDING';

-- What workflows have to do, and when: the one list of it for test clocks, reconcilers and metrics.
-- Each branch reads an index of its own: due_live, due_groups, due_cases, undecided_payments, or that
-- of a test clock.
-- What customers are told by date is not here, since quiet hours move it.
create view due_work with (security_invoker = true) as
select 'SUBSCRIPTION' as kind, tenant, merchant_id, id, id as subject_id, test_clock_id,
  next_due_at as due_at, version
from subscription where status <> 'ENDED' and next_due_at is not null
union all
select 'GROUP', tenant, merchant_id, id, id, test_clock_id, next_due_at, version
from billing_group where status = 'ACTIVE' and next_due_at is not null
union all
select 'DUNNING_CASE', tenant, merchant_id, id, invoice_id, test_clock_id, next_due_at, version
from dunning_case where not over and next_due_at is not null
union all
select 'PAYMENT', p.tenant, l.merchant_id, p.id, p.id, c.test_clock_id, p.look_at, p.looks
from payment p
join ledger l on l.tenant = p.tenant
join customer c on c.id = p.customer_id
where p.status = 'PENDING' and p.look_at is not null;
