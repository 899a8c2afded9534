//! The yearly looked-after children return (SSDA903): reading its files, finding what is wrong and saying how to mend it.
//!
//! Bytes in; typed rows, problems, fixes and a plan of what would change, out. No files, no clock, no database.
//!
//! Most callers need one function, [`preview::preview`]:
//!
//! ```
//! use waymark_ssda903::merge::Known;
//! use waymark_ssda903::preview::{Choices, Upload, preview};
//!
//! let header = b"CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\nA1,F,15/06/2007,WBRI,UN3,,\n";
//! let homes = b"CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN\n\
//!     A1,03/05/2024,S,V2,N1,U6,PR1,,,,,,\n";
//! let uploads = [Upload { name: "people.csv", bytes: header }, Upload { name: "homes.csv", bytes: homes }];
//! let choices = Choices { year: Some(2025), ..Choices::default() };
//!
//! let preview = preview(&uploads, &choices, &Known::default());
//! assert!(preview.can_import());
//! assert_eq!(preview.plan.people_tally.new, 1);
//! let held = Known::default().after(&preview.plan); // or: carry out the plan in one transaction
//! assert!(waymark_ssda903::preview::preview(&uploads, &choices, &held).changes_nothing());
//! ```
//!
//! The steps, each usable alone: [`read::read_file`] (bytes to rows), [`years::sort_years`] (which year a file is for),
//! [`checks::run`] (problems), [`problems::group`] (by fix, in words), [`fixes::apply_group`], [`merge::plan`] (what would
//! change against what is held), [`words::describe`] (that, in words). See `docs/importing-ssda903.md`.

pub mod checks;
pub mod codes;
pub mod dates;
pub mod fixes;
pub mod groups;
pub mod layout;
pub mod merge;
pub mod outcomes;
pub mod places;
pub mod preview;
pub mod problems;
pub mod read;
pub mod rows;
pub mod words;
pub mod years;
