//! What is late and why, for whoever manages (S50), and how the work is shared (S51, S52).

use std::collections::{BTreeMap, HashMap};

use diesel::dsl::sql;
use diesel::prelude::*;
use diesel::sql_types::{Bool, Date as SqlDate, Text};
use jiff::civil::Date;
use waymark_rules::dates::add_days;

use super::lines::Line;
use crate::access::{Class, ListPermit, Permit, Write, class};
use crate::db::{Conn, Day, MultiBackend, Reading, Tx};
use crate::error::Result;
use crate::gate::Lens;
use crate::ids::{PersonId, StaffId};
use crate::messages_out::{self, NewMessage};
use crate::schema::{clock_line, person_summary};
use crate::staff;
use crate::summary::Summary;

/// How many people one page shows (ACC-17).
pub const PAGE: i64 = 50;

/// What to narrow the list by.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    pub adviser: Option<String>,
    /// A clock, such as `CLK-23`.
    pub clock: Option<String>,
    pub outside_area: bool,
    /// Only people for whom nothing is planned.
    pub nothing_planned: bool,
    /// Only people for whom nobody recorded a reason.
    pub no_reason: bool,
}

/// One person with something late.
#[derive(Debug, Clone)]
pub struct LatePerson {
    pub summary: Summary,
    /// What of it the viewer may see, longest wait first.
    pub lines: Vec<Line>,
}

/// A page of people with something late, longest wait first; those whose lateness follows their own wishes come below.
#[derive(Debug, Clone)]
pub struct Late {
    pub people: Vec<LatePerson>,
    pub total: i64,
    pub longest_wait_days: i32,
    /// People with something that became late since yesterday and nothing late before.
    pub new_since_yesterday: i64,
    pub page: i64,
    pub pages: i64,
    /// The next day on which anything is due, for a page on which nothing is late.
    pub next_due_on: Option<Date>,
}

/// What is late in reach.
pub fn list(r: &mut Reading<'_>, permit: &ListPermit<class::Status>, filter: &Filter, page: i64) -> Result<Late> {
    let (lens, today) = (r.lens(permit)?, r.today());
    let classes = readable(r);
    let total = count(r, &lens, filter, None)?;
    let pages = ((total + PAGE - 1) / PAGE).max(1);
    let page = page.clamp(1, pages);
    let people: Vec<Summary> = narrowed(&lens, filter)
        .order((
            person_summary::late_respected.asc(),
            person_summary::late_since.asc(),
            person_summary::person_id.asc(),
        ))
        .limit(PAGE)
        .offset((page - 1) * PAGE)
        .select(Summary::as_select())
        .load(r.conn)?;
    let new_since_yesterday = count(r, &lens, filter, Some(add_days(today, -1)))?;
    let longest_wait_days = longest_wait(r, &lens, filter)?;
    let next_due_on = if total == 0 { next_due_on(r, &lens)? } else { None };
    let people = with_lines(r, permit, people, &classes)?;
    Ok(Late { people, total, longest_wait_days, new_since_yesterday, page, pages, next_due_on })
}

/// Asked for each half of the list apart, because in its order each begins with its oldest: no more is read than that.
fn longest_wait(r: &mut Reading<'_>, lens: &Lens, filter: &Filter) -> Result<i32> {
    let mut longest = 0;
    for respected in [false, true] {
        let oldest: Option<Option<Day>> = narrowed(lens, filter)
            .filter(person_summary::late_respected.eq(respected))
            .select(person_summary::late_since)
            .order(person_summary::late_since.asc())
            .first(r.conn)
            .optional()?;
        let days = oldest.flatten().map_or(0, |since| waymark_rules::dates::days_between(since.0, r.today()));
        longest = longest.max(days);
    }
    Ok(longest)
}

