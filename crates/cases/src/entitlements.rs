//! What a young person asked for, what was decided and what was paid (rules ENT-01 to ENT-31; access class "money").
//!
//! Whoever asks does not decide, and whoever decides does not pay (matrix, class 11). What other bodies give is only
//! followed here, so the worker who asks writes down their answer as well. A row is never changed: one that was a
//! mistake is struck out with a reason and stays readable.

use std::collections::HashMap;

use diesel::prelude::*;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use waymark_rules::entitlements::{
    Amounts, Claim, ClaimKind, Comes, Definition, Entitlement, Giver, Id, Person, Recorded, entitlements,
};

use crate::access::{Approve, Ask, Deed, Permit, Read, RelationshipKind, Scope, Who, Write, class};
use crate::db::{Day, Reading, Tx, on_each_engine};
use crate::error::{Error, Result};
use crate::events::{EventKind, NewEvent};
use crate::ids::{PersonId, RowId};
use crate::schema::{entitlement_claim, staff};
use crate::{papers, relationships, settings, status};

/// Something asked, decided or paid, about to be recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewClaim {
    pub entitlement: Id,
    pub kind: ClaimKind,
    pub on: Date,
    pub pence: Option<i64>,
    /// Their words, or the reason, readable by the young person.
    pub words: String,
}

/// Something asked, decided or paid, as it is on record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClaimOnRecord {
    pub id: String,
    pub claim: Claim,
    pub words: String,
    pub by: Teller,
    pub recorded_at: i64,
    /// Why it was struck out, if it was a mistake.
    pub struck: Option<String>,
}

/// Who wrote something down.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Teller {
    /// The young person, at their own door.
    Themselves,
    Worker(String),
    /// A command or a load of records.
    System,
}

/// Who records a thing: the one who asks, the one who decides, or the one who pays.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hand {
    Asker,
    Decider,
    Payer,
}

/// Whose hand a kind of record about an entitlement needs; nothing if it makes no sense for it.
pub fn hand_for(definition: &Definition, kind: ClaimKind) -> Option<Hand> {
    let ours = definition.giver == Giver::Council;
    let money = is_money(definition);
    match kind {
        ClaimKind::Asked | ClaimKind::Withdrawn | ClaimKind::Meets | ClaimKind::DoesNotMeet => Some(Hand::Asker),
        ClaimKind::Granted | ClaimKind::Refused => Some(if ours { Hand::Decider } else { Hand::Asker }),
        ClaimKind::Paid => money.then_some(if ours { Hand::Payer } else { Hand::Asker }),
        ClaimKind::Received => (!money).then_some(Hand::Asker),
    }
}

/// Whether it comes as money, in whole or in part.
pub fn is_money(definition: &Definition) -> bool {
    matches!(definition.comes, Comes::OnceInAll | Comes::AsNeeded)
}

/// What a young person can get, with everything that is on record about it.
#[derive(Debug, Clone)]
pub struct WhatTheyCanGet {
    pub entitlements: Vec<Entitlement>,
    /// Oldest first, those struck out among them.
    pub claims: Vec<ClaimOnRecord>,
    /// Their time in care is not loaded, so the answer rests on too little.
    pub care_not_loaded: bool,
}

impl WhatTheyCanGet {
    pub fn one(&self, id: Id) -> Option<&Entitlement> {
        self.entitlements.iter().find(|one| one.id == id)
    }

    pub fn claims_about(&self, id: Id) -> impl Iterator<Item = &ClaimOnRecord> {
        self.claims.iter().filter(move |claim| claim.claim.entitlement == id)
    }
}

/// What the law says they can get today. Nothing for staff who may see their own entries alone.
pub fn of_person(
    r: &mut Reading<'_>,
    status_of: &Permit<class::Status, Read>,
    money: &Permit<class::Money, Read>,
) -> Result<Option<WhatTheyCanGet>> {
    let sees_all = money.grounds().scope == Scope::Whole || matches!(money.holder(), Who::YoungPerson(_));
    if !sees_all || status_of.person() != money.person() {
        return Ok(None);
    }
    worked_out(r, status_of).map(Some)
}

