//! The shape of a clock's definition: one row of a table (rules.md §5, the columns of 5.2 to 5.11).
//!
//! A row says for whom the clock runs, what starts it, how long it is, what satisfies it, and who owns it. The law's own
//! words about it, its source and how sure we are stand in [`crate::citation`] under the row's rule.

use serde::{Deserialize, Serialize};

use super::evidence::{EvidenceKind, Mark, Marks};
use super::parameters::Parameter;
use super::reading::Reading;
use super::result::Owner;
use super::runs::Run;
use crate::citation::{self, Rule};
use crate::dates::{Interval, Unit};

/// The statuses as the table of §5.14 has its columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    Under16,
    ShortBreaks,
    NotEligible,
    Eligible,
    Relevant,
    FormerRelevant,
    /// 21 to 24 and using support: a course, wanting to study, or having asked.
    Active,
    Dormant,
    Qualifying,
    QualifyingEducation,
    NoStatus,
}

impl Standing {
    pub const ALL: [Standing; 11] = [
        Self::Under16,
        Self::ShortBreaks,
        Self::NotEligible,
        Self::Eligible,
        Self::Relevant,
        Self::FormerRelevant,
        Self::Active,
        Self::Dormant,
        Self::Qualifying,
        Self::QualifyingEducation,
        Self::NoStatus,
    ];

    pub const fn code(self) -> &'static str {
        match self {
            Self::Under16 => "under_16",
            Self::ShortBreaks => "short_breaks",
            Self::NotEligible => "not_eligible",
            Self::Eligible => "eligible",
            Self::Relevant => "relevant",
            Self::FormerRelevant => "former_relevant",
            Self::Active => "active",
            Self::Dormant => "dormant",
            Self::Qualifying => "qualifying",
            Self::QualifyingEducation => "qualifying_education",
            Self::NoStatus => "no_status",
        }
    }
}

/// A set of standings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Standings(u16);

impl Standings {
    pub const NONE: Standings = Standings(0);
    /// Whatever the standing, and at any age.
    pub const ANYBODY: Standings = Standings(u16::MAX);

    pub const fn of(standings: &[Standing]) -> Self {
        let mut set = 0;
        let mut at = 0;
        while at < standings.len() {
            set |= 1 << standings[at] as u16;
            at += 1;
        }
        Standings(set)
    }

    pub const fn has(self, standing: Standing) -> bool {
        self.0 & (1 << standing as u16) != 0
    }

    pub const fn is_anybody(self) -> bool {
        self.0 == u16::MAX
    }

    #[must_use]
    pub const fn and(self, more: Standings) -> Self {
        Standings(self.0 | more.0)
    }

    /// A list of codes with commas; `none` for no standing.
    pub fn read(text: &str) -> Option<Self> {
        let one = |code: &str| Standing::ALL.into_iter().find(|standing| standing.code() == code);
        match text {
            "none" => Some(Self::NONE),
            _ => text.split(',').map(|code| one(code.trim())).collect::<Option<Vec<_>>>().map(|all| Self::of(&all)),
        }
    }

    pub fn codes(self) -> String {
        let codes: Vec<&str> = Standing::ALL.into_iter().filter(|one| self.has(*one)).map(Standing::code).collect();
        if codes.is_empty() { "none".into() } else { codes.join(", ") }
    }
}

/// Whose duty record a clock is part of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Subject {
    YoungPerson,
    Worker,
    Team,
    Service,
}

/// A length of time in a definition.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Length {
    /// The law's own. A council may promise less, and then both are shown.
    Law(Interval, Parameter),
    /// The law's own, with nothing to choose.
    Fixed(Interval),
    /// The law's, where its number is not certain and so is kept with the policy.
    LawAsSet(Parameter),
    /// A council's, with a national default.
    Policy(Parameter),
    /// No number, in law or policy.
    Open,
}

/// Works out the runs of a row that is truly different.
pub(super) type RunsOf = fn(&Reading, &Definition) -> Vec<Run>;

