-- Goods between the parts of one country that left the country that they crossed, and the volumes that were agreed.
create table exclave_transit (
    country text not null,
    mrn text not null,
    profile text not null,
    direction text not null,
    entered_at bigint not null,
    exited_at bigint not null,
    entry bigint not null,
    account text not null,
    mass_grams bigint not null,
    containers integer not null,
    outcome text not null,
    findings text not null,
    primary key (country, mrn)
);
create index exclave_transit_at on exclave_transit (country, exited_at);

create table exclave_balance (
    id bigint primary key,
    country text not null,
    profile text not null,
    direction text not null,
    from_day text not null,
    to_day text not null,
    mass_grams bigint not null,
    containers integer not null,
    entry bigint not null,
    set_by text not null,
    unique (country, profile, direction, from_day, to_day)
);
