//! Young people: starting a record, listing, searching, and the line that heads every page about them.

use diesel::prelude::*;
use jiff::civil::Date;

use crate::access::search_allowance::{self, Allowance};
use crate::access::{LIST_PAGE_SIZE, ListPermit, Permit, Read, RelationshipKind, class};
use crate::db::{Conn, Day, MultiBackend, Reading, Tx, instant, micros, on_each_engine};
use crate::error::{Error, Result};
use crate::events::{EventKind, NewEvent};
use crate::facts::{FactKind, FactRow, NewFact};
use crate::gate::Lens;
use crate::ids::{ImportId, PersonId, random_text};
use crate::relationships::{Holder, NewTie};
use crate::schema::{audit_event, person, person_fact, person_summary, search_key};
use crate::summary::{Summary, digits, folded, words};

/// A record about to be started.
#[derive(Debug, Clone)]
pub struct NewPerson {
    pub facts: Vec<NewFact>,
    pub ties: Vec<NewTie>,
}

/// Starts a record (S11). Whoever may list young people may start one; the record is theirs to see from then on only
/// through the ties given here.
pub fn start(tx: &mut Tx<'_>, _permit: &ListPermit<class::Identity>, new: NewPerson) -> Result<PersonId> {
    let started = start_all(tx, vec![new], None)?;
    started.into_iter().next().ok_or(Error::NotFound)
}

#[derive(Insertable)]
#[diesel(table_name = person, treat_none_as_default_value = false)]
struct PersonRow {
    id: String,
    pseudonym: String,
    created_at: i64,
    created_by: String,
    import_id: Option<String>,
}

/// Starts many records at once: imports come this way.
pub(crate) fn start_all(tx: &mut Tx<'_>, new: Vec<NewPerson>, import: Option<&ImportId>) -> Result<Vec<PersonId>> {
    let ids = start_unlisted(tx, &new, import)?;
    crate::summary::refresh(tx, &ids)?;
    Ok(ids)
}

/// As [`start_all`], for a caller that has more to add before the lines of the lists are worked out.
pub(crate) fn start_unlisted(tx: &mut Tx<'_>, new: &[NewPerson], import: Option<&ImportId>) -> Result<Vec<PersonId>> {
    tx.touched();
    let ids: Vec<PersonId> = new.iter().map(|_| PersonId::fresh()).collect();
    let rows: Vec<PersonRow> = ids.iter().map(|id| person_row(tx, id, import)).collect();
    for part in rows.chunks(5000) {
        on_each_engine!(&mut *tx.reading.conn, c => diesel::insert_into(person::table).values(part).execute(c))?;
    }
    let (mut facts, mut ties) = (Vec::new(), Vec::new());
    for (id, one) in ids.iter().zip(new) {
        facts.extend(one.facts.iter().map(|fact| FactRow::new(tx, id, fact, import)));
        ties.extend(one.ties.iter().map(|tie| crate::relationships::row(tx, id, tie)));
    }
    crate::facts::insert_rows(tx, &facts)?;
    crate::relationships::insert(tx, &ties)?;
    let started_on = crate::clock::day_of(tx.now());
    let says = if import.is_some() { "Record started from the yearly return" } else { "Record started" };
    tx.record_all(
        ids.iter()
            .map(|id| (id.clone(), NewEvent::new(EventKind::RecordStarted, started_on, says).from_import(import)))
            .collect(),
    )?;
    if import.is_none() && ids.len() == 1 {
        tx.audit_change(&ids[0], "identity", "record started")?;
    }
    Ok(ids)
}

fn person_row(tx: &Tx<'_>, id: &PersonId, import: Option<&ImportId>) -> PersonRow {
    PersonRow {
        id: id.to_string(),
        pseudonym: random_text(10),
        created_at: tx.now_micros(),
        created_by: tx.by(),
        import_id: import.map(ToString::to_string),
    }
}

/// Which young people a list shows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// Only those this member of staff is the adviser of.
    pub adviser: Option<String>,
    pub status: Option<String>,
    pub team: Option<String>,
    /// Turning 18, 21 or 25 within 90 days.
    pub turning_soon: bool,
    /// Living outside the council's area.
    pub outside_area: bool,
    /// Without an adviser.
    pub no_adviser: bool,
}

/// How a list is ordered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Order {
    #[default]
    Name,
    Age,
    NextChange,
    LastChanged,
}