/// The classes of data the viewer may list, of those clocks tell about.
pub(crate) fn readable(r: &mut Reading<'_>) -> Vec<&'static str> {
    let mut classes = vec![Class::Status.code()];
    classes.extend(r.list_permit::<class::Health>().ok().map(|_| Class::Health.code()));
    classes.extend(r.list_permit::<class::Immigration>().ok().map(|_| Class::Immigration.code()));
    classes
}

type Narrowed = diesel::helper_types::IntoBoxed<'static, person_summary::table, MultiBackend>;

fn narrowed(lens: &Lens, filter: &Filter) -> Narrowed {
    let mut query =
        person_summary::table.into_boxed().filter(lens.condition()).filter(person_summary::late_since.is_not_null());
    if let Some(adviser) = &filter.adviser {
        query = query.filter(person_summary::adviser_id.eq(adviser.clone()));
    }
    if filter.outside_area {
        query = query.filter(person_summary::lives.eq("outside"));
    }
    // One and the same late line has to be all that is asked for.
    let planned = if filter.nothing_planned { " and l.planned_on is null" } else { "" };
    let reason = if filter.no_reason { " and l.reason_code = ''" } else { "" };
    if let Some(clock) = &filter.clock {
        let some = sql::<Bool>(A_LATE_LINE).sql(planned).sql(reason).sql(" and l.clock = ");
        query = query.filter(some.bind::<Text, _>(clock.clone()).sql(")"));
    } else if filter.nothing_planned || filter.no_reason {
        query = query.filter(sql::<Bool>(A_LATE_LINE).sql(planned).sql(reason).sql(")"));
    }
    query
}

/// Some late line of the person, and more to come before the bracket closes. Both engines read it alike.
const A_LATE_LINE: &str = "exists (select 1 from clock_line l where l.person_id = person_summary.person_id and \
                           l.state = 'overdue' and l.class <> 'management_oversight'";

/// How many people have something late, or had nothing late before a day.
fn count(r: &mut Reading<'_>, lens: &Lens, filter: &Filter, since: Option<Date>) -> Result<i64> {
    let counted = |conn: &mut Conn| {
        let mut query = narrowed(lens, filter);
        if let Some(since) = since {
            query = query.filter(person_summary::late_since.ge(Day(since)));
        }
        Ok(query.count().get_result(conn)?)
    };
    match lens.of_the_whole_service() {
        Some(seen) => r.total(format!("late {filter:?} {since:?} {seen}"), counted),
        None => counted(r.conn),
    }
}

fn next_due_on(r: &mut Reading<'_>, lens: &Lens) -> Result<Option<Date>> {
    let next: Option<Option<Day>> = person_summary::table
        .into_boxed()
        .filter(lens.condition())
        .filter(person_summary::next_due_on.is_not_null())
        .select(person_summary::next_due_on)
        .order(person_summary::next_due_on.asc())
        .first(r.conn)
        .optional()?;
    Ok(next.flatten().map(|day| day.0))
}

fn with_lines(
    r: &mut Reading<'_>,
    permit: &ListPermit<class::Status>,
    people: Vec<Summary>,
    classes: &[&'static str],
) -> Result<Vec<LatePerson>> {
    let today = r.today();
    let ids: Vec<&str> = people.iter().map(|one| one.person_id.as_str()).collect();
    // Put in order here: asked for in order, all lines there are would be read by day to find these people's.
    let mut lines: Vec<Line> = clock_line::table
        .filter(clock_line::person_id.eq_any(ids))
        .filter(clock_line::class.eq_any(classes))
        .select(Line::as_select())
        .load(r.conn)?;
    lines.sort_by_key(|line| line.due_on);
    let shown: Vec<PersonId> = people.iter().map(|one| PersonId::stored(one.person_id.clone())).collect();
    r.note_list(permit, "list", &shown)?;
    let mut by_person: HashMap<String, Vec<Line>> = HashMap::new();
    for line in lines.into_iter().filter(|line| line.is_late(today)) {
        by_person.entry(line.person_id.clone()).or_default().push(line);
    }
    let one = |summary: Summary| {
        let lines = by_person.remove(&summary.person_id).unwrap_or_default();
        LatePerson { summary, lines }
    };
    Ok(people.into_iter().map(one).collect())
}

/// What is late or coming up for the people of one adviser (S02): latest first.
pub fn of_adviser(
    r: &mut Reading<'_>,
    permit: &ListPermit<class::Status>,
    adviser: &str,
    days_ahead: i32,
) -> Result<Vec<(Summary, Line)>> {
    let (lens, today) = (r.lens(permit)?, r.today());
    let classes = readable(r);
    let people: Vec<Summary> = person_summary::table
        .into_boxed()
        .filter(lens.condition())
        .filter(person_summary::adviser_id.eq(adviser.to_owned()))
        .select(Summary::as_select())
        .load(r.conn)?;
    let ids: Vec<&str> = people.iter().map(|one| one.person_id.as_str()).collect();
    let mut lines: Vec<Line> = clock_line::table
        .filter(clock_line::person_id.eq_any(ids))
        .filter(clock_line::class.eq_any(classes))
        .filter(clock_line::state.ne_all(["waived_recorded", "suspended"]))
        .select(Line::as_select())
        .load(r.conn)?;
    lines.retain(|line| line.due_on.0 <= add_days(today, days_ahead));
    lines.sort_by_key(|line| line.due_on);
    let by_id: HashMap<&str, &Summary> = people.iter().map(|one| (one.person_id.as_str(), one)).collect();
    let shown: Vec<PersonId> = people.iter().map(|one| PersonId::stored(one.person_id.clone())).collect();
    let found = lines
        .into_iter()
        .filter_map(|line| by_id.get(line.person_id.as_str()).map(|one| ((*one).clone(), line)))
        .collect();
    r.note_list(permit, "list", &shown)?;
    Ok(found)
}

/// Asks somebody's adviser, in words that say nothing of care or of whom (SES-05), to look at what is late. `false` where
/// nobody is their adviser.
pub fn ask_adviser(tx: &mut Tx<'_>, permit: &Permit<class::ManagementOversight, Write>) -> Result<bool> {
    let adviser: Option<String> = person_summary::table
        .find(permit.person().as_str())
        .select(person_summary::adviser_id)
        .first(tx.reading.conn)?;
    let Some(adviser) = adviser else { return Ok(false) };
    let adviser = staff::by_id(tx, &StaffId::stored(adviser))?;
    let message = NewMessage {
        person: None,
        staff: Some(adviser.staff_id()),
        channel: "email",
        address: adviser.email.clone(),
        body: "A colleague has a question about something that waits for you. Sign in and look at Today.".into(),
    };
    messages_out::send(tx, &message)?;
    Ok(true)
}

/// How much is late and due soon in reach, in numbers only.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    pub people: usize,
    pub people_late: usize,
    pub late: i64,
    pub soon: i64,
}

/// The numbers of everybody in reach. Nobody is shown.
pub fn counts(r: &mut Reading<'_>, permit: &ListPermit<class::Status>) -> Result<Counts> {
    let lens = r.lens(permit)?;
    let each: Vec<(i32, i32)> = person_summary::table
        .into_boxed()
        .filter(lens.condition())
        .filter(person_summary::status.ne("closed"))
        .select((person_summary::late, person_summary::soon))
        .load(r.conn)?;
    Ok(Counts {
        people: each.len(),
        people_late: each.iter().filter(|(late, _)| *late > 0).count(),
        late: each.iter().map(|(late, _)| i64::from(*late)).sum(),
        soon: each.iter().map(|(_, soon)| i64::from(*soon)).sum(),
    })
}

/// One worker's share of the work (S51).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Share {
    pub adviser: Option<String>,
    pub name: String,
    pub people: u32,
    pub people_with_something_late: u32,
    pub late: i32,
    pub soon: i32,
    pub on_track: i32,
    /// The longest time ago that anyone of theirs was last talked with; `None` if somebody never was.
    pub oldest_contact: Option<Date>,
    pub new_in_30_days: u32,
    pub turning_18_21_or_25: u32,
}

