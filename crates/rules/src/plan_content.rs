//! What a pathway plan must speak of before anybody can approve it (CON-01, rules.md §5.8).
//!
//! Which matters are asked follows from how somebody stands: still in care, held, taking a break. A matter is covered
//! when a goal or a few words speak of it, or when somebody wrote why it is not needed. Nothing of this is stored.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::citation::{self, Rule};

macro_rules! matters {
    ($($name:ident = $code:literal, $rule:literal, $label:literal, $asks:literal;)+) => {
        /// One matter a plan may have to speak of.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum Matter { $(#[serde(rename = $code)] $name,)+ }

        impl Matter {
            pub const ALL: &'static [Self] = &[$(Self::$name,)+];

            /// How it is stored and stands in an address.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$name => $code,)+ }
            }
            /// Its name on staff pages.
            pub const fn label(self) -> &'static str {
                match self { $(Self::$name => $label,)+ }
            }
            /// As a question, at either door.
            pub const fn asks(self) -> &'static str {
                match self { $(Self::$name => $asks,)+ }
            }
            /// The rule that asks for it, by id.
            pub const fn rule_id(self) -> &'static str {
                match self { $(Self::$name => $rule,)+ }
            }
            pub fn from_code(code: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|matter| matter.code() == code)
            }
        }
    };
}

matters! {
    // Schedule 1 of the care leavers' regulations, for everybody with a plan
    Support = "support", "CON-01", "Who helps, and how often", "Who will help, and how often will we talk?";
    Learning = "learning", "CON-01", "Learning or training", "What is the plan for learning?";
    Work = "work", "CON-01", "Work, or something else to do", "What is the plan for work, or for the day?";
    Home = "home", "CON-01", "A home", "Where to live, now and next?";
    HomeSuits = "home_suits", "CON-01.home", "Whether the home is right", "How do we know that the home is right?";
    People = "people", "CON-01", "Family and friends", "Who matters, and how to see them?";
    Skills = "skills", "CON-01", "Life skills", "What to learn for everyday life?";
    Money = "money", "CON-01", "Money and rent", "What money comes in, and what is it for?";
    Health = "health", "CON-01", "Health", "What helps to stay well?";
    Feelings = "feelings", "CON-01", "Feelings and mental health", "What helps when things feel hard?";
    Identity = "identity", "CON-01", "Identity, faith, culture and language", "What is part of who they are?";
    PlanB = "plan_b", "CON-01", "Plan B", "What if the plan does not work?";
    // What councils ask beside the law
    Voice = "voice", "CON-01.local", "Their own words", "What do they say themselves?";
    Safety = "safety", "CON-01.local", "Staying safe", "What keeps them safe?";
    // Beside those, while somebody is still in care
    Upbringing = "upbringing", "CON-01.care", "Who looks after them until 18", "Who looks after them until 18?";
    Placement = "placement", "CON-01.care", "Why this home while in care", "Why this home, and what must it do?";
    Family = "family_view", "CON-01.care", "What their parents or family think", "What do parents or family think?";
    Officer = "officer", "CON-01.care", "The reviewing officer", "Who checks that we keep our promises?";
    LeavingCare = "leaving_care", "CON-01.care", "When care ends, and what stays", "What happens when care ends?";
    // Beside those, while somebody is held
    HeldWhere = "held_where", "CON-01.held", "Where they are held, and visits", "Where are they held, and who visits?";
    HeldSafe = "held_safe", "CON-01.held", "Health and safety while held", "What keeps them well and safe there?";
    HeldDay = "held_day", "CON-01.held", "Learning and days while held", "What can they learn or do there?";
    HeldOut = "held_out", "CON-01.held", "Coming out", "Where do they go on the day they come out?";
    // In place of all those, while somebody takes a break
    BreakTried = "break_tried", "CON-01.break", "What we tried", "What did we try, and when?";
    BreakSaid = "break_said", "CON-01.break", "What they said", "What did they say, in their words?";
    BreakWish = "break_wish", "CON-01.break", "Their wish for less contact", "What do they want less of, and since when?";
    BreakOffer = "break_offer", "CON-01.break", "The local offer, and when they got it", "When did they get the local offer?";
    BreakRights = "break_rights", "CON-01.break", "Their status and what they can get", "What can they still get, and why?";
    BreakAdvocate = "break_advocate", "CON-01.break", "An advocate was offered", "When did we offer someone on their side?";
    BreakPlans = "break_plans", "CON-01.break", "What we know of their plans", "What do we know of their plans?";
    BreakDoor = "break_door", "CON-01.break", "The door is open", "How can they come back?";
}

impl Matter {
    /// The rule that asks for it, with its source.
    pub fn rule(self) -> Option<&'static Rule> {
        citation::rule(self.rule_id())
    }
}

use Matter as M;

