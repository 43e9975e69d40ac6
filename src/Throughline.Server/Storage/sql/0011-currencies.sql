-- Guarantees in other currencies than the euro: what a movement holds stands in the guarantee's currency, beside it the
-- cents of euro that it was asked for, and at each posting the rate by which the one became the other.
alter table reservation add column euro bigint not null default 0;
update reservation set euro = amount;
alter table posting add column euro bigint;
alter table posting add column rate text;