fn worked_out(r: &mut Reading<'_>, status_of: &Permit<class::Status, Read>) -> Result<WhatTheyCanGet> {
    let explained = status::of_person(r, status_of)?;
    let claims = claims_of(r, status_of.person())?;
    let standing = claims.iter().filter(|claim| claim.struck.is_none()).map(|claim| claim.claim);
    let recorded = Recorded {
        claims: standing.collect(),
        held: papers::held(r, status_of)?,
        adviser_since: adviser_since(r, status_of)?,
    };
    let today = r.today();
    let person = Person::on(&explained.facts, &explained.policy, today)
        .map_err(|problems| Error::Contradicts(problems.to_string()))?;
    let local = settings::local_rules(r)?;
    Ok(WhatTheyCanGet {
        entitlements: entitlements(&person, &recorded, &Amounts::shipped(), &local),
        claims,
        care_not_loaded: explained.care_not_loaded,
    })
}

fn adviser_since(r: &mut Reading<'_>, permit: &Permit<class::Status, Read>) -> Result<Option<Date>> {
    let today = r.today();
    let ties = relationships::of_person(r, permit)?;
    let advisers = ties.iter().filter(|tie| tie.kind() == Some(RelationshipKind::AllocatedWorker));
    Ok(advisers.filter(|tie| tie.holds_on(today)).map(|tie| tie.from_on.0).min())
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = entitlement_claim)]
struct Stored {
    id: String,
    entitlement: String,
    kind: String,
    happened_on: Day,
    pence: Option<i64>,
    words: String,
    recorded_at: i64,
    recorded_by: String,
    struck_why: Option<String>,
}

impl Stored {
    /// `None` for an entitlement or a kind this program does not know: kept, shown by the version that knows it.
    fn read(self, names: &HashMap<String, String>) -> Option<ClaimOnRecord> {
        let claim = Claim {
            entitlement: Id::from_code(&self.entitlement)?,
            kind: ClaimKind::from_code(&self.kind)?,
            on: self.happened_on.0,
            pence: self.pence,
        };
        Some(ClaimOnRecord {
            claim,
            by: Teller::of(&self.recorded_by, names),
            id: self.id,
            words: self.words,
            recorded_at: self.recorded_at,
            struck: self.struck_why,
        })
    }
}

impl Teller {
    /// Whoever a row says it was recorded by, `names` being those of staff by id.
    pub(crate) fn of(recorded_by: &str, names: &HashMap<String, String>) -> Self {
        match recorded_by.split_once(':') {
            Some(("staff", id)) => Self::Worker(names.get(id).cloned().unwrap_or_else(|| "A worker".into())),
            Some(("person", _)) => Self::Themselves,
            _ => Self::System,
        }
    }
}

fn claims_of(r: &mut Reading<'_>, person: &PersonId) -> Result<Vec<ClaimOnRecord>> {
    let stored: Vec<Stored> = entitlement_claim::table
        .filter(entitlement_claim::person_id.eq(person.as_str()))
        .order((entitlement_claim::happened_on, entitlement_claim::recorded_at))
        .select(Stored::as_select())
        .load(r.conn)?;
    let ids: Vec<&str> = stored.iter().filter_map(|one| one.recorded_by.strip_prefix("staff:")).collect();
    let names: Vec<(String, String)> =
        staff::table.filter(staff::id.eq_any(ids)).select((staff::id, staff::full_name)).load(r.conn)?;
    let names = names.into_iter().collect();
    Ok(stored.into_iter().filter_map(|one| one.read(&names)).collect())
}

