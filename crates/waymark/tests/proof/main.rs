//! The program as it runs on a council's server, treated badly: killed in the middle of saves (REL-01, AUD-02) and left
//! without space (REL-06). What was acknowledged must be there afterwards.

mod council;
mod disk_full;
mod kill;
mod site;