/// One page of a list. Counted over what the viewer may see and nothing else (ACC-11).
#[derive(Debug, Clone)]
pub struct Page {
    pub people: Vec<Summary>,
    pub total: i64,
    pub page: i64,
    pub pages: i64,
}

/// A page of the young people in reach (S10). At most 50 (ACC-17).
pub fn list(
    r: &mut Reading<'_>,
    permit: &ListPermit<class::Status>,
    filter: &Filter,
    order: Order,
    page: i64,
) -> Result<Page> {
    let size = LIST_PAGE_SIZE as i64;
    let (lens, today) = (r.lens(permit)?, r.today());
    let total = count(r, &lens, filter)?;
    let pages = ((total + size - 1) / size).max(1);
    let page = page.clamp(1, pages);
    let query = narrowed(&lens, today, filter);
    let query = match order {
        Order::Name => query.order((person_summary::sort_name.asc(), person_summary::person_id.asc())),
        Order::Age => query.order((person_summary::born_on.desc(), person_summary::sort_name.asc())),
        // Those who wait for no change come last, on either database.
        Order::NextChange => query.order((
            person_summary::next_change_on.is_null().asc(),
            person_summary::next_change_on.asc(),
            person_summary::sort_name.asc(),
        )),
        Order::LastChanged => query.order((person_summary::last_changed_at.desc(), person_summary::sort_name.asc())),
    };
    let people: Vec<Summary> = query.limit(size).offset((page - 1) * size).select(Summary::as_select()).load(r.conn)?;
    let shown: Vec<PersonId> = people.iter().map(|one| PersonId::stored(one.person_id.clone())).collect();
    r.note_list(permit, "list", &shown)?;
    Ok(Page { people, total, page, pages })
}

fn count(r: &mut Reading<'_>, lens: &Lens, filter: &Filter) -> Result<i64> {
    let today = r.today();
    let counted = |conn: &mut Conn| Ok(narrowed(lens, today, filter).count().get_result(conn)?);
    match lens.of_the_whole_service() {
        Some(seen) => r.total(format!("{today} {filter:?} {seen}"), counted),
        None => counted(r.conn),
    }
}

type Narrowed = diesel::helper_types::IntoBoxed<'static, person_summary::table, MultiBackend>;

fn narrowed(lens: &Lens, today: Date, filter: &Filter) -> Narrowed {
    let mut query = person_summary::table.into_boxed().filter(lens.condition());
    if let Some(adviser) = &filter.adviser {
        query = query.filter(person_summary::adviser_id.eq(adviser.clone()));
    }
    if let Some(status) = &filter.status {
        query = query.filter(person_summary::status.eq(status.clone()));
    }
    if let Some(team) = &filter.team {
        query = query.filter(person_summary::team_id.eq(team.clone()));
    }
    if filter.outside_area {
        query = query.filter(person_summary::lives.eq("outside"));
    }
    if filter.no_adviser {
        query = query.filter(person_summary::adviser_id.is_null());
    }
    if filter.turning_soon {
        let [at_18, at_21, at_25] = [18, 21, 25].map(|years| {
            let (first, last) = birthdays_within(today, years, 90);
            person_summary::born_on.between(Day(first), Day(last))
        });
        query = query.filter(at_18.or(at_21).or(at_25));
    }
    query
}

/// How many young people in reach each adviser supports.
pub fn count_by_adviser(r: &mut Reading<'_>, permit: &ListPermit<class::Status>) -> Result<Vec<(String, i64)>> {
    let lens = r.lens(permit)?;
    let advisers: Vec<Option<String>> = person_summary::table
        .into_boxed()
        .filter(lens.condition())
        .filter(person_summary::adviser_id.is_not_null())
        .select(person_summary::adviser_id)
        .load(r.conn)?;
    let mut counts: std::collections::BTreeMap<String, i64> = std::collections::BTreeMap::new();
    for adviser in advisers.into_iter().flatten() {
        *counts.entry(adviser).or_default() += 1;
    }
    Ok(counts.into_iter().collect())
}

/// The dates of birth of everyone who reaches an age from tomorrow up to `days` from today.
pub(crate) fn birthdays_within(today: Date, years: i16, days: i32) -> (Date, Date) {
    let back = |day: Date| waymark_rules::dates::add_months(day, -12 * i32::from(years));
    (back(waymark_rules::dates::add_days(today, 1)), back(waymark_rules::dates::add_days(today, days)))
}

