//! What we promised a young person (Y34): their clocks in their own words, and "Remind us".
//!
//! Nothing is worked out here: the days are those of [`crate::clocks::of_person`], which staff see too.

use std::collections::{BTreeMap, HashMap, HashSet};

use diesel::prelude::*;
use jiff::civil::Date;
use waymark_rules::clocks::definitions::by_id;
use waymark_rules::clocks::words::{kept, promise_with};
use waymark_rules::clocks::{Clock, Evidence, State};
use waymark_rules::dates::add_days;

use crate::access::{Class, ListPermit, Permit, Read, Write, class};
use crate::clocks::lines::{Line, planned_on};
use crate::clocks::{self, late};
use crate::db::{Reading, Tx, instant};
use crate::error::{Error, Result};
use crate::events::{EventKind, NewEvent};
use crate::ids::{PersonId, RowId};
use crate::schema::{clock_line, person_summary, promise_reminder};

/// How far ahead a promise is "coming up".
const AHEAD: i32 = 60;
/// How long what was kept stays on the page.
const KEPT_FOR: i32 = 365;

/// One promise that is not kept yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Promise {
    pub clock: &'static str,
    /// Which home, review or request it is about, where it is about one of several.
    pub about: Option<String>,
    pub state: State,
    /// The whole promise in their words: the day, and if it is late an apology and what comes next.
    pub says: String,
    pub due_on: Option<Date>,
    pub planned_on: Option<Date>,
    pub days_late: i32,
    /// When they last reminded us of it, since it became late.
    pub reminded_on: Option<Date>,
}

/// One promise that was kept, in time or late.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    pub on: Date,
    pub late: bool,
    pub says: String,
}

/// Everything we promised one young person, soonest first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Promised {
    pub late: Vec<Promise>,
    pub coming: Vec<Promise>,
    pub later: Vec<Promise>,
    /// On hold, because they asked for that or a manager decided it.
    pub waiting: Vec<Promise>,
    /// In the last year, newest first.
    pub kept: Vec<Kept>,
}

impl Promised {
    pub fn is_empty(&self) -> bool {
        self == &Self::default()
    }

    /// The next one that is still to come in time.
    pub fn next(&self) -> Option<&Promise> {
        self.coming.first().or_else(|| self.later.first())
    }
}

/// What we promised this young person, of what the asker may read.
pub fn of_person(r: &mut Reading<'_>, permit: &Permit<class::Status, Read>) -> Result<Promised> {
    let (person, today) = (permit.person().clone(), r.today());
    let classes = readable(r, &person)?;
    let clocks = clocks::of_person(r, permit)?;
    let run = clocks.run()?;
    let mine: Vec<&Clock<'_>> = run.iter().filter(|clock| classes.contains(&clocks::class_of(clock.rule()))).collect();
    let reminded = asked_of(r, &person)?;
    let mut promised = Promised { kept: kept_lately(&mine, today), ..Promised::default() };
    for clock in one_for_each_duty(&mine) {
        let Some(mut one) = promise_of(clock, &clocks.evidence, today) else { continue };
        one.reminded_on = reminded_since(&reminded, &one);
        match one.state {
            State::Overdue => promised.late.push(one),
            State::Suspended | State::WaivedRecorded => promised.waiting.push(one),
            _ if one.due_on.is_some_and(|due| due <= add_days(today, AHEAD)) => promised.coming.push(one),
            _ => promised.later.push(one),
        }
    }
    for part in [&mut promised.late, &mut promised.coming, &mut promised.later, &mut promised.waiting] {
        part.sort_by_key(|one| (one.due_on.unwrap_or(Date::MAX), one.clock));
    }
    Ok(promised)
}

/// The classes of data whose clocks the asker may see.
fn readable(r: &mut Reading<'_>, person: &PersonId) -> Result<Vec<Class>> {
    let mut classes = vec![Class::Status];
    classes.extend(r.permit_if_allowed::<class::Health, Read>(person)?.map(|_| Class::Health));
    classes.extend(r.permit_if_allowed::<class::Immigration, Read>(person)?.map(|_| Class::Immigration));
    classes.extend(r.permit_if_allowed::<class::WholeRecordExport, Read>(person)?.map(|_| Class::WholeRecordExport));
    Ok(classes)
}

/// Where the council promises more than the law, the earlier day is the one we promised.
fn one_for_each_duty<'c, 'e>(clocks: &[&'c Clock<'e>]) -> Vec<&'c Clock<'e>> {
    let mut first: BTreeMap<(&str, Option<&str>), &'c Clock<'e>> = BTreeMap::new();
    for clock in clocks.iter().filter(|clock| clock.state.is_open() || is_on_hold(clock.state)) {
        let kept = first.entry((clock.id(), clock.about)).or_insert(clock);
        if clock.due_on.unwrap_or(Date::MAX) < kept.due_on.unwrap_or(Date::MAX) {
            *kept = clock;
        }
    }
    first.into_values().collect()
}

