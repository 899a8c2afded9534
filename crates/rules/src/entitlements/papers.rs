//! Papers: what proves an entitlement, and the key documents by age (rules.md §6.3).
//!
//! Health passports, National Insurance numbers and passports are the ones that inspections found missing again and
//! again: they come first.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::person::Person;
use crate::dates::{add_days, add_months};

macro_rules! papers {
    ($($member:ident = $code:literal, $staff:literal, $young:literal;)+) => {
        /// A document or a proof.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum Paper { $(#[serde(rename = $code)] $member,)+ }

        impl Paper {
            pub const ALL: &'static [Paper] = &[$(Self::$member,)+];

            pub const fn code(self) -> &'static str {
                match self { $(Self::$member => $code,)+ }
            }
            /// Its name on staff pages.
            pub const fn says(self) -> &'static str {
                match self { $(Self::$member => $staff,)+ }
            }
            /// Its name for the young person.
            pub const fn says_to_young_person(self) -> &'static str {
                match self { $(Self::$member => $young,)+ }
            }
            pub fn from_code(code: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|paper| paper.code() == code)
            }
        }
    };
}

papers! {
    HealthSummary = "health_summary", "Health summary, given to them", "your health summary";
    NationalInsurance = "national_insurance", "National Insurance number", "your National Insurance number";
    PhotoId = "photo_id", "Passport or other photo ID", "a passport or photo ID";
    BirthCertificate = "birth_certificate", "Birth certificate, or its equal", "your birth certificate";
    ProvisionalLicence = "provisional_licence", "Provisional driving licence", "a driving licence";
    BankAccount = "bank_account", "Bank account of their own", "a bank account";
    HealthNumbers = "health_numbers", "NHS number, GP and dentist", "your NHS number, doctor and dentist";
    SavingsReference = "savings_reference", "Junior ISA or child trust fund reference", "the number of your savings";
    VoterRegistration = "voter_registration", "On the register before 18, to vote at 18", "your name down to vote";
    ImmigrationEvidence = "immigration_evidence", "Proof of immigration status, with their own access", "proof that you can stay in the UK";
    Cv = "cv", "CV", "a CV";
    LearningAndWorkRecord = "learning_and_work_record", "Record of learning and work", "a list of your courses and jobs";
    EducationPlanCopy = "education_plan_copy", "Copy of the education plan (PEP or EHCP)", "a copy of your school plan";
    DrivingLessons = "driving_lessons", "Driving licence and lessons", "driving lessons";
    HealthSummaryDraft = "health_summary_draft", "Health summary in draft", "a first health summary";
    TenancyReadiness = "tenancy_readiness", "Ready for a tenancy", "what you need for a home of your own";
    LifeStoryStarted = "life_story_started", "Life-story work begun", "the start of your life story";
    UniversalCreditPack = "universal_credit_pack", "Papers for Universal Credit", "the papers to claim benefits";
    StatusLetter = "status_letter", "Status letter", "the letter that shows you were in care";
    Contacts = "contacts", "Contacts to keep", "a list of people to call";
    RightToWork = "right_to_work", "Proof of the right to work", "proof that you can work";
    ElectoralRoll = "electoral_roll", "On the electoral roll", "your name on the list to vote";
    CouncilTaxHelp = "council_tax_help", "Help with council tax set up", "help with council tax";
    LifeStory = "life_story", "Life story (my story)", "your life story";
    PlanCopy = "plan_copy", "Copy of the pathway plan", "a copy of your plan";
    RightsLetter = "rights_letter", "Letter on rights from 21 to 25", "a letter on what you can get until 25";
    RecordOffer = "record_offer", "Offer to read the record", "an offer to read your record";
    ClosurePack = "closure_pack", "Closing pack at 25", "your papers for when you turn 25";
    Plan = "plan", "The plan, with this in it", "your plan, with this in it";
    TenancyOrLicence = "tenancy_or_licence", "Tenancy or licence", "the paper for your home";
    QuotesOrReceipts = "quotes_or_receipts", "Quotes, receipts or card ledger", "prices or receipts";
    CourseLetter = "course_letter", "Letter from the course", "a letter from your course";
    TermDates = "term_dates", "Term dates", "your term dates";
    LandlordLetter = "landlord_letter", "Letter from the term-time landlord", "a letter from your landlord";
    LicenceAgreement = "licence_agreement", "Licence agreement with the carer", "the paper you sign with your carer";
    CouncilTaxBill = "council_tax_bill", "Council tax bill", "your council tax bill";
    GuarantorAgreement = "guarantor_agreement", "Agreement with its end date", "the paper we sign";
    MedicalOrChildEvidence = "medical_or_child_evidence", "Medical evidence, or of a child", "proof that you are ill or have a child";
    StartDate = "start_date", "Start date of the apprenticeship", "the day you started";
    LowIncomeForm = "low_income_form", "Low-income certificate (HC2)", "the low income form";
}