/// Records what the one who asks may record: the request itself, what they found out, and what others answered.
pub fn ask(tx: &mut Tx<'_>, permit: &Permit<class::Money, Ask>, new: &NewClaim) -> Result<RowId> {
    let own = matches!(permit.holder(), Who::YoungPerson(_));
    if own && !matches!(new.kind, ClaimKind::Asked | ClaimKind::Withdrawn) {
        return Err(Error::NotFound);
    }
    by_hand(tx, permit, Hand::Asker, new)
}

/// Records a yes or a no to what was asked of the council. Nobody decides on their own request.
pub fn decide(tx: &mut Tx<'_>, permit: &Permit<class::Money, Approve>, new: &NewClaim) -> Result<RowId> {
    let asked_by = last_recorded_by(tx, permit.person(), new.entitlement, ClaimKind::Asked)?;
    if asked_by == Some(tx.by()) {
        return Err(Error::Contradicts("You asked for this. Somebody else must decide.".into()));
    }
    by_hand(tx, permit, Hand::Decider, new)
}

/// Records a payment by the council. Nobody pays what they decided.
pub fn pay(tx: &mut Tx<'_>, permit: &Permit<class::Money, Write>, new: &NewClaim) -> Result<RowId> {
    let agreed_by = last_recorded_by(tx, permit.person(), new.entitlement, ClaimKind::Granted)?;
    if agreed_by == Some(tx.by()) {
        return Err(Error::Contradicts("You agreed to this. Somebody else must pay it.".into()));
    }
    by_hand(tx, permit, Hand::Payer, new)
}

/// The young person asks for something at their own door. Asking twice is asking once; what is not open to them now
/// cannot be asked for here, and the page says why.
pub fn ask_for_oneself(
    tx: &mut Tx<'_>,
    status_of: &Permit<class::Status, Read>,
    permit: &Permit<class::Money, Ask>,
    entitlement: Id,
    words: &str,
) -> Result<()> {
    let now = worked_out(tx, status_of)?;
    let one = now.one(entitlement).ok_or(Error::NotFound)?;
    if one.asked_on.is_some() {
        return Ok(());
    }
    if !one.may_ask {
        return Err(Error::Contradicts("You cannot ask for this right now. Talk to your adviser about it.".into()));
    }
    let on = tx.today();
    let new = NewClaim { entitlement, kind: ClaimKind::Asked, on, pence: None, words: words.to_owned() };
    ask(tx, permit, &new).map(|_| ())
}

fn last_recorded_by(tx: &mut Tx<'_>, person: &PersonId, id: Id, kind: ClaimKind) -> Result<Option<String>> {
    Ok(entitlement_claim::table
        .filter(entitlement_claim::person_id.eq(person.as_str()))
        .filter(entitlement_claim::entitlement.eq(id.code()))
        .filter(entitlement_claim::kind.eq(kind.code()))
        .filter(entitlement_claim::struck_at.is_null())
        .order((entitlement_claim::happened_on.desc(), entitlement_claim::recorded_at.desc()))
        .select(entitlement_claim::recorded_by)
        .first(tx.reading.conn)
        .optional()?)
}

fn by_hand<D: Deed>(tx: &mut Tx<'_>, permit: &Permit<class::Money, D>, hand: Hand, new: &NewClaim) -> Result<RowId> {
    if hand_for(new.entitlement.definition(), new.kind) != Some(hand) {
        return Err(Error::NotFound);
    }
    check(tx, new)?;
    let person = permit.person();
    let row = ClaimRow::new(tx, person, new);
    let id = RowId::stored(row.id.clone());
    insert(tx, &[row])?;
    tx.record(person, event(new))?;
    tx.audit_change(person, "money", &format!("{} {}", new.entitlement.code(), new.kind.code()))?;
    crate::summary::refresh(tx, std::slice::from_ref(person))?;
    Ok(id)
}

/// More than this in one go is a slip of the finger.
pub const MOST_PENCE: i64 = 10_000_000;

