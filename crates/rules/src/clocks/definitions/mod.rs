//! Every clock as a row of data, by section of the law (rules.md §5.2 to §5.11).
//!
//! To add one: name its rule in `src/citation/clocks.rs`, write its cases in `scenarios/`, add the row here, and a default
//! to `packs/national.toml` if a council may choose. Only a row that is truly different needs code, in `worked.rs`.

mod assessment;
mod custody;
mod immigration_and_home;
mod looked_after;
mod management;
mod records;
mod reviews;
mod transitions;
mod visits;

use super::definition::{Definition, Standing, Standings};
use Standing::{
    Active, Dormant, Eligible, FormerRelevant, NotEligible, Qualifying, QualifyingEducation, Relevant, Under16,
};

/// In care, whatever the age.
const IN_CARE: Standings = Standings::of(&[Under16, NotEligible, Eligible]);
const ELIGIBLE: Standings = Standings::of(&[Eligible]);
const RELEVANT: Standings = Standings::of(&[Relevant]);
const ELIGIBLE_OR_RELEVANT: Standings = Standings::of(&[Eligible, Relevant]);
const RELEVANT_OR_FORMER: Standings = Standings::of(&[Relevant, FormerRelevant]);
const QUALIFYING: Standings = Standings::of(&[Qualifying]);
const ACTIVE: Standings = Standings::of(&[Active]);
const DORMANT: Standings = Standings::of(&[Dormant]);
const FORMER_OR_ACTIVE: Standings = Standings::of(&[FormerRelevant, Active]);
const AFTER_21: Standings = Standings::of(&[Active, Dormant]);
/// Everybody with a pathway plan.
const WITH_A_PLAN: Standings = Standings::of(&[Eligible, Relevant, FormerRelevant, Active]);
/// Out of care, with full duties.
const OUT_OF_CARE: Standings = Standings::of(&[Relevant, FormerRelevant, Active]);
const WITH_PLAN_OR_IN_CARE: Standings = Standings::of(&[NotEligible, Eligible, Relevant, FormerRelevant, Active]);
/// Everybody the service works with (§5.14, the management row).
const SUPPORTED: Standings =
    Standings::of(&[NotEligible, Eligible, Relevant, FormerRelevant, Active, Qualifying, QualifyingEducation]);

const TABLES: [&[Definition]; 9] = [
    assessment::CLOCKS,
    reviews::CLOCKS,
    visits::CLOCKS,
    custody::CLOCKS,
    looked_after::CLOCKS,
    management::CLOCKS,
    transitions::CLOCKS,
    immigration_and_home::CLOCKS,
    records::CLOCKS,
];

/// Every row, by section of the law.
pub fn all() -> impl Iterator<Item = &'static Definition> {
    static ALL: [&[Definition]; 9] = TABLES;
    ALL.iter().copied().flatten()
}

/// The row with an id, such as `CLK-57.distributed`.
pub fn by_id(id: &str) -> Option<&'static Definition> {
    all().find(|definition| definition.id == id)
}
