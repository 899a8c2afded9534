//! What somebody can get, from whom, how much, what they had and what is left (rules ENT-01 to ENT-31, rules.md §6).
//!
//! [`entitlements`] gives one answer for each entitlement: the law's standing on the day, then what was asked for,
//! decided and paid. What other bodies owe is a signpost: the claim is followed here and decided there. Amounts are
//! data with dates and a source ([`amounts`]). [`documents`] says which key documents are there, to ask for, or late.

pub mod amounts;
mod claims;
mod council;
mod definitions;
mod others;
mod papers;
mod person;
mod standing;
mod study;
mod words;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::figures::{Unreadable, from_toml};

pub use amounts::{Amount, Amounts, Basis, Instalment, Offered, Per, pounds};
pub use claims::{Claim, ClaimKind};
pub use definitions::{Comes, DEFINITIONS, Definition, Giver, Id, Theme};
pub use papers::{Alert, Document, DocumentState, Held, HeldState, Paper, documents};
pub use person::Person;
pub use standing::{Question, Why, Window};

use claims::{Ledger, Stands};
use standing::{Is, Standing};

/// What was recorded about one person's entitlements.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Recorded {
    pub claims: Vec<Claim>,
    pub held: Vec<Held>,
    /// The day the adviser they have now began.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub adviser_since: Option<Date>,
}

/// What one council has settled for itself. Left out: nobody has said, and the pages ask.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct LocalRules {
    /// The day the duty of staying close is law (LAW-01).
    pub staying_close_in_force_from: Option<Date>,
    /// The day nobody with the full duties is intentionally homeless (LAW-03).
    pub not_intentionally_homeless_from: Option<Date>,
    /// Whether setting-up-home money is given to those who qualify under section 24.
    pub setting_up_home_for_qualifying: Option<bool>,
    /// Help with council tax ends on this birthday.
    pub council_tax_until_age: Option<i16>,
    pub rent_guarantor: Option<bool>,
    pub mentor_after_care: Option<bool>,
    pub identity_fees: Option<bool>,
    pub job_offers: Option<bool>,
}

impl LocalRules {
    pub fn from_toml(text: &str) -> Result<Self, Unreadable> {
        from_toml(text)
    }
}

/// Where an entitlement stands for a person on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum State {
    NotApplicable,
    Upcoming,
    CanClaimNow,
    Claimed,
    Received,
    Refused,
    Expired,
    CheckEligibility,
}

impl State {
    pub const ALL: [State; 8] = [
        Self::CanClaimNow,
        Self::CheckEligibility,
        Self::Claimed,
        Self::Refused,
        Self::Received,
        Self::Upcoming,
        Self::Expired,
        Self::NotApplicable,
    ];
}

/// Something that is missing for a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum Missing {
    Paper(Paper),
    /// An answer the record does not hold.
    Answer(Question),
}

/// One entitlement of one person on a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Entitlement {
    pub id: Id,
    pub state: State,
    /// How much there is, where a figure is known. Without one the amount follows need.
    pub amount: Option<Offered>,
    pub window: Window,
    /// Pence paid so far.
    pub had: i64,
    /// Pence left, where there is an amount: had and left make the amount, unless more was paid.
    pub left: Option<i64>,
    /// Pence paid over the amount.
    pub over: i64,
    /// Papers that are there.
    pub evidence: Vec<Paper>,
    pub missing: Vec<Missing>,
    pub reasons: Vec<Why>,
    /// Whether asking makes sense now: it is open, and no request waits.
    pub may_ask: bool,
    /// The day of the request that waits for an answer.
    pub asked_on: Option<Date>,
}

impl Entitlement {
    pub fn definition(&self) -> &'static Definition {
        self.id.definition()
    }
}

/// Everything of §6 for one person, in the order of the rules.
pub fn entitlements(person: &Person, recorded: &Recorded, amounts: &Amounts, local: &LocalRules) -> Vec<Entitlement> {
    DEFINITIONS.iter().map(|definition| one(person, recorded, amounts, local, definition)).collect()
}

