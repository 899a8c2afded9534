//! What is already held about the people some files speak of, in the return's own terms.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use diesel::prelude::*;
use jiff::civil::Date;
use waymark_ssda903::layout::FileType;
use waymark_ssda903::merge::{Known, KnownPerson, KnownRow};
use waymark_ssda903::rows::{Header, Record};

use super::rows::{as_given, header_of, row_of};
use crate::care::{Episode, ReturnRow};
use crate::db::Reading;
use crate::error::Result;
use crate::facts::{Answer, FactKind, StoredFact};
use crate::ids::PersonId;
use crate::schema::{episode, person, person_fact, return_row};

/// Values in one statement: below the fewest that either engine takes.
pub(super) const AT_A_TIME: usize = 5000;

/// What is held, for comparison, and the stored rows behind it, for replacing.
#[derive(Default)]
pub(super) struct Held {
    pub known: Known,
    pub people: HashMap<String, PersonId>,
    /// The standing row that keeps what a return said, and the year of that return.
    pub kept: HashMap<KeptKey, KeptRow>,
    pub episodes: HashMap<(PersonId, Date), Episode>,
    pub facts: HashMap<(PersonId, FactKind), StandingFact>,
    pub totals: Totals,
}

/// Person, file, and what makes a row the same row again.
pub(super) type KeptKey = (PersonId, FileType, String);

pub(super) struct KeptRow {
    pub id: String,
    pub year: u16,
}

pub(super) struct StandingFact {
    pub id: String,
    pub answer: Answer,
}

/// How much is held in all, of everybody.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Totals {
    pub people: usize,
    pub episodes: usize,
    pub others: usize,
}

/// Loads what is held of these child numbers.
pub(super) fn load(r: &mut Reading<'_>, children: &BTreeSet<String>) -> Result<Held> {
    let mut held = Held { people: people(r, children)?, totals: totals(r)?, ..Held::default() };
    let child_of: HashMap<PersonId, String> =
        held.people.iter().map(|(child, person)| (person.clone(), child.clone())).collect();
    let mut people: Vec<&PersonId> = child_of.keys().collect();
    people.sort();
    let mut given: HashMap<PersonId, Vec<KnownRow<Record>>> = HashMap::new();
    for part in people.chunks(AT_A_TIME) {
        let ids: Vec<&str> = part.iter().map(|id| id.as_str()).collect();
        load_facts(r, &ids, &mut held)?;
        load_episodes(r, &ids, &mut held)?;
        load_kept(r, &ids, &mut held, &mut given)?;
    }
    held.known = Known { people: known(&held, &child_of, given) };
    Ok(held)
}

fn people(r: &mut Reading<'_>, children: &BTreeSet<String>) -> Result<HashMap<String, PersonId>> {
    let numbers: Vec<&String> = children.iter().collect();
    let mut found = HashMap::new();
    for part in numbers.chunks(AT_A_TIME) {
        let rows: Vec<(String, String)> = person_fact::table
            .inner_join(person::table.on(person::id.eq(person_fact::person_id)))
            .filter(person_fact::kind.eq(FactKind::ChildNumber.code()))
            .filter(person_fact::value.eq_any(part.iter().map(|number| number.as_str())))
            .filter(person_fact::superseded_at.is_null())
            .filter(person::withdrawn_at.is_null())
            .order((person::created_at.desc(), person::id.desc()))
            .select((person_fact::value, person::id))
            .load(r.conn)?;
        // Of two records with one number the older one, read last, is the person's.
        found.extend(rows.into_iter().map(|(child, id)| (child, PersonId::stored(id))));
    }
    Ok(found)
}

fn totals(r: &mut Reading<'_>) -> Result<Totals> {
    let count = |number: i64| usize::try_from(number).unwrap_or_default();
    let people: i64 = person::table.filter(person::withdrawn_at.is_null()).count().get_result(r.conn)?;
    let episodes: i64 = episode::table.filter(episode::superseded_at.is_null()).count().get_result(r.conn)?;
    let others: i64 = return_row::table
        .filter(return_row::superseded_at.is_null())
        .filter(return_row::file.ne_all([FileType::Header.name(), FileType::Episodes.name()]))
        .count()
        .get_result(r.conn)?;
    Ok(Totals { people: count(people), episodes: count(episodes), others: count(others) })
}

