//! Waymark's own components, made in the manner of the design systems. Their looks are in the style sheets'
//! `wm-` classes.

mod age_strip;
mod card_table;
mod cards;
mod clock_bar;
mod person_bar;
mod quote;
mod weeks_bar;

pub use age_strip::{AgeSpan, AgeStrip, SpanKind};
pub use card_table::{CardTable, Column, SortOrder};
pub use cards::{ActionCard, Card, CardList, Figure, Figures};
pub use clock_bar::{BarState, ClockBar};
pub use person_bar::PersonBar;
pub use quote::{Demonstration, Reason, Reasons, Words};
pub use weeks_bar::WeeksBar;
