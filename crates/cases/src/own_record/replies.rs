//! What a young person says of an entry of their record (Y31): their side, that it is wrong, that they want to talk about
//! it; and what a worker answers. Their words are kept as given.

use diesel::prelude::*;

use crate::access::words::listed;
use crate::access::{Checked, ListPermit, Permit, Read, Write, class};
use crate::contacts;
use crate::db::{Reading, Tx, on_each_engine};
use crate::error::{Error, Result};
use crate::events::{EventKind, NewEvent};
use crate::ids::{PersonId, RowId};
use crate::schema::{person_summary, reply};

listed! {
    /// What they want to happen with what they say.
    ReplyKind {
        /// Their side, to stand beside the entry. Nothing is asked of anybody.
        MySide = "my_side", "Their side";
        Wrong = "wrong", "They say this is wrong";
        Talk = "talk", "They want to talk about this";
        /// They ask why something is held back.
        WhyHeld = "why_held", "They ask why we hold something back";
    }
}

impl ReplyKind {
    /// Whether somebody has to answer it.
    pub const fn wants_an_answer(self) -> bool {
        match self {
            Self::MySide => false,
            Self::Wrong | Self::Talk | Self::WhyHeld => true,
        }
    }

    /// What the timeline says; both doors read it.
    const fn happened(self) -> &'static str {
        match self {
            Self::MySide => "They added their side to an entry",
            Self::Wrong => "They said that an entry is wrong",
            Self::Talk => "They asked to talk about an entry",
            Self::WhyHeld => "They asked why something is held back",
        }
    }
}

listed! {
    /// What came of it.
    Answer {
        PutRight = "put_right", "You are right: it is put right";
        BothKept = "both_kept", "We see it in two ways: both stay";
        Talked = "talked", "We talked about it";
    }
}

/// One thing they said, with the answer if there is one.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = reply)]
pub struct Reply {
    pub id: String,
    pub person_id: String,
    pub entry: String,
    pub kind: String,
    pub words: String,
    pub said_at: i64,
    pub answer: Option<String>,
    pub answer_words: Option<String>,
    pub answered_at: Option<i64>,
}

impl Reply {
    pub fn kind(&self) -> Option<ReplyKind> {
        ReplyKind::from_code(&self.kind)
    }

    pub fn answer(&self) -> Option<Answer> {
        Answer::from_code(self.answer.as_deref()?)
    }

    /// Whether it still waits for somebody.
    pub fn waits(&self) -> bool {
        self.answered_at.is_none() && self.kind().is_some_and(ReplyKind::wants_an_answer)
    }
}

/// Sets what they say beside an entry they may read. An entry that is not theirs to read is not found.
pub fn say(
    tx: &mut Tx<'_>,
    permit: &Checked<class::CaseNotes>,
    entry: &str,
    kind: ReplyKind,
    words: &str,
) -> Result<RowId> {
    let is_about_what_is_held = kind == ReplyKind::WhyHeld && entry.is_empty();
    if !is_about_what_is_held && contacts::one_of_theirs(tx, permit, entry)?.is_none() {
        return Err(Error::NotFound);
    }
    let row = told_row(tx, permit.person(), entry, kind, words);
    let id = RowId::stored(row.id.clone());
    tx.touched();
    insert_rows(tx, &[row])?;
    told(tx, permit.person(), kind.happened(), &id)?;
    Ok(id)
}

#[derive(Insertable)]
#[diesel(table_name = reply)]
pub(crate) struct ReplyRow {
    id: String,
    person_id: String,
    entry: String,
    kind: &'static str,
    words: String,
    said_at: i64,
    said_by: String,
}

pub(crate) fn told_row(tx: &Tx<'_>, person: &PersonId, entry: &str, kind: ReplyKind, words: &str) -> ReplyRow {
    ReplyRow {
        id: RowId::fresh().to_string(),
        person_id: person.to_string(),
        entry: entry.to_owned(),
        kind: kind.code(),
        words: words.to_owned(),
        said_at: tx.stamp(),
        said_by: tx.by(),
    }
}

