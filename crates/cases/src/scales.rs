//! Questions from 0 to 10: what the two ends mean to them, and everyone's numbers over time, each with its why (S22, Y09).
//! Numbers of different people are never made into one.

use diesel::prelude::*;
use jiff::civil::Date;

use crate::access::words::listed;
use crate::access::{AddOwnWords, Class, Permit, Read, Write, class};
use crate::db::{Day, Reading, Tx, on_each_engine};
use crate::error::{Error, Result};
use crate::events::{EventKind, NewEvent};
use crate::going::{not_to_come, of_themselves, written};
use crate::ids::{PersonId, RowId};
use crate::schema::{scale_answer, scale_question};
use crate::sides::{Side, Workers, Written, trimmed, whole};

listed! {
    /// Questions that are ready to be asked of anybody. Their ends mean what is said here until they are changed.
    Starter {
        LifeNow = "life-now", "How is life right now?";
        SafeAtHome = "safe-at-home", "How safe do you feel at home?";
        SomebodyThere = "somebody-there", "How sure are you that somebody is there for you?";
        Hopeful = "hopeful", "How hopeful are you about next year?";
        OnMyOwn = "on-my-own", "How ready are you to run your own home?";
    }
}

impl Starter {
    /// What 0 and 10 mean until they say it in their own words.
    pub const fn ends(self) -> (&'static str, &'static str) {
        match self {
            Self::LifeNow => ("The worst it has ever been", "The best it could be"),
            Self::SafeAtHome => ("Not safe at all", "Safe all day and all night"),
            Self::SomebodyThere => ("Nobody is there", "Somebody is always there"),
            Self::Hopeful => ("No hope at all", "I can see it and I want it"),
            Self::OnMyOwn => ("I could not do it at all", "I could start tomorrow"),
        }
    }
}

/// A question about to be begun or put in other words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewQuestion {
    /// Who began it.
    pub side: Side,
    pub starter: Option<Starter>,
    pub asks: String,
    pub zero_means: String,
    pub ten_means: String,
    /// The number that would be good enough, and what a day there would look like.
    pub good_enough: Option<i32>,
    pub good_day: String,
    pub(crate) series: Option<RowId>,
    pub(crate) written: Option<Written>,
}

impl NewQuestion {
    pub fn new(side: Side, asks: impl Into<String>, ends: (&str, &str)) -> Self {
        Self {
            side,
            starter: None,
            asks: asks.into(),
            zero_means: ends.0.to_owned(),
            ten_means: ends.1.to_owned(),
            good_enough: None,
            good_day: String::new(),
            series: None,
            written: None,
        }
    }

    /// A ready-made one, with its own ends.
    pub fn of(starter: Starter, side: Side) -> Self {
        Self { starter: Some(starter), ..Self::new(side, starter.says(), starter.ends()) }
    }
}

/// An answer about to be recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewAnswer {
    pub side: Side,
    /// Who it was, for somebody else.
    pub who: String,
    pub on: Date,
    /// 0 to 10; `None` when it was skipped.
    pub number: Option<i32>,
    pub why: String,
    /// What stopped it from being lower.
    pub not_lower: String,
    /// What one higher would look like.
    pub one_higher: String,
    pub(crate) written: Option<Written>,
}

impl NewAnswer {
    pub fn new(side: Side, on: Date, number: Option<i32>) -> Self {
        Self {
            side,
            who: String::new(),
            on,
            number,
            why: String::new(),
            not_lower: String::new(),
            one_higher: String::new(),
            written: None,
        }
    }
}

/// A question as it stands, with its answers.
#[derive(Debug, Clone)]
pub struct Question {
    pub series: String,
    pub starter: Option<Starter>,
    pub asks: String,
    pub zero_means: String,
    pub ten_means: String,
    pub good_enough: Option<i32>,
    pub good_day: String,
    pub begun_by: Side,
    pub recorded_at: i64,
    /// Oldest first.
    pub answers: Vec<Answer>,
}

/// One answer as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    pub side: Side,
    pub who: String,
    pub on: Date,
    pub number: Option<i32>,
    pub why: String,
    pub not_lower: String,
    pub one_higher: String,
    pub recorded_by: String,
}

impl Question {
    /// What to look it up by: the ready-made question's own name where it is one.
    pub fn code(&self) -> &str {
        self.starter.map_or(self.series.as_str(), |starter| starter.code())
    }

    /// The latest number one side gave.
    pub fn latest(&self, side: Side) -> Option<&Answer> {
        self.answers.iter().rev().find(|one| one.side == side && one.number.is_some())
    }

    /// The number before this answer, by the same one.
    pub fn before(&self, answer: &Answer) -> Option<i32> {
        let same = |one: &&Answer| one.side == answer.side && one.who == answer.who && one.on < answer.on;
        self.answers.iter().rev().filter(same).find_map(|one| one.number)
    }
}

