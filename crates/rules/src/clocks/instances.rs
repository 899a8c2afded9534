//! Every round of a clock: from what anchor, due when, met by what. A round is the same whatever day is asked about;
//! only its state changes from day to day.

use jiff::civil::Date;

use super::definition::{CarePace, Definition, Due, Length, Opens, Shape, Wanted, months, weeks};
use super::evidence::{EvidenceKind, Mark, Marks, Outcome};
use super::parameters::Parameter;
use super::reading::{Event, Place, Reading};
use super::result::{Why, WhyNot};
use super::runs::{Met, Run, earlier, runs};
use crate::dates::{add_days, add_months};

/// Whether the dates are the law's or the tighter ones a council promises for the same duty.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Track {
    Law,
    Council,
}

/// One round.
#[derive(Debug, Clone)]
pub(super) struct Instance {
    pub about: Option<Place>,
    pub anchor: Date,
    pub anchored_by: Option<Place>,
    /// The first day on which this is the round that runs.
    pub from: Date,
    /// The first day on which doing it counts.
    pub counts_from: Date,
    pub opens: Date,
    pub due: Option<Date>,
    /// Earlier due dates by values that begin later, with the day each begins.
    pub tighter: Vec<(Date, Date)>,
    pub met: Option<Place>,
    pub met_on: Option<Date>,
    pub ends: Option<Date>,
    pub why: Option<Why>,
    /// Stepping back set it aside.
    pub set_aside: bool,
}

impl Instance {
    /// The last day in time, by the values in force on a day. What was met is not measured by what came after.
    pub fn due_on(&self, day: Date) -> Option<Date> {
        let known = self.met_on.map_or(day, |met_on| met_on.min(day));
        let tighter = self.tighter.iter().filter(|(from, _)| *from <= known).map(|(_, due)| *due);
        tighter.chain(self.due).min()
    }
}

/// The length a definition's due date is made of, if it is made of one.
pub(super) const fn length_of(definition: &Definition) -> Length {
    match definition.due {
        Due::After(length) | Due::Before(length) | Due::BeforeUntil(length) => length,
        Due::OnTheDay | Due::Until | Due::Worked => Length::Open,
    }
}

/// Every round of a clock, in the order of its runs.
pub(super) fn instances(reading: &Reading, definition: &Definition, track: Track) -> Vec<Instance> {
    let mut rounds = Vec::new();
    for run in runs(reading, definition) {
        let round = Rounds { reading, definition, track, run };
        match definition.shape {
            Shape::Once => rounds.extend(round.once()),
            Shape::Repeats { .. } | Shape::RepeatsOnceDone | Shape::CareVisits(_) => round.repeated(&mut rounds),
        }
    }
    rounds
}

struct Rounds<'a, 'e> {
    reading: &'a Reading<'e>,
    definition: &'a Definition,
    track: Track,
    run: Run,
}

impl Rounds<'_, '_> {
    fn once(&self) -> Option<Instance> {
        let mut round = self.round(self.run.anchor, self.run.anchored_by, self.due_length());
        round.from = self.run.from;
        self.set_opening(&mut round);
        let found = match self.run.met {
            Met::Known(place) => place.map(|place| (self.reading.event(place).on, place)),
            Met::Look => self.matching().into_iter().find(|(on, _)| self.counts(&round, *on)),
        };
        round.met_on = found.map(|(on, _)| on);
        round.met = found.map(|(_, place)| place);
        self.stop_when_over(&mut round);
        let before_the_record = |due| self.reading.record_begins.is_some_and(|begins| due < begins);
        (round.met.is_some() || !round.due.is_some_and(before_the_record)).then_some(round)
    }

    fn counts(&self, round: &Instance, on: Date) -> bool {
        let in_time = !self.definition.closes_when_due || round.due.is_none_or(|due| on <= due);
        round.counts_from <= on && self.run.ends.is_none_or(|ends| on < ends) && in_time
    }

