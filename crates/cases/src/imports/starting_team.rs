//! The team that somebody starts in whose record begins with the yearly return. The return names no worker, and access
//! follows dated ties (ACC-04): without a team nobody could see new people to give them an adviser (S53).

use diesel::prelude::*;
use diesel::sql_types::Text;

use super::apply::audit_each;
use crate::access::{RelationshipKind, ServicePermit, Write, class};
use crate::db::{Reading, Tx};
use crate::error::{Error, Result};
use crate::events::{EventKind, NewEvent};
use crate::ids::{ImportId, PersonId, TeamId};
use crate::people::first_ties;
use crate::staff::{self, Team};
use crate::{relationships, settings};

const SETTING: &str = "starting_team";

/// The team the council chose. Until it chooses: the one named for leaving care, or else the first it had.
pub fn starting_team(r: &mut Reading<'_>) -> Result<Option<Team>> {
    let chosen = settings::latest(r, SETTING)?;
    let teams = staff::teams(r)?;
    let by_choice = teams.iter().find(|team| chosen.as_ref() == Some(&team.id));
    let by_name = || teams.iter().find(|team| team.name.to_lowercase().contains("leaving care"));
    let by_age = || teams.iter().min_by_key(|team| team.created_at);
    Ok(by_choice.or_else(by_name).or_else(by_age).cloned())
}

/// Chooses the team for imports to come, and for people of earlier ones who have none.
pub fn choose_starting_team(
    tx: &mut Tx<'_>,
    permit: &ServicePermit<class::UsersAndSettings, Write>,
    team: &TeamId,
) -> Result<()> {
    if !staff::teams(tx)?.iter().any(|known| known.id == team.as_str()) {
        return Err(Error::NotFound);
    }
    settings::set(tx, SETTING, team.to_string())?;
    give_a_team(tx, permit).map(|_| ())
}

#[derive(QueryableByName)]
struct Waiting {
    #[diesel(sql_type = Text)]
    person_id: String,
    #[diesel(sql_type = Text)]
    import_id: String,
}

/// Gives the starting team to people who were loaded before there was one. It counts as part of their import, which can
/// still be taken back.
pub fn give_a_team(tx: &mut Tx<'_>, _permit: &ServicePermit<class::UsersAndSettings, Write>) -> Result<usize> {
    let Some(team) = starting_team(tx)? else { return Ok(0) };
    let waiting: Vec<Waiting> = diesel::sql_query(
        "select p.id as person_id, p.import_id as import_id from person p \
         where p.import_id is not null and p.withdrawn_at is null and not exists \
         (select 1 from relationship r where r.person_id = p.id and r.kind = 'team')",
    )
    .load(tx.reading.conn)?;
    if waiting.is_empty() {
        return Ok(0);
    }
    let tie = first_ties(None, Some(&TeamId::stored(team.id)), tx.today());
    let (mut rows, mut events, mut people) = (Vec::new(), Vec::new(), Vec::new());
    for Waiting { person_id, import_id } in waiting {
        let (person, import) = (PersonId::stored(person_id), ImportId::stored(import_id));
        rows.extend(tie.iter().map(|tie| relationships::row(tx, &person, tie)));
        let says = format!("New: {}", RelationshipKind::Team.says());
        let event = NewEvent::new(EventKind::RelationshipStarted, tx.today(), says).from_import(Some(&import));
        events.push((person.clone(), event));
        people.push(person);
    }
    relationships::insert(tx, &rows)?;
    tx.record_all(events)?;
    audit_each(tx, &people)?;
    crate::summary::refresh(tx, &people)?;
    Ok(people.len())
}