/// A paper that is there, or on its way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Held {
    pub paper: Paper,
    pub state: HeldState,
    /// The day it came, was asked for, or was found not to be needed.
    pub on: Date,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HeldState {
    /// The young person has it, or it is kept for them.
    Held,
    /// Asked for, and not here yet.
    AskedFor,
    /// They do not want it, or it is not for them.
    NotNeeded,
    /// It was there and is lost, or ran out.
    Gone,
}

impl HeldState {
    pub const ALL: [HeldState; 4] = [Self::Held, Self::AskedFor, Self::NotNeeded, Self::Gone];

    pub const fn code(self) -> &'static str {
        match self {
            Self::Held => "held",
            Self::AskedFor => "asked_for",
            Self::NotNeeded => "not_needed",
            Self::Gone => "gone",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }

    pub const fn says(self) -> &'static str {
        match self {
            Self::Held => "They have it",
            Self::AskedFor => "Asked for, not here yet",
            Self::NotNeeded => "Not needed, or not wanted",
            Self::Gone => "Lost, or run out",
        }
    }
}

/// What was last recorded of a paper by a day.
pub(super) fn last_known(held: &[Held], paper: Paper, as_of: Date) -> Option<&Held> {
    let known = held.iter().filter(|held| held.paper == paper && held.on <= as_of);
    known.max_by_key(|held| held.on)
}

pub(super) fn is_held(held: &[Held], paper: Paper, as_of: Date) -> bool {
    last_known(held, paper, as_of).is_some_and(|held| held.state == HeldState::Held)
}

/// A key document and how it stands on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Document {
    pub rule: &'static str,
    pub paper: Paper,
    pub state: DocumentState,
    /// The first day to ask for it.
    pub ask_from: Date,
    /// The day by which it should be there; nothing if it is a choice.
    pub ready_by: Option<Date>,
    /// Who has to hear if it is late.
    pub alert: Alert,
    /// What was last recorded of it.
    pub known: Option<Held>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DocumentState {
    /// It is there.
    Ready,
    /// It is not wanted or not needed.
    NotNeeded,
    NotYet,
    AskForIt,
    /// Asked for in time, and not here yet.
    OnItsWay,
    Late,
}

/// Who has to hear of a missing document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Alert {
    Adviser,
    Manager,
    Nobody,
}

/// A line of §6.3: which papers, from which age, by when.
struct Line {
    rule: &'static str,
    ask_from: Age,
    ready_by: Option<Age>,
    alert: Alert,
    papers: &'static [Paper],
}

#[derive(Clone, Copy)]
enum Age {
    /// The first day in care that is known, or the first day of asking.
    Start,
    /// Four weeks after that.
    FourWeeksIn,
    YearsAndMonths(i16, i32),
}

const fn at(years: i16) -> Age {
    Age::YearsAndMonths(years, 0)
}

const fn before(years: i16, months: i32) -> Age {
    Age::YearsAndMonths(years, -months)
}

use Paper::*;

