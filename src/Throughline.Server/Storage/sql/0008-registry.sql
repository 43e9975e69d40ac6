-- Economic operators and authorisations, as customs of a country keeps them. Nothing is deleted: what ends has a last
-- day.
create table economic_operator (
    country text not null,
    identification text not null,
    name text not null,
    street text not null,
    postcode text not null,
    city text not null,
    address_country text not null,
    valid_from text not null,
    valid_to text not null,
    version bigint not null,
    kept_by text not null,
    kept_at bigint not null,
    entry bigint not null,
    primary key (country, identification)
);

-- «level» is that of a comprehensive guarantee in percent, 0 a waiver; null of other types.
create table authorisation (
    country text not null,
    number text not null,
    type text not null,
    holder text not null,
    office text not null,
    level integer,
    valid_from text not null,
    valid_to text not null,
    version bigint not null,
    kept_by text not null,
    kept_at bigint not null,
    entry bigint not null,
    primary key (country, number)
);
create index authorisation_holder on authorisation (country, holder);

-- A register decides only from the day on which customs says that it is complete.
create table registry_in_force (
    country text not null,
    register text not null,
    set_by text not null,
    set_at bigint not null,
    entry bigint not null,
    primary key (country, register)
);