/// What is counted of one person. Nothing of it says who they are.
#[derive(Queryable, Selectable)]
#[diesel(table_name = person_summary)]
struct Counted {
    adviser_id: Option<String>,
    adviser_name: String,
    adviser_since: Option<Day>,
    born_on: Day,
    late: i32,
    soon: i32,
    on_track: i32,
    last_talked_on: Option<Day>,
}

/// The share of each worker in reach, by surname and never by size. Numbers only: nobody is shown.
pub fn caseload(r: &mut Reading<'_>, permit: &ListPermit<class::Status>) -> Result<Vec<Share>> {
    let (lens, today) = (r.lens(permit)?, r.today());
    let people: Vec<Counted> = person_summary::table
        .into_boxed()
        .filter(lens.condition())
        .filter(person_summary::status.ne("closed"))
        .select(Counted::as_select())
        .load(r.conn)?;
    let mut shares: BTreeMap<(String, Option<String>), Share> = BTreeMap::new();
    for one in &people {
        let by = (surname_first(&one.adviser_name), one.adviser_id.clone());
        shares.entry(by).or_default().add(one, today);
    }
    Ok(shares.into_values().collect())
}

fn surname_first(name: &str) -> String {
    name.rsplit(' ').collect::<Vec<_>>().join(" ").to_lowercase()
}

