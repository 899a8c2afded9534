//! Reviews (S27, S40–S44, Y13–Y16, journey 9): of the plan, of somebody's care, or both in one meeting.
//!
//! A review is planned and led by the young person. What anybody writes about it is an entry that stays ([`entries`]); the
//! review as it stands is read from them in order ([`read`]). The clocks read its day, its report and its decisions as
//! evidence, which [`write`] keeps in the same transaction. [`lists`] says what is coming and what is owed after.

pub mod entries;
pub mod lists;
pub mod read;
pub(crate) mod told;
mod write;

pub use entries::{Arrangement, Card, Entry, Kind, Lead, Voice, Way};
pub use read::{Meeting, Number, Resolved, Took, of_person, one};
pub use told::TellMeeting;
pub use write::{Hand, ask, hand, hand_if_any, set_up, write};