    fn set_opening(&self, round: &mut Instance) {
        let anchor = self.run.anchor;
        let counts_from = match self.definition.opens {
            Opens::AtAnchor => anchor,
            Opens::Ever => Date::MIN,
            Opens::DaysBefore(days) => add_days(anchor, -i32::from(days)),
            Opens::MonthsBefore(months) => add_months(anchor, -i32::from(months)),
            Opens::Before(parameter) => self.reading.before_by(anchor, Length::Policy(parameter)).unwrap_or(anchor),
            Opens::After(parameter) => self.reading.after_by(anchor, parameter).unwrap_or(anchor),
            Opens::Worked => self.run.opens.unwrap_or(anchor),
        };
        round.counts_from = counts_from;
        round.opens = if counts_from == Date::MIN { self.run.from.min(anchor) } else { counts_from };
        round.opens = round.due.map_or(round.opens, |due| round.opens.min(due));
    }

    /// Silence or long lateness settles some clocks.
    fn stop_when_over(&self, round: &mut Instance) {
        let Some(due) = round.due.filter(|_| round.met.is_none()) else { return };
        if self.definition.ends_when_due {
            round.ends = earlier(round.ends, Some(add_days(due, 1)));
            round.why = Some(Why::DecisionsStand);
        }
        if let Some(days) = self.definition.lapses_after {
            round.ends = earlier(round.ends, Some(add_days(due, i32::from(days) + 1)));
        }
    }

    fn due_length(&self) -> Length {
        length_of(self.definition)
    }

    /// A round from an anchor, not yet met.
    fn round(&self, anchor: Date, anchored_by: Option<Place>, length: Length) -> Instance {
        let (due, tighter) = self.due(anchor, length);
        Instance {
            about: self.run.about,
            anchor,
            anchored_by,
            from: anchor,
            counts_from: anchor,
            opens: anchor,
            due,
            tighter,
            met: None,
            met_on: None,
            ends: self.run.ends,
            why: self.run.why,
            set_aside: false,
        }
    }

    fn due(&self, anchor: Date, length: Length) -> (Option<Date>, Vec<(Date, Date)>) {
        let reading = self.reading;
        let until = || self.run.about.and_then(|place| reading.event(place).until);
        let due = match self.definition.due {
            Due::After(_) => return self.due_after(anchor, length),
            Due::OnTheDay => Some(anchor),
            Due::Before(length) => reading.before_by(anchor, length),
            Due::Until => until(),
            Due::BeforeUntil(length) => until().and_then(|until| reading.before_by(until, length)),
            Due::Worked => self.run.due,
        };
        (due, Vec::new())
    }

    fn due_after(&self, anchor: Date, length: Length) -> (Option<Date>, Vec<(Date, Date)>) {
        let reading = self.reading;
        let law = |interval| (Some(reading.after(anchor, interval)), Vec::new());
        match (length, self.track) {
            (Length::Law(interval, parameter), Track::Council) => {
                let (due, tighter) = self.due_by_policy(anchor, parameter);
                (due.or_else(|| law(interval).0), tighter)
            }
            (Length::Law(interval, _) | Length::Fixed(interval), _) => law(interval),
            (Length::Policy(parameter) | Length::LawAsSet(parameter), _) => self.due_by_policy(anchor, parameter),
            (Length::Open, _) => (None, Vec::new()),
        }
    }

    fn due_by_policy(&self, anchor: Date, parameter: Parameter) -> (Option<Date>, Vec<(Date, Date)>) {
        let due = self.reading.length(parameter, anchor).map(|interval| self.reading.after(anchor, interval));
        let later = self.reading.packs.later_lengths(parameter, anchor);
        let tighter = later.map(|(from, interval)| (from, self.reading.after(anchor, interval)));
        (due, tighter.filter(|(_, tighter)| due.is_none_or(|due| *tighter < due)).collect())
    }

    /// What satisfies the clock, in order of days.
    fn matching(&self) -> Vec<(Date, Place)> {
        let mut found = Vec::new();
        for wanted in self.definition.met_by {
            for place in self.reading.places_of(wanted.kind) {
                if let Ok(on) = fits(self.reading, wanted, &self.run, place) {
                    found.push((on, Place::try_from(place).unwrap_or(Place::MAX)));
                }
            }
        }
        found.sort_unstable();
        found.dedup();
        found
    }

