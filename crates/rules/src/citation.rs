//! Every rule the engine applies, with where it comes from and how sure we are (rules.md §0).
//!
//! The ids are the ids of the project's rules reference. The list is in the order of the law, and so is every
//! explanation made from it.

use jiff::civil::{Date, date};
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

/// The rule with an id.
pub fn rule(id: &str) -> Option<&'static Rule> {
    RULES.iter().find(|rule| rule.id == id)
}

/// The place of a rule in the order of the law.
pub fn order(id: &str) -> Option<usize> {
    RULES.iter().position(|rule| rule.id == id)
}

use Confidence::{Confirmed, General, Secondary, Unsure};
use Kind::{Design, Guidance, Statute};

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

const PRODUCT: &str = "Decision of this product";
const SCHEDULE_2: &str = "Children Act 1989, Schedule 2 paragraph 19B";
const THIRTEEN_WEEKS: &str = "Children Act 1989, Schedule 2 paragraph 19B(2); Care Planning, Placement and Case Review (England) Regulations 2010, regulation 40";
const REGULATION_3: &str = "Care Leavers (England) Regulations 2010, regulation 3";
/// The day the 2010 regulations began.
const APRIL_2011: Date = date(2011, 4, 1);
/// The day support to 25 on request began.
const APRIL_2018: Date = date(2018, 4, 1);

