//! From the rows of one or several years, and what is already held, to what would change.
//!
//! - A person is a child id. The Header makes them; rows of someone who is in no Header and not held are left out.
//! - An episode is (child, start date). Of two rows for one episode the later year wins as a whole, so an end date in a
//!   later file closes the home that was open. Within one year the later row wins.
//! - Name facts (the Header) come from the latest year, but a blank never takes away what an earlier year said: a blank
//!   there means "not asked this time".
//! - An older year never changes what a newer one said; it only adds what was missing. So importing the same files
//!   again, or an older year after a newer, changes nothing that should stand.
//!
//! [`Known`] is what the caller holds, as plain rows. [`plan`] is pure. [`Known::after`] gives what would be held then.

use crate::layout::FileType;
use crate::places::Place;
use crate::rows::{Episode, Header, Record, SourcedRow};
use crate::years::YearFiles;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

/// What is already held, by child id.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Known {
    pub people: BTreeMap<String, KnownPerson>,
}

/// One person as held. `year` beside each fact is the latest return year that said it (0 if no return did: then any file
/// may change it).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KnownPerson {
    pub year: u16,
    pub facts: Header,
    pub episodes: Vec<KnownRow<Episode>>,
    /// Every other kind of row (never Header or Episodes).
    pub others: Vec<KnownRow<Record>>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KnownRow<T> {
    pub year: u16,
    pub row: T,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum State {
    New,
    Changed,
    Unchanged,
}

/// One value that differs, as the return writes it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldChange {
    pub field: String,
    pub before: String,
    pub after: String,
}

/// One row and what would become of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RowChange<T> {
    pub state: State,
    /// The return year that has the last word on it.
    pub year: u16,
    /// The row it comes from; `None` if what is held has the last word.
    pub from: Option<Place>,
    /// As held. `None` for a new one.
    pub before: Option<T>,
    pub after: T,
    /// What differs. Empty unless changed.
    pub fields: Vec<FieldChange>,
}

/// One person and what would become of them. Only people the files speak of are listed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonChange {
    pub child: String,
    /// New, changed (facts, an episode or another row), or unchanged.
    pub state: State,
    pub facts: RowChange<Header>,
    /// By start date; those the files speak of.
    pub episodes: Vec<RowChange<Episode>>,
    /// New and changed ones only, by kind and then by time.
    pub others: Vec<RowChange<Record>>,
}

/// How many of something are new, changed, the same, and held afterwards.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tally {
    pub new: usize,
    pub changed: usize,
    pub unchanged: usize,
    pub total_after: usize,
}

impl Tally {
    fn count(&mut self, state: State) {
        match state {
            State::New => self.new += 1,
            State::Changed => self.changed += 1,
            State::Unchanged => self.unchanged += 1,
        }
    }
}

/// What an import would do. The order of people (by child id) and of their rows is always the same.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    pub people: Vec<PersonChange>,
    pub people_tally: Tally,
    pub episodes_tally: Tally,
    pub others_tally: Tally,
}

impl Plan {
    /// Nothing new and nothing changed: everything in the files is already held.
    pub fn is_empty(&self) -> bool {
        self.people_tally.new + self.people_tally.changed == 0
    }

    /// The people something would happen to.
    pub fn changes(&self) -> impl Iterator<Item = &PersonChange> {
        self.people.iter().filter(|person| person.state != State::Unchanged)
    }

    /// A few people to look at before an import: those that change first, then new ones, by child id.
    pub fn sample(&self, most: usize) -> Vec<&PersonChange> {
        let of = |state: State| self.people.iter().filter(move |person| person.state == state);
        of(State::Changed).chain(of(State::New)).take(most).collect()
    }
}

/// Works out what an import of these years would change. `years` may come in any order.
pub fn plan(known: &Known, years: &[YearFiles]) -> Plan {
    plan_without(known, years, &BTreeSet::new())
}

/// The same, leaving out the rows that are set aside.
pub fn plan_without(known: &Known, years: &[YearFiles], set_aside: &BTreeSet<Place>) -> Plan {
    Combined::of(known, years, set_aside).plan()
}

/// One row with the year that said it and where it stands.
#[derive(Clone, Debug)]
pub(crate) struct Dated<'a, T: Clone> {
    pub year: u16,
    pub from: Option<&'a Place>,
    pub row: Cow<'a, T>,
    pub before: Option<&'a T>,
    /// Do the files speak of it at all?
    pub heard: bool,
}

