-- The records. Portable subset: text ids, date columns, instants as microseconds, booleans, JSON as text.
-- Nothing about a person is overwritten: a later version supersedes a row and both stay.

create table council_setting (
  setting text not null,
  value text not null,
  from_at bigint not null,
  set_by text not null,
  primary key (setting, from_at)
);

create table team (
  id text primary key not null,
  name text not null,
  area text not null,
  created_at bigint not null
);

create table staff (
  id text primary key not null,
  full_name text not null,
  first_name text not null,
  job text not null,
  email text not null unique,
  phone text,
  created_at bigint not null,
  left_at bigint
);

-- Where somebody is placed: in a team, across the service, over a budget, on the duty rota.
create table staff_post (
  id text primary key not null,
  staff_id text not null references staff (id),
  kind text not null,
  team_id text references team (id),
  from_on date not null,
  to_on date,
  set_at bigint not null,
  set_by text not null
);
create index staff_post_staff on staff_post (staff_id);
create index staff_post_team on staff_post (team_id);

create table staff_role (
  id text primary key not null,
  staff_id text not null references staff (id),
  role text not null,
  from_on date not null,
  to_on date,
  granted_at bigint not null,
  granted_by text not null
);
create index staff_role_staff on staff_role (staff_id);

create table person (
  id text primary key not null,
  pseudonym text not null unique,
  created_at bigint not null,
  created_by text not null,
  import_id text,
  withdrawn_at bigint
);

create table person_fact (
  id text primary key not null,
  person_id text not null references person (id),
  kind text not null,
  answer text not null,
  value text not null,
  said_by text not null,
  true_from date,
  recorded_at bigint not null,
  recorded_by text not null,
  superseded_at bigint,
  superseded_by text,
  import_id text
);
create index person_fact_person on person_fact (person_id, kind, superseded_at);
create index person_fact_value on person_fact (kind, value);

create table episode (
  id text primary key not null,
  person_id text not null references person (id),
  started_on date not null,
  ended_on date,
  reason_started text not null,
  legal_status text not null,
  need_code text not null,
  place text not null,
  place_provider text not null,
  reason_ended text not null,
  reason_place_change text not null,
  home_postcode text not null,
  place_postcode text not null,
  urn text not null,
  authority text not null,
  recorded_at bigint not null,
  recorded_by text not null,
  superseded_at bigint,
  superseded_by text,
  import_id text
);
create index episode_person on episode (person_id, started_on);

create table dated_fact (
  id text primary key not null,
  person_id text not null references person (id),
  kind text not null,
  starts_on date not null,
  ends_on date,
  detail text not null,
  recorded_at bigint not null,
  recorded_by text not null,
  superseded_at bigint,
  superseded_by text,
  import_id text
);
create index dated_fact_person on dated_fact (person_id, kind, starts_on);

create table return_row (
  id text primary key not null,
  person_id text not null references person (id),
  file text not null,
  return_year integer not null,
  natural_key text not null,
  starts_on date,
  ends_on date,
  code text not null,
  detail text not null,
  recorded_at bigint not null,
  recorded_by text not null,
  superseded_at bigint,
  superseded_by text,
  import_id text
);
create index return_row_person on return_row (person_id, file, starts_on);
create index return_row_year on return_row (file, return_year);

create table relationship (
  id text primary key not null,
  person_id text not null references person (id),
  staff_id text references staff (id),
  team_id text references team (id),
  kind text not null,
  from_on date not null,
  to_on date,
  reason text not null,
  recorded_at bigint not null,
  recorded_by text not null,
  ended_at bigint,
  ended_by text
);
create index relationship_person on relationship (person_id, kind);
create index relationship_staff on relationship (staff_id, kind, to_on);

create table restriction (
  id text primary key not null,
  person_id text not null references person (id),
  grade text not null,
  reason text not null,
  review_on date not null,
  set_at bigint not null,
  set_by text not null,
  ended_at bigint
);
create index restriction_person on restriction (person_id);

create table restriction_named (
  restriction_id text not null references restriction (id),
  staff_id text not null references staff (id),
  primary key (restriction_id, staff_id)
);

-- What a list shows. Worked out from the tables above in the same transaction as each change, and again each night.
create table person_summary (
  person_id text primary key not null references person (id),
  shown_name text not null,
  sort_name text not null,
  child_number text not null,
  born_on date not null,
  status text not null,
  status_says text not null,
  next_change_on date,
  next_status text,
  looked_after boolean not null,
  record_restricted boolean not null,
  team_id text,
  adviser_id text,
  adviser_name text not null,
  adviser_since date,
  lives text not null,
  last_changed_at bigint not null,
  computed_on date not null
);
create index person_summary_sort on person_summary (sort_name, person_id);
create index person_summary_adviser on person_summary (adviser_id, sort_name);
create index person_summary_team on person_summary (team_id, sort_name);
create index person_summary_status on person_summary (status, sort_name);
create index person_summary_next on person_summary (next_change_on);
create index person_summary_changed on person_summary (last_changed_at);
create index person_summary_number on person_summary (child_number);
create index person_summary_born on person_summary (born_on, sort_name);

create table search_key (
  person_id text not null references person (id),
  search_text text not null,
  kind text not null,
  primary key (search_text, kind, person_id)
);
create index search_key_person on search_key (person_id);

-- What happened to a record, in order: the timeline, "what changed", and the proof that a change said what it was.
create table event (
  id text primary key not null,
  person_id text not null references person (id),
  kind text not null,
  happened_on date not null,
  recorded_at bigint not null,
  recorded_by text not null,
  says text not null,
  detail text not null,
  import_id text
);
create index event_person on event (person_id, recorded_at);
create index event_recorded on event (recorded_at);

create table audit_event (
  seq bigint primary key not null,
  at bigint not null,
  actor text not null,
  actor_kind text not null,
  session text not null,
  role text not null,
  relationship text not null,
  action text not null,
  class text not null,
  record text not null,
  purpose text not null,
  route text not null,
  result text not null,
  origin text not null,
  request text not null,
  detail text not null
);
create index audit_event_record on audit_event (record, seq);
create index audit_event_actor on audit_event (actor, at);

create table form_receipt (
  form_key text primary key not null,
  actor text not null,
  route text not null,
  location text not null,
  at bigint not null
);

create table import_batch (
  id text primary key not null,
  state text not null,
  return_year integer not null,
  authority text not null,
  created_at bigint not null,
  created_by text not null,
  applied_at bigint,
  undo_until bigint,
  undone_at bigint,
  result text not null
);

create table import_file (
  id text primary key not null,
  import_id text not null references import_batch (id),
  position integer not null,
  name text not null,
  content text not null
);
create index import_file_import on import_file (import_id, position);

create table import_choice (
  import_id text not null references import_batch (id),
  group_key text not null,
  choice text not null,
  reason text not null,
  chosen_at bigint not null,
  chosen_by text not null,
  primary key (import_id, group_key)
);

create table import_change (
  import_id text not null references import_batch (id),
  position integer not null,
  stored_in text not null,
  row_id text not null,
  replaces text,
  primary key (import_id, position)
);

create table message_out (
  id text primary key not null,
  person_id text,
  staff_id text,
  channel text not null,
  address text not null,
  body text not null,
  created_at bigint not null,
  taken_at bigint
);
create index message_out_created on message_out (created_at);
