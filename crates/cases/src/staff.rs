//! The people who work here, their teams and the roles they hold from one day to another.

use std::collections::HashSet;

use diesel::prelude::*;
use jiff::civil::Date;

use crate::access::{Actor, Post, PostKind, Role, Who};
use crate::db::{Day, Reading, Tx};
use crate::error::Result;
use crate::ids::{RowId, StaffId, TeamId};
use crate::schema::{staff, staff_post, staff_role, team};
use crate::sign_in::accounts::{self, DisabledWhy};
use crate::sign_in::sessions;

/// Somebody who works with young people or for the service. Working details, not personal data of a young person.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = staff)]
pub struct Staff {
    pub id: String,
    pub full_name: String,
    pub first_name: String,
    pub job: String,
    pub email: String,
    pub phone: Option<String>,
    pub created_at: i64,
    pub left_at: Option<i64>,
}

impl Staff {
    pub fn staff_id(&self) -> StaffId {
        StaffId::stored(self.id.clone())
    }
}

/// A team and the area it serves.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = team)]
pub struct Team {
    pub id: String,
    pub name: String,
    pub area: String,
    pub created_at: i64,
}

/// A role somebody holds, half-open like every period.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = staff_role)]
pub struct HeldRole {
    pub id: String,
    pub staff_id: String,
    pub role: String,
    pub from_on: Day,
    pub to_on: Option<Day>,
    pub granted_at: i64,
    pub granted_by: String,
}

/// Somebody about to be added.
#[derive(Debug, Clone)]
pub struct NewStaff {
    pub full_name: String,
    pub first_name: String,
    pub job: String,
    pub email: String,
    pub phone: Option<String>,
}

pub fn add_team(tx: &mut Tx<'_>, name: &str, area: &str) -> Result<TeamId> {
    let id = TeamId::fresh();
    let at = tx.now_micros();
    diesel::insert_into(team::table)
        .values((team::id.eq(id.as_str()), team::name.eq(name), team::area.eq(area), team::created_at.eq(at)))
        .execute(tx.reading.conn)?;
    tx.audit_setting("team");
    Ok(id)
}

pub fn add(tx: &mut Tx<'_>, new: &NewStaff) -> Result<StaffId> {
    let id = StaffId::fresh();
    let at = tx.now_micros();
    diesel::insert_into(staff::table)
        .values((
            staff::id.eq(id.as_str()),
            staff::full_name.eq(&new.full_name),
            staff::first_name.eq(&new.first_name),
            staff::job.eq(&new.job),
            staff::email.eq(new.email.to_lowercase()),
            staff::phone.eq(new.phone.as_deref()),
            staff::created_at.eq(at),
        ))
        .execute(tx.reading.conn)?;
    tx.audit_setting("staff");
    Ok(id)
}

pub fn grant_role(tx: &mut Tx<'_>, staff: &StaffId, role: Role, from_on: Date) -> Result<()> {
    let (at, by) = (tx.now_micros(), tx.by());
    diesel::insert_into(staff_role::table)
        .values((
            staff_role::id.eq(RowId::fresh().as_str()),
            staff_role::staff_id.eq(staff.as_str()),
            staff_role::role.eq(role.code()),
            staff_role::from_on.eq(Day(from_on)),
            staff_role::granted_at.eq(at),
            staff_role::granted_by.eq(by),
        ))
        .execute(tx.reading.conn)?;
    tx.audit_setting("role");
    roles_changed(tx, staff)
}

/// No session outlives a change of what it may do (SEC-27): they sign in again and get a new one.
fn roles_changed(tx: &mut Tx<'_>, who: &StaffId) -> Result<()> {
    sessions::end_all(tx, &Who::Staff(who.clone()), None, "roles changed").map(|_| ())
}

