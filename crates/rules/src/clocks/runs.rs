//! What starts each clock, and when what it is for stops: the "applies" and "anchor" columns of §5, and §5.14.

use jiff::civil::Date;

use super::definition::{Anchor, Definition, Due, Edge, Standings, Trigger};
use super::evidence::Outcome;
use super::reading::{Event, Place, Reading};
use super::result::Why;
use super::values::Value;
use crate::dates::Period;

/// One start of a clock.
#[derive(Debug, Clone, Copy)]
pub(super) struct Run {
    /// What started it, for clocks that run once for each such thing.
    pub about: Option<Place>,
    pub anchor: Date,
    /// The evidence of the anchor, if that is not `about`.
    pub anchored_by: Option<Place>,
    /// The first day on which it is shown.
    pub from: Date,
    /// The first day on which what it is for is over.
    pub ends: Option<Date>,
    pub opens: Option<Date>,
    pub due: Option<Date>,
    pub met: Met,
    pub why: Option<Why>,
}

/// How it is found out whether a run was met.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Met {
    /// By looking for the evidence the definition wants.
    Look,
    /// It is known already.
    Known(Option<Place>),
}

impl Run {
    pub const fn new(anchor: Date, from: Date, ends: Option<Date>) -> Self {
        Run { about: None, anchor, anchored_by: None, from, ends, opens: None, due: None, met: Met::Look, why: None }
    }

    pub const fn about(mut self, place: Place) -> Self {
        self.about = Some(place);
        self
    }

    pub const fn anchored_by(mut self, place: Option<Place>) -> Self {
        self.anchored_by = place;
        self
    }

    pub const fn opens(mut self, on: Date) -> Self {
        self.opens = Some(on);
        self
    }

    pub const fn due(mut self, on: Date) -> Self {
        self.due = Some(on);
        self
    }

    pub const fn met(mut self, by: Option<Place>) -> Self {
        self.met = Met::Known(by);
        self
    }

    pub const fn because(mut self, why: Option<Why>) -> Self {
        self.why = why;
        self
    }
}

/// Every start of a clock that can be known, those of days to come included.
pub(super) fn runs(reading: &Reading, definition: &Definition) -> Vec<Run> {
    let mut runs = match definition.anchor {
        Anchor::Entered => entered(reading, definition),
        Anchor::FirstDay => first_day(reading, definition),
        Anchor::CameIntoCare => came_into_care(reading),
        Anchor::Birthday(years) => on_an_age(reading, definition, reading.birthday(years)),
        Anchor::Age(parameter) => match reading.value(parameter, reading.as_of) {
            Some(Value::Age(months)) => on_an_age(reading, definition, reading.age_in_months(*months)),
            _ => Vec::new(),
        },
        Anchor::Each(triggers) => {
            let times = times(reading, definition);
            triggers.iter().flat_map(|trigger| each(reading, definition, trigger, &times)).collect()
        }
        Anchor::Worked(work) => work(reading, definition),
    };
    end_with_life_and_age(reading, definition, &mut runs);
    runs
}

/// For whom it runs, with those a council has added.
pub(super) fn applies(reading: &Reading, definition: &Definition) -> Standings {
    let added = definition.also.map_or(Standings::NONE, |also| reading.packs.standings(also, reading.as_of));
    definition.applies.and(added)
}

/// Unbroken times for which it runs.
pub(super) fn times(reading: &Reading, definition: &Definition) -> Vec<(Date, Option<Date>)> {
    let applies = applies(reading, definition);
    if applies.is_anybody() {
        return vec![(Date::MIN, None)];
    }
    reading.times_in(applies).into_iter().map(|(from, to)| (from, Some(to))).collect()
}

fn entered(reading: &Reading, definition: &Definition) -> Vec<Run> {
    times(reading, definition).into_iter().map(|(from, to)| Run::new(from, from, to)).collect()
}

fn first_day(reading: &Reading, definition: &Definition) -> Vec<Run> {
    let times = times(reading, definition);
    let Some((first, _)) = times.first().copied() else { return Vec::new() };
    times.into_iter().map(|(from, to)| Run::new(first, from, to)).collect()
}

