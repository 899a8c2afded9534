-- Each order that a list can have, whole: with only its first column in an index, a council where thousands share a day
-- sorts them all again for each page.
create index person_summary_youngest on person_summary (born_on desc, sort_name);
create index person_summary_next_first on person_summary ((next_change_on is null), next_change_on, sort_name);
create index person_summary_changed_last on person_summary (last_changed_at desc, sort_name);
-- A total is counted from this alone. The person comes first so that no list is ever read in its order.
create index person_summary_counted on person_summary (person_id, record_restricted);
drop index person_summary_next;
drop index person_summary_changed;
-- "Who looked" asks for the lists and searches of the last days, which name many records in one row.
create index audit_event_action on audit_event (action, at);
