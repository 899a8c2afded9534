-- The one living plan of a person, and what was made of it: versions, who agreed, who approved. Nothing here is ever
-- changed: each row is added to what stood before, and the plan is read from all of them.

-- One thing somebody wrote in a plan: a goal, other words for it, a step, why it matters, that it is done.
create table plan_entry (
  id text primary key not null,
  person_id text not null references person (id),
  -- The place of the entry among all of this person's, from 1. A form carries the last it was drawn from.
  position integer not null,
  -- The goal, the step or the matter it is about.
  about text not null,
  kind text not null,
  -- The entry itself, as JSON.
  entry text not null,
  recorded_at bigint not null,
  recorded_by text not null
);
create unique index plan_entry_in_order on plan_entry (person_id, position);

-- The plan as it was read when it was sent for approval.
create table plan_version (
  id text primary key not null,
  person_id text not null references person (id),
  number integer not null,
  -- The last entry that is in it.
  position integer not null,
  -- How they stood, which decides what the plan had to speak of; as JSON.
  situation text not null,
  content text not null,
  -- The series of the evidence that it was sent.
  evidence text not null,
  sent_at bigint not null,
  sent_by text not null
);
create unique index plan_version_in_order on plan_version (person_id, number);

-- What they think of a version, in their words; the latest counts.
create table plan_agreement (
  id text primary key not null,
  version_id text not null references plan_version (id),
  person_id text not null references person (id),
  answer text not null,
  words text not null,
  -- How a worker who wrote it down knows it. Empty where they said it at their own door.
  heard text not null,
  recorded_at bigint not null,
  recorded_by text not null
);
create index plan_agreement_version on plan_agreement (version_id, recorded_at);

-- The manager's reading of a version: approved, or sent back with what to change.
create table plan_decision (
  id text primary key not null,
  version_id text not null unique references plan_version (id),
  person_id text not null references person (id),
  decision text not null,
  -- Whether the young person was seen, and took part.
  seen boolean not null,
  took_part boolean not null,
  analysis text not null,
  recorded_at bigint not null,
  recorded_by text not null
);
create index plan_decision_person on plan_decision (person_id, recorded_at);