/// What the days are counted from.
#[derive(Clone, Copy)]
pub(super) enum Anchor {
    /// A birthday.
    Birthday(i16),
    /// An age in months that a council may choose.
    Age(Parameter),
    /// The first day ever in one of the standings.
    FirstDay,
    /// The day the present run of the standings began.
    Entered,
    /// The day a period of care began.
    CameIntoCare,
    /// Each of these, by itself.
    Each(&'static [Trigger]),
    /// Worked out by a function, for rows that are truly different.
    Worked(RunsOf),
}

impl std::fmt::Debug for Anchor {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Birthday(years) => write!(f, "Birthday({years})"),
            Self::Age(parameter) => write!(f, "Age({parameter:?})"),
            Self::FirstDay => f.write_str("FirstDay"),
            Self::Entered => f.write_str("Entered"),
            Self::CameIntoCare => f.write_str("CameIntoCare"),
            Self::Each(triggers) => write!(f, "Each({triggers:?})"),
            Self::Worked(_) => f.write_str("Worked"),
        }
    }
}

/// Which day of something lasting starts a clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Edge {
    Start,
    End,
}

/// Evidence that starts a clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Trigger {
    pub kind: EvidenceKind,
    pub edge: Edge,
    pub needs: Marks,
    /// One of these is enough, if any is named.
    pub any: Marks,
    pub without: Marks,
    /// A plan for a day to come starts it as well.
    pub planned: bool,
}

/// When a clock is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Due {
    /// So long after the anchor.
    After(Length),
    /// On the anchor.
    OnTheDay,
    /// So long before the anchor.
    Before(Length),
    /// On the day the evidence itself names.
    Until,
    /// So long before that day.
    BeforeUntil(Length),
    /// As the run worked out.
    Worked,
}

/// When doing it begins to count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Opens {
    /// On the anchor.
    AtAnchor,
    /// However early.
    Ever,
    /// So many days before the anchor.
    DaysBefore(u16),
    /// So many months before the anchor.
    MonthsBefore(u16),
    /// A council's length before the anchor.
    Before(Parameter),
    /// A council's length after the anchor.
    After(Parameter),
    /// As the run worked out.
    Worked,
}

/// Whether it is done once or again and again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    Once,
    /// Each time counted from the last time; the first from the anchor, with its own length if it has one.
    Repeats {
        first: Option<Length>,
    },
    /// The same, but nothing is due before the first has happened.
    RepeatsOnceDone,
    /// Visits in care, whose pace depends on the home, the year and the first review.
    CareVisits(CarePace),
}

/// The pace of visits to somebody in care (regulation 28).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum CarePace {
    Ordinary,
    InterimOrTemporary,
    WithParentUnassessed,
    WithParent,
    /// A long-term foster home where they agreed to fewer visits.
    FewerAgreed,
}

/// Evidence that satisfies a clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Wanted {
    pub kind: EvidenceKind,
    pub needs: Marks,
    /// One of these is enough, if any is named.
    pub any: Marks,
    pub without: Marks,
    /// At the home that started the clock.
    pub there: bool,
    /// An attempt is enough: the duty is to offer.
    pub attempts: bool,
    /// It must be about what started the clock, if it says what it is about.
    pub about: bool,
    /// It lasts, and any day of it counts.
    pub in_force: bool,
    /// What started the clock may satisfy it.
    pub itself: bool,
    /// Writing it down is what satisfies it, on the day it was written down.
    pub recording: bool,
}

/// One clock.
#[derive(Debug)]
pub struct Definition {
    /// The rule's id, and a step of it after a dot: `CLK-57.distributed`.
    pub id: &'static str,
    /// A few words for staff.
    pub label: &'static str,
    /// What we promise, to the young person. Empty where it is no promise to them.
    pub promise: &'static str,
    pub subject: Subject,
    pub owner: Owner,
    /// Who owns it from 18 on, if somebody else.
    pub owner_from_18: Option<Owner>,
    pub(super) applies: Standings,
    /// Standings a council may add.
    pub(super) also: Option<Parameter>,
    /// A switch that has to be on.
    pub(super) switch: Option<Parameter>,
    /// A law that has to have begun.
    pub(super) in_force: Option<Parameter>,
    pub(super) anchor: Anchor,
    pub(super) opens: Opens,
    pub(super) due: Due,
    pub(super) shape: Shape,
    pub(super) met_by: &'static [Wanted],
    pub lead_days: u16,
    /// Nothing after the due date satisfies it.
    pub(super) closes_when_due: bool,
    /// Once this many days late it is no longer asked for.
    pub(super) lapses_after: Option<u16>,
    /// What was done before the standing began still counts from its day, if it is recent enough.
    pub(super) carries_over: bool,
    /// An older one is not asked for once a later one is done.
    pub(super) overtaken: bool,
    /// Goes on after a death.
    pub(super) outlives: bool,
    /// Nothing starts it without one of these; empty where that is known otherwise.
    pub(super) needs: &'static [EvidenceKind],
    /// Silence after the due date settles it (CLK-58).
    pub(super) ends_when_due: bool,
    /// Stops at this birthday whatever the standing.
    pub(super) ends_at: Option<i16>,
    /// Set aside while somebody has stepped back.
    pub(super) set_aside_by_step_back: bool,
    /// Shown as the council's own even where the rule is law (CLK-20 after an ordinary move).
    pub(super) local: bool,
}

