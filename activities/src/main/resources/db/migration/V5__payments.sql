-- Bank files, payments, refunds, customers' money, and the sandbox gateway.

-- What a bank sent, as it came: the voucher of what was booked.
create table bank_file (
  id text primary key,
  tenant text not null references ledger,
  content bytea not null,
  received_at timestamptz not null
);

-- A file that was read whole. What became of its transactions is counted when all were looked at.
create table bank_statement (
  id text primary key references bank_file,
  tenant text not null references ledger,
  format text not null check (format in ('CAMT_053', 'CAMT_054', 'OCR_GIRO')),
  account text not null,
  first_day date,
  last_day date,
  read_through date,            -- the bank was read through this day; null: it does not say
  entries integer not null,
  repeated integer not null,    -- of these the transactions that an earlier file had
  booked integer,
  proposed integer,
  unmatched integer,
  ignored integer,
  reversed integer,
  read_at timestamptz not null
);
create index on bank_statement (tenant, id);
create index on bank_statement (tenant, read_through);

-- Balances around the entries of a statement, by which a gap between two files is seen.
create table bank_balance (
  tenant text not null references ledger,
  statement_id text not null references bank_statement,
  position integer not null,
  account text not null,
  currency text not null,
  opening bigint not null,
  opening_on date not null,
  closing bigint not null,
  closing_on date not null,
  primary key (statement_id, position)
);
create index on bank_balance (tenant, account, currency, closing_on);

-- A transaction on the merchant's account, once however often the bank tells of it.
create table bank_entry (
  id text primary key,
  tenant text not null references ledger,
  statement_id text not null references bank_statement,
  account text not null,
  key text not null,            -- names the transaction in each file that has it
  booking_key text not null,    -- names the booking that it is part of
  direction text not null check (direction in ('CREDIT', 'DEBIT')),
  reversal boolean not null,    -- takes an earlier one of the other direction back
  amount bigint not null check (amount >= 0),
  currency text not null,
  booked_on date not null,
  stated text[] not null,       -- what the payer gave as reference
  texts text[] not null,
  payer_name text,
  payer_account text,
  end_to_end_id text,
  status text not null check (status in ('MATCHED', 'PROPOSED', 'UNMATCHED', 'IGNORED')),
  examined boolean not null,    -- whether it was matched, as far as it could be
  proposed_invoices text[] not null default '{}',
  proposed_customer_id text references customer,
  proposed_ground text,
  proposed_payment_id text,     -- one that somebody has booked by hand
  ignored_because text,
  reverses_id text references bank_entry, -- of a reversal that was matched: what it takes back
  created_at timestamptz not null,
  unique (tenant, account, key)
);
create index on bank_entry (tenant, id);
create index on bank_entry (tenant, account, booking_key);
create index on bank_entry (tenant, booked_on, amount);
create index on bank_entry (statement_id);
create index on bank_entry (tenant, payer_account) where status = 'MATCHED';
create index on bank_entry (reverses_id) where reverses_id is not null;
create index open_bank_entries on bank_entry (created_at) where status in ('PROPOSED', 'UNMATCHED');

-- A merchant's account with a payment gateway. Credentials are encrypted with a key that is not in the
-- database; those that the gateway has not accepted yet are kept beside those in use.
create table gateway_account (
  tenant text not null references ledger,
  gateway text not null,
  sealed text,
  sealed_candidate text,
  public_key text,
  status text not null check (status in ('UNCHECKED', 'CONNECTED', 'REFUSED', 'REMOVED')),
  said text,
  said_at timestamptz not null,
  primary key (tenant, gateway)
);

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
  -- What makes an attempt one, however often it is asked for: "dun_1/3". An invoice's first charge has none.
  attempt_key text unique,
  amount bigint not null check (amount > 0),
  amount_refunded bigint not null default 0 check (amount_refunded between 0 and amount),
  -- REVERSED: its money went back, or was another's; it pays nothing any more.
  status text not null check
    (status in ('SUCCEEDED', 'DECLINED', 'PENDING', 'UNKNOWN', 'REVERSED')),
  decline_code text,
  category text,
  gateway_reference text,
  reference text,
  received_on date,             -- with a transfer: the day the bank had it
  -- With a charge on which the gateway decides later: when it is likely to know, when it is to be
  -- asked, and how often it was.
  expected_on date,
  look_at timestamptz,
  looks integer not null default 0,
  bank_entry_id text references bank_entry, -- with a transfer that was read in a bank's file
  attempted_at timestamptz not null,
  settled_at timestamptz,
  recorded_at timestamptz not null default now(),  -- in the world's time, on test clocks too
  unique (invoice_id, attempt)
);
create index on payment (tenant, id);
create index on payment (tenant, gateway_reference) where gateway_reference is not null;
create index on payment (customer_id);
create index on payment (payment_method_id, attempted_at);
create index on payment (bank_entry_id) where bank_entry_id is not null;
create index undecided_payments on payment (look_at) where status = 'PENDING';
create index payments_by_hand on payment (tenant, received_on, amount)
  where gateway = 'bank' and bank_entry_id is null;
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

-- What the merchant's bank was asked to transfer, as a file (pain.001).
create table transfer_file (
  id text primary key,
  tenant text not null references ledger,
  execute_on date not null,
  refund_ids text[] not null,
  content bytea,                -- null: the personal data of one of its payees was deleted
  created_at timestamptz not null
);
create index on transfer_file (tenant, id);

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
  transfer_file_id text references transfer_file, -- the latest in which the bank was asked for it
  transferred_on date,          -- the merchant's own transfer
  bank_entry_id text unique references bank_entry, -- by which the bank's file tells of that
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
create index on refund (transfer_file_id) where transfer_file_id is not null;
create index pending_refunds on refund (created_at) where status = 'PENDING';

-- The sandbox gateway's own books, as a separate party would keep them.
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
  status text not null check (status in ('PENDING', 'CAPTURED', 'DECLINED', 'REFUNDED')),
  decline_code text,
  -- Of one that is decided later: when, and what its decline code is to be; none: it is captured.
  decides_on date,
  decides_at timestamptz,
  decides text,
  at timestamptz not null,
  -- How many charges the worker that asked for it was waiting for at once: what a real gateway would
  -- have had to bear.
  at_once integer
);
create index on sandbox.charge (customer_reference);

create table sandbox.refund (
  idempotency_key text primary key,
  charge_id text not null references sandbox.charge,
  amount bigint not null,
  at timestamptz not null
);
