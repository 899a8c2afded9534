//! The plan: goals in their own words, steps, what we promise, and what the law wants said (S18, S19, Y05–Y07).
//!
//! A person has one plan, and it is alive: both doors add to it, and nothing in it is ever changed. What somebody writes
//! is an entry ([`entries`]); the plan as it stands is read from all entries in order ([`read`]). The words of a young
//! person stay as they wrote them: whoever words a goal in another way writes beside them. Sent for approval, the plan as
//! read is kept as a version ([`versions`]); two versions can be held against each other ([`compare`]).

pub mod compare;
pub mod cover;
pub mod entries;
mod fold;
pub mod known;
pub mod read;
pub mod told;
pub mod versions;
mod write;

pub use entries::{AsideBecause, Celebrate, Entry, Field, GoalState, StepState, StepWho, Whose};
pub use read::{
    Content, Goal, Line, MatterSays, Move, Nearness, Plan, PlanRead, Said, Step, Wording, as_read, of_person,
};
pub use versions::{Agreement, Answer, Decided, Decision, Version};
pub use write::{Writer, clash, write};
