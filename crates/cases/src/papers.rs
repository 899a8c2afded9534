//! The papers a young person needs as an adult: which are there, asked for, not needed or gone (rules DOC-01 to
//! DOC-12). Not the papers themselves, which are their own (class 13): only that they exist.
//!
//! Proof of immigration status is told apart: it belongs to class 8, and is neither read nor written without it.

use diesel::prelude::*;
use jiff::civil::Date;
use waymark_rules::entitlements::{Document, Held, HeldState, Paper, Person, documents};

use crate::access::class::DataClass;
use crate::access::{Class, Permit, Read, Write, class};
use crate::db::{Day, Reading, Tx, on_each_engine};
use crate::error::{Error, Result};
use crate::events::{EventKind, NewEvent};
use crate::facts::FactKind;
use crate::ids::{PersonId, RowId};
use crate::schema::paper_known;
use crate::status;

/// How a paper stands, about to be recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewPaper {
    pub paper: Paper,
    pub state: HeldState,
    pub on: Date,
    /// Where it is kept, or what is being done.
    pub words: String,
}

/// How a paper stood, as it is on record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaperOnRecord {
    pub held: Held,
    pub words: String,
    pub recorded_at: i64,
}

/// Which class of data knowing about a paper is.
pub const fn class_of(paper: Paper) -> Class {
    match paper {
        Paper::ImmigrationEvidence => Class::Immigration,
        _ => Class::Status,
    }
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = paper_known)]
struct Stored {
    paper: String,
    state: String,
    happened_on: Day,
    words: String,
    recorded_at: i64,
}

impl Stored {
    fn read(self) -> Option<PaperOnRecord> {
        let (paper, state) = Paper::from_code(&self.paper).zip(HeldState::from_code(&self.state))?;
        let held = Held { paper, state, on: self.happened_on.0 };
        Some(PaperOnRecord { held, words: self.words, recorded_at: self.recorded_at })
    }
}

fn all_of(r: &mut Reading<'_>, person: &PersonId) -> Result<Vec<PaperOnRecord>> {
    let stored: Vec<Stored> = paper_known::table
        .filter(paper_known::person_id.eq(person.as_str()))
        .order((paper_known::happened_on, paper_known::recorded_at))
        .select(Stored::as_select())
        .load(r.conn)?;
    Ok(stored.into_iter().filter_map(Stored::read).collect())
}

/// Everything recorded of papers of the class, oldest first.
pub fn of_class<C: DataClass>(r: &mut Reading<'_>, permit: &Permit<C, Read>) -> Result<Vec<PaperOnRecord>> {
    let all = all_of(r, permit.person())?;
    Ok(all.into_iter().filter(|one| class_of(one.held.paper) == C::CLASS).collect())
}

pub(crate) fn held(r: &mut Reading<'_>, permit: &Permit<class::Status, Read>) -> Result<Vec<Held>> {
    Ok(of_class(r, permit)?.into_iter().map(|one| one.held).collect())
}

/// The key documents by age and how each stands today. Proof of immigration status is among them only for a reader
/// who may know, and only of somebody who came to the country alone.
pub fn of_person(
    r: &mut Reading<'_>,
    permit: &Permit<class::Status, Read>,
    immigration: Option<&Permit<class::Immigration, Read>>,
) -> Result<Vec<Document>> {
    let explained = status::of_person(r, permit)?;
    let mut held = held(r, permit)?;
    let mut from_abroad = false;
    if let Some(permit) = immigration {
        held.extend(of_class(r, permit)?.into_iter().map(|one| one.held));
        let facts = crate::facts::of_class(r, permit)?;
        from_abroad = facts.given(FactKind::SeparatedYoungPerson).is_some_and(|said| !said.eq_ignore_ascii_case("no"));
    }
    let today = r.today();
    let person = Person::on(&explained.facts, &explained.policy, today)
        .map_err(|problems| Error::Contradicts(problems.to_string()))?;
    Ok(documents(&person, &held, from_abroad))
}

/// Records how a paper stands. The permit is of the class the paper belongs to.
pub fn record<C: DataClass>(tx: &mut Tx<'_>, permit: &Permit<C, Write>, new: &NewPaper) -> Result<RowId> {
    if class_of(new.paper) != C::CLASS {
        return Err(Error::NotFound);
    }
    if new.on > tx.today() {
        return Err(Error::Contradicts("The day must be today or in the past.".into()));
    }
    let person = permit.person();
    let row = PaperRow::new(tx, person, new);
    let id = RowId::stored(row.id.clone());
    insert(tx, &[row])?;
    tx.record(person, event(new))?;
    tx.audit_change(person, C::CLASS.code(), new.paper.code())?;
    crate::summary::refresh(tx, std::slice::from_ref(person))?;
    Ok(id)
}

/// What the timeline says. Of immigration it says nothing but that a paper was written down.
pub(crate) fn event(new: &NewPaper) -> NewEvent {
    let says = match class_of(new.paper) {
        Class::Immigration => "A paper was written down".to_owned(),
        _ => format!("{}: {}", new.paper.says(), new.state.says().to_lowercase()),
    };
    NewEvent::new(EventKind::PaperRecorded, new.on, says)
}

#[derive(Insertable)]
#[diesel(table_name = paper_known)]
pub(crate) struct PaperRow {
    id: String,
    person_id: String,
    paper: &'static str,
    state: &'static str,
    happened_on: Day,
    words: String,
    recorded_at: i64,
    recorded_by: String,
}

impl PaperRow {
    pub(crate) fn new(tx: &Tx<'_>, person: &PersonId, new: &NewPaper) -> Self {
        Self {
            id: RowId::fresh().to_string(),
            person_id: person.to_string(),
            paper: new.paper.code(),
            state: new.state.code(),
            happened_on: Day(new.on),
            words: new.words.clone(),
            recorded_at: tx.now_micros(),
            recorded_by: tx.by(),
        }
    }
}

pub(crate) fn insert(tx: &mut Tx<'_>, rows: &[PaperRow]) -> Result<()> {
    tx.touched();
    for part in rows.chunks(3000) {
        on_each_engine!(&mut *tx.reading.conn, c => diesel::insert_into(paper_known::table).values(part).execute(c))?;
    }
    Ok(())
}
