-- Reviews of a plan and of somebody's care: set up, planned by them, held, and what was agreed. What was written is in
-- meeting_entry and never changes; the row here says in one line how the meeting stands, for lists.
create table meeting (
  person_id text not null references person (id),
  id text not null,
  kind text not null,
  planned_on date not null,
  held_on date,
  -- The report was given to them, the decisions were told, the whole was closed, or it was called off.
  report_shared_at bigint,
  decisions_shared_at bigint,
  closed_at bigint,
  called_off_at bigint,
  -- The evidence the clocks read: one series for a review of care, one for a review of the plan.
  care_evidence text,
  plan_evidence text,
  set_up_at bigint not null,
  set_up_by text not null,
  primary key (person_id, id)
);
create index meeting_person on meeting (person_id, planned_on);
create index meeting_open on meeting (planned_on, id) where closed_at is null and called_off_at is null;

create table meeting_entry (
  id text primary key not null,
  person_id text not null,
  meeting_id text not null,
  position integer not null,
  -- The decision an entry is about; empty for the meeting as a whole.
  about text not null,
  kind text not null,
  entry text not null,
  recorded_at bigint not null,
  recorded_by text not null,
  unique (person_id, meeting_id, position),
  foreign key (person_id, meeting_id) references meeting (person_id, id)
);
