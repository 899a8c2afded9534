//! Signing in and out at both doors.

mod staff;
mod young_person;
