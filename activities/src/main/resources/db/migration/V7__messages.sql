-- Messages to customers, and links to the hosted page.

-- Messages to customers: each is written down before it goes, once for its key.
create table message (
  id text primary key,
  tenant text not null references ledger,
  key text not null,            -- reads like a sentence: "dunning/inv_1/3"; refused the second time
  customer_id text not null references customer,
  channel text not null check (channel in ('EMAIL', 'SMS')),
  template text not null,
  invoice_id text references invoice,
  payment_method_id text references payment_method,
  facts jsonb not null,
  -- PREPARED: surely not sent yet. SENDING: handed over, the answer is not known. UNCERTAIN: its
  -- answer was lost, so that it may have gone; it is not sent again. KEPT: there is no mail server.
  status text not null check (status in
    ('PREPARED', 'SENDING', 'SENT', 'FAILED', 'UNCERTAIN', 'KEPT', 'NOT_SENT')),
  reason text,                  -- of NOT_SENT, FAILED and UNCERTAIN
  language text,
  recipient text,               -- these four are personal: erased with the customer's data
  subject text,
  body_text text,               -- links are left out of bodies: a token is kept as its hash only
  body_html text,
  at timestamptz not null,      -- on the business clock
  claimed_at timestamptz not null,
  sent_at timestamptz,
  unique (tenant, key)
);
create index on message (tenant, id);
create index on message (customer_id);
create index on message (invoice_id) where invoice_id is not null;
create index unsettled_messages on message (claimed_at)
  where status in ('PREPARED', 'SENDING', 'FAILED', 'UNCERTAIN');

-- A merchant's own wording; where there is none, Takt's.
create table message_template (
  tenant text not null references ledger,
  template text not null,
  language text not null check (language in ('da', 'nb', 'sv', 'en')),
  subject text not null,
  text text not null,
  html text,
  sms text not null,
  changed_at timestamptz not null,
  primary key (tenant, template, language)
);

-- Who messages are from; where there is nothing, the merchant's name.
create table message_sender (
  tenant text primary key references ledger,
  name text,
  reply_to text,
  sms_name text
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
  outcome text,                 -- with sent_at: SENT, or why it was not
  created_at timestamptz not null,
  unique (cause_id, subscription_id)
);
create index on notice (tenant, customer_id);
create index unsent_notices on notice (due) where sent_at is null;

-- What was done about the expiry of a card: each step once.
create table card_step (
  tenant text not null references ledger,
  payment_method_id text not null references payment_method,
  step text not null check (step in ('EARLY', 'LATE', 'OVER')),
  outcome text not null,        -- TOLD, or why nobody was: NO_RENEWAL, NOT_IN_USE, LATER_STEP, …
  at timestamptz not null,
  primary key (payment_method_id, step)
);

-- Links to the hosted page. Of their tokens hashes are kept, and nothing that tells them without a
-- key that is not in the database.
create table pay_link (
  token_hash bytea primary key, -- SHA-256 of a token with 256 random bits
  tenant text not null references ledger,
  customer_id text not null references customer,
  invoice_id text references invoice,
  purpose text not null check (purpose in ('PAY_INVOICE', 'RENEW_CARD')),
  created_at timestamptz not null,    -- on the business clock, as is expires_at
  expires_at timestamptz not null,
  used_at timestamptz,                -- in real time: when its purpose was fulfilled
  sealed_token bytea,                 -- encrypted, of the links that the API tells again
  check (purpose <> 'PAY_INVOICE' or invoice_id is not null)
);
create index on pay_link (customer_id);
create index on pay_link (invoice_id) where sealed_token is not null;