/// Somebody a search found, and why.
#[derive(Debug, Clone)]
pub struct Found {
    pub summary: Summary,
    /// What matched: "name", "number", "phone", or "date of birth".
    pub why: &'static str,
}

/// What a search beyond one's own records may say (ACC-16): a pointer, nothing to open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Elsewhere {
    pub shown_name: String,
    pub status_says: String,
    pub adviser_name: String,
}

/// What came of a search.
#[derive(Debug, Clone, Default)]
pub struct Results {
    pub found: Vec<Found>,
    pub elsewhere: Vec<Elsewhere>,
    /// "Known to the service: ring the duty manager", for somebody on duty.
    pub known_to_service: bool,
    /// Too many searches beyond one's own records in an hour.
    pub blocked: bool,
}

/// Searches the records in reach by any part of a name, number or phone (S03).
pub fn search(r: &mut Reading<'_>, permit: &ListPermit<class::Status>, text: &str) -> Result<Vec<Found>> {
    let matches = matching(r, text)?;
    let ids: Vec<&String> = matches.iter().map(|(id, _)| id).collect();
    let found: Vec<Summary> = person_summary::table
        .into_boxed()
        .filter(r.lens(permit)?.condition())
        .filter(person_summary::person_id.eq_any(ids))
        .order(person_summary::sort_name.asc())
        .limit(LIST_PAGE_SIZE as i64)
        .select(Summary::as_select())
        .load(r.conn)?;
    let shown: Vec<PersonId> = found.iter().map(|one| PersonId::stored(one.person_id.clone())).collect();
    r.note_list(permit, "search", &shown)?;
    let why = |summary: &Summary| {
        matches.iter().find(|(id, _)| *id == summary.person_id).map_or("name", |(_, kind)| kind_says(kind))
    };
    Ok(found.into_iter().map(|summary| Found { why: why(&summary), summary }).collect())
}

fn kind_says(kind: &str) -> &'static str {
    match kind {
        "number" => "number",
        "phone" => "phone",
        _ => "name",
    }
}

/// More keys than this match a search too wide to help; the reader is asked to type more.
const MOST_MATCHES: i64 = 2000;

/// Everybody for whom each word of the search begins one of their keys.
fn matching(r: &mut Reading<'_>, text: &str) -> Result<Vec<(String, String)>> {
    let mut sought: Vec<String> = words(text).collect();
    let phone = digits(text);
    if phone.len() >= 5 && text.chars().all(|c| c.is_ascii_digit() || " +-()".contains(c)) {
        sought = vec![phone];
    }
    let mut kept: Option<Vec<(String, String)>> = None;
    for word in sought {
        let hits = beginning_with(r, &word)?;
        kept = Some(match kept {
            None => hits,
            Some(before) => {
                let ids: std::collections::HashSet<&String> = hits.iter().map(|(id, _)| id).collect();
                before.into_iter().filter(|(id, _)| ids.contains(id)).collect()
            }
        });
    }
    Ok(kept.unwrap_or_default())
}

fn beginning_with(r: &mut Reading<'_>, word: &str) -> Result<Vec<(String, String)>> {
    Ok(search_key::table
        .filter(search_key::search_text.ge(word))
        .filter(search_key::search_text.lt(format!("{word}\u{10ffff}")))
        .limit(MOST_MATCHES)
        .select((search_key::person_id, search_key::kind))
        .load(r.conn)?)
}

/// Looks beyond one's own records, by exact name and date of birth or by exact number, and answers with a pointer
/// at most (ACC-16). Counted; refused above the limit.
pub fn search_beyond(
    r: &mut Reading<'_>,
    permit: &ListPermit<class::Status>,
    name: &str,
    born_on: Option<Date>,
    number: &str,
) -> Result<Results> {
    let allowance = search_allowance::allowance(&recent_searches(r)?, r.now());
    let mut row = r.row("search beyond", class_code());
    if let Allowance::Blocked { .. } = allowance {
        row.result = "blocked".into();
        r.audit(row);
        return Ok(Results { blocked: true, ..Results::default() });
    }
    row.detail = if matches!(allowance, Allowance::Flagged) { "flagged".into() } else { String::new() };
    r.audit(row);
    let exact = exact_matches(r, name, born_on, number)?;
    let mut results = Results::default();
    for summary in exact {
        point_to(r, permit, summary, &mut results)?;
    }
    Ok(results)
}

