//! How it is going: eight parts of life in five steps, as the young person and as their adviser see them (S20, Y08).
//!
//! The two views are never averaged or added up. What was skipped is skipped, not nought, and each answer keeps the words
//! it was given in, whatever the council calls the parts and steps later.

use diesel::prelude::*;
use jiff::civil::Date;

use crate::access::{AddOwnWords, Class, Deed, Permit, Read, Who, Write, class};
use crate::areas::{self, Area, Step, Words};
use crate::db::{Day, Reading, Tx, on_each_engine};
use crate::error::{Error, Result};
use crate::events::{EventKind, NewEvent};
use crate::ids::{PersonId, RowId};
use crate::schema::{going_answer, going_note, going_order};
use crate::sides::{Side, Workers, Written, trimmed, whole};

/// One part of life answered, about to be recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewAnswer {
    pub side: Side,
    pub area: Area,
    pub on: Date,
    /// `None` when it was skipped: never counted against anyone.
    pub step: Option<Step>,
    pub(crate) written: Option<Written>,
}

impl NewAnswer {
    pub const fn new(side: Side, area: Area, on: Date, step: Option<Step>) -> Self {
        Self { side, area, on, step, written: None }
    }
}

/// What changed and what helped, about to be recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewNote {
    pub side: Side,
    pub on: Date,
    pub changed: String,
    pub helped: String,
    pub(crate) written: Option<Written>,
}

impl NewNote {
    pub fn new(side: Side, on: Date, changed: impl Into<String>, helped: impl Into<String>) -> Self {
        Self { side, on, changed: changed.into(), helped: helped.into(), written: None }
    }

    fn says_nothing(&self) -> bool {
        self.changed.trim().is_empty() && self.helped.trim().is_empty()
    }
}

/// One answer as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    pub side: Side,
    pub area: Area,
    pub on: Date,
    pub step: Option<Step>,
    /// What the part and the step were called when it was answered.
    pub area_says: String,
    pub step_says: String,
    pub recorded_by: String,
}

/// One note as it stands.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct Note {
    side: String,
    on: Day,
    pub changed: String,
    pub helped: String,
    pub recorded_by: String,
}

impl Note {
    pub fn side(&self) -> Option<Side> {
        Side::from_code(&self.side)
    }

    pub fn on(&self) -> Date {
        self.on.0
    }
}

/// What became of a part since it was last answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    FirstTime,
    Same,
    Up(u8),
    Down(u8),
}

impl Change {
    /// From one step to a later one.
    pub fn between(before: Option<Step>, now: Step) -> Self {
        let Some(before) = before else { return Self::FirstTime };
        match now.number().cmp(&before.number()) {
            std::cmp::Ordering::Equal => Self::Same,
            std::cmp::Ordering::Greater => Self::Up(now.number() - before.number()),
            std::cmp::Ordering::Less => Self::Down(before.number() - now.number()),
        }
    }

    /// As it stands at the end of a row.
    pub fn says(self) -> String {
        match self {
            Self::FirstTime => "first time".into(),
            Self::Same => "same".into(),
            Self::Up(steps) => format!("up {steps}"),
            Self::Down(steps) => format!("down {steps}"),
        }
    }
}

/// How one part stands to one side on a day.
#[derive(Debug, Clone, Copy)]
pub struct Standing<'a> {
    /// The latest answer up to that day; a skipped one among them.
    pub now: Option<&'a Answer>,
    /// The one before it that had a step.
    pub before: Option<&'a Answer>,
}

impl Standing<'_> {
    pub fn step(&self) -> Option<Step> {
        self.now.and_then(|answer| answer.step)
    }

    pub fn is_skipped(&self) -> bool {
        self.now.is_some_and(|answer| answer.step.is_none())
    }

    /// Nothing where it was not answered or was skipped.
    pub fn change(&self) -> Option<Change> {
        self.step().map(|now| Change::between(self.before.and_then(|before| before.step), now))
    }
}

/// Everything answered by and about one person.
#[derive(Debug, Clone, Default)]
pub struct Going {
    /// Oldest first.
    pub answers: Vec<Answer>,
    /// Newest first.
    pub notes: Vec<Note>,
    /// The eight parts in the order they set, or ours.
    pub order: Vec<Area>,
    pub workers: Workers,
}