fn one(
    person: &Person,
    recorded: &Recorded,
    amounts: &Amounts,
    local: &LocalRules,
    definition: &'static Definition,
) -> Entitlement {
    let mut standing = standing(person, local, definition.id);
    let ledger = ledger(person, recorded, definition);
    look_into(&mut standing, &ledger, definition.id);
    let amount = offered(person, amounts, &ledger, definition.id);
    let left = amount.as_ref().map(|amount| (amount.pence - ledger.had).max(0));
    let over = amount.as_ref().map_or(0, |amount| (ledger.had - amount.pence).max(0));
    let state =
        if person.has_died() { State::NotApplicable } else { state(&standing, &ledger, left, definition.comes) };
    let (evidence, missing) = papers_of(person, recorded, &standing, state, definition);
    Entitlement {
        id: definition.id,
        state,
        may_ask: may_ask(&standing, &ledger, state, left, definition.comes),
        amount,
        window: standing.window,
        had: ledger.had,
        left,
        over,
        evidence,
        missing,
        reasons: standing.why,
        asked_on: ledger.asked_on,
    }
}

/// The law alone, one rule at a time.
fn standing(p: &Person, local: &LocalRules, id: Id) -> Standing {
    use {council as c, others as o};
    if p.has_died() {
        return Standing::new(Is::No);
    }
    match id {
        Id::Maintenance => c::maintenance(p),
        Id::SettingUpHome => c::setting_up_home(p, local),
        Id::HigherEducationBursary => c::higher_education_bursary(p),
        Id::VacationHome => c::vacation_home(p),
        Id::EducationHelp => c::education_help(p),
        Id::OtherHelp => c::other_help(p),
        Id::Adviser => c::adviser(p),
        Id::StayingPut => c::staying_put(p),
        Id::StayingClose => c::staying_close(p, local),
        Id::CouncilTax => c::council_tax(p, local),
        Id::Guarantor => c::guarantor(p, local),
        Id::Visitor => c::visitor(p, local),
        Id::Advocacy => c::advocacy(p),
        Id::Records => c::records(p),
        Id::LocalOffer => c::local_offer(p),
        Id::IdentityFees => c::identity_fees(p, local),
        Id::StatusLetter => c::status_letter(p),
        Id::UniversalCredit => o::universal_credit(p),
        Id::UniversalCreditUnder18 => o::universal_credit_under_18(p),
        Id::UniversalCreditInEducation => o::universal_credit_in_education(p),
        Id::OneBedroomRate => o::one_bedroom_rate(p),
        Id::Bursary16To19 => o::bursary_16_to_19(p),
        Id::ApprenticeshipBursary => o::apprenticeship_bursary(p),
        Id::StudentFinance => o::student_finance(p),
        Id::HealthCosts => o::health_costs(p),
        Id::PriorityNeed => o::priority_need(p),
        Id::LocalConnection => o::local_connection(p),
        Id::HousingRegister => o::housing_register(p),
        Id::NotIntentionallyHomeless => o::not_intentionally_homeless(p, local),
        Id::Savings => o::savings(p),
        Id::JobOffers => o::job_offers(p, local),
    }
}

fn ledger(person: &Person, recorded: &Recorded, definition: &Definition) -> Ledger {
    let as_of = person.as_of();
    let since = (definition.id == Id::Bursary16To19).then(|| amounts::academic_year_of(as_of).0);
    let renew = match definition.comes {
        Comes::ForMonths(months) => Some(months),
        Comes::OnceInAll | Comes::AsNeeded | Comes::AsAThing => None,
    };
    let mut ledger = Ledger::of(&recorded.claims, definition.id, since, as_of, renew);
    let has_one = recorded.adviser_since.is_some_and(|since| since <= as_of);
    if definition.id == Id::Adviser && has_one && ledger.stands != Stands::Asked {
        ledger.stands = Stands::Had;
    }
    ledger
}

