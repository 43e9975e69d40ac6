-- A database that has this row is one for training, from its first start on; all others never are.
create table training (
    id integer primary key check (id = 1),
    -- Microseconds by which the clock of the installation is ahead.
    ahead bigint not null
);

-- What an instructor lets go wrong between administrations.
create table training_fault (
    id bigint primary key,
    kind text not null,
    recipient text not null,
    code text,
    minutes bigint not null,
    remaining bigint not null,
    set_at bigint not null,
    ended_at bigint
);

create index outbox_message on outbox (message_id);
