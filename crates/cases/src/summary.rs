//! What a list shows of a person, kept beside the record so that a hundred thousand can be listed at once.
//!
//! Worked out from the record in the same transaction as each change, and again by a reconciler with no input:
//! both give the same row. Nothing here is a fact of its own.

use std::collections::{HashMap, HashSet};

use diesel::prelude::*;
use diesel::upsert::excluded;
use jiff::civil::Date;
use unicode_normalization::UnicodeNormalization;
use waymark_rules::policy::Policy;
use waymark_rules::status::StatusResult;
use waymark_ssda903::layout::FileType;

use crate::access::RelationshipKind;
use crate::care::{DatedFact, Episode};
use crate::clocks::lines::{self, Line, Sum};
use crate::db::{Day, Reading, Tx, on_each_engine};
use crate::error::{Error, Result};
use crate::evidence::{self, Elsewhere, RowSeen, TieSeen};
use crate::facts::{Fact, FactKind, Facts, StoredFact};
use crate::ids::PersonId;
use crate::schema::{
    dated_fact, episode, event, person, person_fact, person_summary, relationship, restriction, return_row, search_key,
    staff,
};
use crate::status::{CARE_NOT_LOADED, rests_on_nothing};

/// People refreshed at a time: small enough for one statement's values, large enough to be quick.
const AT_A_TIME: usize = 1000;

/// The stored line of a list.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = person_summary, treat_none_as_default_value = false)]
pub struct Summary {
    pub person_id: String,
    pub shown_name: String,
    pub sort_name: String,
    pub child_number: String,
    pub born_on: Day,
    pub status: String,
    pub status_says: String,
    pub next_change_on: Option<Day>,
    pub next_status: Option<String>,
    pub looked_after: bool,
    pub record_restricted: bool,
    pub team_id: Option<String>,
    pub adviser_id: Option<String>,
    pub adviser_name: String,
    pub adviser_since: Option<Day>,
    pub lives: String,
    pub last_changed_at: i64,
    pub computed_on: Day,
    #[diesel(embed)]
    pub clocks: Sum,
}

/// Works the lines out again for these people.
pub(crate) fn refresh(tx: &mut Tx<'_>, people: &[PersonId]) -> Result<()> {
    let policy = crate::settings::policy(tx)?;
    let packs = crate::clocks::policy::packs(tx)?;
    for part in people.chunks(AT_A_TIME) {
        let gathered = gather(tx, part)?;
        let by = lines::By { policy: &policy, packs: &packs, today: tx.today() };
        let (summaries, clocks): (Vec<Summary>, Vec<Vec<Line>>) = all_worked_out_by(&gathered, &by).into_iter().unzip();
        let ids: Vec<&str> = part.iter().map(PersonId::as_str).collect();
        keep_changed(tx, &ids, &summaries)?;
        keep_search_keys(tx, &ids, &gathered)?;
        let of_each = summaries.iter().map(|one| one.person_id.as_str()).zip(clocks).collect();
        lines::keep(tx, &ids, of_each)?;
    }
    Ok(())
}

/// Fewer than this are worked out faster than a thread is begun.
const WORTH_A_THREAD: usize = 100;

/// The lines of everybody gathered, in their order, with every core at work on a part of its own: the law is only sums.
fn all_worked_out_by(gathered: &[Gathered], by: &lines::By<'_>) -> Vec<(Summary, Vec<Line>)> {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let share = gathered.len().div_ceil(cores).max(WORTH_A_THREAD);
    let of_part = |part: &[Gathered]| part.iter().filter_map(|one| one.worked_out_by(by)).collect::<Vec<_>>();
    if gathered.len() <= share {
        return of_part(gathered);
    }
    std::thread::scope(|scope| {
        let parts: Vec<_> = gathered.chunks(share).map(|part| scope.spawn(move || of_part(part))).collect();
        let done = parts.into_iter().map(std::thread::ScopedJoinHandle::join);
        done.flat_map(|part| part.unwrap_or_else(|panic| std::panic::resume_unwind(panic))).collect()
    })
}

