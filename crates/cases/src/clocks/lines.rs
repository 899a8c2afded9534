//! What lists show of clocks, kept beside the record: one line for each that is late, due within 60 days or set aside, and
//! one sum a person.
//!
//! Worked out in the same transaction as each change and again each night with no input; both give the same rows.

use std::collections::HashMap;

use diesel::prelude::*;
use jiff::civil::Date;
use waymark_rules::clocks::{Clock, Evidence, Outcome, Packs, State};
use waymark_rules::dates::add_days;
use waymark_rules::policy::Policy;

use super::reasons::Reason;
use super::{Clocks, class_of, last_talked_on, policy};
use crate::access::Class;
use crate::care::{DatedFact, Episode};
use crate::db::{Day, Reading, Tx, on_each_engine};
use crate::error::Result;
use crate::evidence::{self, Elsewhere, Kept};
use crate::facts::Fact;
use crate::ids::PersonId;
use crate::schema::{clock_line, person_summary};
use crate::summary;

/// How far ahead lists look. What is due later is on track, and counted.
const AHEAD: i32 = 60;

/// One clock as lists show it.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = clock_line, treat_none_as_default_value = false)]
pub struct Line {
    pub person_id: String,
    pub clock: String,
    pub kind: String,
    pub about: String,
    pub class: String,
    pub state: String,
    pub owner: String,
    pub anchor_on: Day,
    pub due_on: Day,
    pub reason_code: String,
    pub reason: String,
    pub planned_on: Option<Day>,
}

/// How one person's clocks stand, in the line that lists show of them. Management's own clocks are not in it: they have
/// their own list.
#[derive(Debug, Clone, Default, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = person_summary, treat_none_as_default_value = false)]
pub struct Sum {
    pub late: i32,
    pub soon: i32,
    pub on_track: i32,
    pub late_respected: bool,
    pub late_since: Option<Day>,
    pub next_due_on: Option<Day>,
    pub last_talked_on: Option<Day>,
    /// The next day on which any of this changes by itself.
    pub clocks_change_on: Option<Day>,
    pub clocks_on: Option<Day>,
}

impl Sum {
    /// Nothing could be worked out: the record's dates contradict each other.
    pub(crate) fn nothing_on(today: Date) -> Self {
        Self { clocks_on: Some(Day(today)), ..Self::default() }
    }
}

/// What one record holds that its clocks turn on.
pub(crate) struct Held<'a> {
    pub person: &'a str,
    pub births: &'a [Fact],
    pub episodes: &'a [Episode],
    pub dated: &'a [DatedFact],
    pub kept: &'a [Kept],
    pub elsewhere: Elsewhere<'a>,
}

/// The council's choices that every record is read by.
pub(crate) struct By<'a> {
    pub policy: &'a Policy,
    pub packs: &'a Packs,
    pub today: Date,
}

/// The lines and the sum of one record. `None` where its dates contradict each other: nothing can be worked out.
pub(crate) fn of_record(held: &Held<'_>, by: &By<'_>) -> Option<(Vec<Line>, Sum)> {
    let (facts, _) = crate::status::assemble(held.births, held.episodes.to_vec(), held.dated).ok()?;
    let evidence = evidence::derive(held.kept, held.elsewhere);
    let clocks = waymark_rules::clocks::evaluate(&facts, &evidence, by.packs, by.policy, by.today).ok()?;
    let lines: Vec<Line> = clocks.iter().filter_map(|clock| line(held, clock, &evidence, by.today)).collect();
    let mut sum = sum(&clocks, &evidence, by.today);
    sum.late_respected = all_respected(&lines, by.today);
    Some((lines, sum))
}

fn line(held: &Held<'_>, clock: &Clock<'_>, evidence: &[Evidence], today: Date) -> Option<Line> {
    let due_on = clock.due_on?;
    let is_shown = clock.state == State::WaivedRecorded || (clock.state.is_open() && due_on <= add_days(today, AHEAD));
    is_shown.then_some(())?;
    let reason = clock.recorded_reason.and_then(|id| held.kept.iter().find(|kept| kept.series == id));
    Some(Line {
        person_id: held.person.to_owned(),
        clock: clock.id().to_owned(),
        kind: evidence::code(clock.kind),
        about: clock.about.unwrap_or_default().to_owned(),
        class: class_of(clock.rule()).code().to_owned(),
        state: clock.state.code().to_owned(),
        owner: evidence::code(clock.owner),
        anchor_on: Day(clock.anchor),
        due_on: Day(due_on),
        reason_code: reason.and_then(reason_code).unwrap_or_default(),
        reason: reason.and_then(|kept| kept.words.clone()).unwrap_or_default(),
        planned_on: planned_on(clock, evidence, today).map(Day),
    })
}

fn all_respected(lines: &[Line], today: Date) -> bool {
    let counted = |line: &&Line| line.is_late(today) && line.class != Class::ManagementOversight.code();
    let mut late = lines.iter().filter(counted).peekable();
    late.peek().is_some() && late.all(|line| Reason::from_code(&line.reason_code).is_some_and(Reason::respects_them))
}

impl Line {
    /// By its date and not by its stored state, so that it is true from midnight on.
    pub fn is_late(&self, today: Date) -> bool {
        self.due_on.0 < today && State::from_code(&self.state).is_some_and(State::is_open)
    }

    pub fn days_late(&self, today: Date) -> i32 {
        waymark_rules::dates::days_between(self.due_on.0, today).max(0)
    }
}

