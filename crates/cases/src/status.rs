//! A person's leaving-care status, worked out from what is recorded and never stored as a fact of its own.

use diesel::prelude::*;
use jiff::civil::Date;
use waymark_rules::facts::{
    AftercareRequest, CareSpell, Detention, DobStatus, EarlierBirthDate, FamilyPlacement, LegalStatus, Nation, Order,
    OtherAccommodation, Programme,
};
use waymark_rules::policy::Policy;
use waymark_rules::status::{Status, StatusResult};
use waymark_rules::words::Plain;
use waymark_ssda903::layout::FileType;

use crate::access::{Permit, Read, class};
use crate::care::{DatedFact, DatedKind, Episode};
use crate::db::Reading;
use crate::error::{Error, Result};
use crate::facts::{Fact, FactKind};
use crate::ids::PersonId;

/// A status with the facts it came from, so that the page can show the sum.
#[derive(Debug, Clone)]
pub struct Explained {
    pub facts: waymark_rules::facts::Facts,
    pub result: StatusResult,
    pub policy: Policy,
    /// Episodes whose legal status code the law does not know: kept as recorded, not counted, shown.
    pub not_counted: Vec<Episode>,
    /// The yearly return says they left care, and no time in care is on record: the returns of those years were never
    /// loaded. A sum over nothing says nothing about them.
    pub care_not_loaded: bool,
}

impl Explained {
    /// The answer in words: the law's, or that the record holds too little to answer.
    pub fn plain(&self) -> Plain {
        let plain = waymark_rules::words::plain(&self.result);
        if !self.care_not_loaded {
            return plain;
        }
        Plain {
            staff: "The yearly return says they left care, and none of their time in care is on record. Load the \
                    returns of earlier years, or add their time in care, to work out what they can get."
                .into(),
            staff_next: None,
            young_person: "We know you left care. We do not have the dates of your time in care yet. Ask us: we will \
                           find them and tell you what you can get."
                .into(),
            young_person_next: None,
        }
    }
}

/// As lists show it.
pub(crate) const CARE_NOT_LOADED: &str = "Left care: dates not loaded";

/// Whether a sum came out at nothing because nothing was there to count.
pub(crate) fn rests_on_nothing(facts: &waymark_rules::facts::Facts, result: &StatusResult) -> bool {
    facts.care_spells.is_empty() && result.status == Status::None
}

/// Works out a person's status today.
pub fn of_person(r: &mut Reading<'_>, permit: &Permit<class::Status, Read>) -> Result<Explained> {
    let today = r.today();
    explain(r, permit.person(), today)
}

/// As [`of_person`], on another day: what will be, or what was.
pub fn of_person_on(r: &mut Reading<'_>, permit: &Permit<class::Status, Read>, on: Date) -> Result<Explained> {
    explain(r, permit.person(), on)
}

fn explain(r: &mut Reading<'_>, person: &PersonId, on: Date) -> Result<Explained> {
    let policy = crate::settings::policy(r)?;
    let episodes = crate::care::standing_episodes(r, person)?;
    let dated = standing_dated(r, person)?;
    let births = births(r, person)?;
    let (facts, not_counted) = assemble(&births, episodes, &dated)?;
    let result = waymark_rules::status::status(&facts, &policy, on)
        .map_err(|problems| Error::Contradicts(problems.to_string()))?;
    let care_not_loaded =
        rests_on_nothing(&facts, &result) && not_counted.is_empty() && left_care_by_return(r, person)?;
    Ok(Explained { facts, result, policy, not_counted, care_not_loaded })
}

fn left_care_by_return(r: &mut Reading<'_>, person: &PersonId) -> Result<bool> {
    use crate::schema::return_row;
    let rows: i64 = return_row::table
        .filter(return_row::person_id.eq(person.as_str()))
        .filter(return_row::file.eq(FileType::Oc3.name()))
        .filter(return_row::superseded_at.is_null())
        .count()
        .get_result(r.conn)?;
    Ok(rows > 0)
}

fn standing_dated(r: &mut Reading<'_>, person: &PersonId) -> Result<Vec<DatedFact>> {
    use crate::schema::dated_fact;
    Ok(dated_fact::table
        .filter(dated_fact::person_id.eq(person.as_str()))
        .filter(dated_fact::superseded_at.is_null())
        .order(dated_fact::starts_on)
        .select(DatedFact::as_select())
        .load(r.conn)?)
}