/// Keeps what changed. On most days that is little, and reading a line costs a fraction of writing it and its indexes.
fn keep_changed(tx: &mut Tx<'_>, people: &[&str], worked_out: &[Summary]) -> Result<()> {
    let standing: Vec<Summary> = person_summary::table
        .filter(person_summary::person_id.eq_any(people))
        .select(Summary::as_select())
        .load(tx.reading.conn)?;
    let standing: HashMap<&str, &Summary> = standing.iter().map(|one| (one.person_id.as_str(), one)).collect();
    let stands = |now: &&Summary| standing.get(now.person_id.as_str()).is_some_and(|had| had.still_says(now));
    let changed: Vec<&Summary> = worked_out.iter().filter(|now| !stands(now)).collect();
    if changed.is_empty() { Ok(()) } else { keep(tx, &changed) }
}

impl Summary {
    /// Whether it says the same as one worked out today. The day it was worked out is no part of what it says, unless it
    /// was a later day than this.
    fn still_says(&self, now: &Self) -> bool {
        let worked_out_by_now = self.computed_on <= now.computed_on && self.clocks.clocks_on <= now.clocks.clocks_on;
        let mut had = self.clone();
        had.computed_on = now.computed_on;
        had.clocks.clocks_on = now.clocks.clocks_on;
        worked_out_by_now && self.clocks.clocks_on.is_some() && had == *now
    }
}

