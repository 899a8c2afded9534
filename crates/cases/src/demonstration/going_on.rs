//! How it is going with everybody, and how far the two sides got to know each other: answers at two or three dates, and
//! assessments at every stage. All words are invented.

use jiff::civil::Date;
use waymark_rules::clocks::EvidenceKind;
use waymark_rules::dates::add_days;

use super::chance::Chance;
use super::going_words::{self, Come, Story, Words};
use crate::access::Role;
use crate::areas::{Area, Step};
use crate::assessments::{Domain, NewEntry, NewStep, StepKind};
use crate::evidence::NewEvidence;
use crate::facts::FactKind;
use crate::going::{NewAnswer, NewNote};
use crate::history::Person;
use crate::ids::{RowId, StaffId};
use crate::scales::{self, NewQuestion, Starter};
use crate::sides::{Side, Written};

/// So many in a hundred answered how it is going.
const ANSWERED: usize = 70;
/// Where there are many people, they are there to measure with: so many in a hundred have any of this.
const OF_MANY: usize = 12;
/// The people who can sign in are the first three.
const STORIES_TOLD: usize = 3;

/// Who writes, and up to which day.
pub(super) struct Scene<'a> {
    pub day: Date,
    pub manager: &'a StaffId,
    /// Whether there are more people than are looked at one by one.
    pub many: bool,
}

impl<'a> Scene<'a> {
    pub(super) fn of(service: &'a super::service::Service, day: Date, many: bool) -> Self {
        Self { day, manager: service.sample(Role::TeamManager), many }
    }

    fn ago(&self, days: i32) -> Date {
        add_days(self.day, -days)
    }
}

/// Tells it of one person.
pub(super) fn told(person: Person, number: usize, scene: &Scene<'_>, chance: &mut Chance) -> Person {
    let Some(adviser) = person.adviser_id().cloned() else { return person };
    let name = person.given(FactKind::PreferredName).unwrap_or_default();
    let story = going_words::STORIES.iter().find(|story| story.name == name && number < STORIES_TOLD);
    if story.is_none() && scene.many && !chance.in_100(OF_MANY) {
        return person;
    }
    let mut telling = Telling { person, scene, adviser, chance };
    if let Some(story) = story {
        telling.story(story);
        return telling.person;
    }
    telling.how_it_goes();
    telling.assessment();
    telling.numbers();
    telling.person
}

struct Telling<'a, 'c> {
    person: Person,
    scene: &'a Scene<'a>,
    adviser: StaffId,
    chance: &'c mut Chance,
}

impl Telling<'_, '_> {
    fn add(&mut self, with: impl FnOnce(Person) -> Person) {
        self.person = with(std::mem::take(&mut self.person));
    }

    /// Written down on the day it was said: by themselves, or on a worker's account.
    fn written(&self, on: Date, by: Option<&StaffId>) -> Written {
        let on = on.min(self.scene.ago(super::WRITTEN_DAYS_AGO));
        Written { at: crate::db::micros(super::at(on, 15, 20)), by: by.map(|id| format!("staff:{id}")) }
    }

    /// One of the told stories, in their own words throughout.
    fn story(&mut self, story: &Story) {
        let begun = match story.come {
            Come::Approved => 140,
            Come::Waiting | Come::Begun => 35,
        };
        self.said_by_them(story, begun);
        match story.come {
            Come::Begun => {}
            Come::Waiting => drop(self.sent(4)),
            Come::Approved => {
                let sent = self.sent(100);
                self.decided(sent, StepKind::Approved, 96);
            }
        }
        self.steps_of(story);
        self.question_of(story);
    }

    fn said_by_them(&mut self, story: &Story, begun_ago: i32) {
        let begun = self.scene.ago(begun_ago);
        let started = NewEvidence::done(EvidenceKind::AssessmentStarted, begun, "Getting to know you: started");
        self.evidence(started);
        for (at, (domain, words)) in story.words.iter().enumerate() {
            let on = add_days(begun, 2 * at as i32);
            let mut entry = entry_of(*domain, Side::Theirs, on, words);
            entry.written = Some(self.written(on, None));
            self.add(|person| person.said(entry));
            self.seen_by_worker(*domain, add_days(on, 1));
        }
    }

    fn steps_of(&mut self, story: &Story) {
        for (ago, steps) in story.steps {
            let on = self.scene.ago(*ago);
            let (theirs, by) = (self.written(on, None), self.written(on, Some(&self.adviser)));
            for (at, (area, number)) in Area::EIGHT.into_iter().zip(steps).enumerate() {
                let step = number.checked_sub(1).map(|below| Step::ALL[usize::from(below)]);
                self.answer(Side::Theirs, area, on, (step, &theirs));
                // The adviser sees most of it alike, and some of it a little better.
                let seen = usize::from(number.saturating_sub(1)) + usize::from(at % 3 == 0);
                self.answer(Side::Worker, area, on, (Some(Step::ALL[seen.min(4)]), &by));
            }
        }
        for ((ago, _), (changed, helped)) in story.steps.iter().rev().zip(story.helped.iter().rev()) {
            let on = self.scene.ago(*ago);
            let mut note = NewNote::new(Side::Theirs, on, *changed, *helped);
            note.written = Some(self.written(on, None));
            self.add(|person| person.helped(note));
        }
    }