const fn class_code() -> &'static str {
    crate::access::Class::Status.code()
}

fn recent_searches(r: &mut Reading<'_>) -> Result<Vec<jiff::Timestamp>> {
    let me = r.row("", "").actor;
    let since = micros(r.now() - search_allowance::WINDOW);
    let at: Vec<i64> = audit_event::table
        .filter(audit_event::actor.eq(me))
        .filter(audit_event::at.gt(since))
        .filter(audit_event::action.eq("search beyond"))
        .select(audit_event::at)
        .load(r.conn)?;
    Ok(at.into_iter().map(instant).collect())
}

fn exact_matches(r: &mut Reading<'_>, name: &str, born_on: Option<Date>, number: &str) -> Result<Vec<Summary>> {
    let mut query = person_summary::table.into_boxed();
    if number.trim().is_empty() {
        let Some(born_on) = born_on else { return Ok(Vec::new()) };
        query =
            query.filter(person_summary::sort_name.eq(folded(name))).filter(person_summary::born_on.eq(Day(born_on)));
    } else {
        query = query.filter(person_summary::child_number.eq(number.trim().to_uppercase()));
    }
    Ok(query.limit(10).select(Summary::as_select()).load(r.conn)?)
}

fn point_to(
    r: &mut Reading<'_>,
    permit: &ListPermit<class::Status>,
    summary: Summary,
    results: &mut Results,
) -> Result<()> {
    use crate::access::search_allowance::Pointer;
    let id = PersonId::stored(summary.person_id.clone());
    match r.pointer(&id)? {
        Pointer::NameStatusAndDuty => {
            r.note_list(permit, "search", std::slice::from_ref(&id))?;
            results.elsewhere.push(Elsewhere {
                shown_name: summary.shown_name,
                status_says: summary.status_says,
                adviser_name: summary.adviser_name,
            });
        }
        Pointer::KnownToTheService => results.known_to_service = true,
        Pointer::Nothing => {}
    }
    Ok(())
}

/// The line that heads every page about a person.
pub fn summary(r: &mut Reading<'_>, permit: &Permit<class::Status, Read>) -> Result<Summary> {
    Ok(person_summary::table.find(permit.person().as_str()).select(Summary::as_select()).first(r.conn)?)
}

/// Who may already be the person about to be added: the same date of birth and a name that sounds alike, or the same
/// number (S11, A21). Only among records in reach.
pub fn likely_duplicates(
    r: &mut Reading<'_>,
    permit: &ListPermit<class::Status>,
    name: &str,
    born_on: Option<Date>,
) -> Result<Vec<Summary>> {
    let found = search(r, permit, words(name).next().as_deref().unwrap_or_default())?;
    Ok(found
        .into_iter()
        .map(|found| found.summary)
        .filter(|one| one.sort_name == folded(name) || born_on.is_some_and(|born| one.born_on.0 == born))
        .collect())
}

/// The ties a record starts with: the adviser and the team that hold it.
pub fn first_ties(
    adviser: Option<&crate::ids::StaffId>,
    team: Option<&crate::ids::TeamId>,
    from_on: Date,
) -> Vec<NewTie> {
    let adviser = adviser.map(|id| (RelationshipKind::AllocatedWorker, Holder::Staff(id.clone())));
    let team = team.map(|id| (RelationshipKind::Team, Holder::Team(id.clone())));
    adviser
        .into_iter()
        .chain(team)
        .map(|(kind, holder)| NewTie { kind, holder, from_on, to_on: None, reason: "record started".into() })
        .collect()
}

/// The kinds of fact the first page about somebody asks for.
pub const ASKED_FIRST: &[FactKind] =
    &[FactKind::PreferredName, FactKind::BornOn, FactKind::FirstLanguage, FactKind::Interpreter, FactKind::Responsible];

/// When somebody was born, as it stands.
pub(crate) fn born_on(r: &mut Reading<'_>, person: &PersonId) -> Result<Option<Date>> {
    let born: Option<String> = person_fact::table
        .filter(person_fact::person_id.eq(person.as_str()))
        .filter(person_fact::kind.eq(FactKind::BornOn.code()))
        .filter(person_fact::superseded_at.is_null())
        .select(person_fact::value)
        .first(r.conn)
        .optional()?;
    Ok(born.and_then(|text| text.parse().ok()))
}
