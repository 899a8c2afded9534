//! The rule of what a plan must speak of (CON-01): rules.md §5.8. What is asked is in [`crate::plan_content`].

use super::Confidence::{Confirmed, General, Secondary};
use super::Kind::{Local, Statute};
use super::{Rule, entry};

pub(super) const RULES: &[Rule] = &[
    entry(
        "CON-01",
        "What a plan speaks of",
        "A plan speaks of each matter of the regulations, or says why it is not needed.",
        "Care Leavers (England) Regulations 2010, Schedule 1",
        Statute,
        Confirmed,
    ),
    entry(
        "CON-01.home",
        "Whether a home is suitable",
        "A plan says how it was found that the home is suitable.",
        "Care Leavers (England) Regulations 2010, regulation 9 and Schedule 2",
        Statute,
        Confirmed,
    ),
    entry(
        "CON-01.care",
        "Care matters in a plan",
        "The plan of somebody who is still in care speaks of their care and the home they live in.",
        "Care Planning, Placement and Case Review (England) Regulations 2010, Schedule 8",
        Statute,
        Secondary,
    ),
    entry(
        "CON-01.held",
        "A plan for somebody held",
        "The plan of somebody held speaks of the place, of what goes on there, and of coming out.",
        "Care Planning, Placement and Case Review (England) Regulations 2010, on remand; format: one council's guidance",
        Statute,
        General,
    ),
    entry(
        "CON-01.local",
        "What councils ask beside the law",
        "A plan has the young person's own words in it, and says how they stay safe.",
        "Practice guidance of one council, 2022, sections 4 and 5",
        Local,
        Confirmed,
    ),
    entry(
        "CON-01.break",
        "A plan while somebody takes a break",
        "The plan of somebody who stepped back goes on until 21, and says what was tried, wished, offered and left open.",
        "Step-back guidance of one council, 2022",
        Local,
        Confirmed,
    ),
];
