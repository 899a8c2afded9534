//! A role takes effect when a second administrator agrees: nobody grants a role alone, and nobody has a hand in their
//! own (ACC-08, ACC-09).

use diesel::prelude::*;

use crate::access::{Role, ServicePermit, Who, Write, class};
use crate::db::{Reading, Tx};
use crate::error::{Error, Result};
use crate::ids::{RowId, StaffId};
use crate::schema::{role_request, staff};

/// A role somebody asked for on another's behalf.
#[derive(Debug, Clone, Queryable)]
pub struct Request {
    pub id: String,
    pub staff_id: String,
    pub full_name: String,
    pub role: String,
    pub reason: String,
    pub asked_at: i64,
    pub asked_by: String,
}

/// Asks for a role. It opens nothing until a second person agrees.
pub fn ask(
    tx: &mut Tx<'_>,
    permit: &ServicePermit<class::UsersAndSettings, Write>,
    for_whom: &StaffId,
    role: Role,
    reason: &str,
) -> Result<RowId> {
    not_for_oneself(permit.holder(), for_whom)?;
    let (id, at, by) = (RowId::fresh(), tx.now_micros(), tx.by());
    diesel::insert_into(role_request::table)
        .values((
            role_request::id.eq(id.as_str()),
            role_request::staff_id.eq(for_whom.as_str()),
            role_request::role.eq(role.code()),
            role_request::reason.eq(reason),
            role_request::asked_at.eq(at),
            role_request::asked_by.eq(by),
        ))
        .execute(tx.reading.conn)?;
    tx.audit_setting("role asked for");
    Ok(id)
}

fn not_for_oneself(holder: &Who, for_whom: &StaffId) -> Result<()> {
    if *holder == Who::Staff(for_whom.clone()) {
        return Err(Error::Contradicts("You cannot have a hand in your own roles. Ask another administrator.".into()));
    }
    Ok(())
}

/// Requests that wait for a second person, oldest first.
pub fn waiting(r: &mut Reading<'_>, _permit: &ServicePermit<class::UsersAndSettings>) -> Result<Vec<Request>> {
    Ok(role_request::table
        .inner_join(staff::table)
        .filter(role_request::settled_at.is_null())
        .order(role_request::asked_at)
        .select((
            role_request::id,
            role_request::staff_id,
            staff::full_name,
            role_request::role,
            role_request::reason,
            role_request::asked_at,
            role_request::asked_by,
        ))
        .load(r.conn)?)
}

/// A second administrator agrees or does not. The one who asked cannot; nor can the one it is for.
pub fn settle(
    tx: &mut Tx<'_>,
    permit: &ServicePermit<class::UsersAndSettings, Write>,
    request: &RowId,
    granted: bool,
) -> Result<()> {
    let (staff_id, code, asked_by): (String, String, String) = role_request::table
        .find(request.as_str())
        .filter(role_request::settled_at.is_null())
        .select((role_request::staff_id, role_request::role, role_request::asked_by))
        .first(tx.reading.conn)?;
    let for_whom = StaffId::stored(staff_id);
    not_for_oneself(permit.holder(), &for_whom)?;
    if asked_by == permit.holder().to_string() {
        return Err(Error::Contradicts("You asked for this role. Another administrator must agree.".into()));
    }
    let (at, by) = (tx.now_micros(), tx.by());
    diesel::update(role_request::table.find(request.as_str()))
        .set((role_request::settled_at.eq(at), role_request::settled_by.eq(by), role_request::granted.eq(granted)))
        .execute(tx.reading.conn)?;
    let role = Role::from_code(&code).ok_or(Error::NotFound)?;
    if granted {
        let today = tx.today();
        crate::staff::grant_role(tx, &for_whom, role, today)?;
    }
    tx.audit_setting(if granted { "role agreed" } else { "role not agreed" });
    Ok(())
}