impl Going {
    /// How a part stood to one side on a day.
    pub fn standing(&self, side: Side, area: Area, on: Date) -> Standing<'_> {
        let mut of_part = self.answers.iter().filter(|one| one.side == side && one.area == area && one.on <= on).rev();
        let now = of_part.next();
        Standing { now, before: of_part.find(|one| one.step.is_some()) }
    }

    /// The days on which anything was answered, newest first.
    pub fn days(&self) -> Vec<Date> {
        let mut days: Vec<Date> = self.answers.iter().map(|one| one.on).collect();
        days.sort_unstable();
        days.dedup();
        days.reverse();
        days
    }

    pub fn is_empty(&self) -> bool {
        self.answers.is_empty()
    }

    /// How many parts got better and which got harder for one side up to a day: the finding above the drawing.
    pub fn finding(&self, side: Side, on: Date) -> Finding {
        let mut finding = Finding::default();
        for area in &self.order {
            match self.standing(side, *area, on).change() {
                Some(Change::Up(_)) => finding.better.push(*area),
                Some(Change::Down(_)) => finding.harder.push(*area),
                Some(Change::Same | Change::FirstTime) | None => {}
            }
        }
        finding
    }
}

/// Which parts changed, for a sentence above the drawing. Never a total of them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Finding {
    pub better: Vec<Area>,
    pub harder: Vec<Area>,
}

/// A worker writes down what the young person answered beside them, or how they see it themselves.
pub fn answer(tx: &mut Tx<'_>, permit: &Permit<class::Plan, Write>, new: &[NewAnswer]) -> Result<()> {
    keep_answers(tx, permit.person(), new)
}

/// The young person answers at their own door.
pub fn answer_own(tx: &mut Tx<'_>, permit: &Permit<class::Plan, AddOwnWords>, new: &NewAnswer) -> Result<()> {
    of_themselves(permit, new.side)?;
    keep_answers(tx, permit.person(), std::slice::from_ref(new))
}

/// What somebody writes at their own door is theirs and of themselves.
pub(crate) fn of_themselves<D: Deed>(permit: &Permit<class::Plan, D>, side: Side) -> Result<()> {
    let theirs = matches!(permit.holder(), Who::YoungPerson(_)) && side == Side::Theirs;
    if theirs { Ok(()) } else { Err(Error::NotFound) }
}

fn keep_answers(tx: &mut Tx<'_>, person: &PersonId, new: &[NewAnswer]) -> Result<()> {
    let words = areas::words(tx)?;
    for one in new {
        not_to_come(tx, one.on)?;
        let row = AnswerRow::new(tx, person, &words, one);
        let (at, by) = (tx.stamp(), row.id.clone());
        diesel::update(
            going_answer::table
                .filter(going_answer::person_id.eq(person.as_str()))
                .filter(going_answer::side.eq(one.side.code()))
                .filter(going_answer::area.eq(one.area.code()))
                .filter(going_answer::answered_on.eq(Day(one.on)))
                .filter(going_answer::superseded_at.is_null()),
        )
        .set((going_answer::superseded_at.eq(at), going_answer::superseded_by.eq(by)))
        .execute(tx.reading.conn)?;
        insert_answers(tx, &[row])?;
        tx.record(person, event(one, &words))?;
    }
    tx.audit_change(person, Class::Plan.code(), "how it is going")?;
    crate::summary::refresh(tx, std::slice::from_ref(person))
}

pub(crate) fn not_to_come(tx: &Tx<'_>, on: Date) -> Result<()> {
    if on > tx.today() {
        return Err(Error::Contradicts("The day must be today or in the past.".into()));
    }
    Ok(())
}

/// What the timeline says: that it was answered, not what.
fn event(new: &NewAnswer, words: &Words) -> NewEvent {
    let by = if new.side == Side::Theirs { "they answered" } else { "their worker answered" };
    NewEvent::new(EventKind::GoingRecorded, new.on, format!("How it's going, {}: {by}", words.area(new.area)))
        .with(serde_json::json!({ "area": new.area.code(), "side": new.side.code() }))
}

#[derive(Insertable)]
#[diesel(table_name = going_answer, treat_none_as_default_value = false)]
struct AnswerRow {
    id: String,
    person_id: String,
    side: &'static str,
    area: &'static str,
    answered_on: Day,
    step: Option<&'static str>,
    area_says: String,
    step_says: String,
    recorded_at: i64,
    recorded_by: String,
}