impl<'a, T: Clone> Dated<'a, T> {
    fn held(year: u16, row: &'a T) -> Self {
        Self { year, from: None, row: Cow::Borrowed(row), before: Some(row), heard: false }
    }

    fn read(year: u16, from: &'a Place, row: &'a T) -> Self {
        Self { year, from: Some(from), row: Cow::Borrowed(row), before: None, heard: true }
    }

    /// A row that speaks of the same thing has come: it wins unless it is from an older year.
    fn hear(&mut self, year: u16, from: &'a Place, row: &'a T) {
        self.heard = true;
        if year >= self.year {
            self.year = year;
            self.from = Some(from);
            self.row = Cow::Borrowed(row);
        }
    }
}

/// Everything about one child, from what is held and from the files, with the last word on each.
#[derive(Clone, Debug)]
pub(crate) struct Story<'a> {
    pub facts: Dated<'a, Header>,
    pub episodes: BTreeMap<Date, Dated<'a, Episode>>,
    pub others: BTreeMap<(FileType, String), Dated<'a, Record>>,
}

/// All the stories the files speak of.
pub(crate) struct Combined<'a> {
    known: &'a Known,
    pub stories: BTreeMap<&'a str, Story<'a>>,
}

impl<'a> Combined<'a> {
    pub(crate) fn of(known: &'a Known, years: &'a [YearFiles], set_aside: &BTreeSet<Place>) -> Self {
        let mut in_order: Vec<&YearFiles> = years.iter().collect();
        in_order.sort_by_key(|year| year.year);
        let mut combined = Self { known, stories: BTreeMap::new() };
        for year in &in_order {
            for row in year.rows().filter(|row| !set_aside.contains(&row.at)) {
                if let Record::Header(header) = &row.record {
                    combined.hear_header(year.year, &row.at, header);
                }
            }
        }
        for year in &in_order {
            for row in year.rows().filter(|row| !set_aside.contains(&row.at)) {
                combined.hear_row(year.year, row);
            }
        }
        combined
    }

    fn hear_header(&mut self, year: u16, at: &'a Place, header: &'a Header) {
        match self.story(&header.child) {
            Some(story) => story.hear_facts(year, at, header),
            None => {
                let facts = Dated::read(year, at, header);
                let story = Story { facts, episodes: BTreeMap::new(), others: BTreeMap::new() };
                self.stories.insert(&header.child, story);
            }
        }
    }

    fn hear_row(&mut self, year: u16, row: &'a SourcedRow) {
        let Some(story) = self.story(row.record.child()) else { return };
        match &row.record {
            Record::Header(_) => {}
            Record::Episode(episode) => {
                story
                    .episodes
                    .entry(episode.decom)
                    .and_modify(|held| held.hear(year, &row.at, episode))
                    .or_insert_with(|| Dated::read(year, &row.at, episode));
            }
            record => {
                story
                    .others
                    .entry((record.table(), record.key(year)))
                    .and_modify(|held| held.hear(year, &row.at, record))
                    .or_insert_with(|| Dated::read(year, &row.at, record));
            }
        }
    }

    /// The story of a child, begun from what is held if this is the first we hear of them.
    fn story(&mut self, child: &'a str) -> Option<&mut Story<'a>> {
        if !self.stories.contains_key(child) {
            let held = self.known.people.get(child)?;
            self.stories.insert(child, Story::held(held));
        }
        self.stories.get_mut(child)
    }

    pub(crate) fn plan(&self) -> Plan {
        let mut plan = Plan::default();
        let (mut known_episodes, mut known_others) = (0, 0);
        for person in self.known.people.values() {
            known_episodes += person.episodes.len();
            known_others += person.others.len();
        }
        for (child, story) in &self.stories {
            let person = story.change(child, &mut plan.episodes_tally, &mut plan.others_tally);
            plan.people_tally.count(person.state);
            plan.people.push(person);
        }
        plan.people_tally.total_after = self.known.people.len() + plan.people_tally.new;
        plan.episodes_tally.total_after = known_episodes + plan.episodes_tally.new;
        plan.others_tally.total_after = known_others + plan.others_tally.new;
        plan
    }
}

impl<'a> Story<'a> {
    fn held(person: &'a KnownPerson) -> Self {
        let others = person.others.iter();
        Self {
            facts: Dated::held(person.year, &person.facts),
            episodes: person.episodes.iter().map(|held| (held.row.decom, Dated::held(held.year, &held.row))).collect(),
            others: others
                .map(|held| ((held.row.table(), held.row.key(held.year)), Dated::held(held.year, &held.row)))
                .collect(),
        }
    }

