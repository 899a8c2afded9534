//! Waymark's own components, made in the manner of the design systems. Their looks are in the style sheets'
//! `wm-` classes.

mod age_strip;
mod card_table;
mod cards;
mod clock_bar;
mod number_line;
mod person_bar;
mod quote;
mod step_bars;
mod twin;
mod weeks_bar;

pub use age_strip::{AgeSpan, AgeStrip, SpanKind};
pub use card_table::{CardTable, Column, SortOrder};
pub use cards::{ActionCard, Card, CardList, Figure, Figures};
pub use clock_bar::{BarState, ClockBar};
pub use number_line::{LineOf, NumberLine, NumberPoint, NumberSeries};
pub use person_bar::PersonBar;
pub use quote::{Demonstration, Reason, Reasons, Words};
pub use step_bars::{StepBars, StepRow, StepStrip};
pub use twin::Twin;
pub use weeks_bar::WeeksBar;
