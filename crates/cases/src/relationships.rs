//! Who stands where to a young person: their adviser, their team, and everyone else with a dated tie (ACC-04).

use std::collections::HashMap;

use diesel::prelude::*;
use jiff::civil::Date;

use crate::access::{ListPermit, Permit, Read, RelationshipKind, Write, class};
use crate::db::{Day, Reading, Tx, on_each_engine};
use crate::error::{Error, Result};
use crate::events::{EventKind, NewEvent};
use crate::ids::{PersonId, RelationshipId, StaffId, TeamId};
use crate::schema::{relationship, staff};

/// A tie as it stands, with the name of whoever holds it.
#[derive(Debug, Clone, Queryable)]
pub struct Tie {
    pub id: String,
    pub kind: String,
    pub staff_id: Option<String>,
    pub team_id: Option<String>,
    pub from_on: Day,
    pub to_on: Option<Day>,
    pub reason: String,
    pub name: Option<String>,
    pub first_name: Option<String>,
    pub job: Option<String>,
    pub phone: Option<String>,
}

impl Tie {
    pub fn kind(&self) -> Option<RelationshipKind> {
        RelationshipKind::from_code(&self.kind)
    }

    pub fn holds_on(&self, day: Date) -> bool {
        self.from_on.0 <= day && self.to_on.is_none_or(|end| day < end.0)
    }
}

/// A tie about to be made.
#[derive(Debug, Clone)]
pub struct NewTie {
    pub kind: RelationshipKind,
    pub holder: Holder,
    pub from_on: Date,
    pub to_on: Option<Date>,
    pub reason: String,
}

/// Who holds a tie.
#[derive(Debug, Clone)]
pub enum Holder {
    Staff(StaffId),
    Team(TeamId),
}

/// Every tie to a person, past and present, latest first.
pub fn of_person(r: &mut Reading<'_>, permit: &Permit<class::Status, Read>) -> Result<Vec<Tie>> {
    Ok(relationship::table
        .left_join(staff::table)
        .filter(relationship::person_id.eq(permit.person().as_str()))
        .filter(relationship::ended_at.is_null())
        .filter(relationship::kind.ne(RelationshipKind::Barred.code()))
        .order(relationship::from_on.desc())
        .select((
            relationship::id,
            relationship::kind,
            relationship::staff_id,
            relationship::team_id,
            relationship::from_on,
            relationship::to_on,
            relationship::reason,
            staff::full_name.nullable(),
            staff::first_name.nullable(),
            staff::job.nullable(),
            staff::phone.nullable(),
        ))
        .load(r.conn)?)
}

/// How many different advisers people of a list have had since a day, for whoever chooses the next (S53). Whoever is out
/// of the asker's reach is left out.
pub fn advisers_since(
    r: &mut Reading<'_>,
    permit: &ListPermit<class::Status>,
    people: &[String],
    since: Date,
) -> Result<HashMap<String, usize>> {
    let seen: Vec<String> = r.in_reach(permit, people)?.into_keys().collect();
    let pairs: Vec<(String, Option<String>)> = relationship::table
        .filter(relationship::person_id.eq_any(seen))
        .filter(relationship::kind.eq(RelationshipKind::AllocatedWorker.code()))
        .filter(relationship::to_on.is_null().or(relationship::to_on.gt(Day(since))))
        .select((relationship::person_id, relationship::staff_id))
        .distinct()
        .load(r.conn)?;
    let mut counts: HashMap<String, usize> = HashMap::new();
    for (person, _) in pairs {
        *counts.entry(person).or_default() += 1;
    }
    Ok(counts)
}

/// Gives a young person an adviser from a day on. The one before ends that day; both stay on the record.
pub fn allocate(
    tx: &mut Tx<'_>,
    permit: &Permit<class::Status, Write>,
    adviser: &StaffId,
    from_on: Date,
    reason: &str,
) -> Result<()> {
    let person = permit.person();
    let current = current(tx, person, RelationshipKind::AllocatedWorker)?;
    if current.iter().any(|(_, holder)| holder.as_deref() == Some(adviser.as_str())) {
        return Err(Error::Contradicts("They already support this young person.".into()));
    }
    for (id, _) in current {
        end_on(tx, &id, from_on)?;
    }
    let name = crate::staff::by_id(tx, adviser)?.first_name;
    let tie = NewTie {
        kind: RelationshipKind::AllocatedWorker,
        holder: Holder::Staff(adviser.clone()),
        from_on,
        to_on: None,
        reason: reason.to_owned(),
    };
    insert(tx, &[row(tx, person, &tie)])?;
    tx.record(person, NewEvent::new(EventKind::RelationshipStarted, from_on, format!("{name} became the adviser")))?;
    tx.audit_change(person, "status", "adviser")?;
    crate::summary::refresh(tx, std::slice::from_ref(person))
}

