-- Which decisions a country wants made by two, for one office or (empty) for all.
create table four_eyes_rule (
    country text not null,
    office text not null,
    action text not null,
    set_by text not null,
    set_at bigint not null,
    entry bigint not null,
    primary key (country, office, action)
);

-- A decision that waits for a second person. It changed nothing yet.
create table proposal (
    id bigint primary key,
    country text not null,
    office text not null,
    about text not null,
    subject text not null,
    action text not null,
    seen bigint,
    decision {blob} not null,
    proposed_by text not null,
    proposed_at bigint not null,
    entry bigint not null,
    expires_at bigint not null,
    state text not null,
    settled_by text,
    settled_at bigint,
    settled_entry bigint
);
create unique index proposal_open on proposal (about, subject, action) where state = 'open';
create index proposal_country on proposal (country, state, id);
