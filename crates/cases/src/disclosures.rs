//! Sharing without or against agreement (INF-10, INF-11, PRV-05): exceptional, with everything on record, decided by a
//! manager who did not propose it (ACC-08), and told to the young person as soon as that is safe.

use diesel::prelude::*;
use jiff::civil::Date;

use crate::access::words::listed;
use crate::access::{Approve, ListPermit, Permit, Read, Who, Write, class};
use crate::db::{Day, Reading, Tx, on_each_engine};
use crate::error::{Error, Result};
use crate::events::{EventKind, NewEvent};
use crate::ids::{PersonId, RowId};
use crate::schema::disclosure;

listed! {
    /// What allows it (rules.md §7.3).
    Ground {
        SignificantHarm = "INF-10", "They could come to serious harm";
        HarmToOthers = "INF-10a", "Somebody else could come to serious harm";
        Crime = "INF-10b", "To prevent or look into a serious crime";
        CourtOrDuty = "INF-10c", "A court or a law says so";
        VitalInterest = "INF-10d", "It is an emergency and they cannot answer";
        Cooperation = "INF-10e", "A law says that we work together on this";
    }
}

listed! {
    /// What the manager decided.
    Ruling {
        Agreed = "agreed", "Agreed";
        NotAgreed = "not_agreed", "Not agreed: it is not shared";
    }
}

/// What is proposed. All of it is asked for (INF-11).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewDisclosure {
    pub ground: Ground,
    pub with_whom: String,
    pub what: String,
    /// Why it is needed, and no more than is needed.
    pub why: String,
    pub alternatives: String,
    /// Whether they were asked; if not, why that was not safe or possible.
    pub asked: String,
    /// Whether they were told; if not, why.
    pub told: String,
    /// When telling them is looked at again, where they were not told.
    pub told_review_on: Option<Date>,
}

/// One on record.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = disclosure)]
pub struct Disclosure {
    pub id: String,
    pub person_id: String,
    pub ground: String,
    pub with_whom: String,
    pub what: String,
    pub why: String,
    pub alternatives: String,
    pub asked: String,
    pub told: String,
    pub told_review_on: Option<Day>,
    pub proposed_at: i64,
    pub proposed_by: String,
    pub decision: Option<String>,
    pub decision_words: Option<String>,
    pub decided_at: Option<i64>,
}

impl Disclosure {
    pub fn ground(&self) -> Option<Ground> {
        Ground::from_code(&self.ground)
    }

    pub fn ruling(&self) -> Option<Ruling> {
        Ruling::from_code(self.decision.as_deref()?)
    }

    /// Whether the young person may read of it: it was agreed, and they were told.
    pub fn was_told(&self) -> bool {
        self.ruling() == Some(Ruling::Agreed) && self.told_review_on.is_none()
    }
}

/// Puts one to a manager. Nothing is shared by this alone.
pub fn propose(tx: &mut Tx<'_>, permit: &Permit<class::Permissions, Write>, new: &NewDisclosure) -> Result<RowId> {
    let row = DisclosureRow::new(tx, permit.person(), new);
    let id = RowId::stored(row.id.clone());
    tx.touched();
    insert_rows(tx, &[row])?;
    say(tx, permit.person(), "A question about sharing was put to a manager")?;
    Ok(id)
}

#[derive(Insertable)]
#[diesel(table_name = disclosure, treat_none_as_default_value = false)]
pub(crate) struct DisclosureRow {
    id: String,
    person_id: String,
    ground: &'static str,
    with_whom: String,
    what: String,
    why: String,
    alternatives: String,
    asked: String,
    told: String,
    told_review_on: Option<Day>,
    proposed_at: i64,
    proposed_by: String,
}

impl DisclosureRow {
    pub(crate) fn new(tx: &Tx<'_>, person: &PersonId, new: &NewDisclosure) -> Self {
        Self {
            id: RowId::fresh().to_string(),
            person_id: person.to_string(),
            ground: new.ground.code(),
            with_whom: new.with_whom.clone(),
            what: new.what.clone(),
            why: new.why.clone(),
            alternatives: new.alternatives.clone(),
            asked: new.asked.clone(),
            told: new.told.clone(),
            told_review_on: new.told_review_on.map(Day),
            proposed_at: tx.stamp(),
            proposed_by: tx.by(),
        }
    }
}

pub(crate) fn insert_rows(tx: &mut Tx<'_>, rows: &[DisclosureRow]) -> Result<()> {
    for part in rows.chunks(1000) {
        on_each_engine!(&mut *tx.reading.conn, c => diesel::insert_into(disclosure::table).values(part).execute(c))?;
    }
    Ok(())
}

/// Decides. Whoever proposed it gets no permit to (ACC-08), and the first decision stands.
pub fn decide(tx: &mut Tx<'_>, person: &PersonId, id: &str, ruling: Ruling, words: &str) -> Result<()> {
    let permit = permit_to_decide(tx, person, id)?;
    let (at, by) = (tx.stamp(), tx.by());
    tx.touched();
    let open = disclosure::table.filter(disclosure::id.eq(id)).filter(disclosure::decided_at.is_null());
    let decided = diesel::update(open)
        .set((
            disclosure::decision.eq(ruling.code()),
            disclosure::decision_words.eq(words),
            disclosure::decided_at.eq(at),
            disclosure::decided_by.eq(by),
        ))
        .execute(tx.reading.conn)?;
    if decided == 0 {
        return Err(Error::NotFound);
    }
    say(tx, permit.person(), "A manager decided a question about sharing")
}

fn permit_to_decide(r: &mut Reading<'_>, person: &PersonId, id: &str) -> Result<Permit<class::Permissions, Approve>> {
    let proposed_by: Option<String> = disclosure::table
        .filter(disclosure::id.eq(id))
        .filter(disclosure::person_id.eq(person.as_str()))
        .select(disclosure::proposed_by)
        .first(r.conn)
        .optional()?;
    let proposed_by = proposed_by.ok_or(Error::NotFound)?;
    let prepared: Vec<Who> = Who::stored(&proposed_by).into_iter().collect();
    r.permit_to_settle::<class::Permissions, Approve>(person, &prepared)
}

fn say(tx: &mut Tx<'_>, person: &PersonId, says: &str) -> Result<()> {
    tx.record(person, NewEvent::new(EventKind::DisclosureRecorded, tx.today(), says))?;
    tx.audit_change(person, crate::access::Class::Permissions.code(), "disclosure")
}

/// All of a person's, latest first, for staff.
pub fn of_person(r: &mut Reading<'_>, permit: &Permit<class::Permissions, Read>) -> Result<Vec<Disclosure>> {
    Ok(disclosure::table
        .filter(disclosure::person_id.eq(permit.person().as_str()))
        .order((disclosure::proposed_at.desc(), disclosure::id))
        .select(Disclosure::as_select())
        .load(r.conn)?)
}

/// How many a page shows.
const PAGE: usize = 200;

/// What waits for a manager in reach, oldest first, with each person's shown name (S54).
pub fn waiting(r: &mut Reading<'_>, permit: &ListPermit<class::Permissions>) -> Result<Vec<(Disclosure, String)>> {
    r.first_in_reach(permit, PAGE, undecided, |one| &one.person_id)
}

fn undecided(r: &mut Reading<'_>, from: i64, most: i64) -> Result<Vec<Disclosure>> {
    Ok(disclosure::table
        .filter(disclosure::decided_at.is_null())
        .order((disclosure::proposed_at, disclosure::id))
        .offset(from)
        .limit(most)
        .select(Disclosure::as_select())
        .load(r.conn)?)
}
