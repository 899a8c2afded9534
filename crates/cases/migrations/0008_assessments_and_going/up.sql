-- Getting to know each other, how it is going, and questions from 0 to 10. Nothing here is overwritten: what was put right
-- is superseded and stays, each side's words beside the other's.

-- What one side said of one part of life in the assessment, on one day (rules.md §5.2, S17).
create table assessment_entry (
  id text primary key not null,
  -- The id of its first version.
  series text not null,
  person_id text not null references person (id),
  domain text not null,
  -- theirs, worker or somebody_else; who it was in the last case.
  side text not null,
  who text not null,
  said_on date not null,
  going_well text not null,
  hard text not null,
  wants text not null,
  helps text not null,
  -- What this rests on: what was seen, said or written elsewhere.
  evidence text not null,
  number integer,
  recorded_at bigint not null,
  recorded_by text not null,
  superseded_at bigint,
  superseded_by text
);
create index assessment_entry_person on assessment_entry (person_id, recorded_at);

-- What the worker makes of it, apart from anybody's words.
create table assessment_analysis (
  id text primary key not null,
  person_id text not null references person (id),
  domain text not null,
  words text not null,
  recorded_at bigint not null,
  recorded_by text not null,
  superseded_at bigint,
  superseded_by text
);
create index assessment_analysis_person on assessment_analysis (person_id, recorded_at);

-- Whether they agree with what is written of a part. The latest stands.
create table assessment_view (
  id text primary key not null,
  person_id text not null references person (id),
  domain text not null,
  view text not null,
  words text not null,
  recorded_at bigint not null,
  recorded_by text not null
);
create index assessment_view_person on assessment_view (person_id, recorded_at);

-- Sent to a manager, approved, or sent back. `about` names what was sent.
create table assessment_step (
  id text primary key not null,
  person_id text not null references person (id),
  kind text not null,
  about text not null,
  happened_on date not null,
  words text not null,
  seen boolean not null,
  took_part boolean not null,
  recorded_at bigint not null,
  recorded_by text not null
);
create index assessment_step_person on assessment_step (person_id, recorded_at);

-- How one part of life was going on one day, to one side. No step: it was skipped. The words are those of that day.
create table going_answer (
  id text primary key not null,
  person_id text not null references person (id),
  side text not null,
  area text not null,
  answered_on date not null,
  step text,
  area_says text not null,
  step_says text not null,
  recorded_at bigint not null,
  recorded_by text not null,
  superseded_at bigint,
  superseded_by text
);
create index going_answer_person on going_answer (person_id, answered_on);

-- What changed and what helped, to one side on one day.
create table going_note (
  id text primary key not null,
  person_id text not null references person (id),
  side text not null,
  answered_on date not null,
  changed text not null,
  helped text not null,
  recorded_at bigint not null,
  recorded_by text not null,
  superseded_at bigint,
  superseded_by text
);
create index going_note_person on going_note (person_id, answered_on);

-- The order they like their parts in. The latest stands.
create table going_order (
  id text primary key not null,
  person_id text not null references person (id),
  areas text not null,
  recorded_at bigint not null,
  recorded_by text not null
);
create index going_order_person on going_order (person_id, recorded_at);

-- A question from 0 to 10, with what the two ends mean to them.
create table scale_question (
  id text primary key not null,
  series text not null,
  person_id text not null references person (id),
  -- The code of the ready-made question it began as, or nothing.
  starter text not null,
  asks text not null,
  zero_means text not null,
  ten_means text not null,
  good_enough integer,
  good_day text not null,
  side text not null,
  recorded_at bigint not null,
  recorded_by text not null,
  superseded_at bigint,
  superseded_by text
);
create index scale_question_person on scale_question (person_id, recorded_at);

-- One answer to it. No number: it was skipped.
create table scale_answer (
  id text primary key not null,
  person_id text not null references person (id),
  question text not null,
  side text not null,
  who text not null,
  answered_on date not null,
  number integer,
  why text not null,
  not_lower text not null,
  one_higher text not null,
  recorded_at bigint not null,
  recorded_by text not null,
  superseded_at bigint,
  superseded_by text
);
create index scale_answer_person on scale_answer (person_id, question, answered_on);