/// The kinds of fact a return states.
const STATED: [FactKind; 8] = [
    FactKind::ChildNumber,
    FactKind::BornOn,
    FactKind::Sex,
    FactKind::Ethnicity,
    FactKind::Upn,
    FactKind::Mother,
    FactKind::FirstChildBornOn,
    FactKind::SeparatedYoungPerson,
];

fn load_facts(r: &mut Reading<'_>, ids: &[&str], held: &mut Held) -> Result<()> {
    let stored: Vec<StoredFact> = person_fact::table
        .filter(person_fact::person_id.eq_any(ids))
        .filter(person_fact::kind.eq_any(STATED.map(FactKind::code)))
        .filter(person_fact::superseded_at.is_null())
        .select(StoredFact::as_select())
        .load(r.conn)?;
    for fact in stored {
        let person = PersonId::stored(fact.person_id.clone());
        if let Some(fact) = fact.read() {
            held.facts.insert((person, fact.kind), StandingFact { id: fact.id, answer: fact.answer });
        }
    }
    Ok(())
}

fn load_episodes(r: &mut Reading<'_>, ids: &[&str], held: &mut Held) -> Result<()> {
    let stored: Vec<Episode> = episode::table
        .filter(episode::person_id.eq_any(ids))
        .filter(episode::superseded_at.is_null())
        .order(episode::recorded_at)
        .select(Episode::as_select())
        .load(r.conn)?;
    held.episodes
        .extend(stored.into_iter().map(|one| ((PersonId::stored(one.person_id.clone()), one.started_on.0), one)));
    Ok(())
}

fn load_kept(
    r: &mut Reading<'_>,
    ids: &[&str],
    held: &mut Held,
    given: &mut HashMap<PersonId, Vec<KnownRow<Record>>>,
) -> Result<()> {
    let stored: Vec<ReturnRow> = return_row::table
        .filter(return_row::person_id.eq_any(ids))
        .filter(return_row::superseded_at.is_null())
        .select(ReturnRow::as_select())
        .load(r.conn)?;
    for row in stored {
        let Some(record) = as_given(&row.file, &row.detail) else { continue };
        let year = u16::try_from(row.return_year).unwrap_or_default();
        let person = PersonId::stored(row.person_id);
        let key = (person.clone(), record.table(), row.natural_key);
        held.kept.insert(key, KeptRow { id: row.id, year });
        given.entry(person).or_default().push(KnownRow { year, row: record });
    }
    Ok(())
}

/// What the returns said, and where they said nothing yet, what the record says (year 0: any return may change it).
fn known(
    held: &Held,
    child_of: &HashMap<PersonId, String>,
    mut given: HashMap<PersonId, Vec<KnownRow<Record>>>,
) -> BTreeMap<String, KnownPerson> {
    let mut people: BTreeMap<String, KnownPerson> = BTreeMap::new();
    for (person, child) in child_of {
        let answer = |kind| held.facts.get(&(person.clone(), kind)).map(|fact| fact.answer.clone());
        let mut one =
            KnownPerson { year: 0, facts: header_of(child, answer), episodes: Vec::new(), others: Vec::new() };
        for row in given.remove(person).unwrap_or_default() {
            take(&mut one, row);
        }
        people.insert(child.clone(), one);
    }
    for ((person, started_on), episode) in &held.episodes {
        let Some(child) = child_of.get(person) else { continue };
        let Some(one) = people.get_mut(child) else { continue };
        if one.episodes.iter().all(|said| said.row.decom != *started_on) {
            one.episodes.push(KnownRow { year: 0, row: row_of(child, episode) });
        }
    }
    people
}

fn take(person: &mut KnownPerson, kept: KnownRow<Record>) {
    let KnownRow { year, row } = kept;
    match row {
        Record::Header(header) => {
            person.year = year;
            person.facts = *header;
        }
        Record::Episode(episode) => person.episodes.push(KnownRow { year, row: *episode }),
        other => person.others.push(KnownRow { year, row: other }),
    }
}

impl Held {
    /// The Header a return gave last, or the record's own facts.
    pub(super) fn header(&self, child: &str) -> Option<&Header> {
        self.known.people.get(child).map(|person| &person.facts)
    }
}