/// All of one person's questions.
#[derive(Debug, Clone, Default)]
pub struct Scales {
    /// Newest first.
    pub questions: Vec<Question>,
    /// Earlier wordings, newest first.
    pub earlier: Vec<(String, EarlierWords)>,
    pub workers: Workers,
}

/// What a question and its ends were before they were put in other words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EarlierWords {
    pub asks: String,
    pub zero_means: String,
    pub ten_means: String,
    pub recorded_at: i64,
}

impl Scales {
    pub fn one(&self, code: &str) -> Option<&Question> {
        self.questions.iter().find(|one| one.code() == code || one.series == code)
    }

    /// The ready-made questions that were not begun.
    pub fn not_begun(&self) -> impl Iterator<Item = Starter> {
        let begun = |starter: &&Starter| !self.questions.iter().any(|one| one.starter == Some(**starter));
        Starter::ALL.iter().filter(begun).copied()
    }
}

/// A worker begins a question.
pub fn begin(tx: &mut Tx<'_>, permit: &Permit<class::Plan, Write>, new: &NewQuestion) -> Result<RowId> {
    keep_question(tx, permit.person(), new, None)
}

/// The young person begins one of their own.
pub fn begin_own(tx: &mut Tx<'_>, permit: &Permit<class::Plan, AddOwnWords>, new: &NewQuestion) -> Result<RowId> {
    of_themselves(permit, new.side)?;
    keep_question(tx, permit.person(), new, None)
}

/// A worker puts the question or its ends in other words. The earlier ones stay.
pub fn reword(tx: &mut Tx<'_>, permit: &Permit<class::Plan, Write>, old: &Question, new: &NewQuestion) -> Result<()> {
    keep_question(tx, permit.person(), &in_the_place_of(old, new), Some(&old.series)).map(|_| ())
}

/// Who began a question, and what it began as, stays.
fn in_the_place_of(old: &Question, new: &NewQuestion) -> NewQuestion {
    NewQuestion { side: old.begun_by, starter: old.starter, ..new.clone() }
}

/// They say in their own words what the ends mean.
pub fn reword_own(
    tx: &mut Tx<'_>,
    permit: &Permit<class::Plan, AddOwnWords>,
    old: &Question,
    new: &NewQuestion,
) -> Result<()> {
    of_themselves(permit, new.side)?;
    keep_question(tx, permit.person(), &in_the_place_of(old, new), Some(&old.series)).map(|_| ())
}

fn keep_question(tx: &mut Tx<'_>, person: &PersonId, new: &NewQuestion, old: Option<&str>) -> Result<RowId> {
    if new.asks.trim().is_empty() {
        return Err(Error::Contradicts("Write the question.".into()));
    }
    check(new.good_enough)?;
    let old = old.map(|series| standing(tx, person, series)).transpose()?;
    if let (None, Some(starter)) = (&old, new.starter)
        && let Some(begun) = begun(tx, person, starter)?
    {
        return Ok(begun);
    }
    let mut row = QuestionRow::new(tx, person, new);
    if let Some((id, series)) = old {
        row.series = series;
        let (at, by) = (tx.stamp(), row.id.clone());
        diesel::update(scale_question::table.find(id))
            .set((scale_question::superseded_at.eq(at), scale_question::superseded_by.eq(by)))
            .execute(tx.reading.conn)?;
    }
    let series = RowId::stored(row.series.clone());
    insert_questions(tx, &[row])?;
    let says = "A question from 0 to 10 was written";
    tx.record(person, NewEvent::new(EventKind::ScaleRecorded, tx.today(), says))?;
    tx.audit_change(person, Class::Plan.code(), "0 to 10 question")?;
    Ok(series)
}

fn check(number: Option<i32>) -> Result<()> {
    if number.is_some_and(|number| !(0..=10).contains(&number)) {
        return Err(Error::Contradicts("The number must be from 0 to 10.".into()));
    }
    Ok(())
}

/// The version of a question that stands: its id and its series.
fn standing(r: &mut Reading<'_>, person: &PersonId, series: &str) -> Result<(String, String)> {
    scale_question::table
        .filter(scale_question::person_id.eq(person.as_str()))
        .filter(scale_question::series.eq(series))
        .filter(scale_question::superseded_at.is_null())
        .select((scale_question::id, scale_question::series))
        .first(r.conn)
        .optional()?
        .ok_or(Error::NotFound)
}

fn begun(r: &mut Reading<'_>, person: &PersonId, starter: Starter) -> Result<Option<RowId>> {
    let series: Option<String> = scale_question::table
        .filter(scale_question::person_id.eq(person.as_str()))
        .filter(scale_question::starter.eq(starter.code()))
        .filter(scale_question::superseded_at.is_null())
        .select(scale_question::series)
        .first(r.conn)
        .optional()?;
    Ok(series.map(RowId::stored))
}

