//! One person's facts and evidence, read once for every clock: who they are on each day, and what happened, by kind.

use std::cell::OnceCell;

use jiff::civil::Date;

use super::definition::{Length, Standing, Standings};
use super::evidence::{Evidence, EvidenceKind, Mark, Marks, Outcome, STEP_BACK_PACK};
use super::packs::Packs;
use super::parameters::Parameter;
use super::runs::Run;
use super::values::Value;
use crate::dates::{Interval, LeapBirthday, Period, Unit, add_months, anniversary};
use crate::facts::{DetentionKind, Facts, LegalStatus, RequestKind};
use crate::policy::Policy;
use crate::status::{Status, SubState, Timeline};

/// A place in [`Reading::events`].
pub(super) type Place = u16;

/// Something that happened, recorded as evidence or known from the facts.
#[derive(Debug, Clone, Copy)]
pub(super) struct Event<'e> {
    pub id: &'e str,
    pub kind: EvidenceKind,
    pub on: Date,
    pub until: Option<Date>,
    pub recorded_on: Option<Date>,
    pub outcome: Outcome,
    pub at_home: Option<&'e str>,
    pub about: Option<&'e str>,
    pub clock: Option<&'e str>,
    pub marks: Marks,
    pub is_whole: bool,
}

impl<'e> Event<'e> {
    fn of(evidence: &'e Evidence) -> Self {
        let two_way = if evidence.marks.has(Mark::FaceToFace) { Marks::of(&[Mark::TwoWay]) } else { Marks::NONE };
        Event {
            id: &evidence.id,
            kind: evidence.kind,
            on: evidence.on,
            until: evidence.until,
            recorded_on: evidence.recorded_on,
            outcome: evidence.outcome,
            at_home: evidence.at_home.as_deref(),
            about: evidence.about.as_deref(),
            clock: evidence.clock.as_deref(),
            marks: evidence.marks.and(two_way),
            is_whole: evidence.kind != EvidenceKind::Waiver || evidence.is_whole_waiver(),
        }
    }

    const fn known(id: &'static str, kind: EvidenceKind, on: Date, until: Option<Date>) -> Event<'static> {
        Event {
            id,
            kind,
            on,
            until,
            recorded_on: None,
            outcome: Outcome::Done,
            at_home: None,
            about: None,
            clock: None,
            marks: Marks::NONE,
            is_whole: true,
        }
    }

    pub const fn period(&self) -> Period {
        Period { start: self.on, end: self.until }
    }
}

/// A stretch with one standing. Half-open.
#[derive(Debug, Clone, Copy)]
pub(super) struct Stand {
    pub from: Date,
    pub to: Date,
    pub standing: Standing,
}

const KINDS: usize = EvidenceKind::ALL.len();

pub(super) struct Reading<'e> {
    pub as_of: Date,
    pub packs: &'e Packs,
    pub timeline: Timeline,
    pub standings: Vec<Stand>,
    /// Sorted by kind, day and id, so that the order of the record changes nothing.
    pub events: Vec<Event<'e>>,
    first_of_kind: [Place; KINDS + 1],
    born_on: Date,
    leap: LeapBirthday,
    pub died_on: Option<Date>,
    pub step_backs: Vec<Period>,
    pub step_back_asked_and_not_whole: bool,
    pub record_begins: Option<Date>,
    offer_every: Option<Interval>,
    education_assessment: Option<Interval>,
    /// When touch was lost, which three clocks ask (CLK-24).
    pub lost_touch: OnceCell<Vec<Run>>,
}

impl<'e> Reading<'e> {
    pub fn new(
        facts: &Facts,
        timeline: Timeline,
        evidence: &'e [Evidence],
        packs: &'e Packs,
        policy: &Policy,
        as_of: Date,
    ) -> Self {
        let mut events = known_by(evidence, as_of);
        add_facts(facts, as_of, &mut events);
        let mut reading = Self::of_events(events, timeline, packs, as_of);
        reading.standings = standings(&reading.timeline);
        reading.born_on = facts.born_on;
        reading.leap = policy.leap_birthday;
        reading.died_on = facts.died_on.filter(|died_on| *died_on <= as_of);
        reading.offer_every = tighter_months(policy.offer_every_months, 12);
        reading.education_assessment = tighter_months(policy.education_assessment_months, 3);
        reading
    }

    /// The evidence of a worker, a team or a service, about whom there are no facts.
    pub fn of_evidence(evidence: &'e [Evidence], packs: &'e Packs, as_of: Date) -> Self {
        let nobody = Timeline { stretches: Vec::new(), care: Vec::new(), short_breaks: Vec::new() };
        Self::of_events(known_by(evidence, as_of), nobody, packs, as_of)
    }