fn check(tx: &Tx<'_>, new: &NewClaim) -> Result<()> {
    if new.on > tx.today() {
        return Err(Error::Contradicts("The day must be today or in the past.".into()));
    }
    match (new.kind, new.pence) {
        (ClaimKind::Paid, None | Some(..=0)) => Err(Error::Contradicts("A payment needs its sum.".into())),
        (_, Some(pence)) if !new.kind.has_a_sum() || !(0..=MOST_PENCE).contains(&pence) => {
            Err(Error::Contradicts("That sum cannot be right.".into()))
        }
        _ => Ok(()),
    }
}

/// What the timeline says: which entitlement and what happened, never a sum, because more people read the timeline
/// than read about money.
pub(crate) fn event(new: &NewClaim) -> NewEvent {
    let says = format!("{}: {}", new.kind.says(), new.entitlement.definition().staff);
    NewEvent::new(EventKind::ClaimRecorded, new.on, says)
        .with(serde_json::json!({ "entitlement": new.entitlement.code(), "kind": new.kind.code() }))
}

#[derive(Insertable)]
#[diesel(table_name = entitlement_claim, treat_none_as_default_value = false)]
pub(crate) struct ClaimRow {
    id: String,
    person_id: String,
    entitlement: &'static str,
    kind: &'static str,
    happened_on: Day,
    pence: Option<i64>,
    words: String,
    recorded_at: i64,
    recorded_by: String,
}

impl ClaimRow {
    pub(crate) fn new(tx: &Tx<'_>, person: &PersonId, new: &NewClaim) -> Self {
        Self {
            id: RowId::fresh().to_string(),
            person_id: person.to_string(),
            entitlement: new.entitlement.code(),
            kind: new.kind.code(),
            happened_on: Day(new.on),
            pence: new.pence,
            words: new.words.clone(),
            recorded_at: tx.now_micros(),
            recorded_by: tx.by(),
        }
    }
}

pub(crate) fn insert(tx: &mut Tx<'_>, rows: &[ClaimRow]) -> Result<()> {
    tx.touched();
    for part in rows.chunks(3000) {
        on_each_engine!(
            &mut *tx.reading.conn,
            c => diesel::insert_into(entitlement_claim::table).values(part).execute(c)
        )?;
    }
    Ok(())
}

/// Strikes out what was written down by mistake, by whoever may write such a thing. It stays readable.
pub fn strike<D: Deed>(
    tx: &mut Tx<'_>,
    permit: &Permit<class::Money, D>,
    hand: Hand,
    id: &RowId,
    why: &str,
) -> Result<()> {
    let person = permit.person().clone();
    let (entitlement, kind): (String, String) = entitlement_claim::table
        .find(id.as_str())
        .filter(entitlement_claim::person_id.eq(person.as_str()))
        .filter(entitlement_claim::struck_at.is_null())
        .select((entitlement_claim::entitlement, entitlement_claim::kind))
        .first(tx.reading.conn)?;
    let (entitlement, kind) = Id::from_code(&entitlement).zip(ClaimKind::from_code(&kind)).ok_or(Error::NotFound)?;
    if hand_for(entitlement.definition(), kind) != Some(hand) || why.is_empty() {
        return Err(Error::NotFound);
    }
    let (at, by) = (tx.now_micros(), tx.by());
    tx.touched();
    diesel::update(entitlement_claim::table.find(id.as_str()))
        .set((
            entitlement_claim::struck_at.eq(at),
            entitlement_claim::struck_by.eq(by),
            entitlement_claim::struck_why.eq(why),
        ))
        .execute(tx.reading.conn)?;
    let says = format!("Struck out as a mistake: {}", entitlement.definition().staff);
    tx.record(&person, NewEvent::new(EventKind::ClaimRecorded, tx.today(), says))?;
    tx.audit_change(&person, "money", &format!("{} struck out", entitlement.code()))?;
    crate::summary::refresh(tx, std::slice::from_ref(&person))
}
