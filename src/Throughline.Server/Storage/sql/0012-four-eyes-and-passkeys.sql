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

-- Public halves of passkeys. The private half never leaves the device of its owner.
create table access_passkey (
    id text primary key,
    credential {blob} not null unique,
    account text not null references account (id),
    name text not null,
    public_key {blob} not null,
    sign_count bigint not null,
    is_backup_eligible integer not null,
    is_backed_up integer not null,
    created_at bigint not null,
    used_at bigint
);
create index access_passkey_account on access_passkey (account);

-- A challenge that was given out: good once, for a few minutes. Null: for a login.
create table access_challenge (
    digest {blob} primary key,
    account text,
    state text not null,
    expires_at bigint not null
);