    fn question_of(&mut self, story: &Story) {
        let mut question = NewQuestion::new(Side::Theirs, story.asks, story.ends);
        question.good_enough = Some(7);
        let first = story.numbers.first().map_or(0, |(ago, ..)| *ago);
        question.written = Some(self.written(self.scene.ago(first), None));
        let mut answers = Vec::new();
        for (ago, number, why) in story.numbers {
            let on = self.scene.ago(*ago);
            let mut theirs = scales::NewAnswer::new(Side::Theirs, on, Some(*number));
            theirs.why = (*why).to_owned();
            theirs.written = Some(self.written(on, None));
            let mut seen = scales::NewAnswer::new(Side::Worker, on, Some((number + 1).min(10)));
            seen.written = Some(self.written(on, Some(&self.adviser)));
            answers.extend([theirs, seen]);
        }
        self.add(|person| person.asked_from_0_to_10(question, answers));
    }

    /// By themselves most of the time; now and then beside their adviser.
    fn theirs(&mut self, on: Date) -> Written {
        let beside = self.chance.in_100(30).then(|| self.adviser.clone());
        self.written(on, beside.as_ref())
    }

    fn how_it_goes(&mut self) {
        if !self.chance.in_100(ANSWERED) {
            return;
        }
        let mut steps: Vec<usize> = Area::EIGHT.iter().map(|_| self.chance.below(5)).collect();
        let rounds = self.chance.between(1, 3);
        for round in (0..rounds).rev() {
            let on = self.scene.ago(14 + 110 * round + self.chance.between(0, 20));
            self.round(on, &mut steps);
        }
    }

    /// One time of asking: most parts stay or move by one, a few are skipped.
    fn round(&mut self, on: Date, steps: &mut [usize]) {
        let theirs = self.theirs(on);
        for (area, step) in Area::EIGHT.into_iter().zip(steps.iter_mut()) {
            let skipped = self.chance.in_100(6);
            let now = (!skipped).then(|| Step::ALL[*step]);
            self.answer(Side::Theirs, area, on, (now, &theirs));
            if self.chance.in_100(45) {
                let seen = self.nearby(*step);
                let by = self.written(on, Some(&self.adviser));
                self.answer(Side::Worker, area, on, (Some(Step::ALL[seen]), &by));
            }
            *step = self.nearby(*step);
        }
        if self.chance.in_100(65) {
            let (changed, helped) = going_words::HELPED[self.chance.below(going_words::HELPED.len())];
            let mut note = NewNote::new(Side::Theirs, on, changed, helped);
            note.written = Some(theirs);
            self.add(|person| person.helped(note));
        }
    }

    fn nearby(&mut self, step: usize) -> usize {
        match self.chance.below(4) {
            0 => step.saturating_sub(1),
            1 => (step + 1).min(Step::ALL.len() - 1),
            _ => step,
        }
    }

    fn answer(&mut self, side: Side, area: Area, on: Date, (step, written): (Option<Step>, &Written)) {
        let mut new = NewAnswer::new(side, area, on, step);
        new.written = Some(written.clone());
        self.add(|person| person.going(new));
    }

    /// Not begun, some parts, waiting for a manager, sent back, or approved some months ago and added to since.
    fn assessment(&mut self) {
        match self.chance.below(20) {
            0..4 => {}
            4..9 => {
                let parts = 2 + self.chance.below(5);
                self.parts(parts, 30);
            }
            9..11 => {
                self.parts(Domain::ALL.len(), 60);
                self.sent(6);
            }
            11 => {
                self.parts(Domain::ALL.len(), 70);
                let sent = self.sent(25);
                self.decided(sent, StepKind::SentBack, 20);
            }
            _ => {
                let ago = 60 + self.chance.between(0, 240);
                self.parts(Domain::ALL.len(), ago + 40);
                let sent = self.sent(ago + 8);
                self.decided(sent, StepKind::Approved, ago);
            }
        }
    }

    fn parts(&mut self, number: usize, begun_ago: i32) {
        let begun = self.scene.ago(begun_ago);
        let started = NewEvidence::done(EvidenceKind::AssessmentStarted, begun, "Getting to know you: started");
        self.evidence(started);
        for (at, domain) in Domain::ALL.iter().take(number).enumerate() {
            let on = add_days(begun, 2 * at as i32);
            self.part(*domain, on);
        }
    }

