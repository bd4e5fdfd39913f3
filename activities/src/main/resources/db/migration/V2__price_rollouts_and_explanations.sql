-- How far a plan's new price has come among the plan's subscriptions.
alter table plan_price add column reached_all_at timestamptz;
update plan_price set reached_all_at = created_at;

create table price_reach (
  tenant text not null references ledger,
  plan_price_id text not null references plan_price,
  subscription_id text not null references subscription,
  -- UNCHANGED: it had that price already, or will have left the plan by then
  -- ELSEWHERE: it is on another plan, and will not be on this one either when it is asked for
  outcome text not null check (outcome in ('REACHED', 'UNCHANGED', 'ELSEWHERE', 'REFUSED')),
  effective_from date,
  refusal jsonb,
  at timestamptz not null,
  primary key (plan_price_id, subscription_id)
);

-- What a customer is to be told in writing by a date. It names no one: the sender looks up where it
-- goes when it goes.
create table notice (
  id text primary key,
  tenant text not null references ledger,
  customer_id text not null references customer,
  subscription_id text not null references subscription,
  kind text not null check (kind in ('PRICE_CHANGE')),
  cause_id text not null,       -- of a price change: the plan price
  due date not null,            -- the last day on which it is in time
  text jsonb not null,          -- {da, nb, sv, en}
  sent_at timestamptz,
  created_at timestamptz not null,
  unique (cause_id, subscription_id)
);
create index on notice (tenant, customer_id);
create index unsent_notices on notice (due) where sent_at is null;

-- {da, nb, sv, en}: why it is credited.
alter table credit_note_line add column explanation jsonb;