/// One sort of evidence that satisfies a clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WouldMeet {
    pub kind: EvidenceKind,
    pub marks: Marks,
    /// Only at the home that started the clock.
    pub at_that_home: bool,
    /// It says that it is about what started the clock.
    pub about_what_started_it: bool,
}

impl PartialEq for Definition {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
    }
}

impl Eq for Definition {}

impl Definition {
    /// The rule it is part of: the id without its step.
    pub fn rule(&self) -> &'static str {
        self.id.split_once('.').map_or(self.id, |(rule, _)| rule)
    }

    /// What would satisfy it, for whoever is about to do it or to write it down.
    pub fn would_meet(&self) -> impl Iterator<Item = WouldMeet> + '_ {
        self.met_by.iter().map(|wanted| WouldMeet {
            kind: wanted.kind,
            marks: wanted.any.iter().next().map_or(wanted.needs, |one| wanted.needs.and(Marks::of(&[one]))),
            at_that_home: wanted.there,
            about_what_started_it: wanted.about,
        })
    }

    /// What the law says about it, with its source.
    pub fn citation(&self) -> Option<&'static Rule> {
        citation::rule(self.rule())
    }
}

/// A row with everything ordinary, to be said otherwise by what follows it.
pub(super) const fn row(id: &'static str, label: &'static str, promise: &'static str) -> Definition {
    Definition {
        id,
        label,
        promise,
        subject: Subject::YoungPerson,
        owner: Owner::PersonalAdviser,
        owner_from_18: None,
        applies: Standings::ANYBODY,
        also: None,
        switch: None,
        in_force: None,
        anchor: Anchor::Entered,
        opens: Opens::AtAnchor,
        due: Due::OnTheDay,
        shape: Shape::Once,
        met_by: &[],
        lead_days: 14,
        closes_when_due: false,
        lapses_after: None,
        carries_over: false,
        overtaken: false,
        outlives: false,
        needs: &[],
        ends_when_due: false,
        ends_at: None,
        set_aside_by_step_back: false,
        local: false,
    }
}

impl Definition {
    pub(super) const fn applies(mut self, standings: Standings) -> Self {
        self.applies = standings;
        self
    }

    pub(super) const fn also(mut self, parameter: Parameter) -> Self {
        self.also = Some(parameter);
        self
    }

    pub(super) const fn switched_by(mut self, parameter: Parameter) -> Self {
        self.switch = Some(parameter);
        self
    }

    pub(super) const fn in_force(mut self, parameter: Parameter) -> Self {
        self.in_force = Some(parameter);
        self
    }

    pub(super) const fn of(mut self, subject: Subject) -> Self {
        self.subject = subject;
        self
    }

    pub(super) const fn owner(mut self, owner: Owner) -> Self {
        self.owner = owner;
        self
    }

    pub(super) const fn owner_from_18(mut self, owner: Owner) -> Self {
        self.owner_from_18 = Some(owner);
        self
    }

    pub(super) const fn anchor(mut self, anchor: Anchor) -> Self {
        self.anchor = anchor;
        self
    }

    pub(super) const fn each(mut self, triggers: &'static [Trigger]) -> Self {
        self.anchor = Anchor::Each(triggers);
        self
    }

    pub(super) const fn worked(mut self, runs: RunsOf) -> Self {
        self.anchor = Anchor::Worked(runs);
        self
    }

    pub(super) const fn opens(mut self, opens: Opens) -> Self {
        self.opens = opens;
        self
    }

    pub(super) const fn due(mut self, due: Due) -> Self {
        self.due = due;
        self
    }

    pub(super) const fn within(mut self, length: Length) -> Self {
        self.due = Due::After(length);
        self
    }

    pub(super) const fn repeats(mut self, every: Length) -> Self {
        self.due = Due::After(every);
        self.shape = Shape::Repeats { first: None };
        self
    }

    pub(super) const fn first(mut self, first: Length) -> Self {
        self.shape = Shape::Repeats { first: Some(first) };
        self
    }