pub(crate) fn insert_rows(tx: &mut Tx<'_>, rows: &[ReplyRow]) -> Result<()> {
    for part in rows.chunks(2000) {
        on_each_engine!(&mut *tx.reading.conn, c => diesel::insert_into(reply::table).values(part).execute(c))?;
    }
    Ok(())
}

fn told(tx: &mut Tx<'_>, person: &PersonId, says: &str, id: &RowId) -> Result<()> {
    let event = NewEvent::new(EventKind::ReplyRecorded, tx.today(), says);
    tx.record(person, event.with(serde_json::json!({ "reply": id.as_str() })))?;
    tx.audit_change(person, crate::access::Class::CaseNotes.code(), "reply")
}

/// Answers what they said. The first answer stands: a second one is refused.
pub fn answer(
    tx: &mut Tx<'_>,
    permit: &Permit<class::CaseNotes, Write>,
    id: &str,
    answer: Answer,
    words: &str,
) -> Result<()> {
    let (at, by) = (tx.stamp(), tx.by());
    tx.touched();
    let waiting = reply::table
        .filter(reply::id.eq(id))
        .filter(reply::person_id.eq(permit.person().as_str()))
        .filter(reply::answered_at.is_null());
    let answered = diesel::update(waiting)
        .set((
            reply::answer.eq(answer.code()),
            reply::answer_words.eq(words),
            reply::answered_at.eq(at),
            reply::answered_by.eq(by),
        ))
        .execute(tx.reading.conn)?;
    if answered == 0 {
        return Err(Error::NotFound);
    }
    told(tx, permit.person(), "What they said of an entry was answered", &RowId::stored(id.to_owned()))
}

/// Everything they said of their entries, latest first, for staff who read the notes.
pub fn of_person(r: &mut Reading<'_>, permit: &Permit<class::CaseNotes, Read>) -> Result<Vec<Reply>> {
    all(r, permit.person())
}

/// The same for themselves.
pub fn theirs(r: &mut Reading<'_>, permit: &Checked<class::CaseNotes>) -> Result<Vec<Reply>> {
    all(r, permit.person())
}

fn all(r: &mut Reading<'_>, person: &PersonId) -> Result<Vec<Reply>> {
    Ok(reply::table
        .filter(reply::person_id.eq(person.as_str()))
        .order((reply::said_at.desc(), reply::id))
        .select(Reply::as_select())
        .load(r.conn)?)
}

/// What waits for an answer from one adviser (S02), oldest first, with each person's shown name. Without an adviser named:
/// what waits from people who have none, so that it reaches a manager.
pub fn waiting_for(
    r: &mut Reading<'_>,
    permit: &ListPermit<class::CaseNotes>,
    adviser: Option<&str>,
) -> Result<Vec<(Reply, String)>> {
    let lens = r.lens(permit)?;
    let in_reach = person_summary::table.into_boxed().filter(lens.condition());
    let whose = match adviser {
        Some(adviser) => in_reach.filter(person_summary::adviser_id.eq(adviser.to_owned())),
        None => in_reach.filter(person_summary::adviser_id.is_null()),
    };
    let people: Vec<(String, String)> =
        whose.select((person_summary::person_id, person_summary::shown_name)).load(r.conn)?;
    let found: Vec<Reply> = reply::table
        .filter(reply::person_id.eq_any(people.iter().map(|(id, _)| id)))
        .filter(reply::answered_at.is_null())
        .filter(reply::kind.ne(ReplyKind::MySide.code()))
        .order((reply::said_at, reply::id))
        .limit(50)
        .select(Reply::as_select())
        .load(r.conn)?;
    let shown: Vec<PersonId> = found.iter().map(|one| PersonId::stored(one.person_id.clone())).collect();
    r.note_list(permit, "list", &shown)?;
    let name = |id: &str| people.iter().find(|(person, _)| person == id).map(|(_, name)| name.clone());
    Ok(found.into_iter().filter_map(|one| name(&one.person_id).map(|name| (one, name))).collect())
}
