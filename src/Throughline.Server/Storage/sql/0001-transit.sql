-- {blob} is the type of bytes in the database at hand. Times are microseconds since 1970-01-01T00:00:00Z.

-- Bodies stand outside the chain of the journal, which holds their digests only, so that a body can be erased.
create table content (
    digest {blob} primary key,
    body {blob} not null
);

create table chain (
    id integer primary key check (id = 1),
    seq bigint not null,
    hash {blob} not null
);

insert into chain (id, seq, hash) values (1, 0, {zero});

create table journal (
    seq bigint primary key,
    at bigint not null,
    kind text not null,
    subject text not null,
    payload {blob} not null,
    hash {blob} not null
);
create index journal_subject on journal (subject, seq);

create table counter (
    name text primary key,
    value bigint not null
);

-- A document that came in: kept from the first moment, decided on once.
create table receipt (
    id bigint primary key,
    country text not null,
    sender text not null,
    message_id text not null,
    digest {blob} not null,
    same_but_envelope {blob},
    code text not null,
    lrn text,
    received_at bigint not null,
    decided_at bigint,
    entry bigint,
    unique (country, sender, message_id, digest)
);
create index receipt_waiting on receipt (id) where decided_at is null;
create index receipt_lrn on receipt (country, sender, lrn) where lrn is not null;

create table movement (
    country text not null,
    number integer not null,
    version bigint not null,
    role text not null,
    office text not null,
    state text not null,
    mrn text,
    lrn text,
    holder text,
    trader text,
    opened_at bigint not null,
    changed_at bigint not null,
    body {blob} not null,
    primary key (country, number)
);
create index movement_mrn on movement (mrn);
create index movement_lrn on movement (lrn);
create index movement_holder on movement (holder, changed_at);
create index movement_trader on movement (trader, changed_at);
create index movement_office on movement (office, state, changed_at);

-- By what a movement can be found: grn, container, seal, vehicle, party.
create table movement_key (
    value text not null,
    kind text not null,
    country text not null,
    number integer not null,
    primary key (value, kind, country, number)
);
create index movement_key_movement on movement_key (country, number);

create table timer (
    country text not null,
    number integer not null,
    name text not null,
    due_at bigint not null,
    primary key (country, number, name)
);
create index timer_due on timer (due_at);

-- A message that goes out: to an administration it is carried, a trader comes for it.
create table outbox (
    id bigint primary key,
    entry bigint not null,
    sender text not null,
    recipient_kind text not null,
    recipient text not null,
    code text not null,
    message_id text not null,
    mrn text,
    lrn text,
    answers bigint,
    digest {blob} not null,
    sent_at bigint not null,
    delivered_at bigint,
    attempts integer not null default 0,
    next_at bigint not null default 0,
    fault text
);
create index outbox_recipient on outbox (recipient, id);
create index outbox_waiting on outbox (id) where delivered_at is null;
create index outbox_mrn on outbox (mrn);
create index outbox_answers on outbox (answers);
