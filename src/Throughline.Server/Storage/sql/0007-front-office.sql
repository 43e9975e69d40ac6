-- What the front office collects: papers and fees, and who let it. It decides nothing.

-- The holder lets a front office collect for a movement: one that it names, or whoever is handed the code.
create table front_mandate (
    id text primary key,
    country text not null,
    number integer not null,
    organisation text references organisation (id),
    code {blob} unique,
    given_by text not null,
    given_at bigint not null,
    expires_at bigint not null,
    claimed_at bigint,
    ended_at bigint
);
create index front_mandate_movement on front_mandate (country, number);
create index front_mandate_organisation on front_mandate (organisation, given_at);

create table front_paper (
    id bigint primary key,
    country text not null,
    number integer not null,
    organisation text not null references organisation (id),
    collected_by text not null,
    collected_at bigint not null,
    entry bigint not null,
    list text not null,
    kind text not null,
    reference text not null,
    issued_on text not null,
    digest {blob} not null,
    media text not null,
    size bigint not null,
    scanned_at bigint,
    withdrawn_at bigint
);
create index front_paper_movement on front_paper (country, number);

-- A tariff of one fund, as it was published: never changed, followed by the next version.
create table front_tariff (
    id bigint primary key,
    country text not null,
    fund text not null,
    version integer not null,
    valid_from text not null,
    published_by text not null,
    published_at bigint not null,
    entry bigint not null,
    lines {blob} not null,
    unique (country, fund, version)
);

create table front_assessment (
    id bigint primary key,
    country text not null,
    number integer not null,
    organisation text not null references organisation (id),
    assessed_by text not null,
    assessed_at bigint not null,
    entry bigint not null,
    state text not null,
    lines {blob} not null
);
create index front_assessment_movement on front_assessment (country, number);

-- A receipt, or the receipt that takes one back: each organisation numbers its own, without a gap.
create table front_receipt (
    organisation text not null references organisation (id),
    number bigint not null,
    assessment bigint not null references front_assessment (id),
    kind text not null,
    cancels bigint,
    made_by text not null,
    made_at bigint not null,
    entry bigint not null,
    method text not null,
    primary key (organisation, number)
);
create unique index front_receipt_assessment on front_receipt (assessment, kind);

-- From one account of a fund to another: «due» is what the fund is owed, «till» what was taken in for it, «remitted»
-- what was handed over at a closing. A posting has one fund, so that money of two never mixes.
create table front_posting (
    id bigint primary key,
    organisation text not null references organisation (id),
    fund text not null,
    source text not null,
    target text not null,
    currency text not null,
    amount bigint not null check (amount > 0),
    receipt bigint,
    closing bigint,
    entry bigint not null,
    at bigint not null,
    check (source <> target)
);
create index front_posting_open on front_posting (organisation, id) where closing is null;
create index front_posting_closing on front_posting (organisation, closing);
create index front_posting_receipt on front_posting (organisation, receipt);

create table front_closing (
    organisation text not null references organisation (id),
    number bigint not null,
    made_by text not null,
    made_at bigint not null,
    entry bigint not null,
    totals {blob} not null,
    primary key (organisation, number)
);