/// What is answered: a question that was begun, or a ready-made one, which the first answer begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Asked {
    Begun(String),
    Ready(Starter),
}

/// A worker writes down an answer, whosever it is.
pub fn answer(tx: &mut Tx<'_>, permit: &Permit<class::Plan, Write>, asked: &Asked, new: &NewAnswer) -> Result<()> {
    keep_answer(tx, permit.person(), asked, new)
}

/// The young person answers at their own door.
pub fn answer_own(
    tx: &mut Tx<'_>,
    permit: &Permit<class::Plan, AddOwnWords>,
    asked: &Asked,
    new: &NewAnswer,
) -> Result<()> {
    of_themselves(permit, new.side)?;
    keep_answer(tx, permit.person(), asked, new)
}

fn keep_answer(tx: &mut Tx<'_>, person: &PersonId, asked: &Asked, new: &NewAnswer) -> Result<()> {
    check(new.number)?;
    not_to_come(tx, new.on)?;
    let series = match asked {
        Asked::Begun(series) => standing(tx, person, series)?.1,
        Asked::Ready(starter) => keep_question(tx, person, &NewQuestion::of(*starter, new.side), None)?.to_string(),
    };
    let row = AnswerRow::new(tx, person, &series, new);
    let (at, by) = (tx.stamp(), row.id.clone());
    diesel::update(
        scale_answer::table
            .filter(scale_answer::person_id.eq(person.as_str()))
            .filter(scale_answer::question.eq(&series))
            .filter(scale_answer::side.eq(new.side.code()))
            .filter(scale_answer::who.eq(row.who.clone()))
            .filter(scale_answer::answered_on.eq(Day(new.on)))
            .filter(scale_answer::superseded_at.is_null()),
    )
    .set((scale_answer::superseded_at.eq(at), scale_answer::superseded_by.eq(by)))
    .execute(tx.reading.conn)?;
    insert_answers(tx, &[row])?;
    tx.record(person, event(new))?;
    tx.audit_change(person, Class::Plan.code(), "0 to 10 answer")?;
    crate::summary::refresh(tx, std::slice::from_ref(person))
}

fn event(new: &NewAnswer) -> NewEvent {
    NewEvent::new(EventKind::ScaleRecorded, new.on, "A question from 0 to 10 was answered")
        .with(serde_json::json!({ "side": new.side.code() }))
}

#[derive(Insertable)]
#[diesel(table_name = scale_question, treat_none_as_default_value = false)]
struct QuestionRow {
    id: String,
    series: String,
    person_id: String,
    starter: &'static str,
    asks: String,
    zero_means: String,
    ten_means: String,
    good_enough: Option<i32>,
    good_day: String,
    side: &'static str,
    recorded_at: i64,
    recorded_by: String,
}

impl QuestionRow {
    fn new(tx: &Tx<'_>, person: &PersonId, new: &NewQuestion) -> Self {
        let (recorded_at, recorded_by) = written(tx, person, new.written.as_ref());
        let id = new.series.clone().unwrap_or_else(RowId::fresh).to_string();
        Self {
            series: id.clone(),
            id,
            person_id: person.to_string(),
            starter: new.starter.map(Starter::code).unwrap_or_default(),
            asks: trimmed(&new.asks),
            zero_means: trimmed(&new.zero_means),
            ten_means: trimmed(&new.ten_means),
            good_enough: new.good_enough,
            good_day: trimmed(&new.good_day),
            side: new.side.code(),
            recorded_at,
            recorded_by,
        }
    }
}

fn insert_questions(tx: &mut Tx<'_>, rows: &[QuestionRow]) -> Result<()> {
    tx.touched();
    for part in rows.chunks(2000) {
        on_each_engine!(
            &mut *tx.reading.conn,
            c => diesel::insert_into(scale_question::table).values(part).execute(c)
        )?;
    }
    Ok(())
}

#[derive(Insertable)]
#[diesel(table_name = scale_answer, treat_none_as_default_value = false)]
struct AnswerRow {
    id: String,
    person_id: String,
    question: String,
    side: &'static str,
    who: String,
    answered_on: Day,
    number: Option<i32>,
    why: String,
    not_lower: String,
    one_higher: String,
    recorded_at: i64,
    recorded_by: String,
}