fn births(r: &mut Reading<'_>, person: &PersonId) -> Result<Vec<Fact>> {
    use crate::facts::StoredFact;
    use crate::schema::person_fact;
    let stored = person_fact::table
        .filter(person_fact::person_id.eq(person.as_str()))
        .filter(person_fact::kind.eq_any([FactKind::BornOn.code(), FactKind::DobStatus.code()]))
        .select(StoredFact::as_select())
        .load(r.conn)?;
    Ok(stored.into_iter().filter_map(StoredFact::read).collect())
}

/// Puts stored rows into the shape the law reads. `births` holds every date of birth ever recorded.
pub(crate) fn assemble(
    births: &[Fact],
    episodes: Vec<Episode>,
    dated: &[DatedFact],
) -> Result<(waymark_rules::facts::Facts, Vec<Episode>)> {
    let standing = |kind| births.iter().find(|fact| fact.kind == kind && fact.superseded_at.is_none());
    let born_on: Date = standing(FactKind::BornOn)
        .and_then(|fact| fact.answer.given())
        .and_then(|text| text.parse().ok())
        .ok_or_else(|| Error::Contradicts("No date of birth is recorded".into()))?;
    let mut facts = waymark_rules::facts::Facts::born(born_on);
    facts.dob_status =
        standing(FactKind::DobStatus).and_then(|fact| fact.answer.given()).and_then(dob_status).unwrap_or_default();
    facts.earlier_birth_dates = births.iter().filter_map(earlier_birth).collect();
    let (spells, not_counted) = spells(episodes);
    facts.care_spells = spells;
    for fact in dated {
        add_dated(&mut facts, fact)?;
    }
    Ok((facts, not_counted))
}

fn dob_status(code: &str) -> Option<DobStatus> {
    serde_json::from_value(serde_json::Value::String(code.to_owned())).ok()
}

fn earlier_birth(fact: &Fact) -> Option<EarlierBirthDate> {
    let replaced_at = fact.superseded_at?;
    (fact.kind == FactKind::BornOn).then_some(())?;
    Some(EarlierBirthDate {
        born_on: fact.answer.given()?.parse().ok()?,
        replaced_on: crate::clock::day_of(crate::db::instant(replaced_at)),
    })
}

fn spells(episodes: Vec<Episode>) -> (Vec<CareSpell>, Vec<Episode>) {
    let mut counted = Vec::with_capacity(episodes.len());
    let mut unknown = Vec::new();
    for episode in episodes {
        match LegalStatus::from_code(&episode.legal_status) {
            // An end before the start contradicts itself; the law cannot count it, the page shows it.
            Some(_) if episode.ended_on.is_some_and(|end| end < episode.started_on) => unknown.push(episode),
            Some(status) => counted.push(spell(&episode, status)),
            None => unknown.push(episode),
        }
    }
    (counted, unknown)
}

fn spell(episode: &Episode, legal_status: LegalStatus) -> CareSpell {
    CareSpell {
        start_on: episode.started_on.0,
        end_on: episode.ended_on.map(|day| day.0),
        legal_status,
        authority: episode.authority.clone(),
        nation: Nation::England,
        placement_type: (!episode.place.is_empty()).then(|| episode.place.clone()),
        end_reason: (!episode.reason_ended.is_empty()).then(|| episode.reason_ended.clone()),
    }
}

fn add_dated(facts: &mut waymark_rules::facts::Facts, fact: &DatedFact) -> Result<()> {
    let Some(kind) = DatedKind::from_code(&fact.kind) else { return Ok(()) };
    match kind {
        DatedKind::Detention => facts.detentions.push(serde_json::from_str::<Detention>(&fact.detail)?),
        DatedKind::FamilyPlacement => {
            facts.family_placements.push(serde_json::from_str::<FamilyPlacement>(&fact.detail)?);
        }
        DatedKind::Order => facts.orders.push(serde_json::from_str::<Order>(&fact.detail)?),
        DatedKind::OtherAccommodation => {
            facts.other_accommodation.push(serde_json::from_str::<OtherAccommodation>(&fact.detail)?);
        }
        DatedKind::AftercareRequest => {
            facts.aftercare_requests.push(serde_json::from_str::<AftercareRequest>(&fact.detail)?);
        }
        DatedKind::Programme => facts.programmes.push(serde_json::from_str::<Programme>(&fact.detail)?),
        DatedKind::Death => facts.died_on = Some(fact.starts_on.0),
    }
    Ok(())
}
