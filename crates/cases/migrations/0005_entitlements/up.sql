-- What was asked for, decided and paid (rules ENT-01 to ENT-31). A row is never changed but to be struck out.
create table entitlement_claim (
  id text primary key not null,
  person_id text not null references person (id),
  entitlement text not null,
  kind text not null,
  happened_on date not null,
  pence bigint,
  words text not null,
  recorded_at bigint not null,
  recorded_by text not null,
  struck_at bigint,
  struck_by text,
  struck_why text
);
create index entitlement_claim_person on entitlement_claim (person_id, happened_on, recorded_at);

-- Papers that are there, asked for, not needed or gone (rules DOC-01 to DOC-12). The latest says how it stands.
create table paper_known (
  id text primary key not null,
  person_id text not null references person (id),
  paper text not null,
  state text not null,
  happened_on date not null,
  words text not null,
  recorded_at bigint not null,
  recorded_by text not null
);
create index paper_known_person on paper_known (person_id, happened_on, recorded_at);