impl AnswerRow {
    fn new(tx: &Tx<'_>, person: &PersonId, question: &str, new: &NewAnswer) -> Self {
        let (recorded_at, recorded_by) = written(tx, person, new.written.as_ref());
        Self {
            id: RowId::fresh().to_string(),
            person_id: person.to_string(),
            question: question.to_owned(),
            side: new.side.code(),
            who: if new.side == Side::SomebodyElse { trimmed(&new.who) } else { String::new() },
            answered_on: Day(new.on),
            number: new.number,
            why: trimmed(&new.why),
            not_lower: trimmed(&new.not_lower),
            one_higher: trimmed(&new.one_higher),
            recorded_at,
            recorded_by,
        }
    }
}

fn insert_answers(tx: &mut Tx<'_>, rows: &[AnswerRow]) -> Result<()> {
    tx.touched();
    for part in rows.chunks(2000) {
        on_each_engine!(&mut *tx.reading.conn, c => diesel::insert_into(scale_answer::table).values(part).execute(c))?;
    }
    Ok(())
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = scale_question)]
struct StoredQuestion {
    series: String,
    starter: String,
    asks: String,
    zero_means: String,
    ten_means: String,
    good_enough: Option<i32>,
    good_day: String,
    side: String,
    recorded_at: i64,
    superseded_at: Option<i64>,
}

impl StoredQuestion {
    fn read(self) -> Question {
        Question {
            starter: Starter::from_code(&self.starter),
            begun_by: Side::from_code(&self.side).unwrap_or(Side::Worker),
            series: self.series,
            asks: self.asks,
            zero_means: self.zero_means,
            ten_means: self.ten_means,
            good_enough: self.good_enough,
            good_day: self.good_day,
            recorded_at: self.recorded_at,
            answers: Vec::new(),
        }
    }

    fn read_earlier(self) -> (String, EarlierWords) {
        let earlier = EarlierWords {
            asks: self.asks,
            zero_means: self.zero_means,
            ten_means: self.ten_means,
            recorded_at: self.recorded_at,
        };
        (self.series, earlier)
    }
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = scale_answer)]
struct StoredAnswer {
    question: String,
    side: String,
    who: String,
    answered_on: Day,
    number: Option<i32>,
    why: String,
    not_lower: String,
    one_higher: String,
    recorded_by: String,
}

impl StoredAnswer {
    /// `None` for a side this version does not know.
    fn read(self) -> Option<(String, Answer)> {
        let answer = Answer {
            side: Side::from_code(&self.side)?,
            who: self.who,
            on: self.answered_on.0,
            number: self.number,
            why: self.why,
            not_lower: self.not_lower,
            one_higher: self.one_higher,
            recorded_by: self.recorded_by,
        };
        Some((self.question, answer))
    }
}

/// Every question of one person with every answer.
pub fn of_person(r: &mut Reading<'_>, permit: &Permit<class::Plan, Read>) -> Result<Scales> {
    whole(permit)?;
    let person = permit.person();
    let stored: Vec<StoredQuestion> = scale_question::table
        .filter(scale_question::person_id.eq(person.as_str()))
        .order((scale_question::recorded_at.desc(), scale_question::id.desc()))
        .select(StoredQuestion::as_select())
        .load(r.conn)?;
    let answers: Vec<StoredAnswer> = scale_answer::table
        .filter(scale_answer::person_id.eq(person.as_str()))
        .filter(scale_answer::superseded_at.is_null())
        .order((scale_answer::answered_on, scale_answer::recorded_at))
        .select(StoredAnswer::as_select())
        .load(r.conn)?;
    let workers = Workers::behind(r, answers.iter().map(|one| one.recorded_by.as_str()))?;
    let (standing, earlier): (Vec<_>, Vec<_>) = stored.into_iter().partition(|one| one.superseded_at.is_none());
    let mut questions: Vec<Question> = standing.into_iter().map(StoredQuestion::read).collect();
    for (series, answer) in answers.into_iter().filter_map(StoredAnswer::read) {
        if let Some(question) = questions.iter_mut().find(|one| one.series == series) {
            question.answers.push(answer);
        }
    }
    Ok(Scales { questions, earlier: earlier.into_iter().map(StoredQuestion::read_earlier).collect(), workers })
}

/// Many at once, for the demonstration council and tests: each question with its answers.
pub(crate) fn insert_all<'a>(
    tx: &mut Tx<'_>,
    people: impl Iterator<Item = (&'a PersonId, &'a [(NewQuestion, Vec<NewAnswer>)])>,
) -> Result<()> {
    let (mut questions, mut answers, mut events) = (Vec::new(), Vec::new(), Vec::new());
    for (person, told) in people {
        for (question, given) in told {
            let row = QuestionRow::new(tx, person, question);
            answers.extend(given.iter().map(|one| AnswerRow::new(tx, person, &row.series, one)));
            events.extend(given.iter().map(|one| (person.clone(), event(one))));
            questions.push(row);
        }
    }
    insert_questions(tx, &questions)?;
    insert_answers(tx, &answers)?;
    tx.record_all(events)
}
