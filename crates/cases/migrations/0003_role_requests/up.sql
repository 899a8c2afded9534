-- A role asked for by one administrator and settled by another (ACC-08, ACC-09).
create table role_request (
  id text primary key not null,
  staff_id text not null references staff (id),
  role text not null,
  reason text not null,
  asked_at bigint not null,
  asked_by text not null,
  settled_at bigint,
  settled_by text,
  granted boolean
);
create index role_request_staff on role_request (staff_id);