/// Hands over what the clocks of one record turn on.
pub(crate) fn with_record<T>(
    r: &mut Reading<'_>,
    person: &PersonId,
    work: impl FnOnce(&lines::Held<'_>) -> Result<T>,
) -> Result<T> {
    let gathered = gather(r, std::slice::from_ref(person))?;
    gathered.first().ok_or(Error::NotFound)?.with_held(work)
}

/// Refreshes everyone whose line may no longer be right today. Safe to run at any time, any number of times.
pub fn reconcile(tx: &mut Tx<'_>) -> Result<usize> {
    let today = Day(tx.today());
    let stale: Vec<String> = person_summary::table
        .filter(
            person_summary::next_change_on
                .le(today)
                .or(person_summary::computed_on.gt(today))
                .or(person_summary::clocks_change_on.le(today))
                .or(person_summary::clocks_on.is_null())
                .or(person_summary::clocks_on.gt(today)),
        )
        .order(person_summary::person_id)
        .select(person_summary::person_id)
        .load(tx.reading.conn)?;
    let people: Vec<PersonId> = stale.into_iter().map(PersonId::stored).collect();
    let before = statuses(tx, &people)?;
    refresh(tx, &people)?;
    let after = statuses(tx, &people)?;
    let changed: Vec<_> = after
        .into_iter()
        .filter(|(person, status)| before.get(person).is_some_and(|old| old != status))
        .map(|(person, _)| {
            let says = "What they can get has changed because of a birthday or a date";
            let on = tx.today();
            (PersonId::stored(person), crate::events::NewEvent::new(crate::events::EventKind::StatusChanged, on, says))
        })
        .collect();
    tx.record_all(changed)?;
    Ok(people.len())
}

/// Works out every line again from the record, for a change of policy and for the test that nothing drifts.
pub fn refresh_everyone(tx: &mut Tx<'_>) -> Result<usize> {
    // In the order of the indexes, so that people worked out together are looked up on the same pages.
    let all: Vec<String> = person::table
        .filter(person::withdrawn_at.is_null())
        .order(person::id)
        .select(person::id)
        .load(tx.reading.conn)?;
    let people: Vec<PersonId> = all.into_iter().map(PersonId::stored).collect();
    refresh(tx, &people)?;
    Ok(people.len())
}

fn statuses(tx: &mut Tx<'_>, people: &[PersonId]) -> Result<HashMap<String, String>> {
    let mut found = HashMap::new();
    for part in people.chunks(AT_A_TIME) {
        let ids: Vec<&str> = part.iter().map(PersonId::as_str).collect();
        let rows: Vec<(String, String)> = person_summary::table
            .filter(person_summary::person_id.eq_any(ids))
            .select((person_summary::person_id, person_summary::status))
            .load(tx.reading.conn)?;
        found.extend(rows);
    }
    Ok(found)
}

/// Everything about one person that their line turns on.
struct Gathered {
    person: String,
    withdrawn: bool,
    facts: Facts,
    births: Vec<Fact>,
    episodes: Vec<Episode>,
    dated: Vec<DatedFact>,
    ties: Vec<Tie>,
    evidence: Vec<evidence::Kept>,
    rows: Vec<RowSeen>,
    created_at: i64,
    restricted: bool,
    /// The yearly return gave them a row of those who left care.
    left_care_by_return: bool,
    last_changed_at: i64,
}

#[derive(Debug, Clone, Queryable)]
struct Tie {
    person: String,
    kind: String,
    staff: Option<String>,
    team: Option<String>,
    from_on: Day,
    to_on: Option<Day>,
    name: Option<String>,
}

impl Tie {
    fn seen(&self) -> Option<TieSeen> {
        let kind = RelationshipKind::from_code(&self.kind)?;
        Some(TieSeen { kind, from_on: self.from_on.0, to_on: self.to_on.map(|day| day.0) })
    }
}

fn gather(r: &mut Reading<'_>, people: &[PersonId]) -> Result<Vec<Gathered>> {
    let ids: Vec<&str> = people.iter().map(PersonId::as_str).collect();
    let evidence = evidence::standing_of(r, &ids)?;
    let conn = &mut *r.conn;
    let who: Vec<(String, Option<i64>, i64)> = person::table
        .filter(person::id.eq_any(&ids))
        .select((person::id, person::withdrawn_at, person::created_at))
        .load(conn)?;
    let facts: Vec<StoredFact> =
        person_fact::table.filter(person_fact::person_id.eq_any(&ids)).select(StoredFact::as_select()).load(conn)?;
    let episodes: Vec<Episode> = episode::table
        .filter(episode::person_id.eq_any(&ids))
        .filter(episode::superseded_at.is_null())
        .order((episode::started_on, episode::recorded_at))
        .select(Episode::as_select())
        .load(conn)?;
    let dated: Vec<DatedFact> = dated_fact::table
        .filter(dated_fact::person_id.eq_any(&ids))
        .filter(dated_fact::superseded_at.is_null())
        .order(dated_fact::starts_on)
        .select(DatedFact::as_select())
        .load(conn)?;
    let ties: Vec<Tie> = relationship::table
        .left_join(staff::table)
        .filter(relationship::person_id.eq_any(&ids))
        .filter(relationship::ended_at.is_null())
        .select((
            relationship::person_id,
            relationship::kind,
            relationship::staff_id,
            relationship::team_id,
            relationship::from_on,
            relationship::to_on,
            staff::full_name.nullable(),
        ))
        .load(conn)?;
    let restricted: Vec<String> = restriction::table
        .filter(restriction::person_id.eq_any(&ids))
        .filter(restriction::ended_at.is_null())
        .filter(restriction::grade.ne("section"))
        .select(restriction::person_id)
        .load(conn)?;
    let returned: Vec<(String, String, Option<Day>, Option<Day>)> = return_row::table
        .filter(return_row::person_id.eq_any(&ids))
        .filter(return_row::file.eq_any([FileType::Oc3, FileType::Reviews, FileType::Missing].map(FileType::name)))
        .filter(return_row::superseded_at.is_null())
        .select((return_row::person_id, return_row::file, return_row::starts_on, return_row::ends_on))
        .load(conn)?;
    let changed: Vec<(String, Option<i64>)> = event::table
        .filter(event::person_id.eq_any(&ids))
        .group_by(event::person_id)
        .select((event::person_id, diesel::dsl::max(event::recorded_at)))
        .load(conn)?;
    let mut gathered = sort_out(who, facts, episodes, dated, ties, restricted, changed);
    let mut evidence = by_person(evidence, |one| &one.person_id);
    let mut returned = by_person(returned, |(person, ..)| person);
    for one in &mut gathered {
        one.evidence = evidence.remove(&one.person).unwrap_or_default();
        let rows = returned.remove(&one.person).unwrap_or_default();
        one.left_care_by_return = rows.iter().any(|(_, file, ..)| file == FileType::Oc3.name());
        one.rows = rows.into_iter().map(row_seen).collect();
    }
    Ok(gathered)
}

fn row_seen((_, file, starts_on, ends_on): (String, String, Option<Day>, Option<Day>)) -> RowSeen {
    RowSeen { file, starts_on: starts_on.map(|day| day.0), ends_on: ends_on.map(|day| day.0) }
}

fn sort_out(
    who: Vec<(String, Option<i64>, i64)>,
    facts: Vec<StoredFact>,
    episodes: Vec<Episode>,
    dated: Vec<DatedFact>,
    ties: Vec<Tie>,
    restricted: Vec<String>,
    changed: Vec<(String, Option<i64>)>,
) -> Vec<Gathered> {
    let mut births: HashMap<String, Vec<Fact>> = HashMap::new();
    let mut standing: HashMap<String, Vec<Fact>> = HashMap::new();
    for stored in facts {
        let person = stored.person_id.clone();
        let Some(fact) = stored.read() else { continue };
        if matches!(fact.kind, FactKind::BornOn | FactKind::DobStatus) {
            births.entry(person.clone()).or_default().push(fact.clone());
        }
        if fact.superseded_at.is_none() {
            standing.entry(person).or_default().push(fact);
        }
    }
    let mut episodes = by_person(episodes, |one| &one.person_id);
    let mut dated = by_person(dated, |one| &one.person_id);
    let mut ties = by_person(ties, |one| &one.person);
    let changed: HashMap<String, i64> = changed.into_iter().filter_map(|(who, at)| Some((who, at?))).collect();
    who.into_iter()
        .map(|(person, withdrawn, created_at)| Gathered {
            withdrawn: withdrawn.is_some(),
            created_at,
            evidence: Vec::new(),
            rows: Vec::new(),
            facts: Facts::collect(standing.remove(&person).unwrap_or_default().into_iter()),
            births: births.remove(&person).unwrap_or_default(),
            episodes: episodes.remove(&person).unwrap_or_default(),
            dated: dated.remove(&person).unwrap_or_default(),
            ties: ties.remove(&person).unwrap_or_default(),
            restricted: restricted.contains(&person),
            left_care_by_return: false,
            last_changed_at: changed.get(&person).copied().unwrap_or_default(),
            person,
        })
        .collect()
}

fn by_person<T>(rows: Vec<T>, person: impl Fn(&T) -> &String) -> HashMap<String, Vec<T>> {
    let mut sorted: HashMap<String, Vec<T>> = HashMap::new();
    for row in rows {
        sorted.entry(person(&row).clone()).or_default().push(row);
    }
    sorted
}

impl Gathered {
    /// The line of the person, and those of their clocks.
    fn worked_out_by(&self, by: &lines::By<'_>) -> Option<(Summary, Vec<Line>)> {
        let mut summary = self.summary(by.policy, by.today)?;
        let clocks = self.with_held(|held| lines::of_record(held, by));
        let (lines, sum) = clocks.unwrap_or_else(|| (Vec::new(), Sum::nothing_on(by.today)));
        summary.clocks = sum;
        Some((summary, lines))
    }

    fn summary(&self, policy: &Policy, today: Date) -> Option<Summary> {
        if self.withdrawn {
            return None;
        }
        let born_on = self.facts.born_on()?;
        let (status, status_says, result) = match self.worked_out(policy, today) {
            None => ("not_worked_out", "Not worked out: dates contradict each other", None),
            Some((_, true)) => ("not_worked_out", CARE_NOT_LOADED, None),
            Some((result, false)) => (result.status.code(), result.status.title(), Some(result)),
        };
        let adviser = self.adviser(today);
        let name = self.facts.name_or_number();
        Some(Summary {
            person_id: self.person.clone(),
            sort_name: folded(&name),
            shown_name: name,
            child_number: self.facts.given(FactKind::ChildNumber).unwrap_or_default().to_owned(),
            born_on: Day(born_on),
            status: status.to_owned(),
            status_says: status_says.to_owned(),
            next_change_on: result.as_ref().and_then(|r| r.next_change.as_ref()).map(|next| Day(next.on)),
            next_status: result.as_ref().and_then(|r| r.next_change.as_ref()).map(|next| next.to.code().to_owned()),
            looked_after: result.as_ref().is_some_and(|result| result.status.is_in_care()),
            record_restricted: self.restricted,
            team_id: self.tie(RelationshipKind::Team, today).and_then(|tie| tie.team.clone()),
            adviser_id: adviser.and_then(|tie| tie.staff.clone()),
            adviser_name: adviser.and_then(|tie| tie.name.clone()).unwrap_or_default(),
            adviser_since: adviser.map(|tie| tie.from_on),
            lives: self.facts.given(FactKind::Area).unwrap_or_default().to_owned(),
            last_changed_at: self.last_changed_at,
            computed_on: Day(today),
            clocks: Sum::default(),
        })
    }

    /// What its clocks turn on, for as long as the work takes.
    fn with_held<T>(&self, work: impl FnOnce(&lines::Held<'_>) -> T) -> T {
        let ties: Vec<TieSeen> = self.ties.iter().filter_map(Tie::seen).collect();
        let begun_on = crate::clock::day_of(crate::db::instant(self.created_at));
        work(&lines::Held {
            person: &self.person,
            births: &self.births,
            episodes: &self.episodes,
            dated: &self.dated,
            kept: &self.evidence,
            elsewhere: Elsewhere { ties: &ties, episodes: &self.episodes, rows: &self.rows, begun_on },
        })
    }

    /// The status, and whether nothing was there to work it out from though the return says they left care.
    fn worked_out(&self, policy: &Policy, today: Date) -> Option<(StatusResult, bool)> {
        let (facts, not_counted) = crate::status::assemble(&self.births, self.episodes.clone(), &self.dated).ok()?;
        let result = waymark_rules::status::status(&facts, policy, today).ok()?;
        let nothing_there = not_counted.is_empty() && rests_on_nothing(&facts, &result);
        Some((result, nothing_there && self.left_care_by_return))
    }

    fn adviser(&self, today: Date) -> Option<&Tie> {
        self.tie(RelationshipKind::AllocatedWorker, today)
    }

    fn tie(&self, kind: RelationshipKind, today: Date) -> Option<&Tie> {
        self.ties
            .iter()
            .filter(|tie| tie.kind == kind.code())
            .filter(|tie| tie.from_on.0 <= today && tie.to_on.is_none_or(|end| today < end.0))
            .max_by_key(|tie| tie.from_on)
    }
}

fn keep(tx: &mut Tx<'_>, lines: &[&Summary]) -> Result<()> {
    use person_summary::dsl as s;
    on_each_engine!(&mut *tx.reading.conn, c => diesel::insert_into(person_summary::table)
        .values(lines.to_vec())
        .on_conflict(s::person_id)
        .do_update()
        .set((
            s::shown_name.eq(excluded(s::shown_name)),
            s::sort_name.eq(excluded(s::sort_name)),
            s::child_number.eq(excluded(s::child_number)),
            s::born_on.eq(excluded(s::born_on)),
            s::status.eq(excluded(s::status)),
            s::status_says.eq(excluded(s::status_says)),
            s::next_change_on.eq(excluded(s::next_change_on)),
            s::next_status.eq(excluded(s::next_status)),
            s::looked_after.eq(excluded(s::looked_after)),
            s::record_restricted.eq(excluded(s::record_restricted)),
            s::team_id.eq(excluded(s::team_id)),
            s::adviser_id.eq(excluded(s::adviser_id)),
            s::adviser_name.eq(excluded(s::adviser_name)),
            s::adviser_since.eq(excluded(s::adviser_since)),
            s::lives.eq(excluded(s::lives)),
            s::last_changed_at.eq(excluded(s::last_changed_at)),
            s::computed_on.eq(excluded(s::computed_on)),
            (
                s::late.eq(excluded(s::late)),
                s::soon.eq(excluded(s::soon)),
                s::on_track.eq(excluded(s::on_track)),
                s::late_respected.eq(excluded(s::late_respected)),
                s::late_since.eq(excluded(s::late_since)),
                s::next_due_on.eq(excluded(s::next_due_on)),
                s::last_talked_on.eq(excluded(s::last_talked_on)),
                s::clocks_change_on.eq(excluded(s::clocks_change_on)),
                s::clocks_on.eq(excluded(s::clocks_on)),
            ),
        ))
        .execute(c))?;
    Ok(())
}

/// Forgets the line of somebody whose record was withdrawn.
pub(crate) fn forget(tx: &mut Tx<'_>, people: &[PersonId]) -> Result<()> {
    for part in people.chunks(AT_A_TIME) {
        let ids: Vec<&str> = part.iter().map(PersonId::as_str).collect();
        diesel::delete(person_summary::table.filter(person_summary::person_id.eq_any(&ids)))
            .execute(tx.reading.conn)?;
        diesel::delete(search_key::table.filter(search_key::person_id.eq_any(&ids))).execute(tx.reading.conn)?;
        lines::forget(tx, &ids)?;
    }
    Ok(())
}

#[derive(Insertable, Queryable, PartialEq, Eq, Hash)]
#[diesel(table_name = search_key, treat_none_as_default_value = false)]
struct SearchKey {
    person_id: String,
    search_text: String,
    kind: String,
}

/// By what each is found. Names change seldom, so only what differs is written.
fn keep_search_keys(tx: &mut Tx<'_>, people: &[&str], gathered: &[Gathered]) -> Result<()> {
    let standing: HashSet<SearchKey> = search_key::table
        .filter(search_key::person_id.eq_any(people))
        .select((search_key::person_id, search_key::search_text, search_key::kind))
        .load(tx.reading.conn)?
        .into_iter()
        .collect();
    let wanted: HashSet<SearchKey> =
        gathered.iter().filter(|one| !one.withdrawn).flat_map(Gathered::search_keys).collect();
    let stale: HashSet<&str> = standing.difference(&wanted).map(|key| key.person_id.as_str()).collect();
    if !stale.is_empty() {
        let of_stale = search_key::table.filter(search_key::person_id.eq_any(&stale));
        diesel::delete(of_stale).execute(tx.reading.conn)?;
    }
    let is_missing = |key: &&SearchKey| !standing.contains(key) || stale.contains(key.person_id.as_str());
    let keys: Vec<&SearchKey> = wanted.iter().filter(is_missing).collect();
    for part in keys.chunks(5000) {
        on_each_engine!(&mut *tx.reading.conn, c => diesel::insert_into(search_key::table).values(part.to_vec()).execute(c))?;
    }
    Ok(())
}

impl Gathered {
    fn search_keys(&self) -> Vec<SearchKey> {
        let names = [FactKind::PreferredName, FactKind::LegalName, FactKind::OtherName]
            .into_iter()
            .filter_map(|kind| self.facts.given(kind))
            .flat_map(|name| words(name).map(|word| ("name", word)).collect::<Vec<_>>());
        let numbers = [FactKind::ChildNumber, FactKind::Upn]
            .into_iter()
            .filter_map(|kind| self.facts.given(kind))
            .map(|number| ("number", folded(number)));
        let phones = self.facts.given(FactKind::Phone).map(|phone| ("phone", digits(phone)));
        names
            .chain(numbers)
            .chain(phones)
            .filter(|(_, text)| !text.is_empty())
            .map(|(kind, search_text)| SearchKey { person_id: self.person.clone(), search_text, kind: kind.to_owned() })
            .collect()
    }
}

/// A name as it is sorted and searched: without accents or case, one space between words. What was typed is kept
/// as typed; this is only ever a key.
pub fn folded(text: &str) -> String {
    let plain: String = text.nfkd().filter(|c| !unicode_normalization::char::is_combining_mark(*c)).collect();
    plain.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The words of a name as they are searched.
pub fn words(text: &str) -> impl Iterator<Item = String> {
    let folded = folded(text);
    folded
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect::<Vec<_>>()
        .into_iter()
}

/// A phone number as it is searched: digits only, whatever the spacing.
pub fn digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_found_whatever_its_accents_and_case() {
        assert_eq!(folded("  Zoë   Ó Briain "), "zoe o briain");
        assert_eq!(words("Anne-Marie O'Neil").collect::<Vec<_>>(), ["anne", "marie", "o", "neil"]);
    }

    #[test]
    fn a_name_in_another_script_keeps_its_letters() {
        assert_eq!(words("ሰላም ተስፋይ").count(), 2);
        assert_eq!(words("سارا").collect::<Vec<_>>(), ["سارا"]);
    }

    #[test]
    fn a_phone_number_is_found_whatever_its_spacing() {
        assert_eq!(digits("07700 900 123"), digits("07700900123"));
    }
}
