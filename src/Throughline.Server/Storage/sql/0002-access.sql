-- Who may come in. Names of persons stand here and nowhere else: the journal knows accounts by their identification.

create table organisation (
    id text primary key,
    kind text not null,
    country text not null,
    name text not null,
    identification text unique,
    created_at bigint not null,
    -- When one of its accounts was first used: from then on a customs organisation is in its own hands.
    entered_at bigint,
    closed_at bigint
);
-- A second administration of a country would be a way around the first one.
create unique index organisation_customs on organisation (country) where kind = 'Customs';

create table account (
    id text primary key,
    organisation text not null references organisation (id),
    role text not null,
    login text not null unique,
    name text not null,
    offices text not null,
    password text,
    created_at bigint not null,
    disabled_at bigint
);
create index account_organisation on account (organisation);

-- Secrets are kept as their digests: whoever reads the database can use none of them.
create table access_secret (
    digest {blob} primary key,
    account text not null references account (id),
    expires_at bigint not null
);
create index access_secret_account on access_secret (account);

create table access_session (
    digest {blob} primary key,
    account text not null references account (id),
    created_at bigint not null,
    seen_at bigint not null,
    expires_at bigint not null
);
create index access_session_account on access_session (account);

create table access_key (
    id text primary key,
    digest {blob} not null unique,
    account text not null references account (id),
    name text not null,
    created_at bigint not null,
    expires_at bigint not null,
    revoked_at bigint
);
create index access_key_account on access_key (account);

-- Failed logins by account and by address, both as digests.
create table login_attempt (
    id text primary key,
    failures integer not null,
    last_at bigint not null
);
create index login_attempt_last on login_attempt (last_at);