    fn of_events(mut events: Vec<Event<'e>>, timeline: Timeline, packs: &'e Packs, as_of: Date) -> Self {
        events.sort_unstable_by(|one, other| (one.kind, one.on, one.id).cmp(&(other.kind, other.on, other.id)));
        events.truncate(usize::from(Place::MAX));
        let mut reading = Reading {
            as_of,
            packs,
            timeline,
            standings: Vec::new(),
            first_of_kind: places(&events),
            events,
            born_on: Date::MIN,
            leap: LeapBirthday::default(),
            died_on: None,
            step_backs: Vec::new(),
            step_back_asked_and_not_whole: false,
            record_begins: None,
            offer_every: None,
            education_assessment: None,
            lost_touch: OnceCell::new(),
        };
        reading.record_begins = reading.of_kind(EvidenceKind::RecordBegins).iter().map(|event| event.on).max();
        let asked: Vec<Event> = reading.done(EvidenceKind::StepBack).copied().collect();
        let is_whole = |event: &&Event| event.marks.has_all(STEP_BACK_PACK);
        let step_backs = crate::dates::union(asked.iter().filter(is_whole).map(Event::period).collect());
        reading.step_back_asked_and_not_whole =
            asked.iter().any(|event| !is_whole(&event) && event.period().contains(as_of));
        reading.step_backs = step_backs;
        reading
    }

    /// The places of everything of one kind, in order of days.
    pub fn places_of(&self, kind: EvidenceKind) -> std::ops::Range<usize> {
        usize::from(self.first_of_kind[kind as usize])..usize::from(self.first_of_kind[kind as usize + 1])
    }

    pub fn of_kind(&self, kind: EvidenceKind) -> &[Event<'e>] {
        &self.events[self.places_of(kind)]
    }

    /// What of one kind was done.
    pub fn done(&self, kind: EvidenceKind) -> impl DoubleEndedIterator<Item = &Event<'e>> {
        self.of_kind(kind).iter().filter(|event| event.outcome == Outcome::Done)
    }

    pub fn event(&self, place: Place) -> &Event<'e> {
        &self.events[usize::from(place)]
    }

    pub fn birthday(&self, years: i16) -> Date {
        anniversary(self.born_on, years, self.leap)
    }

    /// The day an age in months is reached.
    pub fn age_in_months(&self, months: u16) -> Date {
        match months % 12 {
            0 => self.birthday(i16::try_from(months / 12).unwrap_or(i16::MAX)),
            _ => add_months(self.born_on, i32::from(months)),
        }
    }

    pub fn standing_on(&self, on: Date) -> Option<Standing> {
        self.standings.iter().find(|stand| stand.from <= on && on < stand.to).map(|stand| stand.standing)
    }

    /// Unbroken times in any of the standings, in order.
    pub fn times_in(&self, wanted: Standings) -> Vec<(Date, Date)> {
        let mut times: Vec<(Date, Date)> = Vec::new();
        for stand in self.standings.iter().filter(|stand| wanted.has(stand.standing)) {
            match times.last_mut().filter(|last| last.1 == stand.from) {
                Some(last) => last.1 = stand.to,
                None => times.push((stand.from, stand.to)),
            }
        }
        times
    }

    /// A council's value on a day.
    pub fn value(&self, parameter: Parameter, on: Date) -> Option<&Value> {
        self.packs.value(parameter, on)
    }

    pub fn is_on(&self, parameter: Parameter, on: Date) -> bool {
        matches!(self.value(parameter, on), Some(Value::Switch(true)))
    }

    /// A council's length on a day, or one that the policy of statuses holds.
    pub fn length(&self, parameter: Parameter, on: Date) -> Option<Interval> {
        let of_policy = || match parameter {
            Parameter::OfferEvery => self.offer_every,
            Parameter::EducationAssessmentWithin => self.education_assessment,
            _ => None,
        };
        match self.value(parameter, on) {
            Some(Value::Length(interval)) => Some(*interval),
            _ => of_policy(),
        }
    }

    pub fn after(&self, anchor: Date, length: Interval) -> Date {
        self.packs.working_days.after(anchor, length)
    }

    pub fn before(&self, day: Date, length: Interval) -> Date {
        self.packs.working_days.before(day, length)
    }

    /// So long before a day, by the value in force on it.
    pub fn before_by(&self, day: Date, length: Length) -> Option<Date> {
        match length {
            Length::Law(interval, _) | Length::Fixed(interval) => Some(self.before(day, interval)),
            Length::Policy(parameter) | Length::LawAsSet(parameter) => {
                self.length(parameter, day).map(|interval| self.before(day, interval))
            }
            Length::Open => None,
        }
    }

    /// So long after a day, by the value in force on it.
    pub fn after_by(&self, day: Date, parameter: Parameter) -> Option<Date> {
        self.length(parameter, day).map(|interval| self.after(day, interval))
    }

    /// Whether any of the standings ever holds. For anybody there is always an answer.
    pub fn was_ever_in(&self, wanted: Standings) -> bool {
        wanted.is_anybody() || self.standings.iter().any(|stand| wanted.has(stand.standing))
    }

    pub fn has_stepped_back_on(&self, on: Date) -> bool {
        self.step_backs.iter().any(|period| period.contains(on))
    }
}

