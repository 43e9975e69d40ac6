-- Guarantees, and the double entry of what movements use of them. Amounts are whole cents of the currency.

create table guarantee (
    grn text primary key,
    country text not null,
    type text not null,
    holder text not null,
    guarantor text not null,
    currency text not null,
    state text not null,
    valid_from text not null,
    valid_to text not null,
    terms {blob} not null,
    terms_version bigint not null,
    ceiling bigint not null,
    available bigint not null check (available >= 0),
    reserved bigint not null check (reserved >= 0),
    registered_at bigint not null,
    check (available + reserved = ceiling)
);
create index guarantee_holder on guarantee (holder);
create index guarantee_guarantor on guarantee (guarantor);
create index guarantee_country on guarantee (country);

-- What a movement holds of a guarantee: one row for as long as it does.
create table reservation (
    grn text not null,
    mrn text not null,
    amount bigint not null check (amount > 0),
    since bigint not null,
    primary key (grn, mrn)
);
create index reservation_mrn on reservation (mrn);

-- From one account to another: «ceiling» is where the amount of a guarantee comes from, «available» what is free,
-- «reserved» what movements hold. Of each guarantee the three add up to nothing.
create table posting (
    id bigint primary key,
    entry bigint not null,
    at bigint not null,
    grn text not null,
    mrn text,
    source text not null,
    target text not null,
    amount bigint not null check (amount > 0),
    reason text not null
);
create index posting_grn on posting (grn, id);
create index posting_mrn on posting (mrn);