    /// Facts of a later year win, but a blank takes nothing away; facts of an older year only fill blanks.
    fn hear_facts(&mut self, year: u16, at: &'a Place, header: &'a Header) {
        self.facts.heard = true;
        if year >= self.facts.year {
            let merged = with_blanks_filled(header, &self.facts.row);
            self.facts.year = year;
            self.facts.from = Some(at);
            self.facts.row = Cow::Owned(merged);
        } else {
            let merged = with_blanks_filled(&self.facts.row, header);
            self.facts.row = Cow::Owned(merged);
        }
    }

    fn change(&self, child: &str, episodes_tally: &mut Tally, others_tally: &mut Tally) -> PersonChange {
        let facts = self.facts.change(FileType::Header, |row| row.cells());
        // Rows that only what is held speaks of are not part of the plan, only of the totals.
        let episodes: Vec<RowChange<Episode>> = self
            .episodes
            .values()
            .filter(|dated| dated.heard)
            .map(|dated| dated.change(FileType::Episodes, |row| row.cells()))
            .collect();
        let mut others = Vec::new();
        for ((table, _), dated) in self.others.iter().filter(|(_, dated)| dated.heard) {
            let change = dated.change(*table, |row| row.cells());
            others_tally.count(change.state);
            if change.state != State::Unchanged {
                others.push(change);
            }
        }
        episodes.iter().for_each(|episode| episodes_tally.count(episode.state));
        let touched = facts.state != State::Unchanged
            || !others.is_empty()
            || episodes.iter().any(|episode| episode.state != State::Unchanged);
        let state = match (facts.state, touched) {
            (State::New, _) => State::New,
            (_, true) => State::Changed,
            (_, false) => State::Unchanged,
        };
        PersonChange { child: child.to_owned(), state, facts, episodes, others }
    }
}

impl<T: Clone + PartialEq> Dated<'_, T> {
    fn change(&self, table: FileType, cells: impl Fn(&T) -> Vec<String>) -> RowChange<T> {
        let state = match self.before {
            None => State::New,
            Some(before) if *before == *self.row => State::Unchanged,
            Some(_) => State::Changed,
        };
        let fields = match self.before {
            Some(before) if state == State::Changed => differences(table, &cells(before), &cells(&self.row)),
            _ => Vec::new(),
        };
        RowChange {
            state,
            year: self.year,
            from: self.from.cloned(),
            before: self.before.cloned(),
            after: self.row.as_ref().clone(),
            fields,
        }
    }
}

fn differences(table: FileType, before: &[String], after: &[String]) -> Vec<FieldChange> {
    let columns = table.columns().iter().zip(before.iter().zip(after));
    columns
        .filter(|(_, (before, after))| before != after)
        .map(|(column, (before, after))| FieldChange {
            field: column.name.to_owned(),
            before: before.clone(),
            after: after.clone(),
        })
        .collect()
}

fn with_blanks_filled(facts: &Header, from: &Header) -> Header {
    let fill = |value: &String, other: &String| if value.is_empty() { other.clone() } else { value.clone() };
    Header {
        child: facts.child.clone(),
        sex: fill(&facts.sex, &from.sex),
        dob: facts.dob,
        ethnic: fill(&facts.ethnic, &from.ethnic),
        upn: fill(&facts.upn, &from.upn),
        mother: fill(&facts.mother, &from.mother),
        mc_dob: facts.mc_dob.or(from.mc_dob),
    }
}

impl Known {
    /// What would be held once the plan is carried out.
    pub fn after(mut self, plan: &Plan) -> Known {
        for change in &plan.people {
            let person = self.people.entry(change.child.clone()).or_insert_with(|| KnownPerson {
                year: change.facts.year,
                facts: change.facts.after.clone(),
                episodes: Vec::new(),
                others: Vec::new(),
            });
            person.year = change.facts.year;
            person.facts = change.facts.after.clone();
            for episode in &change.episodes {
                let held = KnownRow { year: episode.year, row: episode.after.clone() };
                match person.episodes.iter_mut().find(|known| known.row.decom == held.row.decom) {
                    Some(known) => *known = held,
                    None => person.episodes.push(held),
                }
            }
            for other in &change.others {
                let key = other.after.key(other.year);
                let table = other.after.table();
                match person.others.iter_mut().find(|held| held.row.table() == table && held.row.key(held.year) == key)
                {
                    Some(held) => *held = KnownRow { year: other.year, row: other.after.clone() },
                    None => person.others.push(KnownRow { year: other.year, row: other.after.clone() }),
                }
            }
        }
        self
    }
}