const fn is_on_hold(state: State) -> bool {
    matches!(state, State::Suspended | State::WaivedRecorded)
}

fn promise_of(clock: &Clock<'_>, evidence: &[Evidence], today: Date) -> Option<Promise> {
    let planned_on = planned_on(clock, evidence, today);
    Some(Promise {
        clock: clock.id(),
        about: clock.about.map(str::to_owned),
        state: clock.state,
        says: promise_with(clock, planned_on)?,
        due_on: clock.due_on,
        planned_on,
        days_late: clock.days_late,
        reminded_on: None,
    })
}

/// What was kept in the last year, this round or an earlier one, once for each day and promise.
fn kept_lately(clocks: &[&Clock<'_>], today: Date) -> Vec<Kept> {
    let since = add_days(today, -KEPT_FOR);
    let mut rounds: BTreeMap<(Date, &str), Kept> = BTreeMap::new();
    for clock in clocks.iter().filter(|clock| !clock.definition.promise.is_empty()) {
        let now = clock.met_on.filter(|_| clock.state.is_met()).map(|on| (on, clock.state == State::MetLate));
        let before = clock.earlier.iter().filter(|round| round.state.is_met());
        let before = before.filter_map(|round| Some((round.met_on?, !round.was_kept())));
        for (on, late) in now.into_iter().chain(before).filter(|(on, _)| *on >= since && *on <= today) {
            let says = kept(clock.definition, on, late);
            rounds.entry((on, clock.definition.promise)).or_insert(Kept { on, late, says });
        }
    }
    rounds.into_values().rev().collect()
}

/// When they reminded us, by clock and what it is about.
type Asked = HashMap<(String, String), Date>;

fn asked_of(r: &mut Reading<'_>, person: &PersonId) -> Result<Asked> {
    let rows: Vec<(String, String, i64)> = promise_reminder::table
        .filter(promise_reminder::person_id.eq(person.as_str()))
        .order(promise_reminder::asked_at)
        .select((promise_reminder::clock, promise_reminder::about, promise_reminder::asked_at))
        .load(r.conn)?;
    Ok(rows.into_iter().map(|(clock, about, at)| ((clock, about), day(at))).collect())
}

/// Only a reminder of this round counts: it is later than the day that passed.
fn reminded_since(asked: &Asked, one: &Promise) -> Option<Date> {
    let key = (one.clock.to_owned(), one.about.clone().unwrap_or_default());
    asked.get(&key).copied().filter(|on| one.state == State::Overdue && one.due_on.is_some_and(|due| *on > due))
}

fn day(at: i64) -> Date {
    crate::clock::day_of(instant(at))
}

/// A young person reminds us of something late. Once for each time we are late: asking again is asking once.
pub fn remind(
    tx: &mut Tx<'_>,
    status: &Permit<class::Status, Read>,
    permit: &Permit<class::Messages, Write>,
    clock: &str,
    about: Option<&str>,
) -> Result<()> {
    let person = permit.person().clone();
    if &person != status.person() {
        return Err(Error::NotFound);
    }
    let promised = of_person(tx, status)?;
    let late = promised.late.iter().find(|one| one.clock == clock && one.about.as_deref() == about);
    let late =
        late.ok_or_else(|| Error::Contradicts("We are not late with this now. Look at the page again.".into()))?;
    if late.reminded_on.is_some() {
        return Ok(());
    }
    keep_reminder(tx, &person, late)
}

fn keep_reminder(tx: &mut Tx<'_>, person: &PersonId, late: &Promise) -> Result<()> {
    let (id, at, today) = (RowId::fresh(), tx.now_micros(), tx.today());
    diesel::insert_into(promise_reminder::table)
        .values((
            promise_reminder::id.eq(id.as_str()),
            promise_reminder::person_id.eq(person.as_str()),
            promise_reminder::clock.eq(late.clock),
            promise_reminder::about.eq(late.about.as_deref().unwrap_or_default()),
            promise_reminder::asked_at.eq(at),
        ))
        .execute(tx.reading.conn)?;
    tx.touched();
    let detail = serde_json::json!({ "reminder": id.as_str(), "clock": late.clock });
    // The label of a clock may belong to a class that not every reader of the timeline may see.
    let says = "They reminded us of something we promised";
    tx.record(person, NewEvent::new(EventKind::PromiseReminded, today, says).with(detail))?;
    tx.audit_change(person, Class::Messages.code(), "promise_reminder")?;
    crate::summary::refresh(tx, std::slice::from_ref(person))
}

/// A reminder that still waits for what it is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reminder {
    pub person: PersonId,
    pub clock: String,
    pub label: &'static str,
    pub asked_on: Date,
    pub due_on: Date,
}

