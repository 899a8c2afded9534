//! The pages, in process: the real router over a real database, asked as a browser would ask. On SQLite, or on the
//! PostgreSQL server that `WAYMARK_TEST_POSTGRES` names.

mod calendar;
mod data;
mod me;
mod proof;
mod sign_in;
mod support;
mod team;
mod weight;