impl Share {
    fn add(&mut self, one: &Counted, today: Date) {
        let is_first = self.people == 0;
        self.adviser.clone_from(&one.adviser_id);
        self.name.clone_from(&one.adviser_name);
        self.people += 1;
        let month_ago = add_days(today, -30);
        self.new_in_30_days += u32::from(one.adviser_since.is_some_and(|since| since.0 >= month_ago));
        self.turning_18_21_or_25 += u32::from(turns_soon(one.born_on.0, today));
        self.people_with_something_late += u32::from(one.late > 0);
        self.late += one.late;
        self.soon += one.soon;
        self.on_track += one.on_track;
        let talked = one.last_talked_on.map(|day| day.0);
        self.oldest_contact = if is_first { talked } else { self.oldest_contact.min(talked) };
    }
}

fn turns_soon(born_on: Date, today: Date) -> bool {
    [18, 21, 25].into_iter().any(|years| {
        let (first, last) = crate::people::birthdays_within(today, years, 90);
        (first..=last).contains(&born_on)
    })
}

/// Some clock of management's own that is due by a day, which follows. Both engines read it alike.
const DUE_OVERSIGHT: &str = "exists (select 1 from clock_line l where l.person_id = person_summary.person_id and \
                             l.class = 'management_oversight' and l.due_on <= ";

/// Management oversight and observations that are due within 30 days or late (S52).
pub fn oversight(r: &mut Reading<'_>, permit: &ListPermit<class::ManagementOversight>) -> Result<Vec<(Summary, Line)>> {
    let (lens, today) = (r.lens(permit)?, r.today());
    let summaries: Vec<Summary> = person_summary::table
        .into_boxed()
        .filter(lens.condition())
        .filter(sql::<Bool>(DUE_OVERSIGHT).bind::<SqlDate, _>(Day(add_days(today, 30))).sql(")"))
        .order((person_summary::sort_name.asc(), person_summary::person_id.asc()))
        .limit(200)
        .select(Summary::as_select())
        .load(r.conn)?;
    let ids: Vec<&str> = summaries.iter().map(|one| one.person_id.as_str()).collect();
    let mut lines: Vec<Line> = clock_line::table
        .filter(clock_line::person_id.eq_any(ids))
        .filter(clock_line::class.eq(Class::ManagementOversight.code()))
        .select(Line::as_select())
        .load(r.conn)?;
    lines.sort_by(|one, other| (one.due_on, &one.person_id).cmp(&(other.due_on, &other.person_id)));
    let shown: Vec<PersonId> = summaries.iter().map(|one| PersonId::stored(one.person_id.clone())).collect();
    r.note_list(permit, "list", &shown)?;
    let by_id: HashMap<String, Summary> = summaries.into_iter().map(|one| (one.person_id.clone(), one)).collect();
    Ok(lines.into_iter().filter_map(|line| by_id.get(&line.person_id).map(|one| (one.clone(), line))).collect())
}