impl AnswerRow {
    fn new(tx: &Tx<'_>, person: &PersonId, words: &Words, new: &NewAnswer) -> Self {
        let (recorded_at, recorded_by) = written(tx, person, new.written.as_ref());
        Self {
            id: RowId::fresh().to_string(),
            person_id: person.to_string(),
            side: new.side.code(),
            area: new.area.code(),
            answered_on: Day(new.on),
            step: new.step.map(Step::code),
            area_says: words.area(new.area).to_owned(),
            step_says: new.step.map(|step| words.step(step).to_owned()).unwrap_or_default(),
            recorded_at,
            recorded_by,
        }
    }
}

/// When and by whom, now or as it was told.
pub(crate) fn written(tx: &Tx<'_>, person: &PersonId, told: Option<&Written>) -> (i64, String) {
    match told {
        None => (tx.stamp(), tx.by()),
        Some(told) => (told.at, told.by.clone().unwrap_or_else(|| format!("person:{person}"))),
    }
}

fn insert_answers(tx: &mut Tx<'_>, rows: &[AnswerRow]) -> Result<()> {
    tx.touched();
    for part in rows.chunks(2000) {
        on_each_engine!(
            &mut *tx.reading.conn,
            c => diesel::insert_into(going_answer::table).values(part).execute(c)
        )?;
    }
    Ok(())
}

/// A worker writes down what changed and what helped.
pub fn note(tx: &mut Tx<'_>, permit: &Permit<class::Plan, Write>, new: &NewNote) -> Result<()> {
    keep_note(tx, permit.person(), new)
}

/// The young person says what changed and what helped. Saying nothing keeps nothing.
pub fn note_own(tx: &mut Tx<'_>, permit: &Permit<class::Plan, AddOwnWords>, new: &NewNote) -> Result<()> {
    of_themselves(permit, new.side)?;
    keep_note(tx, permit.person(), new)
}

fn keep_note(tx: &mut Tx<'_>, person: &PersonId, new: &NewNote) -> Result<()> {
    if new.says_nothing() {
        return Ok(());
    }
    not_to_come(tx, new.on)?;
    let row = NoteRow::new(tx, person, new);
    let (at, by) = (tx.stamp(), row.id.clone());
    diesel::update(
        going_note::table
            .filter(going_note::person_id.eq(person.as_str()))
            .filter(going_note::side.eq(new.side.code()))
            .filter(going_note::answered_on.eq(Day(new.on)))
            .filter(going_note::superseded_at.is_null()),
    )
    .set((going_note::superseded_at.eq(at), going_note::superseded_by.eq(by)))
    .execute(tx.reading.conn)?;
    insert_notes(tx, &[row])?;
    tx.record(person, note_event(new))?;
    tx.audit_change(person, Class::Plan.code(), "what helped")?;
    crate::summary::refresh(tx, std::slice::from_ref(person))
}

fn note_event(new: &NewNote) -> NewEvent {
    NewEvent::new(EventKind::GoingRecorded, new.on, "How it's going: what changed and what helped")
        .with(serde_json::json!({ "side": new.side.code() }))
}

#[derive(Insertable)]
#[diesel(table_name = going_note, treat_none_as_default_value = false)]
struct NoteRow {
    id: String,
    person_id: String,
    side: &'static str,
    answered_on: Day,
    changed: String,
    helped: String,
    recorded_at: i64,
    recorded_by: String,
}

impl NoteRow {
    fn new(tx: &Tx<'_>, person: &PersonId, new: &NewNote) -> Self {
        let (recorded_at, recorded_by) = written(tx, person, new.written.as_ref());
        Self {
            id: RowId::fresh().to_string(),
            person_id: person.to_string(),
            side: new.side.code(),
            answered_on: Day(new.on),
            changed: trimmed(&new.changed),
            helped: trimmed(&new.helped),
            recorded_at,
            recorded_by,
        }
    }
}

fn insert_notes(tx: &mut Tx<'_>, rows: &[NoteRow]) -> Result<()> {
    tx.touched();
    for part in rows.chunks(3000) {
        on_each_engine!(&mut *tx.reading.conn, c => diesel::insert_into(going_note::table).values(part).execute(c))?;
    }
    Ok(())
}

