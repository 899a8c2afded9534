//! Who looked at a record: the audit as the young person, and staff who may, can read it (ACC-30, journey 10).

use diesel::prelude::*;
use jiff::civil::Date;

use crate::access::{Action, Class, Permit, Read, Role, class};
use crate::clock::day_of;
use crate::db::{Reading, instant};
use crate::error::Result;
use crate::ids::PersonId;
use crate::schema::{audit_event, person, staff};

/// One act on a record, with the one who did it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Look {
    pub on: Date,
    pub at: jiff::Timestamp,
    pub who: Looker,
    pub action: String,
    pub class: Option<Class>,
    pub purpose: String,
    pub role: Option<Role>,
    pub route: String,
    pub request: String,
}

/// Who it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Looker {
    Themselves,
    Staff {
        id: String,
        first_name: String,
        full_name: String,
        job: String,
    },
    /// Counting, backups and nightly work.
    System,
}

#[derive(Queryable)]
struct Line {
    at: i64,
    actor: String,
    actor_kind: String,
    role: String,
    action: String,
    class: String,
    purpose: String,
    route: String,
    request: String,
    full_name: Option<String>,
    first_name: Option<String>,
    job: Option<String>,
}

/// The newest acts on a record. Lists and searches that merely named it count too; refused attempts that opened
/// nothing do not (ACC-30).
pub fn at_record(r: &mut Reading<'_>, permit: &Permit<class::AccessHistory, Read>, limit: i64) -> Result<Vec<Look>> {
    let Some(pseudonym) = pseudonym(r, permit.person())? else { return Ok(Vec::new()) };
    let lines: Vec<Line> = audit_event::table
        .left_join(staff::table.on(staff::id.eq(audit_event::actor)))
        .filter(audit_event::record.eq(&pseudonym))
        .filter(audit_event::result.eq("allowed"))
        .order(audit_event::seq.desc())
        .limit(limit)
        .select((
            audit_event::at,
            audit_event::actor,
            audit_event::actor_kind,
            audit_event::role,
            audit_event::action,
            audit_event::class,
            audit_event::purpose,
            audit_event::route,
            audit_event::request,
            staff::full_name.nullable(),
            staff::first_name.nullable(),
            staff::job.nullable(),
        ))
        .load(r.conn)?;
    Ok(lines.into_iter().map(Line::look).collect())
}

impl Line {
    fn look(self) -> Look {
        let at = instant(self.at);
        let who = match (self.actor_kind.as_str(), self.first_name, self.full_name, self.job) {
            ("young_person", ..) => Looker::Themselves,
            ("staff", Some(first_name), Some(full_name), Some(job)) => {
                Looker::Staff { id: self.actor, first_name, full_name, job }
            }
            _ => Looker::System,
        };
        Look {
            on: day_of(at),
            at,
            who,
            class: Class::from_code(&self.class),
            role: Role::from_code(&self.role),
            action: Action::from_code(&self.action).map_or(self.action, |action| action.says().to_owned()),
            purpose: self.purpose,
            route: self.route,
            request: self.request,
        }
    }
}

fn pseudonym(r: &mut Reading<'_>, who: &PersonId) -> Result<Option<String>> {
    Ok(person::table.find(who.as_str()).select(person::pseudonym).first(r.conn).optional()?)
}
