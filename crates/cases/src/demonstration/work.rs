//! What was done with everybody over the last year or so: visits, calls, plans, reviews, and what was left undone.
//!
//! The clocks themselves are asked what was due, and what would satisfy it; most of it is then told as done near its day,
//! some of it late, and some of what fell due lately not at all. So the pages show what an ordinary service shows, and a
//! clock that could never be satisfied is found here first.

use std::collections::{HashMap, HashSet};

use jiff::civil::Date;
use waymark_rules::citation::Kind;
use waymark_rules::clocks::{Clock, Evidence, EvidenceKind, Mark, Marks, Packs, State, WouldMeet};
use waymark_rules::dates::{add_days, add_months, days_between};
use waymark_rules::policy::Policy;

use super::chance::Chance;
use super::invented::LATEST;
use crate::appointments::NewAppointment;
use crate::clocks::reasons::Reason;
use crate::contacts::{HeldBecause, NewContact, NotMet, SaidHow, Share, Way};
use crate::error::{Error, Result};
use crate::evidence::NewEvidence;
use crate::history::Person;
use crate::ids::RowId;
use crate::own_record::replies::ReplyKind;

/// What a service goes by.
pub(super) struct Service<'a> {
    pub packs: &'a Packs,
    pub policy: &'a Policy,
    pub day: Date,
    /// How far back the work is told.
    pub months: i32,
}

/// In this many rounds a year of eight-weekly duties is told, and what hangs on them.
const ROUNDS: usize = 60;
/// What fell due longer ago was done, sooner or later.
const LATELY: i32 = 75;
/// So many in a hundred people have something late.
const BEHIND: usize = 30;