fn reason_code(kept: &Kept) -> Option<String> {
    let detail: serde_json::Value = kept.detail()?;
    Some(detail.get("reason")?.as_str()?.to_owned())
}

/// The next day on which what would satisfy it is planned.
pub(crate) fn planned_on(clock: &Clock<'_>, evidence: &[Evidence], today: Date) -> Option<Date> {
    let would_meet = |one: &&Evidence| clock.definition.would_meet().any(|meets| meets.kind == one.kind);
    let planned = evidence.iter().filter(|one| one.outcome == Outcome::Planned && one.on >= today);
    planned.filter(would_meet).map(|one| one.on).min()
}

fn sum(all: &[Clock<'_>], evidence: &[Evidence], today: Date) -> Sum {
    let clocks: Vec<&Clock<'_>> =
        all.iter().filter(|clock| class_of(clock.rule()) != Class::ManagementOversight).collect();
    let late = |clock: &&&Clock<'_>| clock.state == State::Overdue;
    let soon = |clock: &&&Clock<'_>| matches!(clock.state, State::DueSoon | State::DueToday);
    let open = clocks.iter().filter(|clock| clock.state.is_open() && clock.due_on.is_some());
    let whole = |number: usize| i32::try_from(number).unwrap_or(i32::MAX);
    let (late_now, soon_now) = (clocks.iter().filter(late).count(), clocks.iter().filter(soon).count());
    Sum {
        late: whole(late_now),
        soon: whole(soon_now),
        on_track: whole(open.clone().count() - late_now - soon_now),
        late_respected: false,
        late_since: clocks.iter().filter(late).filter_map(|clock| clock.due_on).min().map(Day),
        next_due_on: open.filter_map(|clock| clock.due_on).filter(|due| *due >= today).min().map(Day),
        last_talked_on: last_talked_on(evidence, today).map(Day),
        clocks_change_on: all.iter().filter_map(|clock| changes_on(clock, evidence, today)).min().map(Day),
        clocks_on: Some(Day(today)),
    }
}

/// The next day on which its line changes by itself. A planned day is one: the day after, it is a plan no longer.
fn changes_on(clock: &Clock<'_>, evidence: &[Evidence], today: Date) -> Option<Date> {
    let comes_in_sight = clock.due_on.map(|due| add_days(due, -AHEAD)).filter(|day| *day > today);
    let plan_has_passed = planned_on(clock, evidence, today).map(|day| add_days(day, 1));
    [clock.next_change_on, comes_in_sight, plan_has_passed].into_iter().flatten().min()
}

/// Keeps what changed. Most nights that is little, so what stands is compared before anything is written.
pub(crate) fn keep(tx: &mut Tx<'_>, people: &[&str], worked_out: Vec<(&str, Vec<Line>)>) -> Result<()> {
    let mut before = standing(tx, people)?;
    let mut lines: Vec<Line> = Vec::new();
    let mut stale: Vec<String> = Vec::new();
    for (person, mut now) in worked_out {
        now.sort_by(|one, other| (&one.clock, &one.kind, &one.about).cmp(&(&other.clock, &other.kind, &other.about)));
        let had = before.remove(person).unwrap_or_default();
        if had != now {
            stale.extend((!had.is_empty()).then(|| person.to_owned()));
            lines.extend(now);
        }
    }
    // Whoever is left had lines and has nothing worked out: a withdrawn record, or one whose dates contradict.
    stale.extend(before.into_keys());
    forget_lines(tx, &stale)?;
    for part in lines.chunks(2000) {
        on_each_engine!(&mut *tx.reading.conn, c => diesel::insert_into(clock_line::table).values(part).execute(c))?;
    }
    Ok(())
}

fn standing(tx: &mut Tx<'_>, people: &[&str]) -> Result<HashMap<String, Vec<Line>>> {
    let rows: Vec<Line> = clock_line::table
        .filter(clock_line::person_id.eq_any(people))
        .order((clock_line::clock, clock_line::kind, clock_line::about))
        .select(Line::as_select())
        .load(tx.reading.conn)?;
    let mut by_person: HashMap<String, Vec<Line>> = HashMap::new();
    for row in rows {
        by_person.entry(row.person_id.clone()).or_default().push(row);
    }
    Ok(by_person)
}

fn forget_lines(tx: &mut Tx<'_>, people: &[String]) -> Result<()> {
    if !people.is_empty() {
        diesel::delete(clock_line::table.filter(clock_line::person_id.eq_any(people))).execute(tx.reading.conn)?;
    }
    Ok(())
}

/// Forgets what lists show of people whose record was withdrawn.
pub(crate) fn forget(tx: &mut Tx<'_>, people: &[&str]) -> Result<()> {
    diesel::delete(clock_line::table.filter(clock_line::person_id.eq_any(people))).execute(tx.reading.conn)?;
    Ok(())
}

/// One person's clocks, with everything they are worked out from.
pub(crate) fn gather_one(r: &mut Reading<'_>, person: &PersonId, as_of: Date) -> Result<Clocks> {
    let (policy_of_status, packs) = (crate::settings::policy(r)?, policy::packs(r)?);
    summary::with_record(r, person, |held| {
        let (facts, _) = crate::status::assemble(held.births, held.episodes.to_vec(), held.dated)?;
        Ok(Clocks {
            evidence: evidence::derive(held.kept, held.elsewhere),
            kept: held.kept.to_vec(),
            facts,
            packs,
            policy: policy_of_status,
            as_of,
        })
    })
}