/// Ends a role on a day: it no longer holds on that day, from the next request on (ACC-05).
pub fn end_role(tx: &mut Tx<'_>, held: &str, on: Date) -> Result<()> {
    let whose: String = staff_role::table.find(held).select(staff_role::staff_id).first(tx.reading.conn)?;
    diesel::update(staff_role::table.find(held)).set(staff_role::to_on.eq(Day(on))).execute(tx.reading.conn)?;
    tx.audit_setting("role");
    roles_changed(tx, &StaffId::stored(whose))
}

/// As [`end_role`], for a role that must be this person's.
pub fn end_role_of(tx: &mut Tx<'_>, who: &StaffId, held: &str, on: Date) -> Result<()> {
    let theirs: i64 = staff_role::table
        .find(held)
        .filter(staff_role::staff_id.eq(who.as_str()))
        .count()
        .get_result(tx.reading.conn)?;
    if theirs == 0 {
        return Err(crate::error::Error::NotFound);
    }
    end_role(tx, held, on)
}

/// Marks that somebody has left. Their account is closed and every session of it ends (SEC-28).
pub fn leave(tx: &mut Tx<'_>, who: &StaffId) -> Result<()> {
    let (at, account) = (tx.now_micros(), Who::Staff(who.clone()));
    diesel::update(staff::table.find(who.as_str())).set(staff::left_at.eq(at)).execute(tx.reading.conn)?;
    if accounts::of(tx, &account)?.is_some() {
        accounts::disable(tx, &account, DisabledWhy::Left)?;
    }
    tx.audit_setting("staff");
    Ok(())
}

pub fn by_id(r: &mut Reading<'_>, id: &StaffId) -> Result<Staff> {
    Ok(staff::table.find(id.as_str()).select(Staff::as_select()).first(r.conn)?)
}

pub fn by_email(r: &mut Reading<'_>, email: &str) -> Result<Option<Staff>> {
    Ok(staff::table
        .filter(staff::email.eq(email.trim().to_lowercase()))
        .select(Staff::as_select())
        .first(r.conn)
        .optional()?)
}

/// Everybody who has not left, by name.
pub fn everyone(r: &mut Reading<'_>) -> Result<Vec<Staff>> {
    Ok(staff::table.filter(staff::left_at.is_null()).order(staff::full_name).select(Staff::as_select()).load(r.conn)?)
}

pub fn teams(r: &mut Reading<'_>) -> Result<Vec<Team>> {
    Ok(team::table.order(team::name).select(Team::as_select()).load(r.conn)?)
}

/// Every role anybody was ever given, newest first.
pub fn held_roles(r: &mut Reading<'_>) -> Result<Vec<HeldRole>> {
    Ok(staff_role::table.order(staff_role::granted_at.desc()).select(HeldRole::as_select()).load(r.conn)?)
}

/// Somebody as the access policy sees them today: no roles if they left.
pub fn actor(r: &mut Reading<'_>, id: &StaffId) -> Result<Actor> {
    let today = Day(r.today());
    let person = by_id(r, id)?;
    let codes: Vec<String> = staff_role::table
        .filter(staff_role::staff_id.eq(id.as_str()))
        .filter(staff_role::from_on.le(today))
        .filter(staff_role::to_on.is_null().or(staff_role::to_on.gt(today)))
        .order(staff_role::granted_at)
        .select(staff_role::role)
        .load(r.conn)?;
    let roles: Vec<Role> = if person.left_at.is_some() {
        Vec::new()
    } else {
        codes.iter().filter_map(|code| Role::from_code(code)).collect()
    };
    Ok(Actor::staff(id.clone(), &roles))
}

