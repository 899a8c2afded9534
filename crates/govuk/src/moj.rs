//! Components of the Ministry of Justice design system that pages of casework need.

mod badge;
mod button_menu;
mod filter;
mod identity_bar;
mod search;
mod timeline;

pub use badge::{Badge, BadgeColour};
pub use button_menu::ButtonMenu;
pub use filter::{Chosen, Filter};
pub use identity_bar::IdentityBar;
pub use search::Search;
pub use timeline::{Timeline, TimelineItem};
