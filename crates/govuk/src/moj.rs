//! Components of the Ministry of Justice design system that pages of casework need.

mod badge;

pub use badge::{Badge, BadgeColour};