    pub(super) const fn repeats_once_done(mut self, every: Length) -> Self {
        self.due = Due::After(every);
        self.shape = Shape::RepeatsOnceDone;
        self
    }

    pub(super) const fn shape(mut self, shape: Shape) -> Self {
        self.shape = shape;
        self
    }

    pub(super) const fn met_by(mut self, wanted: &'static [Wanted]) -> Self {
        self.met_by = wanted;
        self
    }

    pub(super) const fn lead(mut self, days: u16) -> Self {
        self.lead_days = days;
        self
    }

    pub(super) const fn closes_when_due(mut self) -> Self {
        self.closes_when_due = true;
        self
    }

    pub(super) const fn lapses_after(mut self, days: u16) -> Self {
        self.lapses_after = Some(days);
        self
    }

    pub(super) const fn carries_over(mut self) -> Self {
        self.carries_over = true;
        self
    }

    pub(super) const fn overtaken(mut self) -> Self {
        self.overtaken = true;
        self
    }

    pub(super) const fn needs(mut self, kinds: &'static [EvidenceKind]) -> Self {
        self.needs = kinds;
        self
    }

    pub(super) const fn outlives(mut self) -> Self {
        self.outlives = true;
        self
    }

    pub(super) const fn ends_when_due(mut self) -> Self {
        self.ends_when_due = true;
        self
    }

    pub(super) const fn ends_at(mut self, birthday: i16) -> Self {
        self.ends_at = Some(birthday);
        self
    }

    pub(super) const fn set_aside_by_step_back(mut self) -> Self {
        self.set_aside_by_step_back = true;
        self
    }

    pub(super) const fn local(mut self) -> Self {
        self.local = true;
        self
    }
}

/// Started by this, on its first day.
pub(super) const fn from(kind: EvidenceKind) -> Trigger {
    Trigger { kind, edge: Edge::Start, needs: Marks::NONE, any: Marks::NONE, without: Marks::NONE, planned: false }
}

impl Trigger {
    pub(super) const fn ended(mut self) -> Self {
        self.edge = Edge::End;
        self
    }

    pub(super) const fn with(mut self, marks: &[Mark]) -> Self {
        self.needs = Marks::of(marks);
        self
    }

    pub(super) const fn with_any(mut self, marks: &[Mark]) -> Self {
        self.any = Marks::of(marks);
        self
    }

    pub(super) const fn without(mut self, marks: &[Mark]) -> Self {
        self.without = Marks::of(marks);
        self
    }

    pub(super) const fn or_planned(mut self) -> Self {
        self.planned = true;
        self
    }
}

/// Satisfied by this.
pub(super) const fn by(kind: EvidenceKind) -> Wanted {
    Wanted {
        kind,
        needs: Marks::NONE,
        any: Marks::NONE,
        without: Marks::NONE,
        there: false,
        attempts: false,
        about: false,
        in_force: false,
        itself: false,
        recording: false,
    }
}

impl Wanted {
    pub(super) const fn with(mut self, marks: &[Mark]) -> Self {
        self.needs = Marks::of(marks);
        self
    }

    pub(super) const fn with_any(mut self, marks: &[Mark]) -> Self {
        self.any = Marks::of(marks);
        self
    }

    pub(super) const fn without(mut self, marks: &[Mark]) -> Self {
        self.without = Marks::of(marks);
        self
    }

    pub(super) const fn there(mut self) -> Self {
        self.there = true;
        self
    }

    pub(super) const fn or_attempt(mut self) -> Self {
        self.attempts = true;
        self
    }

    pub(super) const fn about_it(mut self) -> Self {
        self.about = true;
        self
    }

    pub(super) const fn in_force(mut self) -> Self {
        self.in_force = true;
        self
    }

    /// Satisfied by being written down.
    pub(super) const fn written_down(mut self) -> Self {
        self.itself = true;
        self.recording = true;
        self
    }

    pub(super) const fn itself(mut self) -> Self {
        self.itself = true;
        self
    }
}

pub(super) const fn months(number: u16) -> Interval {
    Interval::new(number, Unit::Month)
}

pub(super) const fn weeks(number: u16) -> Interval {
    Interval::new(number, Unit::Week)
}

pub(super) const fn days(number: u16) -> Interval {
    Interval::new(number, Unit::CalendarDay)
}

pub(super) const fn working_days(number: u16) -> Interval {
    Interval::new(number, Unit::WorkingDay)
}
