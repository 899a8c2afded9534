-- Signing in. Nothing here opens anything by itself: secrets are kept as digests or hashes wherever they are only
-- compared, and every row that opens a door has an end.

create table account (
  who text primary key not null,
  -- Names the account to passkey devices; says nothing about it.
  passkey_handle text not null unique,
  created_at bigint not null,
  last_used_at bigint,
  -- From when idleness is counted: the last use, or the day it was opened or let in again.
  idle_since_at bigint not null,
  warned_at bigint,
  disabled_at bigint,
  disabled_why text
);

create table account_password (
  who text primary key not null references account (who),
  password_hash text not null,
  set_at bigint not null
);

create table account_totp (
  who text primary key not null references account (who),
  secret text not null,
  confirmed_at bigint not null,
  last_step bigint not null
);

create table account_contact (
  kind text not null,
  folded text not null,
  who text not null references account (who),
  shown text not null,
  since_at bigint not null,
  primary key (kind, folded)
);
create index account_contact_who on account_contact (who);

create table account_passkey (
  id text primary key not null,
  who text not null references account (who),
  credential_id text not null unique,
  credential text not null,
  named text not null,
  created_at bigint not null,
  last_used_at bigint,
  ended_at bigint
);
create index account_passkey_who on account_passkey (who);

create table account_invite (
  token_digest text primary key not null,
  who text not null references account (who),
  kind text not null,
  totp_secret text not null,
  created_at bigint not null,
  created_by text not null,
  expires_at bigint not null,
  used_at bigint
);
create index account_invite_who on account_invite (who);

-- Browsers that have signed in to an account before: they keep their own count of wrong guesses.
create table account_browser (
  token_digest text primary key not null,
  who text not null references account (who),
  created_at bigint not null
);

-- Wrong guesses, by what was guessed at. The lane is a digest, also for names that do not exist.
create table guess (
  lane text primary key not null,
  failures integer not null,
  last_at bigint not null
);

create table one_time_code (
  id text primary key not null,
  binding text not null,
  contact text not null,
  who text,
  code_digest text not null,
  created_at bigint not null,
  expires_at bigint not null,
  tries integer not null,
  used_at bigint
);
create index one_time_code_binding on one_time_code (binding, created_at);
create index one_time_code_contact on one_time_code (contact, created_at);

create table adviser_phrase (
  id text primary key not null,
  binding text not null,
  phrase_digest text not null,
  created_at bigint not null,
  expires_at bigint not null,
  who text,
  confirmed_by text,
  confirmed_at bigint,
  used_at bigint
);
create index adviser_phrase_binding on adviser_phrase (binding, created_at);
create index adviser_phrase_digest on adviser_phrase (phrase_digest);

create table session (
  handle text primary key not null,
  token_digest text not null unique,
  who text not null references account (who),
  door text not null,
  kind text not null,
  device text not null,
  started_at bigint not null,
  proved_at bigint not null,
  last_used_at bigint not null,
  ends_at bigint not null,
  ended_at bigint,
  ended_why text
);
create index session_who on session (who, started_at);