fn came_into_care(reading: &Reading) -> Vec<Run> {
    let care = reading.timeline.care.iter().filter(|care| !care.is_empty());
    care.map(|care| Run::new(care.start, care.start, care.end)).collect()
}

/// Around a birthday: shown from the beginning of the standing that leads to it.
fn on_an_age(reading: &Reading, definition: &Definition, anchor: Date) -> Vec<Run> {
    let times = times(reading, definition);
    let leads_there = times.iter().find(|(from, to)| *from <= anchor && to.is_none_or(|to| to >= anchor));
    // Whoever came after the age is asked from the day they came, unless it was to be done before the age.
    let looks_ahead = matches!(definition.due, Due::Before(_));
    let came_after = || times.iter().find(|(from, _)| *from > anchor && !looks_ahead);
    let time = leads_there.or_else(came_after);
    let start = |from: Date| if leads_there.is_some() { anchor } else { from };
    time.map(|(from, to)| Run::new(start(*from), *from, *to)).into_iter().collect()
}

impl Trigger {
    pub(super) fn is_set_off_by(&self, event: &Event) -> bool {
        let happened = event.outcome == Outcome::Done || (self.planned && event.outcome == Outcome::Planned);
        happened
            && event.marks.has_all(self.needs)
            && !event.marks.has_any(self.without)
            && (self.any.is_empty() || event.marks.has_any(self.any))
    }
}

fn each(reading: &Reading, definition: &Definition, trigger: &Trigger, times: &[(Date, Option<Date>)]) -> Vec<Run> {
    let places = reading.places_of(trigger.kind);
    if places.is_empty() {
        return Vec::new();
    }
    let started = |place: usize| {
        let event = &reading.events[place];
        if !trigger.is_set_off_by(event) {
            return None;
        }
        let looks_ahead = matches!(definition.due, Due::Until | Due::BeforeUntil(_));
        let (day, over) = match trigger.edge {
            Edge::Start if looks_ahead || event.outcome == Outcome::Planned => (event.on, None),
            Edge::Start => (event.on, event.until),
            Edge::End => (event.until.filter(|until| *until <= reading.as_of)?, None),
        };
        let period = Period { start: day, end: over };
        let (anchor, to) = first_day_within(times, period, trigger.edge == Edge::Start && event.kind.lasts())?;
        let shown_from = if event.outcome == Outcome::Planned { Date::MIN } else { anchor };
        Some(Run::new(anchor, shown_from, earlier(over, to)).about(Place::try_from(place).unwrap_or(Place::MAX)))
    };
    places.filter_map(started).collect()
}

/// The day itself if the clock runs for the person then; for something that lasts, the first day on which it does.
pub(super) fn first_day_within(
    times: &[(Date, Option<Date>)],
    period: Period,
    lasts: bool,
) -> Option<(Date, Option<Date>)> {
    let holds = |(from, to): &&(Date, Option<Date>)| *from <= period.start && to.is_none_or(|to| period.start < to);
    let later =
        |(from, _): &&(Date, Option<Date>)| lasts && *from > period.start && period.end.is_none_or(|end| *from < end);
    if let Some((_, to)) = times.iter().find(holds) {
        return Some((period.start, *to));
    }
    let (from, to) = times.iter().find(later)?;
    Some((*from, *to))
}

pub(super) fn earlier(one: Option<Date>, other: Option<Date>) -> Option<Date> {
    match (one, other) {
        (Some(one), Some(other)) => Some(one.min(other)),
        (one, other) => one.or(other),
    }
}

/// Every clock but keeping, asking and answering stops with a death; some stop at a birthday.
fn end_with_life_and_age(reading: &Reading, definition: &Definition, runs: &mut [Run]) {
    let died_on = reading.died_on.filter(|_| !definition.outlives);
    let aged_out = definition.ends_at.map(|years| reading.birthday(years));
    for run in runs {
        run.ends = earlier(run.ends, earlier(died_on, aged_out));
    }
}
