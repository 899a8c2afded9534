-- Their own record: what they say of an entry, what a manager decides about one that is not shared, and a copy of it all.

-- What the young person says of an entry, in their words, and what a worker answered. Neither is ever changed.
create table reply (
  id text primary key not null,
  person_id text not null references person (id),
  -- The series of the contact's evidence. Empty for a question about what is held back, which they cannot name.
  entry text not null,
  kind text not null,
  words text not null,
  said_at bigint not null,
  said_by text not null,
  answer text,
  answer_words text,
  answered_at bigint,
  answered_by text
);
create index reply_person on reply (person_id, said_at);

-- A manager's decision on an entry that is not shared. The latest counts; the earlier ones stay.
create table share_decision (
  id text primary key not null,
  person_id text not null references person (id),
  entry text not null,
  decision text not null,
  words text not null,
  review_on date,
  decided_at bigint not null,
  decided_by text not null
);
create index share_decision_person on share_decision (person_id, entry, decided_at);

-- By when the worker means to have talked it through, at most 14 days on.
alter table contact add column talk_by date;
-- The day from which a manager has to look at it; empty for what is shared. Worked out from the answers and decisions.
alter table contact add column look_on date;
update contact set look_on = '2000-01-01' where share <> 'shared';
create index contact_look on contact (look_on, person_id);
