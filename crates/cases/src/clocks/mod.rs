//! A person's clocks, worked out from the record and never stored as facts of their own (rules.md §5).
//!
//! [`lines`] keeps beside the record what lists show of them; [`late`] reads it for managers.

pub mod late;
pub mod lines;
pub mod policy;
pub mod reasons;

use std::sync::Arc;

use jiff::civil::Date;
use waymark_rules::clocks::{Clock, Evidence, EvidenceKind, Mark, Outcome, Packs};
use waymark_rules::facts::Facts;
use waymark_rules::policy::Policy;

use crate::access::{Class, Permit, Read, class};
use crate::db::Reading;
use crate::error::{Error, Result};
use crate::evidence::Kept;

/// Everything the clocks of one person are worked out from, on one day.
#[derive(Debug, Clone)]
pub struct Clocks {
    pub facts: Facts,
    pub evidence: Vec<Evidence>,
    /// The rows behind the evidence that was recorded as such, for whoever may read them.
    pub kept: Vec<Kept>,
    pub packs: Arc<Packs>,
    pub policy: Policy,
    pub as_of: Date,
}

impl Clocks {
    /// The clocks themselves. They borrow from here.
    pub fn run(&self) -> Result<Vec<Clock<'_>>> {
        waymark_rules::clocks::evaluate(&self.facts, &self.evidence, &self.packs, &self.policy, self.as_of)
            .map_err(|problems| Error::Contradicts(problems.to_string()))
    }

    /// What a clock calls by its id.
    pub fn evidence(&self, id: &str) -> Option<&Evidence> {
        self.evidence.iter().find(|one| one.id == id)
    }

    pub fn kept(&self, id: &str) -> Option<&Kept> {
        self.kept.iter().find(|one| one.series == id)
    }
}

/// A person's clocks today.
pub fn of_person(r: &mut Reading<'_>, permit: &Permit<class::Status, Read>) -> Result<Clocks> {
    let today = r.today();
    lines::gather_one(r, permit.person(), today)
}

/// Which class of data a clock tells about. Whoever may not read the class is not shown the clock.
pub fn class_of(clock: &str) -> Class {
    match clock {
        "CLK-48" | "CLK-48a" | "CLK-48b" | "CLK-49" | "CLK-72" => Class::Immigration,
        "CLK-34" | "CLK-35" | "CLK-63" | "CLK-64" | "CLK-65" | "CLK-66" | "CLK-67" => Class::Health,
        "CLK-80" | "CLK-81" | "CLK-82" | "CLK-83" | "CLK-84" | "CLK-85" | "CLK-86" | "CLK-87" | "CLK-90" => {
            Class::ManagementOversight
        }
        "CLK-77" | "CLK-78" => Class::WholeRecordExport,
        _ => Class::Status,
    }
}

/// The last day both sides talked, whatever the way.
pub(crate) fn last_talked_on(evidence: &[Evidence], today: Date) -> Option<Date> {
    let talked = |one: &&Evidence| {
        one.kind == EvidenceKind::Contact
            && one.outcome == Outcome::Done
            && one.on <= today
            && (one.marks.has(Mark::TwoWay) || one.marks.has(Mark::FaceToFace))
    };
    evidence.iter().filter(talked).map(|one| one.on).max()
}
