-- What operators look at, and what is taken out when it is old.

-- What is due and not done, of those that live in the world's time: for the renewal's lag.
create index due_live on subscription (next_due_at) where test_clock_id is null and status <> 'ENDED';

create index pending_refunds on refund (created_at) where status = 'PENDING';

-- When which table was last swept (dev.takt.activities.retention). One row a table.
create table retention_sweep (
  table_name text primary key,
  swept_at timestamptz not null,
  rows_swept bigint not null
);