    /// Round after round, each from the day the one before was met (DAT-12).
    fn repeated(&self, rounds: &mut Vec<Instance>) {
        let mut done = self.matching();
        done.retain(|(on, _)| self.run.ends.is_none_or(|ends| *on < ends));
        let Some(mut round) = self.first_round(&done) else { return };
        let from_event = round.anchored_by.is_some();
        let anchor = round.anchor;
        done.retain(|(on, _)| if from_event { *on > anchor } else { *on >= anchor });
        for (on, place) in done {
            self.come_back(&mut round, on, rounds);
            if self.is_met_too_soon(&round, on, place) {
                continue;
            }
            round.met = Some(place);
            round.met_on = Some(on);
            let next = self.next_round(on, Some(place));
            rounds.push(std::mem::replace(&mut round, next));
        }
        self.come_back(&mut round, Date::MAX, rounds);
        rounds.push(round);
    }

    /// A second one on the day of the last, or a second through somebody else running, makes no new round.
    fn is_met_too_soon(&self, round: &Instance, on: Date, place: Place) -> bool {
        let through = |place: Place| self.reading.event(place).marks.has(Mark::ThirdParty);
        let twice = round.anchored_by.is_some_and(|last| through(last) && through(place));
        twice || (round.anchored_by.is_some() && on <= round.anchor)
    }

    fn first_round(&self, done: &[(Date, Place)]) -> Option<Instance> {
        let (from, anchor) = (self.run.from, self.run.anchor);
        let once_done = self.definition.shape == Shape::RepeatsOnceDone;
        if once_done || self.definition.carries_over {
            let before =
                done.iter().rev().find(|(on, _)| *on < from).map(|(on, place)| self.next_round(*on, Some(*place)));
            let is_recent = |round: &Instance| round.due.is_some_and(|due| due >= from);
            if let Some(mut round) = before.filter(is_recent) {
                round.from = from;
                return Some(round);
            }
        }
        if once_done {
            let (on, place) = done.iter().find(|(on, _)| *on >= from)?;
            return Some(self.next_round(*on, Some(*place)));
        }
        Some(self.round_from_the_start(anchor, done))
    }

    /// The first round; from the day the record begins, if nothing from before it is known.
    fn round_from_the_start(&self, anchor: Date, done: &[(Date, Place)]) -> Instance {
        let begins = self.reading.record_begins.filter(|begins| anchor < *begins);
        let known_before = |begins: Date| done.iter().any(|(on, _)| *on < begins);
        let mut round = match begins.filter(|begins| !known_before(*begins)) {
            Some(begins) => Instance { why: Some(Why::RecordBegins(begins)), ..self.next_round(begins, None) },
            None => self.round(anchor, self.run.anchored_by, self.first_length()),
        };
        round.from = self.run.from;
        round
    }

    fn first_length(&self) -> Length {
        match self.definition.shape {
            Shape::Repeats { first: Some(first) } => first,
            Shape::CareVisits(_) => Length::Law(weeks(1), Parameter::FirstCareVisitWithin),
            _ => self.due_length(),
        }
    }

    fn next_round(&self, anchor: Date, anchored_by: Option<Place>) -> Instance {
        let length = match self.definition.shape {
            Shape::CareVisits(pace) => self.pace(pace, anchor),
            _ => self.due_length(),
        };
        self.round(anchor, anchored_by, length)
    }

    /// Coming back from a step back starts a new round that day.
    fn come_back(&self, round: &mut Instance, before: Date, rounds: &mut Vec<Instance>) {
        if !self.definition.set_aside_by_step_back {
            return;
        }
        for back in &self.reading.step_backs {
            let Some(over) = back.end.filter(|end| round.anchor < *end && *end <= before) else { continue };
            if over > self.reading.as_of || self.run.ends.is_some_and(|ends| over >= ends) {
                continue;
            }
            let next = self.next_round(over, None);
            let mut set_aside = std::mem::replace(round, next);
            set_aside.set_aside = true;
            rounds.push(set_aside);
        }
    }

