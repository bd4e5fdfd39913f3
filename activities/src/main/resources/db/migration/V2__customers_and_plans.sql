-- Customers with their payment methods, and plans with their prices.

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
  vat_number text,
  e_invoice_id text,            -- where electronic invoices go to: scheme and number
  buyer_reference text,         -- what it finds an invoice's order or department by
  -- where money is sent back to that no payment method can take
  registration_number text,
  account_number text,
  iban text,
  bic text,
  external_ref text,
  segment text,                 -- the merchant's own name for some of its customers: a policy may be for them
  metadata jsonb not null default '{}', -- the merchant's own texts by key
  test_clock_id text references test_clock,
  created_at timestamptz not null,
  erased_at timestamptz,
  -- What customers are searched by. An index of lower(email) would not be used under row-level
  -- security, since PostgreSQL does not take lower() for leakproof.
  email_key text generated always as (lower(email)) stored
);
create index on customer (tenant, id);
create index on customer (tenant, email_key);
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
create index on payment_method (tenant, expiry_year, expiry_month) where status = 'ACTIVE';

create table plan (
  id text primary key,
  tenant text not null references ledger,
  code text not null,
  name text not null,
  unit text not null check (unit in ('DAY', 'WEEK', 'MONTH', 'YEAR')),
  count integer not null check (count >= 1),
  price bigint check (price >= 0),
  tiers jsonb,                  -- what a quantity costs by its size, in place of a price for each unit (Tiers)
  currency text not null,
  vat_rate text not null,
  price_includes_vat boolean not null,
  billing text not null check (billing in ('IN_ADVANCE', 'IN_ARREARS')),
  notice_period text,
  minimum_term text,
  trial_days integer not null check (trial_days >= 0),
  setup_fee bigint check (setup_fee >= 0),
  external_ref text,
  metadata jsonb not null default '{}',
  created_at timestamptz not null,
  unique (tenant, code),
  check ((price is null) <> (tiers is null))
);

create table plan_price (
  id text primary key,
  tenant text not null references ledger,
  plan_id text not null references plan,
  price bigint check (price >= 0),
  tiers jsonb,
  effective_from date not null,
  reach text not null check (reach in ('NEW_ONLY', 'NEXT_PERIOD', 'ON_DATE')),
  notice_days integer not null default 0,
  reached_all_at timestamptz,   -- when its rollout had reached all subscriptions of the plan
  created_at timestamptz not null,
  unique (plan_id, effective_from),
  check ((price is null) <> (tiers is null))
);

create table coupon (
  id text primary key,
  tenant text not null references ledger,
  code text not null,
  name text not null,
  terms jsonb not null,         -- what it gives, and to whom (CouponTerms)
  max_redemptions integer,
  redemptions integer not null default 0,
  created_at timestamptz not null,
  deleted_at timestamptz,       -- since when nobody can redeem it any more
  check (redemptions >= 0 and (max_redemptions is null or redemptions <= max_redemptions))
);
create index on coupon (tenant, id);
create unique index coupon_code on coupon (tenant, code) where deleted_at is null;

-- A JSON value without what stands under some keys, however deep: for the erasure of personal data.
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