/// They move one part up in their own order.
pub fn move_up(tx: &mut Tx<'_>, permit: &Permit<class::Plan, AddOwnWords>, area: Area) -> Result<()> {
    of_themselves(permit, Side::Theirs)?;
    let person = permit.person().clone();
    let mut order = order_of(tx, &person)?;
    let Some(at) = order.iter().position(|one| *one == area).filter(|at| *at > 0) else { return Ok(()) };
    order.swap(at, at - 1);
    let codes: Vec<&str> = order.iter().map(|one| one.code()).collect();
    let (id, now, by) = (RowId::fresh(), tx.stamp(), tx.by());
    tx.touched();
    diesel::insert_into(going_order::table)
        .values((
            going_order::id.eq(id.as_str()),
            going_order::person_id.eq(person.as_str()),
            going_order::areas.eq(codes.join(" ")),
            going_order::recorded_at.eq(now),
            going_order::recorded_by.eq(by),
        ))
        .execute(tx.reading.conn)?;
    let says = "How it's going: they changed the order of the parts";
    tx.record(&person, NewEvent::new(EventKind::GoingRecorded, tx.today(), says))?;
    tx.audit_change(&person, Class::Plan.code(), "order of the parts")
}

/// The eight parts in their order. A part the stored order does not name comes after those it does.
fn order_of(r: &mut Reading<'_>, person: &PersonId) -> Result<Vec<Area>> {
    let stored: Option<String> = going_order::table
        .filter(going_order::person_id.eq(person.as_str()))
        .order((going_order::recorded_at.desc(), going_order::id.desc()))
        .select(going_order::areas)
        .first(r.conn)
        .optional()?;
    Ok(in_order(stored.as_deref().unwrap_or_default()))
}

fn in_order(stored: &str) -> Vec<Area> {
    let mut order: Vec<Area> = Vec::new();
    let stored = stored.split_whitespace().filter_map(Area::from_code);
    for area in stored.chain(Area::EIGHT) {
        if Area::EIGHT.contains(&area) && !order.contains(&area) {
            order.push(area);
        }
    }
    order
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = going_answer)]
struct Stored {
    side: String,
    area: String,
    answered_on: Day,
    step: Option<String>,
    area_says: String,
    step_says: String,
    recorded_by: String,
}

impl Stored {
    /// `None` for a part or a side this version does not know: kept, shown by the version that knows it.
    fn read(self) -> Option<Answer> {
        Some(Answer {
            side: Side::from_code(&self.side)?,
            area: Area::from_code(&self.area)?,
            on: self.answered_on.0,
            step: self.step.as_deref().and_then(Step::from_code),
            area_says: self.area_says,
            step_says: self.step_says,
            recorded_by: self.recorded_by,
        })
    }
}

/// Everything that stands of how it is going for one person.
pub fn of_person(r: &mut Reading<'_>, permit: &Permit<class::Plan, Read>) -> Result<Going> {
    whole(permit)?;
    let person = permit.person();
    let stored: Vec<Stored> = going_answer::table
        .filter(going_answer::person_id.eq(person.as_str()))
        .filter(going_answer::superseded_at.is_null())
        .order((going_answer::answered_on, going_answer::recorded_at))
        .select(Stored::as_select())
        .load(r.conn)?;
    let notes: Vec<Note> = going_note::table
        .filter(going_note::person_id.eq(person.as_str()))
        .filter(going_note::superseded_at.is_null())
        .order((going_note::answered_on.desc(), going_note::recorded_at.desc()))
        .select((
            going_note::side,
            going_note::answered_on,
            going_note::changed,
            going_note::helped,
            going_note::recorded_by,
        ))
        .load(r.conn)?;
    let by = stored.iter().map(|one| one.recorded_by.as_str()).chain(notes.iter().map(|one| one.recorded_by.as_str()));
    let workers = Workers::behind(r, by)?;
    let answers = stored.into_iter().filter_map(Stored::read).collect();
    Ok(Going { answers, notes, order: order_of(r, person)?, workers })
}

/// Many at once, for the demonstration council and tests.
pub(crate) fn insert_all<'a>(
    tx: &mut Tx<'_>,
    people: impl Iterator<Item = (&'a PersonId, &'a [NewAnswer], &'a [NewNote])>,
) -> Result<()> {
    let words = areas::words(tx)?;
    let (mut answers, mut notes, mut events) = (Vec::new(), Vec::new(), Vec::new());
    for (person, new, said) in people {
        answers.extend(new.iter().map(|one| AnswerRow::new(tx, person, &words, one)));
        notes.extend(said.iter().map(|one| NoteRow::new(tx, person, one)));
        // One line a day and side: eight would hide the rest of the timeline.
        let mut told: Vec<(Date, Side)> = new.iter().map(|one| (one.on, one.side)).collect();
        told.dedup();
        events.extend(told.into_iter().map(|(on, side)| (person.clone(), of_a_day(on, side))));
    }
    insert_answers(tx, &answers)?;
    insert_notes(tx, &notes)?;
    tx.record_all(events)
}

