-- Numbers handed out for use on paper. Each is used once: entered afterwards, closed on paper, or given back.
create table paper_number (
    mrn text primary key,
    country text not null,
    office text not null,
    state text not null,
    issued_at bigint not null,
    settled_at bigint,
    accepted_on text,
    released_on text,
    reason text,
    -- The receipt of the declaration that was entered under the number.
    receipt bigint
);
create index paper_number_office on paper_number (office, mrn);
create index paper_number_receipt on paper_number (receipt);

-- When what is known of a movement was erased; its number and state stay.
alter table movement add column erased_at bigint;
