-- Messages to and from other installations. A document that a neighbour sent is a receipt like any other; documents of
-- one movement are decided on in the order in which they came.
alter table receipt add column neighbour text;
alter table receipt add column mrn text;
create index receipt_neighbour on receipt (sender, mrn, id) where decided_at is null and neighbour is not null;

-- What is known of each neighbour by trying: since when it cannot be reached, and when it is tried again.
create table neighbour (
    name text primary key,
    down_since bigint,
    fault text,
    attempts integer not null default 0,
    next_at bigint not null default 0,
    delivered_at bigint,
    heard_at bigint,
    -- The node that sends, and until when no other does.
    node text,
    leased_until bigint not null default 0
);

create index outbox_administration on outbox (recipient, id)
    where delivered_at is null and recipient_kind = 'Administration';
