-- Where organisations want their messages told, and what became of telling them.

-- Something that an organisation should know and that is no message of the procedure.
create table notice (
    id bigint primary key,
    entry bigint not null,
    at bigint not null,
    recipient text not null,
    kind text not null,
    subject text not null,
    details text not null
);
create index notice_recipient on notice (recipient, id);
create index notice_entry on notice (entry);

-- The secret signs what is sent, so it stands here as it is: a digest would not do.
create table webhook (
    id text primary key,
    organisation text not null references organisation (id),
    url text not null,
    description text not null,
    secret text not null,
    secret_before text,
    secret_before_until bigint,
    state text not null,
    created_at bigint not null,
    failing_since bigint,
    disabled_at bigint,
    disabled_why text
);
create index webhook_organisation on webhook (organisation);

-- A message or notice on its way to an address. Whoever takes one puts next_at beyond the time that sending may take:
-- when a node stops in between, the next one takes it from there.
create table delivery (
    id bigint primary key,
    webhook text not null references webhook (id),
    kind text not null,
    outbox bigint,
    notice bigint,
    thread text,
    state text not null,
    created_at bigint not null,
    next_at bigint not null,
    step integer not null,
    attempts integer not null,
    delivered_at bigint,
    status integer,
    fault text,
    unique (webhook, outbox),
    unique (webhook, notice)
);
create index delivery_waiting on delivery (next_at) where state = 'waiting';
create index delivery_thread on delivery (webhook, thread, outbox) where state = 'waiting';
create index delivery_webhook on delivery (webhook, id);
create index delivery_ended on delivery (created_at) where state <> 'waiting';

create table delivery_attempt (
    delivery bigint not null references delivery (id),
    number integer not null,
    at bigint not null,
    millis integer not null,
    status integer,
    fault text,
    primary key (delivery, number)
);

-- Events are read by the entry of the journal that made them.
create index outbox_entry on outbox (entry);
