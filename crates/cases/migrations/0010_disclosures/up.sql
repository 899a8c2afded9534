-- Something shared without or against their agreement, with everything that has to be on record (INF-10, INF-11). A manager
-- who did not propose it decides.
create table disclosure (
  id text primary key not null,
  person_id text not null references person (id),
  ground text not null,
  with_whom text not null,
  what text not null,
  why text not null,
  alternatives text not null,
  -- Whether they were asked, and if not why that was not safe or possible.
  asked text not null,
  -- Whether they were told, and if not why, with the day that is looked at again.
  told text not null,
  told_review_on date,
  proposed_at bigint not null,
  proposed_by text not null,
  decision text,
  decision_words text,
  decided_at bigint,
  decided_by text
);
create index disclosure_person on disclosure (person_id, proposed_at);
