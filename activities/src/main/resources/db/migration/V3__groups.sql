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

-- Old workers: they know of no groups, and write no group_id.
alter table subscription add foreign key (group_id) references billing_group;
-- Old workers: the same.
alter table invoice add foreign key (group_id) references billing_group;
create index on invoice (group_id) where group_id is not null;