fn of_a_day(on: Date, side: Side) -> NewEvent {
    let by = if side == Side::Theirs { "they answered" } else { "their worker answered" };
    NewEvent::new(EventKind::GoingRecorded, on, format!("How it's going: {by}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    fn given(area: Area, on: Date, step: Option<Step>) -> Answer {
        Answer {
            side: Side::Theirs,
            area,
            on,
            step,
            area_says: area.says().into(),
            step_says: step.map(Step::says).unwrap_or_default().into(),
            recorded_by: String::new(),
        }
    }

    fn going(answers: Vec<Answer>) -> Going {
        Going { answers, order: Area::EIGHT.to_vec(), ..Going::default() }
    }

    #[test]
    fn what_was_skipped_is_not_nought_and_does_not_hide_what_came_before() {
        let (march, july, now) = (date(2026, 3, 1), date(2026, 7, 1), date(2026, 11, 1));
        let mut answers = vec![given(Area::Money, march, Some(Step::ABitHard)), given(Area::Money, july, None)];
        let skipped = going(answers.clone());
        let standing = skipped.standing(Side::Theirs, Area::Money, july);
        assert!(standing.is_skipped() && standing.change().is_none() && standing.step().is_none());
        assert_eq!(standing.before.and_then(|one| one.step), Some(Step::ABitHard));
        answers.push(given(Area::Money, now, Some(Step::Ok)));
        let after = going(answers);
        assert_eq!(after.standing(Side::Theirs, Area::Money, now).change(), Some(Change::Up(2)));
    }

    #[test]
    fn one_sides_view_is_never_the_others() {
        let mut theirs = given(Area::Home, date(2026, 3, 1), Some(Step::HardRightNow));
        theirs.side = Side::Worker;
        let going = going(vec![theirs]);
        assert!(going.standing(Side::Theirs, Area::Home, date(2026, 12, 1)).now.is_none());
    }

    #[test]
    fn an_order_names_each_of_the_eight_once_whatever_was_stored() {
        let order = in_order("money home money safety nonsense");
        assert_eq!(order.len(), 8);
        assert_eq!(&order[..2], &[Area::Money, Area::Home]);
        assert!(!order.contains(&Area::Safety));
    }

    fn any_step() -> impl Strategy<Value = Option<Step>> {
        prop_oneof![Just(None), proptest::sample::select(Step::ALL).prop_map(Some)]
    }

    proptest! {
        #[test]
        fn what_is_shown_as_changed_follows_the_numbers(steps in proptest::collection::vec(any_step(), 1..8)) {
            let days = (0..).map(|day| waymark_rules::dates::add_days(date(2026, 1, 1), day));
            let answers: Vec<Answer> =
                steps.iter().zip(days).map(|(step, on)| given(Area::Home, on, *step)).collect();
            let last = answers.last().map(|one| one.on).expect("at least one");
            let going = going(answers);
            let standing = going.standing(Side::Theirs, Area::Home, last);
            let given: Vec<i16> = steps.iter().flatten().map(|step| i16::from(step.number())).collect();
            match (steps.last().copied().flatten(), standing.change()) {
                (None, change) => prop_assert!(change.is_none() && standing.is_skipped()),
                (Some(_), None) => prop_assert!(false, "an answer with a step has a change"),
                (Some(_), Some(change)) => {
                    let by = given.len().checked_sub(2).map(|at| given[at + 1] - given[at]);
                    let expected = match by {
                        None => "first time".to_owned(),
                        Some(0) => "same".to_owned(),
                        Some(up) if up > 0 => format!("up {up}"),
                        Some(down) => format!("down {}", -down),
                    };
                    prop_assert_eq!(change.says(), expected);
                }
            }
        }

        #[test]
        fn no_answer_is_lost(steps in proptest::collection::vec((proptest::sample::select(Area::EIGHT.to_vec()), any_step()), 0..40)) {
            let days = (0..).map(|day| waymark_rules::dates::add_days(date(2026, 1, 1), day));
            let answers: Vec<Answer> = steps.iter().zip(days).map(|((area, step), on)| given(*area, on, *step)).collect();
            let going = going(answers.clone());
            for one in &answers {
                prop_assert_eq!(going.standing(Side::Theirs, one.area, one.on).now, Some(one));
            }
        }
    }
}