/// The reminders that wait on one record, for those who support them.
pub fn reminders_of(r: &mut Reading<'_>, permit: &Permit<class::Status, Read>) -> Result<Vec<Reminder>> {
    let person = permit.person().clone();
    let classes: Vec<&str> = readable(r, &person)?.into_iter().map(Class::code).collect();
    waiting(r, &[person.as_str()], &classes)
}

/// The reminders that wait for one adviser, with the shown name of each person.
pub fn reminders_for(
    r: &mut Reading<'_>,
    permit: &ListPermit<class::Status>,
    adviser: &str,
) -> Result<Vec<(Reminder, String)>> {
    let lens = r.lens(permit)?;
    let classes = late::readable(r);
    let names: HashMap<String, String> = person_summary::table
        .into_boxed()
        .filter(lens.condition())
        .filter(person_summary::adviser_id.eq(adviser.to_owned()))
        .select((person_summary::person_id, person_summary::shown_name))
        .load::<(String, String)>(r.conn)?
        .into_iter()
        .collect();
    let ids: Vec<&str> = names.keys().map(String::as_str).collect();
    let waiting = waiting(r, &ids, &classes)?;
    let shown: Vec<PersonId> = waiting.iter().map(|one| one.person.clone()).collect();
    r.note_list(permit, "list", &shown)?;
    Ok(waiting.into_iter().filter_map(|one| names.get(one.person.as_str()).map(|name| (one, name.clone()))).collect())
}

#[derive(Queryable)]
struct Stored {
    id: String,
    person: String,
    clock: String,
    about: String,
    asked_at: i64,
}

fn unanswered(r: &mut Reading<'_>, people: Option<&[&str]>) -> Result<Vec<Stored>> {
    let mut query =
        promise_reminder::table.into_boxed::<crate::db::MultiBackend>().filter(promise_reminder::answered_at.is_null());
    if let Some(people) = people {
        query = query.filter(promise_reminder::person_id.eq_any(people.iter().map(|id| (*id).to_owned())));
    }
    Ok(query
        .order(promise_reminder::asked_at)
        .select((
            promise_reminder::id,
            promise_reminder::person_id,
            promise_reminder::clock,
            promise_reminder::about,
            promise_reminder::asked_at,
        ))
        .load(r.conn)?)
}

fn lines_of(r: &mut Reading<'_>, people: &[&str]) -> Result<Vec<Line>> {
    Ok(clock_line::table
        .filter(clock_line::person_id.eq_any(people))
        .order(clock_line::due_on)
        .select(Line::as_select())
        .load(r.conn)?)
}

/// Which late line a reminder is about, if what it asked for is still late.
fn still_late<'l>(stored: &Stored, lines: &'l [Line], today: Date) -> Option<&'l Line> {
    lines.iter().find(|line| {
        line.person_id == stored.person
            && line.clock == stored.clock
            && line.about == stored.about
            && line.is_late(today)
            && day(stored.asked_at) > line.due_on.0
    })
}

fn waiting(r: &mut Reading<'_>, people: &[&str], classes: &[&str]) -> Result<Vec<Reminder>> {
    let (today, stored) = (r.today(), unanswered(r, Some(people))?);
    let asked: Vec<&str> = stored.iter().map(|one| one.person.as_str()).collect();
    let lines = lines_of(r, &asked)?;
    let seen = |line: &&Line| classes.contains(&line.class.as_str());
    let reminder = |one: &Stored| {
        let line = still_late(one, &lines, today).filter(seen)?;
        Some(Reminder {
            person: PersonId::stored(one.person.clone()),
            clock: one.clock.clone(),
            label: by_id(&one.clock)?.label,
            asked_on: day(one.asked_at),
            due_on: line.due_on.0,
        })
    };
    Ok(stored.iter().filter_map(reminder).collect())
}

/// Closes reminders of what was done since. Lists do not wait for this: they look at what is late.
pub(crate) fn close_reminders(tx: &mut Tx<'_>) -> Result<()> {
    let (today, at) = (tx.today(), tx.now_micros());
    let stored = unanswered(tx, None)?;
    let people: HashSet<&str> = stored.iter().map(|one| one.person.as_str()).collect();
    let people: Vec<&str> = people.into_iter().collect();
    for part in people.chunks(1000) {
        let lines = lines_of(tx, part)?;
        let answered = stored.iter().filter(|one| part.contains(&one.person.as_str()));
        let answered = answered.filter(|one| still_late(one, &lines, today).is_none());
        let ids: Vec<&str> = answered.map(|one| one.id.as_str()).collect();
        diesel::update(promise_reminder::table.filter(promise_reminder::id.eq_any(ids)))
            .set(promise_reminder::answered_at.eq(at))
            .execute(tx.reading.conn)?;
    }
    Ok(())
}
