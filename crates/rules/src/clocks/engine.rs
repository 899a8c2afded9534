//! From rounds to answers: which round runs on the day, where it stands, when that changes (rules.md §5.1).

use std::sync::LazyLock;

use jiff::civil::Date;

use super::definition::{Anchor, Definition, Length, Shape};
use super::definitions::all;
use super::evidence::{EvidenceKind, Mark, Outcome};
use super::instances::{Instance, Track, fits, instances, length_of};
use super::parameters::Parameter;
use super::reading::{Place, Reading};
use super::result::{Clock, NotCounted, Owner, Past, State, Why, WhyNot};
use super::runs::{Met, Run, applies, earlier};
use super::values::Value;
use super::{Subject, definition::CarePace};
use crate::citation::Kind;
use crate::dates::{add_days, days_between};

/// Every row with the kind of its rule, looked up once.
static ROWS: LazyLock<Vec<(&'static Definition, Kind)>> = LazyLock::new(|| {
    let kind_of = |definition: &Definition| definition.citation().map_or(Kind::Local, |rule| rule.kind);
    all().map(|definition| (definition, kind_of(definition))).collect()
});

/// Every clock of one subject.
pub(super) fn evaluate<'e>(reading: &Reading<'e>, subject: Subject) -> Vec<Clock<'e>> {
    let mut clocks = Vec::with_capacity(32);
    for (definition, of_the_rule) in ROWS.iter().filter(|(definition, _)| definition.subject == subject) {
        one(reading, definition, *of_the_rule, &mut clocks);
    }
    clocks
}

/// The clocks of one definition: those of the law, then those of the council.
fn one<'e>(reading: &Reading<'e>, definition: &'static Definition, of_the_rule: Kind, clocks: &mut Vec<Clock<'e>>) {
    if !may_run(reading, definition) {
        return;
    }
    let law = Line::of(reading, definition, kind(definition, of_the_rule, Track::Law), Track::Law);
    let council =
        promises_more(reading, definition).then(|| Line::of(reading, definition, Kind::Local, Track::Council));
    let first = clocks.len();
    law.clocks(clocks);
    let Some(council) = council else { return };
    let laws: Vec<(Option<&str>, Option<Date>)> =
        clocks[first..].iter().map(|clock| (clock.about, clock.due_on)).collect();
    let mut tighter = Vec::new();
    council.clocks(&mut tighter);
    tighter.retain(|clock| laws.iter().any(|(about, due)| *about == clock.about && clock.due_on < *due));
    clocks.append(&mut tighter);
}

/// A quick look at whether anything could start it.
fn may_run(reading: &Reading, definition: &Definition) -> bool {
    let is_switched_on = || definition.switch.is_none_or(|switch| reading.is_on(switch, reading.as_of));
    let has_a_number = || match length_of(definition) {
        Length::Policy(parameter) => reading.length(parameter, reading.as_of).is_some(),
        _ => true,
    };
    let may_start = match definition.anchor {
        Anchor::Each(triggers) => triggers.iter().any(|trigger| !reading.places_of(trigger.kind).is_empty()),
        _ if definition.shape == Shape::RepeatsOnceDone => {
            definition.met_by.iter().any(|wanted| !reading.places_of(wanted.kind).is_empty())
        }
        _ => true,
    };
    let may_start = may_start
        && (definition.needs.is_empty() || definition.needs.iter().any(|kind| !reading.places_of(*kind).is_empty()));
    may_start && is_switched_on() && has_a_number() && reading.was_ever_in(applies(reading, definition))
}

/// Whether the council has said anything about a duty the law gives a number for.
fn promises_more(reading: &Reading, definition: &Definition) -> bool {
    let said = |parameter: Parameter| {
        reading.length(parameter, reading.as_of).is_some()
            || matches!(reading.value(parameter, reading.as_of), Some(Value::Length(_)))
    };
    match (definition.shape, length_of(definition)) {
        (Shape::CareVisits(pace), _) => {
            let fewer = pace == CarePace::FewerAgreed && said(Parameter::FewerVisitsEvery);
            fewer || said(Parameter::CareVisitEvery) || said(Parameter::FirstCareVisitWithin)
        }
        (_, Length::Law(_, parameter)) => said(parameter),
        _ => false,
    }
}

/// All the rounds of one definition by one measure.
struct Line<'a, 'e> {
    reading: &'a Reading<'e>,
    definition: &'static Definition,
    kind: Kind,
    rounds: Vec<Instance>,
}