/// All of them.
pub const RULES: &[Rule] = &[
    entry(
        "DAT-01",
        "Civil dates",
        "A legal date is a calendar day in England; a time of day never changes a status.",
        PRODUCT,
        Design,
        General,
    ),
    entry(
        "DAT-02",
        "Reaching an age",
        "A person reaches an age at the very start of the birthday.",
        "Family Law Reform Act 1969, section 9",
        Statute,
        General,
    ),
    entry(
        "DAT-03",
        "Born on 29 February",
        "In a common year the birthday is 1 March, or 28 February if the council chooses.",
        "Common law reading; no statute",
        Design,
        General,
    ),
    entry(
        "DAT-04",
        "Adding months",
        "The same day number in a later month, or that month’s last day; counted from the anchor.",
        "Corresponding date rule, Dodds v Walker [1981] 1 WLR 1027",
        Statute,
        General,
    ),
    entry(
        "DAT-05",
        "Not more than so many months",
        "The corresponding date is the last day in time.",
        "Corresponding date rule",
        Statute,
        General,
    ),
    entry(
        "DAT-06",
        "Within so many days",
        "The day after is day 1; the last numbered day is in time.",
        "General rule for counting days",
        Statute,
        General,
    ),
    entry(
        "DAT-07",
        "Working days",
        "Not a Saturday, a Sunday or a bank holiday; the starting day is day 0.",
        "Banking and Financial Dealings Act 1971 and care planning regulations",
        Statute,
        Confirmed,
    ),
    entry(
        "DAT-08",
        "Bank holidays are data",
        "A table with dates it is valid for, a rule for other years, and room for proclaimed days.",
        PRODUCT,
        Design,
        General,
    ),
    entry(
        "DAT-09",
        "What days are",
        "A bare number of days is calendar days, unless national guidance uses working days for that step.",
        PRODUCT,
        Design,
        General,
    ),
    entry(
        "DAT-10",
        "Units stay apart",
        "Weeks, months and days are never turned into one another; 13 weeks are 91 days.",
        PRODUCT,
        Design,
        General,
    ),
    entry(
        "DAT-11",
        "Due on a day off",
        "The due date stays; the hint is the last working day on or before it.",
        PRODUCT,
        Design,
        General,
    ),
    entry(
        "DAT-12",
        "Repeating duties",
        "The next interval starts on the day the duty was done.",
        "Follows from intervals of not more than a length",
        Statute,
        General,
    ),
    entry(
        "STA-01",
        "The 13-week test",
        "Looked after for 13 weeks or more in all, begun after 14 and ended after 16.",
        THIRTEEN_WEEKS,
        Statute,
        Confirmed,
    )
    .since(APRIL_2011),
    entry(
        "STA-02",
        "Days counted",
        "Distinct days at whose end the person was in care, from the 14th birthday to the 18th.",
        "SSDA903 rule 1001 arithmetic",
        Guidance,
        Secondary,
    ),
    entry(
        "STA-03",
        "Days with closing dates",
        "The same with the day care closed; used only to find boundary counts.",
        PRODUCT,
        Design,
        General,
    ),
    entry(
        "STA-04",
        "A day after 16",
        "At least one counted day is on or after the 16th birthday.",
        "Statutory guidance on care planning; SSDA903 rule 1001",
        Guidance,
        Secondary,
    ),
    entry(
        "STA-05",
        "Short breaks",
        "Short breaks under regulation 48 and agreements for them do not count; long ones fall outside it.",
        "Care Planning, Placement and Case Review (England) Regulations 2010, regulations 40(2) and 48",
        Statute,
        Confirmed,
    )
    .since(APRIL_2011),
    entry(
        "STA-06",
        "Met, boundary or not met",
        "Met on whole days; boundary if only the closing day would make it; else not met.",
        PRODUCT,
        Design,
        General,
    ),
    entry(
        "STA-07",
        "Boundary counts",
        "Once care has ended a boundary follows the policy, until a manager decides.",
        PRODUCT,
        Design,
        Unsure,
    ),
    entry(
        "STA-08",
        "Eligible from",
        "The first day from 16 on which the test is met, if care goes on.",
        THIRTEEN_WEEKS,
        Statute,
        General,
    ),
    entry(
        "STA-09",
        "No night, no care",
        "A stay of 24 hours or less is not being looked after.",
        "Children Act 1989, section 22(2)",
        Statute,
        General,
    ),
    entry(
        "STA-10",
        "Closed",
        "Duties end on the 25th birthday, or with death.",
        "Children Act 1989, sections 23C and 23CZB",
        Statute,
        Confirmed,
    ),
    entry("STA-11", "Eligible", "16 or 17, looked after, and the 13-week test met.", SCHEDULE_2, Statute, Confirmed),
    entry(
        "STA-11a",
        "In care, not yet eligible",
        "16 or 17, looked after, and the test not met.",
        SCHEDULE_2,
        Statute,
        Confirmed,
    ),
    entry(
        "STA-11b",
        "Short breaks only",
        "Under 18 and in care only through short breaks.",
        "Care Planning, Placement and Case Review (England) Regulations 2010, regulation 40(2)",
        Statute,
        Confirmed,
    ),
    entry(
        "STA-11c",
        "In care, under 16",
        "Looked after and not yet 16.",
        "Children Act 1989, section 22",
        Statute,
        Confirmed,
    ),
    entry(
        "STA-12a",
        "Relevant",
        "16 or 17, left care on or after the 16th birthday with the test met.",
        "Children Act 1989, section 23A(2)",
        Statute,
        Confirmed,
    ),
    entry(
        "STA-12b",
        "Relevant: held or in hospital at 16",
        "Held or in hospital on the 16th birthday, straight from 13 weeks in care.",
        "Care Leavers (England) Regulations 2010, regulation 3(1) and (2)",
        Statute,
        Confirmed,
    )
    .since(APRIL_2011),
    entry(
        "STA-13",
        "Six months at home",
        "Six months in a row with a parent or another person of section 22C(3) ends being relevant.",
        "Care Leavers (England) Regulations 2010, regulation 3; Children Act 1989, section 22C(3)",
        Statute,
        Secondary,
    )
    .since(APRIL_2011),
    entry(
        "STA-14",
        "Home broke down",
        "If that home breaks down the child is relevant again.",
        REGULATION_3,
        Statute,
        Secondary,
    )
    .since(APRIL_2011),
    entry(
        "STA-14b",
        "Former relevant from care",
        "18 or over, in care the night before the 18th birthday with the test met.",
        "Children Act 1989, section 23C(1)(b)",
        Statute,
        Confirmed,
    ),
    entry(
        "STA-14a",
        "Former relevant after being relevant",
        "18 or over, relevant before 18, and not stopped by six months at home on turning 18.",
        "Children Act 1989, section 23C(1)(a)",
        Statute,
        Confirmed,
    ),
    entry(
        "STA-14c",
        "Home broke down after 18",
        "Stopped being relevant before 18, and the family home broke down later: arguable.",
        "Children Act 1989, section 23C(1)(a)",
        Statute,
        Unsure,
    ),
    entry(
        "STA-15",
        "Qualifying",
        "Under 21 with any branch of section 24.",
        "Children Act 1989, section 24",
        Statute,
        Confirmed,
    ),
    entry(
        "STA-16",
        "Qualifying in education",
        "21 to 24, qualifying but for age, in full-time education or training.",
        "Children Act 1989, section 24B(3) and (5)",
        Statute,
        General,
    ),
    entry("STA-17", "No status", "Nothing else applies.", "Children Act 1989, sections 23A to 24", Statute, Confirmed),
    entry(
        "STA-18a",
        "Course planned before 21",
        "Full duties go on while a course in the plan made before 21 goes on.",
        "Children Act 1989, section 23C(6) and (7)",
        Statute,
        General,
    ),
    entry(
        "STA-18b",
        "Studying, or wanting to",
        "Under 25 and tells the authority about education or training.",
        "Children Act 1989, section 23CA",
        Statute,
        Secondary,
    )
    .since(APRIL_2011),
    entry(
        "STA-18c",
        "Asked for support",
        "21 to 24, has asked for support and has not stopped it.",
        "Children Act 1989, section 23CZB; Children and Social Work Act 2017, section 3",
        Statute,
        Confirmed,
    )
    .since(APRIL_2018),
    entry(
        "STA-18d",
        "Not using support",
        "21 to 24 and none of these: offer support at least every 12 months.",
        "Children Act 1989, section 23CZB(7)",
        Statute,
        General,
    )
    .since(APRIL_2018),
    entry(
        "STA-20",
        "Special guardianship",
        "16 to 20, with a special guardianship order made while looked after.",
        "Children Act 1989, section 24(1A)",
        Statute,
        Confirmed,
    ),
    entry(
        "STA-21",
        "In care after 16",
        "Under 21, looked after at some time after 16, and no longer.",
        "Children Act 1989, section 24(2)(a)",
        Statute,
        Confirmed,
    ),
    entry(
        "STA-22",
        "Voluntary organisation",
        "Under 21, accommodated by a voluntary organisation after 16, and no longer.",
        "Children Act 1989, section 24(2)(b)",
        Statute,
        Confirmed,
    ),
    entry(
        "STA-23",
        "Private children’s home",
        "Under 21, in a private children’s home after 16, and no longer.",
        "Children Act 1989, section 24(2)(c)",
        Statute,
        Confirmed,
    ),
    entry(
        "STA-24",
        "Health, care home or education",
        "Under 21, three months or more in such accommodation, past 16, and no longer.",
        "Children Act 1989, section 24(2)(d) and (3)",
        Statute,
        Confirmed,
    ),
    entry(
        "STA-25",
        "Private fostering",
        "Under 21, privately fostered after 16, and no longer.",
        "Children Act 1989, section 24(2)(e)",
        Statute,
        Confirmed,
    ),
];