    fn part(&mut self, domain: Domain, on: Date) {
        let theirs = going_words::THEIRS.iter().filter(|(of, _)| *of == domain).map(|(_, words)| words);
        let theirs: Vec<&Words> = theirs.collect();
        if !theirs.is_empty() && self.chance.in_100(75) {
            let words = theirs[self.chance.below(theirs.len())];
            let mut entry = entry_of(domain, Side::Theirs, on, words);
            entry.number = self.chance.in_100(50).then(|| self.chance.between(2, 9));
            entry.written = Some(self.theirs(on));
            self.add(|person| person.said(entry));
        }
        self.seen_by_worker(domain, add_days(on, 1));
    }

    fn seen_by_worker(&mut self, domain: Domain, on: Date) {
        let worker = going_words::WORKERS.iter().find(|(of, _)| *of == domain).map(|(_, words)| words);
        if let Some(words) = worker {
            let mut entry = entry_of(domain, Side::Worker, on, words);
            entry.written = Some(self.written(on, Some(&self.adviser)));
            self.add(|person| person.said(entry));
        }
    }

    fn evidence(&mut self, mut new: NewEvidence) {
        new.series.get_or_insert_with(RowId::fresh);
        new.written_at = Some(crate::db::micros(super::at(new.on.min(self.scene.day), 16, 0)));
        self.add(|person| person.recorded(new));
    }

    fn sent(&mut self, ago: i32) -> RowId {
        let (id, on) = (RowId::fresh(), self.scene.ago(ago));
        let adviser = self.adviser.clone();
        self.step((&id, &id), StepKind::Sent, on, (going_words::ANALYSIS, &adviser));
        let says = "Getting to know you: sent to a manager to read";
        let mut sent = NewEvidence::done(EvidenceKind::SubmittedForApproval, on, says);
        sent.series = Some(id.clone());
        self.evidence(sent);
        id
    }

    fn decided(&mut self, about: RowId, kind: StepKind, ago: i32) {
        let on = self.scene.ago(ago);
        let words = if kind == StepKind::Approved { going_words::APPROVED } else { going_words::SENT_BACK };
        let manager = self.scene.manager.clone();
        self.step((&RowId::fresh(), &about), kind, on, (words, &manager));
        let says = format!("Getting to know you: {} by a manager", kind.says().to_lowercase());
        let decided = NewEvidence::done(EvidenceKind::ApprovalDecided, on, says);
        self.evidence(decided.about(about.as_str()).saying(words));
        if kind == StepKind::Approved {
            let says = "Getting to know you: finished, and approved by a manager";
            self.evidence(NewEvidence::done(EvidenceKind::Assessment, on, says).saying(words));
        }
    }

    fn step(&mut self, (id, about): (&RowId, &RowId), kind: StepKind, on: Date, (words, by): (&str, &StaffId)) {
        let written = Some(Written { at: crate::db::micros(super::at(on, 15, 45)), by: Some(format!("staff:{by}")) });
        let step = NewStep { id: id.clone(), kind, about: about.clone(), on, words: words.to_owned(), written };
        self.add(|person| person.assessed(step));
    }

    /// One or two questions with numbers at some dates.
    fn numbers(&mut self) {
        if !self.chance.in_100(45) {
            return;
        }
        const ASKED: [Starter; 4] = [Starter::LifeNow, Starter::SafeAtHome, Starter::Hopeful, Starter::OnMyOwn];
        let starter = ASKED[self.chance.below(ASKED.len())];
        let first = self.scene.ago(200);
        let mut question = NewQuestion::of(starter, Side::Theirs);
        question.good_enough = self.chance.in_100(50).then_some(7);
        question.written = Some(self.written(first, None));
        let mut number = self.chance.between(2, 6);
        let mut answers = Vec::new();
        for at in 0..self.chance.between(1, 4) {
            let on = add_days(first, at * 45 + self.chance.between(0, 12));
            answers.push(self.number(Side::Theirs, on, number));
            if self.chance.in_100(40) {
                let seen = (number + self.chance.between(-1, 2)).clamp(0, 10);
                answers.push(self.number(Side::Worker, on, seen));
            }
            number = (number + self.chance.between(-1, 2)).clamp(0, 10);
        }
        self.add(|person| person.asked_from_0_to_10(question, answers));
    }

    fn number(&mut self, side: Side, on: Date, number: i32) -> scales::NewAnswer {
        let mut new = scales::NewAnswer::new(side, on, Some(number));
        let why = going_words::WHY[self.chance.below(going_words::WHY.len())];
        if side == Side::Theirs {
            (new.why, new.not_lower, new.one_higher) = (why.0.to_owned(), why.1.to_owned(), why.2.to_owned());
        }
        let by = (side == Side::Worker).then(|| self.adviser.clone());
        new.written = Some(self.written(on, by.as_ref()));
        new
    }
}

fn entry_of(domain: Domain, side: Side, on: Date, words: &Words) -> NewEntry {
    let mut entry = NewEntry::new(domain, side, on);
    entry.going_well = words.going_well.to_owned();
    entry.hard = words.hard.to_owned();
    entry.wants = words.wants.to_owned();
    entry.helps = words.helps.to_owned();
    entry.evidence = words.evidence.to_owned();
    entry
}