impl<'a, 'e> Line<'a, 'e> {
    fn of(reading: &'a Reading<'e>, definition: &'static Definition, kind: Kind, track: Track) -> Self {
        let mut line = Line { reading, definition, kind, rounds: Vec::new() };
        line.rounds = instances(reading, definition, track);
        line.rounds.sort_by_key(|round| (round.about, round.from, round.anchor));
        if definition.overtaken {
            line.overtake();
        }
        line
    }

    /// An older round that was never met stops when a later one is.
    fn overtake(&mut self) {
        let met: Vec<(Date, Date)> =
            self.rounds.iter().filter_map(|round| round.met_on.map(|met_on| (round.anchor, met_on))).collect();
        for round in self.rounds.iter_mut().filter(|round| round.met.is_none()) {
            let later = met.iter().filter(|(anchor, _)| *anchor > round.anchor).map(|(_, met_on)| *met_on).min();
            if later.is_some() && earlier(round.ends, later) != round.ends {
                round.ends = later;
                round.why = Some(Why::OvertakenByALaterOne);
            }
        }
    }

    fn clocks(&self, clocks: &mut Vec<Clock<'e>>) {
        let groups = || self.rounds.chunk_by(|one, other| one.about == other.about);
        let begun = |group: &&[Instance]| group[0].from <= self.reading.as_of;
        let latest = groups().filter(begun).map(|group| (group[group.len() - 1].anchor, group[0].about)).max();
        // Of clocks that run once for each thing, those that are met or over become earlier rounds of the latest.
        let mut over: Vec<Past<'e>> = Vec::new();
        let mut newest = None;
        for group in groups().filter(begun) {
            let is_latest = latest.is_some_and(|(_, about)| about == group[0].about);
            if !is_latest && self.is_over(group) {
                over.extend(self.before(group));
                continue;
            }
            if is_latest {
                newest = Some(clocks.len());
            }
            clocks.extend(self.clock(group));
        }
        if let Some(clock) = newest.and_then(|at| clocks.get_mut(at)) {
            clock.earlier.append(&mut over);
            clock.earlier.sort_unstable();
        }
    }

    fn is_over(&self, group: &[Instance]) -> bool {
        let now = group.iter().rfind(|round| round.from <= self.reading.as_of);
        now.is_some_and(|round| {
            let state = self.state(round, self.reading.as_of);
            state.is_met() || state == State::Ended
        })
    }

