-- What officers alone see of movements: rules, draws, what they came to, and what controls found.

-- Rules as a country published them: never changed, followed by the next version.
create table risk_rules (
    country text not null,
    version bigint not null,
    valid_from text not null,
    text text not null,
    published_by text not null,
    published_at bigint not null,
    entry bigint not null,
    primary key (country, version)
);

-- The secret of a day, whose digest is in the journal before anything is drawn with it.
create table risk_secret (
    country text not null,
    day text not null,
    secret {blob} not null,
    commitment text not null,
    entry bigint not null,
    primary key (country, day)
);

create table risk_assessment (
    id bigint primary key,
    country text not null,
    number integer not null,
    role text not null,
    office text not null,
    moment text not null,
    at bigint not null,
    entry bigint not null,
    rules_version bigint not null,
    score integer not null,
    channel text not null,
    controls text not null,
    mrn text,
    draw_day text,
    draw integer,
    per_mille integer not null
);
create index risk_assessment_movement on risk_assessment (country, number, id);
create index risk_assessment_at on risk_assessment (country, at);
create index risk_assessment_draw on risk_assessment (country, draw_day);

create table risk_hit (
    assessment bigint not null references risk_assessment (id),
    place integer not null,
    rule text not null,
    pointer text not null,
    message text not null,
    score integer not null,
    controls text not null,
    primary key (assessment, place)
);

-- What a control of a movement found: from the procedure, or as an officer wrote it down.
create table risk_control (
    country text not null,
    number integer not null,
    at bigint not null,
    entry bigint not null,
    account text,
    controls text not null,
    found integer not null,
    text text not null,
    recovered_cents bigint not null,
    primary key (country, number)
);

-- When and with what a movement was seen at an office.
create table passage (
    id bigint primary key,
    mrn text not null,
    country text not null,
    number integer not null,
    office text not null,
    kind text not null,
    at bigint not null,
    entry bigint not null,
    vehicles text not null,
    containers text not null,
    seals text not null,
    mass_grams bigint
);
create index passage_mrn on passage (mrn, country, id);
create index passage_at on passage (country, at);