/// Makes any other tie.
pub fn tie(tx: &mut Tx<'_>, permit: &Permit<class::Status, Write>, new: &NewTie) -> Result<RelationshipId> {
    let person = permit.person();
    let row = row(tx, person, new);
    let id = RelationshipId::stored(row.id.clone());
    insert(tx, &[row])?;
    let event = NewEvent::new(EventKind::RelationshipStarted, new.from_on, format!("New: {}", new.kind.says()));
    tx.record(person, event)?;
    tx.audit_change(person, "status", new.kind.code())?;
    crate::summary::refresh(tx, std::slice::from_ref(person))?;
    Ok(id)
}

/// Ends a tie on a day; from the next request on it opens nothing (ACC-05).
pub fn end(tx: &mut Tx<'_>, permit: &Permit<class::Status, Write>, id: &RelationshipId, on: Date) -> Result<()> {
    let person = permit.person();
    let kind: String = relationship::table
        .find(id.as_str())
        .filter(relationship::person_id.eq(person.as_str()))
        .select(relationship::kind)
        .first(tx.reading.conn)?;
    end_on(tx, id.as_str(), on)?;
    let says =
        RelationshipKind::from_code(&kind).map_or("A tie ended".to_owned(), |kind| format!("Ended: {}", kind.says()));
    tx.record(person, NewEvent::new(EventKind::RelationshipEnded, on, says))?;
    tx.audit_change(person, "status", &kind)?;
    crate::summary::refresh(tx, std::slice::from_ref(person))
}

fn current(tx: &mut Tx<'_>, person: &PersonId, kind: RelationshipKind) -> Result<Vec<(String, Option<String>)>> {
    let today = Day(tx.today());
    Ok(relationship::table
        .filter(relationship::person_id.eq(person.as_str()))
        .filter(relationship::kind.eq(kind.code()))
        .filter(relationship::ended_at.is_null())
        .filter(relationship::to_on.is_null().or(relationship::to_on.gt(today)))
        .select((relationship::id, relationship::staff_id))
        .load(tx.reading.conn)?)
}

fn end_on(tx: &mut Tx<'_>, id: &str, on: Date) -> Result<()> {
    tx.touched();
    diesel::update(relationship::table.find(id)).set(relationship::to_on.eq(Day(on))).execute(tx.reading.conn)?;
    Ok(())
}

#[derive(Insertable)]
#[diesel(table_name = relationship, treat_none_as_default_value = false)]
pub(crate) struct TieRow {
    id: String,
    person_id: String,
    staff_id: Option<String>,
    team_id: Option<String>,
    kind: &'static str,
    from_on: Day,
    to_on: Option<Day>,
    reason: String,
    recorded_at: i64,
    recorded_by: String,
}

pub(crate) fn row(tx: &Tx<'_>, person: &PersonId, new: &NewTie) -> TieRow {
    let (staff_id, team_id) = match &new.holder {
        Holder::Staff(id) => (Some(id.to_string()), None),
        Holder::Team(id) => (None, Some(id.to_string())),
    };
    TieRow {
        id: RelationshipId::fresh().to_string(),
        person_id: person.to_string(),
        staff_id,
        team_id,
        kind: new.kind.code(),
        from_on: Day(new.from_on),
        to_on: new.to_on.map(Day),
        reason: new.reason.clone(),
        recorded_at: tx.now_micros(),
        recorded_by: tx.by(),
    }
}

pub(crate) fn insert(tx: &mut Tx<'_>, rows: &[TieRow]) -> Result<()> {
    tx.touched();
    for part in rows.chunks(3000) {
        on_each_engine!(&mut *tx.reading.conn, c => diesel::insert_into(relationship::table).values(part).execute(c))?;
    }
    Ok(())
}
