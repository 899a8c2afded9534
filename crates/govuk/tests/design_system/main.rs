//! The components against the design systems' own.

mod examples;
mod govuk;
mod moj;
mod options;
mod same;