fn tighter_months(months: u8, law: u8) -> Option<Interval> {
    (months < law).then(|| Interval::new(u16::from(months), Unit::Month))
}

/// What is known at the end of the day: what has happened, and what is planned.
fn known_by(evidence: &[Evidence], as_of: Date) -> Vec<Event<'_>> {
    let known = |one: &&Evidence| one.on <= as_of || one.outcome == Outcome::Planned;
    let mut events = Vec::with_capacity(evidence.len() + 8);
    events.extend(evidence.iter().filter(known).map(Event::of));
    events
}

fn places(events: &[Event]) -> [Place; KINDS + 1] {
    let mut first = [0; KINDS + 1];
    for event in events {
        first[event.kind as usize + 1] += 1;
    }
    for kind in 0..KINDS {
        first[kind + 1] += first[kind];
    }
    first
}

/// The facts of a status that also start clocks, unless the same was recorded as evidence.
fn add_facts(facts: &Facts, as_of: Date, events: &mut Vec<Event>) {
    let mut add = |event: Event<'static>| {
        let is_there = |one: &Event| one.kind == event.kind && one.on == event.on;
        if event.on <= as_of && !events.iter().any(is_there) {
            events.push(event);
        }
    };
    for (at, held) in facts.detentions.iter().enumerate() {
        let kind = match held.kind {
            DetentionKind::Hospital => EvidenceKind::Hospital,
            DetentionKind::SentencedCustody | DetentionKind::Remand => EvidenceKind::Custody,
        };
        add(Event::known(named(&DETENTIONS, at), kind, held.start_on, held.end_on));
    }
    for (at, spell) in facts.care_spells.iter().enumerate().filter(|(_, one)| one.legal_status == LegalStatus::J1) {
        add(Event::known(named(&CARE_SPELLS, at), EvidenceKind::Remand, spell.start_on, spell.end_on));
    }
    for (at, request) in facts.aftercare_requests.iter().enumerate() {
        let (kind, ended_by) = match request.kind {
            RequestKind::OptIn => (EvidenceKind::SupportRequested, Some(RequestKind::OptOut)),
            RequestKind::OptOut => (EvidenceKind::SupportStopped, None),
            RequestKind::Education => (EvidenceKind::EducationRequested, Some(RequestKind::OptOut)),
        };
        let until = ended_by.and_then(|stop| {
            let stops = facts.aftercare_requests.iter().filter(|one| one.kind == stop && one.on > request.on);
            stops.map(|one| one.on).min()
        });
        add(Event::known(named(&REQUESTS, at), kind, request.on, until));
    }
}

/// Names for what the facts hold, as the fields are named. A longer list shares its last name.
const fn named(names: &[&'static str; 6], at: usize) -> &'static str {
    if at < names.len() { names[at] } else { names[names.len() - 1] }
}

const DETENTIONS: [&str; 6] =
    ["detentions[0]", "detentions[1]", "detentions[2]", "detentions[3]", "detentions[4]", "detentions[5]"];
const CARE_SPELLS: [&str; 6] =
    ["care_spells[0]", "care_spells[1]", "care_spells[2]", "care_spells[3]", "care_spells[4]", "care_spells[5]"];
const REQUESTS: [&str; 6] = [
    "aftercare_requests[0]",
    "aftercare_requests[1]",
    "aftercare_requests[2]",
    "aftercare_requests[3]",
    "aftercare_requests[4]",
    "aftercare_requests[5]",
];

fn standings(timeline: &Timeline) -> Vec<Stand> {
    let stand = |status, sub_state: Option<SubState>| match status {
        Status::None => Some(Standing::NoStatus),
        Status::LookedAfterUnder16 => Some(Standing::Under16),
        Status::ShortBreaksOnly => Some(Standing::ShortBreaks),
        Status::LookedAfterNotEligible => Some(Standing::NotEligible),
        Status::Eligible => Some(Standing::Eligible),
        Status::Relevant => Some(Standing::Relevant),
        Status::FormerRelevant => Some(Standing::FormerRelevant),
        Status::FormerRelevant21Plus if sub_state == Some(SubState::Dormant) => Some(Standing::Dormant),
        Status::FormerRelevant21Plus => Some(Standing::Active),
        Status::Qualifying => Some(Standing::Qualifying),
        Status::QualifyingEducation => Some(Standing::QualifyingEducation),
        Status::Closed => None,
    };
    let with = |stretch: &crate::status::Stretch| {
        let standing = stand(stretch.status, stretch.sub_state)?;
        Some(Stand { from: stretch.from, to: stretch.to, standing })
    };
    timeline.stretches.iter().filter_map(with).collect()
}
