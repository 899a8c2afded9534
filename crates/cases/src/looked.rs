//! Who looked at a record: the audit as the young person, and staff who may, can read it (ACC-30, journey 10).

use diesel::prelude::*;
use jiff::SignedDuration;
use jiff::civil::Date;

use crate::access::{Action, Class, Permit, Read, Role, class};
use crate::clock::day_of;
use crate::db::{Reading, instant, micros};
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

/// What shows many records at once and leaves one row for all of them.
const SHOWS_MANY: [&str; 2] = ["list", "search"];

/// The newest acts on a record itself; for lists and searches that merely named it see [`in_lists`]. Refused attempts
/// that opened nothing do not count (ACC-30).
pub fn at_record(r: &mut Reading<'_>, permit: &Permit<class::AccessHistory, Read>, limit: i64) -> Result<Vec<Look>> {
    let Some(pseudonym) = pseudonym(r, permit.person())? else { return Ok(Vec::new()) };
    let lines: Vec<Line> = audit_event::table
        .left_join(staff::table.on(staff::id.eq(audit_event::actor)))
        .filter(audit_event::record.eq(&pseudonym))
        .filter(audit_event::result.eq("allowed"))
        .filter(audit_event::action.ne_all(SHOWS_MANY))
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

/// How far back lists are looked through: each row names up to fifty people and all of them are read.
pub const LISTS_GO_BACK: SignedDuration = SignedDuration::from_hours(30 * 24);

/// Somebody to whom lists or searches showed the name on one day, however often.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    pub on: Date,
    pub who: Looker,
    pub times: usize,
    /// By a search, not a list.
    pub searched: bool,
    pub purpose: String,
}

#[derive(Queryable)]
struct ListLine {
    at: i64,
    actor: String,
    actor_kind: String,
    action: String,
    purpose: String,
    full_name: Option<String>,
    first_name: Option<String>,
    job: Option<String>,
}

/// Who saw the name in a list or a search in the last 30 days, newest first (ACC-30).
pub fn in_lists(r: &mut Reading<'_>, permit: &Permit<class::AccessHistory, Read>) -> Result<Vec<Listed>> {
    let Some(pseudonym) = pseudonym(r, permit.person())? else { return Ok(Vec::new()) };
    let since = micros(r.now() - LISTS_GO_BACK);
    let lines: Vec<ListLine> = audit_event::table
        .left_join(staff::table.on(staff::id.eq(audit_event::actor)))
        .filter(audit_event::action.eq_any(SHOWS_MANY))
        .filter(audit_event::at.ge(since))
        .filter(audit_event::result.eq("allowed"))
        .filter(audit_event::record.like(format!("%{pseudonym}%")))
        .order(audit_event::seq.desc())
        .select((
            audit_event::at,
            audit_event::actor,
            audit_event::actor_kind,
            audit_event::action,
            audit_event::purpose,
            staff::full_name.nullable(),
            staff::first_name.nullable(),
            staff::job.nullable(),
        ))
        .load(r.conn)?;
    let mut listed: Vec<Listed> = Vec::new();
    for line in lines {
        add(&mut listed, line.listed());
    }
    Ok(listed)
}

fn add(listed: &mut Vec<Listed>, new: Listed) {
    let same = |one: &&mut Listed| one.on == new.on && one.who == new.who && one.searched == new.searched;
    match listed.iter_mut().rev().find(same) {
        Some(one) => one.times += 1,
        None => listed.push(new),
    }
}

impl ListLine {
    fn listed(self) -> Listed {
        Listed {
            on: day_of(instant(self.at)),
            who: looker(&self.actor_kind, self.actor, self.first_name, self.full_name, self.job),
            times: 1,
            searched: self.action == "search",
            purpose: self.purpose,
        }
    }
}

fn looker(
    kind: &str,
    id: String,
    first_name: Option<String>,
    full_name: Option<String>,
    job: Option<String>,
) -> Looker {
    match (kind, first_name, full_name, job) {
        ("young_person", ..) => Looker::Themselves,
        ("staff", Some(first_name), Some(full_name), Some(job)) => Looker::Staff { id, first_name, full_name, job },
        _ => Looker::System,
    }
}

impl Line {
    fn look(self) -> Look {
        let at = instant(self.at);
        let who = looker(&self.actor_kind, self.actor, self.first_name, self.full_name, self.job);
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
