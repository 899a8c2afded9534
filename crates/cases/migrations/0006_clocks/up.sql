-- What the clocks read, and what lists show of them.

-- One thing recorded: a visit, a home, a plan approved, a stay in custody, a reason for lateness (rules.md §5). Nothing
-- is overwritten: what was put right is superseded and stays.
create table evidence (
  id text primary key not null,
  -- The id of its first version: what a clock, a contact or another piece of evidence calls it by.
  series text not null,
  person_id text not null references person (id),
  kind text not null,
  class text not null,
  happened_on date not null,
  until_on date,
  outcome text not null,
  at_home text,
  about text,
  clock text,
  decided_by text,
  marks text not null,
  words text,
  -- What the page it was recorded on asked beside the clocks' own questions, as JSON.
  detail text not null,
  recorded_at bigint not null,
  recorded_by text not null,
  superseded_at bigint,
  superseded_by text
);
create index evidence_person on evidence (person_id, happened_on);
create index evidence_series on evidence (series);

-- What was said and done in a contact, beside its evidence. Their words are theirs: kept as given.
create table contact (
  -- The series of its evidence.
  evidence text primary key not null,
  person_id text not null references person (id),
  -- The id of the draft it was written as, so that the same draft sent twice is one entry.
  draft text not null unique,
  way text not null,
  their_words text not null,
  said_how text not null,
  seemed integer,
  what_happened text not null,
  next_steps text not null,
  -- shared, talk_first or held; with the reason for anything but shared.
  share text not null,
  share_reason text not null,
  recorded_at bigint not null
);
create index contact_person on contact (person_id, recorded_at);

-- Clocks that are late, due within 60 days, or set aside by a manager. Worked out, never a fact of its own.
create table clock_line (
  person_id text not null references person (id),
  clock text not null,
  kind text not null,
  about text not null,
  class text not null,
  state text not null,
  owner text not null,
  anchor_on date not null,
  due_on date not null,
  reason_code text not null,
  reason text not null,
  planned_on date,
  primary key (person_id, clock, kind, about)
);
create index clock_line_due on clock_line (due_on, person_id);

-- In the line that lists show of a person: how their clocks stand, and when that changes by itself. Empty until it was
-- first worked out, which the nightly work does for records from before there were clocks.
alter table person_summary add column late integer not null default 0;
alter table person_summary add column soon integer not null default 0;
alter table person_summary add column on_track integer not null default 0;
-- Whether every late one has a reason that follows what they asked for: those sort below.
alter table person_summary add column late_respected boolean not null default false;
-- The oldest due date of anything late.
alter table person_summary add column late_since date;
alter table person_summary add column next_due_on date;
alter table person_summary add column last_talked_on date;
alter table person_summary add column clocks_change_on date;
alter table person_summary add column clocks_on date;
create index person_summary_late on person_summary (late_respected, late_since, person_id);
create index person_summary_clocks_change on person_summary (clocks_change_on);

-- A private calendar: whoever has the address can read neutral titles and dates. Only a digest of it is kept.
create table calendar_feed (
  id text primary key not null,
  token_digest text not null unique,
  staff_id text references staff (id),
  person_id text references person (id),
  made_at bigint not null,
  revoked_at bigint
);

-- "Remind us": a young person asked for something we promised.
create table promise_reminder (
  id text primary key not null,
  person_id text not null references person (id),
  clock text not null,
  about text not null,
  asked_at bigint not null,
  answered_at bigint
);
create index promise_reminder_person on promise_reminder (person_id, asked_at);