    /// The clock of one group of rounds: the round that runs on the day, with those before it.
    fn clock(&self, rounds: &[Instance]) -> Option<Clock<'e>> {
        let as_of = self.reading.as_of;
        let at = rounds.iter().rposition(|round| round.from <= as_of)?;
        let round = &rounds[at];
        let state = self.state(round, as_of);
        let earlier = self.before(&rounds[..at]);
        if state == State::Ended && earlier.is_empty() && round.ends.is_some_and(|ends| is_long_over(ends, as_of)) {
            return None;
        }
        let due_on = round.due_on(as_of);
        let id = |place: Place| self.reading.event(place).id;
        let mut clock = Clock {
            definition: self.definition,
            kind: self.kind,
            state,
            about: round.about.map(id),
            anchor: round.anchor,
            anchored_by: round.anchored_by.or(round.about).map(id),
            opens_on: round.opens,
            due_on,
            lead_days: self.definition.lead_days,
            satisfied_by: round.met.filter(|_| state.is_met()).map(id),
            met_on: round.met_on.filter(|_| state.is_met()),
            recorded_after: None,
            days_late: days_late(state, due_on, round.met_on, as_of),
            ended_on: round.ends.filter(|_| state == State::Ended),
            ended_as: None,
            not_counted: self.not_counted(round),
            reasons: Vec::new(),
            recorded_reason: self.recorded_reason(round),
            waiver: self.waiver(round, as_of).map(id),
            owner: self.owner(),
            next_change_on: self.next_change(&rounds[at..], state),
            earlier,
        };
        clock.recorded_after = clock.satisfied_by.and(round.met).and_then(|place| self.recorded_after(place));
        clock.ended_as = clock.ended_on.map(|ended_on| self.state(round, add_days(ended_on, -1)));
        self.add_reasons(round, &mut clock);
        Some(clock)
    }

    /// Where a round stands at the end of a day.
    fn state(&self, round: &Instance, day: Date) -> State {
        let due = round.due_on(day);
        if self.definition.in_force.is_some_and(|law| !self.has_begun(law, day)) {
            return State::NotApplicable;
        }
        match round.met_on.filter(|met_on| *met_on <= day) {
            Some(met_on) if due.is_none_or(|due| met_on <= due) => return State::Met,
            Some(_) => return State::MetLate,
            None => {}
        }
        if round.ends.is_some_and(|ends| ends <= day) {
            return State::Ended;
        }
        if self.kind != Kind::Statute && self.waiver(round, day).is_some() {
            return State::WaivedRecorded;
        }
        if self.is_suspended(round, day) {
            return State::Suspended;
        }
        self.by_the_day(round.opens, due, day)
    }

    fn by_the_day(&self, opens: Date, due: Option<Date>, day: Date) -> State {
        let lead = i32::from(self.definition.lead_days);
        match due {
            Some(due) if day > due => State::Overdue,
            Some(due) if day == due => State::DueToday,
            _ if day < opens => State::NotStarted,
            Some(due) if days_between(day, due) <= lead => State::DueSoon,
            _ => State::Running,
        }
    }

    fn has_begun(&self, law: Parameter, day: Date) -> bool {
        self.reading.packs.in_force_from(law).is_some_and(|from| from <= day)
    }

    /// Only rows that say so wait: for somebody who stepped back, and while a request waits for them.
    fn is_suspended(&self, round: &Instance, day: Date) -> bool {
        if self.definition.set_aside_by_step_back {
            return self.reading.has_stepped_back_on(day);
        }
        self.definition.rule() == "CLK-77" && super::worked::is_waiting_for_them(self.reading, round, day)
    }

    /// The waiver in force on a day, if it has everything a waiver needs.
    fn waiver(&self, round: &Instance, day: Date) -> Option<Place> {
        let mut waivers = self.reading.places_of(EvidenceKind::Waiver);
        let holds = |place: &usize| {
            let waiver = &self.reading.events[*place];
            waiver.is_whole
                && waiver.outcome == Outcome::Done
                && self.is_for(waiver.clock, waiver.about, round)
                && waiver.period().contains(day)
        };
        waivers.rfind(holds).and_then(|place| Place::try_from(place).ok())
    }

    fn is_for(&self, clock: Option<&str>, about: Option<&str>, round: &Instance) -> bool {
        let named = clock.is_some_and(|clock| clock == self.definition.id || clock == self.definition.rule());
        named && about.is_none_or(|about| round.about.is_some_and(|place| self.reading.event(place).id == about))
    }

    fn recorded_reason(&self, round: &Instance) -> Option<&'e str> {
        let mut reasons = self.reading.done(EvidenceKind::ReasonForLateness);
        reasons.rfind(|one| one.on >= round.anchor && self.is_for(one.clock, one.about, round)).map(|one| one.id)
    }

    fn recorded_after(&self, place: Place) -> Option<i32> {
        let event = self.reading.event(place);
        event.recorded_on.map(|recorded_on| days_between(event.on, recorded_on))
    }

    fn owner(&self) -> Owner {
        let definition = self.definition;
        let adult = || self.reading.as_of >= self.reading.birthday(18);
        definition.owner_from_18.filter(|_| adult()).unwrap_or(definition.owner)
    }

    /// What looks as if it should count in this round and does not.
    fn not_counted(&self, round: &Instance) -> Vec<NotCounted<'e>> {
        let mut found: Vec<NotCounted<'e>> = Vec::new();
        let until = round.met_on.unwrap_or(self.reading.as_of);
        let run = Run { about: round.about, met: Met::Look, ..Run::new(round.anchor, round.from, round.ends) };
        for (at, wanted) in self.definition.met_by.iter().enumerate() {
            let seen_before = self.definition.met_by[..at].iter().any(|earlier| earlier.kind == wanted.kind);
            if seen_before {
                continue;
            }
            for place in self.reading.places_of(wanted.kind) {
                let event = &self.reading.events[place];
                let in_this_round = round.anchor.min(round.opens) <= event.on && event.on <= until;
                let is_of_it = |of: Option<Place>| of.is_some_and(|of| usize::from(of) == place);
                if !in_this_round || is_of_it(round.met) || is_of_it(round.anchored_by) {
                    continue;
                }
                found.extend(self.why_not(round, &run, place, event.on).map(|why| NotCounted {
                    evidence: event.id,
                    on: event.on,
                    why,
                }));
            }
        }
        self.add_cards(round, until, &mut found);
        found.sort_unstable_by_key(|one| (one.on, one.evidence));
        found
    }

    /// The reason of the way it came nearest to counting.
    fn why_not(&self, round: &Instance, run: &Run, place: usize, on: Date) -> Option<WhyNot> {
        let kind = self.reading.events[place].kind;
        let ways = self.definition.met_by.iter().filter(|wanted| wanted.kind == kind);
        let mut whys = Vec::new();
        for wanted in ways {
            match fits(self.reading, wanted, run, place) {
                Ok(day) if round.ends.is_some_and(|ends| day >= ends) => whys.push(WhyNot::TooLate),
                Ok(day) if day < round.counts_from => whys.push(WhyNot::TooEarly),
                Ok(_) if self.definition.closes_when_due && round.due.is_some_and(|due| on > due) => {
                    whys.push(WhyNot::TooLate);
                }
                Ok(_) if self.is_second_through_somebody(round, place) => whys.push(WhyNot::TwiceThroughSomebodyElse),
                Ok(_) | Err(None) => return None,
                Err(Some(why)) => whys.push(why),
            }
        }
        let twice = whys.iter().find(|why| **why == WhyNot::TwiceThroughSomebodyElse);
        twice.or(whys.first()).copied()
    }

    fn is_second_through_somebody(&self, round: &Instance, place: usize) -> bool {
        let through = |event: &super::reading::Event| event.marks.has(Mark::ThirdParty);
        through(&self.reading.events[place]) && round.anchored_by.is_some_and(|last| through(self.reading.event(last)))
    }

    /// Cards beside a contact clock: kept, and said not to count.
    fn add_cards(&self, round: &Instance, until: Date, found: &mut Vec<NotCounted<'e>>) {
        if self.definition.met_by.iter().any(|wanted| wanted.kind == EvidenceKind::Contact) {
            let cards = self.reading.of_kind(EvidenceKind::Card).iter();
            let cards = cards.filter(|card| round.anchor <= card.on && card.on <= until);
            found.extend(cards.map(|card| NotCounted { evidence: card.id, on: card.on, why: WhyNot::Card }));
        }
    }

    fn add_reasons(&self, round: &Instance, clock: &mut Clock<'e>) {
        let reading = self.reading;
        clock.reasons.extend(round.why);
        match clock.state {
            State::NotApplicable => clock.reasons.push(Why::NotInForce),
            State::Suspended if self.definition.set_aside_by_step_back => clock.reasons.push(Why::SteppedBack),
            State::Suspended => clock.reasons.push(Why::WaitingForThem),
            State::WaivedRecorded => clock.reasons.push(Why::Waived),
            State::Ended if round.why.is_none() => clock.reasons.push(self.why_over(round)),
            _ => {}
        }
        if clock.due_on.is_none() && clock.state.is_open() {
            clock.reasons.push(Why::NoStatutoryNumber);
        }
        if clock.waiver.is_some() && self.kind == Kind::Statute {
            clock.reasons.push(Why::LawCannotBeWaived);
        }
        if self.definition.set_aside_by_step_back && reading.step_back_asked_and_not_whole {
            clock.reasons.push(Why::StepBackNotWhole);
        }
        let began = round.tighter.iter().filter(|(from, due)| *from <= reading.as_of && Some(*due) == clock.due_on);
        clock.reasons.extend(began.map(|(from, _)| Why::TighterSince(*from)).take(1));
        self.add_reasons_of_rows(round, clock);
    }

    fn why_over(&self, round: &Instance) -> Why {
        let over =
            |place: Place| self.reading.event(place).until.is_some() && self.reading.event(place).until == round.ends;
        match round.about.is_some_and(over) {
            true => Why::OverWithWhatItWasFor,
            false => Why::StatusChanged,
        }
    }

    /// What single rows of the law ask to be said.
    fn add_reasons_of_rows(&self, round: &Instance, clock: &mut Clock<'e>) {
        let reading = self.reading;
        let about = round.about.map(|place| reading.event(place));
        let is_adult = reading.as_of >= reading.birthday(18);
        let said = match self.definition.id {
            "CLK-48" if clock.state == State::Met && clock.due_on.is_some_and(|due| due < reading.as_of) => {
                Some(Why::LeaveExtendedPending)
            }
            "CLK-31" if round.anchored_by.is_some_and(|last| reading.event(last).marks.has(Mark::VideoOnlyAllowed)) => {
                Some(Why::VideoOnlyAllowed)
            }
            "CLK-34" | "CLK-34.plan" if about.is_some_and(|stay| stay.marks.has(Mark::Section3)) => {
                Some(Why::Section117)
            }
            "CLK-74" if !is_adult && about.is_some_and(|home| home.marks.has(Mark::BedAndBreakfast)) => {
                Some(Why::TellHeadOfService)
            }
            "CLK-10" if reading.has_stepped_back_on(reading.as_of) => Some(Why::RefusalDoesNotStopIt),
            _ => None,
        };
        clock.reasons.extend(said);
    }

    /// Rounds before the one that runs, with what became of them.
    fn before(&self, rounds: &[Instance]) -> Vec<Past<'e>> {
        let told = rounds.iter().filter(|round| !round.set_aside);
        told.filter_map(|round| {
            let state = match self.state(round, self.reading.as_of) {
                state @ (State::Met | State::MetLate) => state,
                _ if round
                    .due
                    .is_some_and(|due| due < self.reading.as_of && round.ends.is_none_or(|ends| due < ends)) =>
                {
                    State::Ended
                }
                _ => return None,
            };
            let due_on = round.due_on(self.reading.as_of);
            Some(Past {
                anchor: round.anchor,
                due_on,
                state,
                satisfied_by: round.met.filter(|_| state.is_met()).map(|place| self.reading.event(place).id),
                met_on: round.met_on.filter(|_| state.is_met()),
                days_late: days_late(state, due_on, round.met_on, self.reading.as_of),
            })
        })
        .collect()
    }

    /// The first later day on which the state is another, by the days on which it could change.
    fn next_change(&self, rounds: &[Instance], now: State) -> Option<Date> {
        let as_of = self.reading.as_of;
        let is_settled = now.is_met() || now == State::Ended;
        if is_settled && rounds.len() == 1 {
            return None;
        }
        let mut days = Vec::with_capacity(12);
        for round in rounds {
            self.days_of(round, &mut days);
        }
        days.retain(|day| *day > as_of);
        days.sort_unstable();
        let state_on = |day: Date| {
            let at = rounds.iter().rposition(|round| round.from <= day).unwrap_or(0);
            self.state(&rounds[at], day)
        };
        days.into_iter().find(|day| state_on(*day) != now)
    }

    /// The days on which a round can change.
    fn days_of(&self, round: &Instance, days: &mut Vec<Date>) {
        let lead = i32::from(self.definition.lead_days);
        let dues = round.due.into_iter().chain(round.tighter.iter().map(|(_, due)| *due));
        for due in dues {
            days.extend([add_days(due, -lead), due, add_days(due, 1)]);
        }
        days.extend(round.tighter.iter().map(|(from, _)| *from));
        days.extend([Some(round.from), Some(round.opens), round.met_on, round.ends].into_iter().flatten());
        if let Some(law) = self.definition.in_force {
            days.extend(self.reading.packs.in_force_from(law));
        }
        for waiver in self.reading.of_kind(EvidenceKind::Waiver) {
            days.extend([Some(waiver.on), waiver.until].into_iter().flatten());
        }
        if self.definition.set_aside_by_step_back {
            let backs = self.reading.step_backs.iter();
            days.extend(backs.flat_map(|back| [Some(back.start), back.end]).flatten());
        }
        for pause in self.reading.of_kind(EvidenceKind::RecordRequestPaused) {
            days.extend([Some(pause.on), pause.until].into_iter().flatten());
        }
    }
}

/// Where the dates of a definition come from.
fn kind(definition: &Definition, of_the_rule: Kind, track: Track) -> Kind {
    match length_of(definition) {
        _ if track == Track::Council || definition.local => Kind::Local,
        // The duty may be law; the number is the council's.
        Length::Policy(_) if of_the_rule == Kind::Statute => Kind::Local,
        _ => of_the_rule,
    }
}

/// What ended more than a year ago without anything to tell is not shown any more.
fn is_long_over(ended_on: Date, as_of: Date) -> bool {
    days_between(ended_on, as_of) > 366
}

fn days_late(state: State, due: Option<Date>, met_on: Option<Date>, as_of: Date) -> i32 {
    let until = match state {
        State::Overdue => Some(as_of),
        State::MetLate => met_on,
        _ => None,
    };
    due.zip(until).map_or(0, |(due, until)| days_between(due, until).max(0))
}