/// What a worker found out takes the place of the open questions.
fn look_into(standing: &mut Standing, ledger: &Ledger, id: Id) {
    match (standing.is, ledger.checked) {
        (Is::Check, Some(true)) => {
            standing.is = Is::Open;
            standing.questions.clear();
            let young_person = "We looked into it. It is for you.";
            standing.why.push(why(id, "A worker looked into it: it is for them.", young_person));
        }
        (Is::Check | Is::Open, Some(false)) => {
            standing.is = Is::No;
            standing.questions.clear();
            let young_person = "We looked into it. It is not for you now.";
            standing.why.push(why(id, "A worker looked into it: it is not for them.", young_person));
        }
        _ => {}
    }
}

fn why(id: Id, staff: &'static str, young_person: &'static str) -> Why {
    Why { rule: id.code(), staff: staff.into(), young_person: young_person.into() }
}

/// The amount that holds for this person: of the day it was agreed, or of the day the apprenticeship began.
fn offered(person: &Person, amounts: &Amounts, ledger: &Ledger, id: Id) -> Option<Offered> {
    let started_on = others::apprenticeship(person).map(|course| course.programme.start_on);
    let day = match id {
        Id::ApprenticeshipBursary => started_on?,
        Id::Savings if others::has_child_trust_fund(person) => return None,
        _ => ledger.granted_on.unwrap_or(person.as_of()),
    };
    let amount = amounts.on(id, day)?;
    let weeks = if id == Id::Bursary16To19 { others::weeks_of_study(person) } else { None };
    Some(Offered {
        pence: amount.for_weeks(weeks),
        basis: amount.basis,
        per: amount.per,
        source: amount.source.clone(),
        read_on: amount.read_on,
        verified: amount.verified,
        instalments: amount.instalments(day),
    })
}

fn state(standing: &Standing, ledger: &Ledger, left: Option<i64>, comes: Comes) -> State {
    match ledger.stands {
        Stands::Asked | Stands::Agreed => State::Claimed,
        Stands::Refused => State::Refused,
        Stands::Had if some_is_left(left, comes) => match standing.is {
            Is::Open | Is::Check => State::CanClaimNow,
            Is::Over => State::Expired,
            Is::Upcoming | Is::No => State::Received,
        },
        Stands::Had => State::Received,
        Stands::Nothing => match standing.is {
            Is::Open => State::CanClaimNow,
            Is::Upcoming => State::Upcoming,
            Is::Check => State::CheckEligibility,
            Is::Over => State::Expired,
            Is::No => State::NotApplicable,
        },
    }
}

fn some_is_left(left: Option<i64>, comes: Comes) -> bool {
    comes == Comes::OnceInAll && left.is_some_and(|left| left > 0)
}

fn may_ask(standing: &Standing, ledger: &Ledger, state: State, left: Option<i64>, comes: Comes) -> bool {
    let open = matches!(standing.is, Is::Open | Is::Check);
    let again = match ledger.stands {
        Stands::Nothing | Stands::Refused => true,
        Stands::Asked | Stands::Agreed => false,
        Stands::Had => comes == Comes::AsNeeded || some_is_left(left, comes),
    };
    open && again && state != State::NotApplicable
}

fn papers_of(
    person: &Person,
    recorded: &Recorded,
    standing: &Standing,
    state: State,
    definition: &Definition,
) -> (Vec<Paper>, Vec<Missing>) {
    let there = |paper: &Paper| papers::is_held(&recorded.held, *paper, person.as_of());
    let (held, lacking): (Vec<Paper>, Vec<Paper>) = definition.evidence.iter().partition(|paper| there(paper));
    let wanted = !matches!(state, State::NotApplicable | State::Expired | State::Received);
    let answers = standing.questions.iter().copied().map(Missing::Answer);
    let papers = lacking.into_iter().map(Missing::Paper);
    let missing = if wanted { answers.chain(papers).collect() } else { Vec::new() };
    (held, missing)
}