    /// How long until the next visit to somebody in care (regulation 28).
    fn pace(&self, pace: CarePace, last_on: Date) -> Length {
        let Some(home) = self.run.about.map(|place| self.reading.event(place)) else { return Length::Open };
        let six_weeks = Length::Law(weeks(6), Parameter::CareVisitEvery);
        let weekly = Length::Law(weeks(1), Parameter::FirstCareVisitWithin);
        let first_year_is_over = last_on >= add_months(home.on, 12);
        let long_term = home.marks.has(Mark::LongTerm) && first_year_is_over;
        match pace {
            CarePace::FewerAgreed if long_term && self.reading.is_on(Parameter::FewerVisits, last_on) => {
                Length::Law(months(6), Parameter::FewerVisitsEvery)
            }
            CarePace::Ordinary | CarePace::FewerAgreed if long_term => Length::Fixed(months(3)),
            CarePace::Ordinary | CarePace::FewerAgreed | CarePace::WithParent => six_weeks,
            CarePace::InterimOrTemporary | CarePace::WithParentUnassessed if !self.was_reviewed(home, last_on) => {
                weekly
            }
            CarePace::InterimOrTemporary => Length::Fixed(weeks(4)),
            CarePace::WithParentUnassessed => six_weeks,
        }
    }

    fn was_reviewed(&self, home: &Event, by: Date) -> bool {
        self.reading.done(EvidenceKind::CareReview).any(|review| home.on <= review.on && review.on <= by)
    }
}

/// Whether evidence is what the clock wants, and from which day; or why not.
pub(super) fn fits(reading: &Reading, wanted: &Wanted, run: &Run, place: usize) -> Result<Date, Option<WhyNot>> {
    let event = &reading.events[place];
    let started_it = run.about.is_some_and(|about| usize::from(about) == place);
    if started_it && !wanted.itself {
        return Err(None);
    }
    has_happened(wanted, event).map_err(Some)?;
    has_the_marks(wanted, event).map_err(Some)?;
    let about = run.about.map(|place| reading.event(place));
    if wanted.about && event.about.is_some() && event.about != about.map(|about| about.id) && !started_it {
        return Err(Some(WhyNot::AboutSomethingElse));
    }
    if wanted.there && event.at_home != about.map(|home| home.at_home.unwrap_or(home.id)) {
        return Err(Some(WhyNot::AnotherHome));
    }
    if wanted.in_force {
        let day = event.on.max(run.anchor);
        return if event.until.is_none_or(|until| day < until) { Ok(day) } else { Err(Some(WhyNot::TooEarly)) };
    }
    Ok(if wanted.recording { event.recorded_on.unwrap_or(event.on) } else { event.on })
}

const fn has_happened(wanted: &Wanted, event: &Event) -> Result<(), WhyNot> {
    match event.outcome {
        Outcome::Done => Ok(()),
        Outcome::Attempted if wanted.attempts => Ok(()),
        Outcome::Attempted => Err(WhyNot::Attempt),
        Outcome::Cancelled => Err(WhyNot::Cancelled),
        Outcome::Draft => Err(WhyNot::Draft),
        Outcome::Planned => Err(WhyNot::Planned),
    }
}

fn has_the_marks(wanted: &Wanted, event: &Event) -> Result<(), WhyNot> {
    let lacks_any = !wanted.any.is_empty() && !event.marks.has_any(wanted.any);
    let missing = wanted.needs.less(event.marks).and(if lacks_any { wanted.any } else { Marks::NONE });
    if !missing.is_empty() {
        return Err(for_want_of(missing));
    }
    match event.marks.has_any(wanted.without) {
        false => Ok(()),
        true if event.marks.has(Mark::ThirdParty) => Err(WhyNot::ThroughSomebodyElse),
        true => Err(WhyNot::NotWhole),
    }
}

/// What to say when marks are missing: the first that matters.
fn for_want_of(missing: Marks) -> WhyNot {
    let says = [
        (Mark::FaceToFace, WhyNot::NotFaceToFace),
        (Mark::TwoWay, WhyNot::NotTwoWay),
        (Mark::Alone, WhyNot::NotAlone),
        (Mark::Approved, WhyNot::NotApproved),
        (Mark::SharedWithYoungPerson, WhyNot::NotShared),
        (Mark::ThirdParty, WhyNot::NotTwoWay),
        (Mark::Consent, WhyNot::ThroughSomebodyElse),
    ];
    says.iter().find(|(mark, _)| missing.has(*mark)).map_or(WhyNot::NotWhole, |(_, why)| *why)
}
