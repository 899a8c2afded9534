//! Signing in and out at both doors.

mod account;
mod beside;
mod outbox;
mod passkeys;
mod staff;
mod young_person;