/// A clock, told from every other of the person.
type Key = (&'static str, Kind, Option<String>);

/// Tells the work with one person.
pub(super) fn done_with(person: Person, number: usize, service: &Service<'_>, chance: &mut Chance) -> Result<Person> {
    let begins = add_months(service.day, -service.months);
    let says = "The record here begins";
    let mut telling = Telling {
        person: person.recorded(NewEvidence::done(EvidenceKind::RecordBegins, begins, says)),
        service,
        chance,
        number,
        told: 0,
        behind: false,
        left: HashSet::new(),
        tried: HashMap::new(),
    };
    telling.behind = telling.chance.in_100(BEHIND);
    for _ in 0..ROUNDS {
        if !telling.round()? {
            break;
        }
    }
    Ok(telling.person)
}

struct Telling<'a, 'c> {
    person: Person,
    service: &'a Service<'a>,
    chance: &'c mut Chance,
    number: usize,
    told: usize,
    behind: bool,
    /// Left undone, so not looked at again.
    left: HashSet<Key>,
    /// What was told for a due date already: a second time it is left, so that the telling ends.
    tried: HashMap<(Key, Date), u8>,
}

/// What a round has to tell about one late clock.
struct Due {
    key: Key,
    label: &'static str,
    opens_on: Date,
    due_on: Date,
    meets: Option<WouldMeet>,
    at_home: Option<String>,
}

impl Telling<'_, '_> {
    /// One round: everything late is done or left. False when there was nothing.
    fn round(&mut self) -> Result<bool> {
        let mut late = self.late()?;
        // Contact is lost only where a contact stays late: what was told in this round may have mended it.
        if late.iter().any(|due| !due.is_lost_touch()) {
            late.retain(|due| !due.is_lost_touch());
        }
        let mut kinds = HashSet::new();
        let mut told = false;
        for due in late {
            // One visit satisfies several duties: see first which are left after it.
            if due.meets.is_some_and(|meets| !kinds.insert(meets.kind)) {
                told = true;
                continue;
            }
            told |= self.tell(due);
        }
        Ok(told)
    }

    fn late(&self) -> Result<Vec<Due>> {
        let (facts, evidence) = self.person.for_clocks(self.service.day)?;
        let Service { packs, policy, day, .. } = *self.service;
        let clocks = waymark_rules::clocks::evaluate(&facts, &evidence, packs, policy, day)
            .map_err(|problems| Error::Contradicts(problems.to_string()))?;
        let late = clocks.iter().filter(|clock| clock.state == State::Overdue);
        Ok(late.filter_map(|clock| Due::of(clock, &evidence)).filter(|due| !self.left.contains(&due.key)).collect())
    }

    fn tell(&mut self, due: Due) -> bool {
        let days_late = days_between(due.due_on, self.service.day);
        let tries = self.tried.entry((due.key.clone(), due.due_on)).or_default();
        *tries += 1;
        let Some(meets) = due.meets.filter(|meets| *tries <= 2 && !IS_A_TIE.contains(&meets.kind)) else {
            self.left.insert(due.key);
            return false;
        };
        if self.behind && days_late < LATELY && self.chance.in_100(45) {
            self.leave(&due, meets);
            return true;
        }
        self.do_it(&due, meets);
        true
    }

    /// Near its day, mostly before; now and then some days late.
    fn do_it(&mut self, due: &Due, meets: WouldMeet) {
        let on = match self.chance.in_100(7) {
            true => add_days(due.due_on, self.chance.between(1, 12)),
            false => add_days(due.due_on, -self.chance.between(0, 6)).max(due.opens_on),
        };
        let on = on.min(add_days(self.service.day, -1));
        let about = meets.about_what_started_it.then(|| due.key.2.clone()).flatten();
        match meets.kind {
            EvidenceKind::Contact if is_plain(meets.marks) => self.meet(on, meets.marks, due.at_home.clone()),
            kind => self.record(kind, on, meets.marks, about, due),
        }
    }

    fn record(&mut self, kind: EvidenceKind, on: Date, marks: Marks, about: Option<String>, due: &Due) {
        let mut new = NewEvidence::done(kind, on, format!("Done: {}", due.label));
        new.marks = marks;
        if kind == EvidenceKind::Plan {
            new.marks = marks.and(Marks::of(&[Mark::Approved, Mark::SharedWithYoungPerson]));
        }
        new.about = about;
        new.at_home.clone_from(&due.at_home);
        self.add(new);
    }

    fn add(&mut self, mut new: NewEvidence) {
        new.series = Some(RowId::fresh());
        new.written_at = Some(crate::db::micros(super::at(new.on.min(self.service.day), 16, 30)));
        self.person = std::mem::take(&mut self.person).recorded(new);
    }

    fn meet(&mut self, on: Date, marks: Marks, at_home: Option<String>) {
        let way = self.way(marks, at_home.is_some());
        let mut new = self.contact(on, way);
        new.at_home = at_home;
        new.seen_alone = way.is_face_to_face() && (marks.has(Mark::Alone) || self.chance.in_100(70));
        if self.chance.in_100(60) {
            new.their_words = (*self.chance.pick(LATEST)).to_owned();
            new.said_how = if way == Way::Message { SaidHow::Wrote } else { SaidHow::Said };
        }
        if self.chance.in_100(35) {
            new.seemed = Some(self.chance.between(3, 10));
        }
        (new.share, new.share_reason) = self.share(on);
        if new.share == Share::Shared && !new.their_words.is_empty() {
            new = self.answered_back(new);
        }
        self.person = std::mem::take(&mut self.person).met(new);
    }

    /// What is older was talked through long ago; a few notes still wait for a manager.
    fn share(&mut self, on: Date) -> (Share, String) {
        let is_recent = days_between(on, self.service.day) <= 21;
        match self.chance.below(200) {
            0 => (Share::Held, HeldBecause::SomebodyElse.with_words("It tells of somebody else")),
            1..30 if is_recent => (Share::TalkFirst, "Better said face to face first".to_owned()),
            _ => (Share::Shared, String::new()),
        }
    }

    /// Now and then they read it and say something of it.
    fn answered_back(&mut self, new: NewContact) -> NewContact {
        match self.chance.below(200) {
            0..4 => new.answered_back(ReplyKind::MySide, self.chance.pick(SIDES)),
            4 => new.answered_back(ReplyKind::Wrong, "I did not say it like that"),
            5 => new.answered_back(ReplyKind::Talk, ""),
            _ => new,
        }
    }

    fn way(&mut self, marks: Marks, at_their_home: bool) -> Way {
        if at_their_home {
            Way::AtHome
        } else if marks.has(Mark::FaceToFace) {
            self.chance.weighed(&[(7, Way::AtHome), (3, Way::SomewhereElse)])
        } else {
            self.chance.weighed(&[
                (4, Way::Phone),
                (3, Way::AtHome),
                (2, Way::SomewhereElse),
                (2, Way::Message),
                (1, Way::Video),
            ])
        }
    }

    fn contact(&mut self, on: Date, way: Way) -> NewContact {
        self.told += 1;
        let mut new = NewContact::on(format!("demonstration-{}-{}", self.number, self.told), on, way);
        new.written_at = Some(crate::db::micros(super::at(on.min(self.service.day), 17, 10)));
        new
    }

    /// Not done: with a try, a reason or a plan beside it, or with nothing.
    fn leave(&mut self, due: &Due, meets: WouldMeet) {
        let day = self.service.day;
        let since = |chance: &mut Chance| add_days(day, -chance.between(1, days_between(due.due_on, day).max(1)));
        if meets.kind == EvidenceKind::Contact && self.chance.in_100(50) {
            let on = since(self.chance);
            let mut tried = self.contact(on, Way::AtHome);
            tried.not_met = Some(*self.chance.pick(&[&NotMet::NoAnswer, &NotMet::NotIn, &NotMet::Rearranged]));
            self.person = std::mem::take(&mut self.person).met(tried);
        }
        if self.chance.in_100(45) {
            let reason = *self.chance.pick(REASONS);
            let mut new = NewEvidence::done(
                EvidenceKind::ReasonForLateness,
                since(self.chance),
                format!("Why this is late: {}", due.label),
            )
            .saying(reason.says())
            .detailed(serde_json::json!({ "reason": reason.code() }));
            new.clock = Some(due.key.0.to_owned());
            new.about.clone_from(&due.key.2);
            self.add(new);
        }
        if self.chance.in_100(40) {
            let new = self.plan(due, meets);
            self.add(new);
        }
        self.left.insert(due.key.clone());
    }

    /// Within a fortnight; a visit or call with the time and place that were agreed.
    fn plan(&mut self, due: &Due, meets: WouldMeet) -> NewEvidence {
        let day = self.service.day;
        let mut new = if meets.kind == EvidenceKind::Contact {
            let (on, at) = (add_days(day, self.chance.between(0, 14)), self.chance.pick(TIMES));
            let (way, place) = *self.chance.pick(PLACES);
            NewAppointment { on, way, at: at.into(), place: place.into() }.evidence()
        } else {
            let on = add_days(day, self.chance.between(2, 16));
            NewEvidence::done(meets.kind, on, format!("Planned: {}", due.label))
                .came_to(waymark_rules::clocks::Outcome::Planned)
        };
        new.marks = new.marks.and(meets.marks);
        new.at_home.clone_from(&due.at_home);
        new
    }
}

const SIDES: &[&str] = &[
    "I was late because the bus did not come",
    "I was tired that day, and I am better now",
    "This is right, and I want to add that my nan helped me",
];

const TIMES: &[&str] = &["10am", "11:30am", "2pm", "2:30pm", "4:15pm", ""];
const PLACES: &[&(Way, &str)] = &[
    &(Way::AtHome, ""),
    &(Way::AtHome, ""),
    &(Way::SomewhereElse, "the café by the library"),
    &(Way::SomewhereElse, "the college"),
    &(Way::Phone, ""),
];

const REASONS: &[&Reason] = &[
    &Reason::AskedForSpace,
    &Reason::AskedToRearrange,
    &Reason::Away,
    &Reason::CannotReach,
    &Reason::WorkerAway,
    &Reason::WaitingForOthers,
    &Reason::OurDelay,
];

/// Who supports somebody is a tie, and told with the person: nobody is told of twice.
const IS_A_TIE: &[EvidenceKind] =
    &[EvidenceKind::AdviserAllocated, EvidenceKind::ReviewingOfficerNamed, EvidenceKind::JoinedService];

impl Due {
    fn is_lost_touch(&self) -> bool {
        self.key.0.starts_with("CLK-24")
    }

    fn of(clock: &Clock<'_>, evidence: &[Evidence]) -> Option<Self> {
        let meets = clock.definition.would_meet().next();
        let started_by = clock.about.and_then(|id| evidence.iter().find(|one| one.id == id));
        Some(Self {
            key: (clock.id(), clock.kind, clock.about.map(str::to_owned)),
            label: clock.definition.label,
            opens_on: clock.opens_on,
            due_on: clock.due_on?,
            at_home: meets.filter(|meets| meets.at_that_home).and(started_by).and_then(|home| home.at_home.clone()),
            meets,
        })
    }
}

/// What the contact page asks; anything beyond is told as evidence alone.
fn is_plain(marks: Marks) -> bool {
    marks.less(Marks::of(&[Mark::FaceToFace, Mark::TwoWay, Mark::Alone])).is_empty()
}