/// Asked of every plan but that of somebody who takes a break.
const EVERYBODY: &[Matter] = &[
    M::Support,
    M::Learning,
    M::Work,
    M::Home,
    M::HomeSuits,
    M::People,
    M::Skills,
    M::Money,
    M::Health,
    M::Feelings,
    M::Identity,
    M::PlanB,
    M::Voice,
    M::Safety,
];
const IN_CARE: &[Matter] = &[M::Upbringing, M::Placement, M::Family, M::Officer, M::LeavingCare];
const HELD: &[Matter] = &[M::HeldWhere, M::HeldSafe, M::HeldDay, M::HeldOut];
const ON_A_BREAK: &[Matter] = &[
    M::BreakTried,
    M::BreakSaid,
    M::BreakWish,
    M::BreakOffer,
    M::BreakRights,
    M::BreakAdvocate,
    M::BreakPlans,
    M::BreakDoor,
];

/// How somebody stands, as far as it decides what their plan must speak of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Situation {
    /// 16 or 17 and still in care: an eligible child.
    pub in_care: bool,
    /// In custody, on remand or detained.
    pub held: bool,
    /// They asked for a break, and the whole step-back pack was given.
    pub on_a_break: bool,
}

impl Situation {
    /// What the plan must speak of, in the order it is asked. Nobody in care can take a break from it, and nobody held is
    /// left with the shorter list.
    pub fn matters(self) -> Vec<Matter> {
        if self.on_a_break && !self.in_care && !self.held {
            return ON_A_BREAK.to_vec();
        }
        let care = if self.in_care { IN_CARE } else { &[] };
        let held = if self.held { HELD } else { &[] };
        [EVERYBODY, care, held].concat()
    }

    /// What the plan is called on staff pages.
    pub const fn form(self) -> &'static str {
        match self {
            Self { held: true, in_care: true, .. } => "Plan for somebody held, and in care",
            Self { held: true, .. } => "Plan for somebody held",
            Self { in_care: true, .. } => "Plan for somebody in care",
            Self { on_a_break: true, .. } => "Plan while they take a break",
            _ => "Plan after care",
        }
    }
}

/// One goal, as far as it covers anything. Only goals that are for now or later are given.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct GoalSays {
    pub about: Vec<Matter>,
    pub has_plan_b: bool,
    pub in_their_words: bool,
    /// A step still to do, with a name and a day.
    pub has_a_dated_step: bool,
}

/// What a plan holds.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Written {
    pub goals: Vec<GoalSays>,
    /// Matters with words of their own.
    pub texts: BTreeSet<Matter>,
    /// Matters said not to be needed, with the reason.
    pub not_needed: BTreeMap<Matter, String>,
}

/// How one matter stands in a plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Covered {
    /// Words were written about it.
    InWords,
    /// So many goals speak of it; whether one of them has a step with who and by when.
    InGoals { goals: usize, has_a_dated_step: bool },
    /// It is not needed, because of this.
    NotNeeded(String),
    /// Nothing speaks of it yet.
    StillToCover,
}

/// Each matter asked of this plan, and how it stands.
pub fn coverage(situation: Situation, written: &Written) -> Vec<(Matter, Covered)> {
    situation.matters().into_iter().map(|matter| (matter, covered(matter, written))).collect()
}

/// What nothing speaks of yet. Empty when the plan can be sent for approval.
pub fn still_to_cover(situation: Situation, written: &Written) -> Vec<Matter> {
    let open = |(matter, covered)| (covered == Covered::StillToCover).then_some(matter);
    coverage(situation, written).into_iter().filter_map(open).collect()
}

fn covered(matter: Matter, written: &Written) -> Covered {
    let goals: Vec<&GoalSays> = speaking_of(matter, &written.goals);
    if !goals.is_empty() {
        let has_a_dated_step = goals.iter().any(|goal| goal.has_a_dated_step);
        return Covered::InGoals { goals: goals.len(), has_a_dated_step };
    }
    if written.texts.contains(&matter) {
        return Covered::InWords;
    }
    match written.not_needed.get(&matter).filter(|why| !why.trim().is_empty()) {
        Some(why) => Covered::NotNeeded(why.clone()),
        None => Covered::StillToCover,
    }
}

/// A plan B is covered by goals only when each of them has one; their own words by any goal that is in them.
fn speaking_of(matter: Matter, goals: &[GoalSays]) -> Vec<&GoalSays> {
    match matter {
        Matter::PlanB if goals.iter().all(|goal| goal.has_plan_b) => goals.iter().collect(),
        Matter::PlanB => Vec::new(),
        Matter::Voice => goals.iter().filter(|goal| goal.in_their_words).collect(),
        _ => goals.iter().filter(|goal| goal.about.contains(&matter)).collect(),
    }
}
