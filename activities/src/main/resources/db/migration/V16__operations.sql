-- What operators look at: each index leads to what is late or needs somebody, and to nothing else.

create index due_cases on dunning_case (next_due_at) where test_clock_id is null and not over;
create index open_cases on dunning_case (reason, next_due_at)
  where test_clock_id is null and status = 'OPEN';
create index cases_for_people on dunning_case (id)
  where test_clock_id is null and status = 'OPEN' and (state -> 'waits' ->> 'person')::boolean;
create index suspending_cases on dunning_case (id)
  where test_clock_id is null and status = 'OPEN' and (state -> 'effects' ->> 'suspended')::boolean;

create index due_groups on billing_group (next_due_at)
  where test_clock_id is null and status = 'ACTIVE';

create index unsettled_messages on message (claimed_at)
  where status in ('PREPARED', 'SENDING', 'FAILED', 'UNCERTAIN');

-- How many charges the sandbox was asked for at once, by the worker that asked: what a real gateway
-- would have had to bear.
alter table sandbox.charge add column at_once integer;