/// In the order of §6.3; each line is one rule.
const LINES: &[Line] = &[
    Line {
        rule: "DOC-01",
        ask_from: Age::Start,
        ready_by: Some(Age::FourWeeksIn),
        alert: Alert::Adviser,
        papers: &[BirthCertificate],
    },
    Line {
        rule: "DOC-02",
        ask_from: before(16, 3),
        ready_by: Some(at(16)),
        alert: Alert::Adviser,
        papers: &[NationalInsurance],
    },
    Line {
        rule: "DOC-03",
        ask_from: before(16, 3),
        ready_by: None,
        alert: Alert::Nobody,
        papers: &[ProvisionalLicence],
    },
    Line {
        rule: "DOC-04",
        ask_from: at(16),
        ready_by: Some(at(17)),
        alert: Alert::Adviser,
        papers: &[PhotoId, BankAccount, HealthNumbers, SavingsReference, VoterRegistration],
    },
    Line {
        rule: "DOC-05",
        ask_from: at(16),
        ready_by: Some(at(16)),
        alert: Alert::Manager,
        papers: &[ImmigrationEvidence],
    },
    Line {
        rule: "DOC-06",
        ask_from: at(17),
        ready_by: Some(at(18)),
        alert: Alert::Adviser,
        papers: &[Cv, LearningAndWorkRecord, EducationPlanCopy],
    },
    Line { rule: "DOC-07", ask_from: at(17), ready_by: None, alert: Alert::Nobody, papers: &[DrivingLessons] },
    Line {
        rule: "DOC-08",
        ask_from: at(17),
        ready_by: Some(before(18, 6)),
        alert: Alert::Manager,
        papers: &[HealthSummaryDraft, TenancyReadiness, LifeStoryStarted],
    },
    Line {
        rule: "DOC-09",
        ask_from: before(18, 6),
        ready_by: Some(before(18, 2)),
        alert: Alert::Manager,
        papers: &[UniversalCreditPack],
    },
    Line {
        rule: "DOC-10",
        ask_from: before(18, 6),
        ready_by: Some(at(18)),
        alert: Alert::Manager,
        papers: &[
            HealthSummary,
            StatusLetter,
            Contacts,
            RightToWork,
            ElectoralRoll,
            CouncilTaxHelp,
            LifeStory,
            PlanCopy,
        ],
    },
    Line {
        rule: "DOC-11",
        ask_from: before(21, 3),
        ready_by: Some(at(21)),
        alert: Alert::Adviser,
        papers: &[RightsLetter, RecordOffer],
    },
    Line {
        rule: "DOC-12",
        ask_from: before(25, 6),
        ready_by: Some(at(25)),
        alert: Alert::Adviser,
        papers: &[ClosurePack],
    },
];

/// Four weeks to order a birth certificate.
const ORDER_DAYS: i32 = 28;

/// The key documents and how each stands, the ones most often missing first. Proof of immigration status is asked
/// only of somebody who came from abroad.
pub fn documents(person: &Person, held: &[Held], from_abroad: bool) -> Vec<Document> {
    if person.has_died() {
        return Vec::new();
    }
    let lines = LINES.iter().filter(|line| from_abroad || line.rule != "DOC-05");
    let mut found: Vec<Document> =
        lines.flat_map(|line| line.papers.iter().map(|paper| document(person, line, *paper, held))).collect();
    found.sort_by_key(|document| document.paper);
    found
}

fn document(person: &Person, line: &Line, paper: Paper, held: &[Held]) -> Document {
    let as_of = person.as_of();
    let (ask_from, ready_by) = (day_of(person, line.ask_from), line.ready_by.map(|age| day_of(person, age)));
    let known = last_known(held, paper, as_of);
    let late = ready_by.is_some_and(|by| by <= as_of);
    let state = match known.map(|held| held.state) {
        Some(HeldState::Held) => DocumentState::Ready,
        Some(HeldState::NotNeeded) => DocumentState::NotNeeded,
        _ if late => DocumentState::Late,
        Some(HeldState::AskedFor) => DocumentState::OnItsWay,
        _ if as_of < ask_from => DocumentState::NotYet,
        _ => DocumentState::AskForIt,
    };
    Document { rule: line.rule, paper, state, ask_from, ready_by, alert: line.alert, known: known.copied() }
}

fn day_of(person: &Person, age: Age) -> Date {
    let came_on = person.facts.care_spells.iter().map(|spell| spell.start_on).min();
    let start = came_on.unwrap_or(person.facts.born_on);
    match age {
        Age::Start => start,
        Age::FourWeeksIn => add_days(start, ORDER_DAYS),
        Age::YearsAndMonths(years, 0) => person.birthday(years),
        Age::YearsAndMonths(years, months) => add_months(person.birthday(years), months),
    }
}