/// Places somebody: in a team, across the service, over a budget or on duty.
pub fn place(tx: &mut Tx<'_>, who: &StaffId, post: &Post) -> Result<RowId> {
    let (at, by, id) = (tx.now_micros(), tx.by(), RowId::fresh());
    let (kind, team) = stored_post(&post.kind);
    diesel::insert_into(staff_post::table)
        .values((
            staff_post::id.eq(id.as_str()),
            staff_post::staff_id.eq(who.as_str()),
            staff_post::kind.eq(kind),
            staff_post::team_id.eq(team),
            staff_post::from_on.eq(Day(post.from_on)),
            staff_post::to_on.eq(post.to_on.map(Day)),
            staff_post::set_at.eq(at),
            staff_post::set_by.eq(by),
        ))
        .execute(tx.reading.conn)?;
    tx.audit_setting("post");
    Ok(id)
}

/// Ends a post on a day, felt from the next request on (ACC-05).
pub fn end_post(tx: &mut Tx<'_>, post: &str, on: Date) -> Result<()> {
    diesel::update(staff_post::table.find(post)).set(staff_post::to_on.eq(Day(on))).execute(tx.reading.conn)?;
    tx.audit_setting("post");
    Ok(())
}

fn stored_post(kind: &PostKind) -> (&'static str, Option<String>) {
    match kind {
        PostKind::Team(team) => ("team", Some(team.to_string())),
        PostKind::Service => ("service", None),
        PostKind::CostCentre => ("cost_centre", None),
        PostKind::DutyShift => ("duty_shift", None),
    }
}

/// A stored post, with who holds it.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = staff_post)]
pub struct HeldPost {
    pub id: String,
    pub staff_id: String,
    pub kind: String,
    pub team_id: Option<String>,
    pub from_on: Day,
    pub to_on: Option<Day>,
}

impl HeldPost {
    /// As the access policy reads it.
    pub fn post(&self) -> Option<Post> {
        let kind = match self.kind.as_str() {
            "team" => PostKind::Team(TeamId::stored(self.team_id.clone()?)),
            "service" => PostKind::Service,
            "cost_centre" => PostKind::CostCentre,
            "duty_shift" => PostKind::DutyShift,
            _ => return None,
        };
        Some(Post { kind, from_on: self.from_on.0, to_on: self.to_on.map(|day| day.0) })
    }
}

/// The posts somebody holds or held.
pub fn posts(r: &mut Reading<'_>, who: &StaffId) -> Result<Vec<HeldPost>> {
    Ok(staff_post::table
        .filter(staff_post::staff_id.eq(who.as_str()))
        .order(staff_post::from_on)
        .select(HeldPost::as_select())
        .load(r.conn)?)
}

/// Every post anybody holds or held.
pub fn all_posts(r: &mut Reading<'_>) -> Result<Vec<HeldPost>> {
    Ok(staff_post::table.order(staff_post::from_on).select(HeldPost::as_select()).load(r.conn)?)
}

/// Everybody who has not left and holds one of these roles today, by name.
pub fn holding_any(r: &mut Reading<'_>, roles: &[Role]) -> Result<Vec<Staff>> {
    let today = Day(r.today());
    let codes: Vec<&str> = roles.iter().map(|role| role.code()).collect();
    let ids: Vec<String> = staff_role::table
        .filter(staff_role::role.eq_any(codes))
        .filter(staff_role::from_on.le(today))
        .filter(staff_role::to_on.is_null().or(staff_role::to_on.gt(today)))
        .select(staff_role::staff_id)
        .load(r.conn)?;
    let ids: HashSet<String> = ids.into_iter().collect();
    Ok(everyone(r)?.into_iter().filter(|one| ids.contains(&one.id)).collect())
}

/// The team somebody belongs to today; the first, if several.
pub fn team_of(r: &mut Reading<'_>, who: &StaffId) -> Result<Option<TeamId>> {
    let today = r.today();
    let held = posts(r, who)?;
    Ok(held.iter().filter_map(HeldPost::post).filter(|post| post.holds_on(today)).find_map(|post| match post.kind {
        PostKind::Team(team) => Some(team),
        PostKind::Service | PostKind::CostCentre | PostKind::DutyShift => None,
    }))
}
