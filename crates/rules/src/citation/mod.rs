//! Every rule the engine applies, with where it comes from and how sure we are (rules.md §0).
//!
//! The ids are the ids of the project's rules reference. The families follow one another in the order of the law, a file
//! each, and so does every explanation made from them.

mod clocks;
mod entitlements;
mod plan;
mod status;

use jiff::civil::Date;
use serde::Serialize;

/// One rule of the law, of guidance, or of ours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Rule {
    pub id: &'static str,
    /// A few words that name it on a page.
    pub label: &'static str,
    /// What it says, in a sentence.
    pub says: &'static str,
    pub source: &'static str,
    pub kind: Kind,
    pub confidence: Confidence,
    /// The day it came into force, where a day matters to anyone alive to it.
    pub in_force_from: Option<Date>,
}

/// What a rule is made of. When two clash, the earlier kind wins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub enum Kind {
    /// Binding law
    Statute,
    /// Statutory or national guidance
    Guidance,
    /// One authority's own rule
    Local,
    /// A decision of this product where the law is silent
    Design,
}

/// How the rule was checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
pub enum Confidence {
    /// Against the primary or official text
    Confirmed,
    /// Against a secondary text
    Secondary,
    /// General professional knowledge
    General,
    /// Unsure: there is a switch or a flag
    Unsure,
}

/// Every family of rules, in the order of the law. A new family is a file and a line here.
const FAMILIES: &[&[Rule]] = &[status::RULES, clocks::RULES, plan::RULES, entitlements::RULES];

/// All of them, in the order of the law.
pub fn rules() -> impl Iterator<Item = &'static Rule> {
    FAMILIES.iter().copied().flatten()
}

/// The rule with an id.
pub fn rule(id: &str) -> Option<&'static Rule> {
    rules().find(|rule| rule.id == id)
}

/// The place of a rule in the order of the law.
pub fn order(id: &str) -> Option<usize> {
    rules().position(|rule| rule.id == id)
}

const fn entry(
    id: &'static str,
    label: &'static str,
    says: &'static str,
    source: &'static str,
    kind: Kind,
    confidence: Confidence,
) -> Rule {
    Rule { id, label, says, source, kind, confidence, in_force_from: None }
}

impl Rule {
    const fn since(mut self, in_force_from: Date) -> Rule {
        self.in_force_from = Some(in_force_from);
        self
    }
}
