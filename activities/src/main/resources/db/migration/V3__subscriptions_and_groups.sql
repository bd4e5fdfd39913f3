-- Subscriptions, groups of them, and what changed in them.

-- Several subscriptions of one customer with one rhythm, one invoice and one payment. Which members
-- it has is said by the subscriptions ("group_id"); here is what all of them share.
create table billing_group (
  id text primary key,
  tenant text not null references ledger,
  merchant_id text not null,
  customer_id text not null references customer,
  test_clock_id text references test_clock,
  status text not null check (status in ('ACTIVE', 'DISSOLVED')),
  version bigint not null,
  next_due_at timestamptz,      -- when its workflow has something to do
  next_date date,               -- the next group date
  state jsonb not null,         -- dev.takt.workflows.group.Group
  created_at timestamptz not null,
  dissolved_at timestamptz
);
create index on billing_group (tenant, id);
create index on billing_group (customer_id);
create index on billing_group (test_clock_id, next_due_at) where test_clock_id is not null;
create index living_groups on billing_group (id) where status = 'ACTIVE';
create index due_groups on billing_group (next_due_at)
  where test_clock_id is null and status = 'ACTIVE';

-- A subscription's facts ("state": dev.takt.workflows.subscription.Subscription as JSON) and, beside
-- them, only what is searched by.
create table subscription (
  id text primary key,
  tenant text not null references ledger,
  merchant_id text not null,
  customer_id text not null references customer,
  plan_id text not null references plan,
  group_id text references billing_group,
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
create index on subscription (tenant, external_ref) where external_ref is not null;
create index living on subscription (id) where status <> 'ENDED';
-- What is due and not done, of those that live in the world's time: for the renewal's lag.
create index due_live on subscription (next_due_at) where test_clock_id is null and status <> 'ENDED';

-- What a merchant notes about a subscription, a group or an invoice. It may be personal; so no
-- workflow knows it, and it goes with its customer's personal data. An event tells its subject's.
create table label (
  subject_id text primary key,
  tenant text not null references ledger,
  customer_id text not null references customer,
  external_ref text,            -- a group's; a subscription has its own
  metadata jsonb not null
);
create index on label (customer_id);
create index on label (tenant, external_ref) where external_ref is not null;

create table coupon_redemption (
  tenant text not null references ledger,
  coupon_id text not null references coupon,
  subscription_id text not null references subscription,
  discount_id text not null,
  redeemed_at timestamptz not null,
  primary key (subscription_id, discount_id)
);
create index on coupon_redemption (coupon_id);

-- One-off charges, whatever became of them. Those that wait are in their subscription's state, too:
-- the bill is made of that.
create table one_off_charge (
  id text primary key,
  tenant text not null references ledger,
  subscription_id text not null references subscription,
  description text not null,
  amount bigint not null check (amount > 0),    -- of one, in minor units
  quantity integer not null check (quantity > 0),
  currency text not null,
  vat_rate text not null,
  includes_vat boolean not null,
  due text not null check (due in ('NEXT_INVOICE', 'NOW', 'ON_DATE')),
  due_on date,
  service_from date,
  service_to date,
  set_up boolean not null,
  status text not null default 'PENDING' check (status in ('PENDING', 'BILLED', 'REMOVED')),
  invoice_id text,
  created_at timestamptz not null
);
create index on one_off_charge (subscription_id, id);

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
