-- Lists that a country screens against, by version; their bytes are in the table of contents.
create table screening_list (
    country text not null,
    name text not null,
    version bigint not null,
    digest {blob} not null,
    entries integer not null,
    loaded_by text not null,
    loaded_at bigint not null,
    entry bigint not null,
    closed_at bigint,
    primary key (country, name, version)
);

-- One row a country: movements under way are screened again until «done» has reached «wanted».
create table screening_state (
    country text primary key,
    wanted bigint not null,
    done bigint not null
);

create table screening_hit (
    id bigint primary key,
    country text not null,
    number integer not null,
    found_at bigint not null,
    entry bigint not null,
    list text not null,
    list_version bigint not null,
    list_entry text not null,
    pointer text not null,
    part text not null,
    name text not null,
    score_per_mille integer not null,
    explanation text not null,
    state text not null,
    decided_by text,
    decided_at bigint,
    reason text,
    unique (country, number, list, list_entry, part, name)
);
create index screening_hit_open on screening_hit (country, state);
