-- "Who looked" asks for the lists and searches of the last days, which name many records in one row.
create index audit_event_action on audit_event (action, at);
