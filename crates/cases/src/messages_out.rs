//! Messages on their way out. Until a provider is connected they wait here and in a local file, and say nothing of
//! care, the council or the reason (SES-05).

use diesel::prelude::*;

use crate::access::{ServicePermit, class};
use crate::db::{Reading, Tx};
use crate::error::Result;
use crate::ids::{PersonId, RowId, StaffId};
use crate::schema::message_out;

/// A message about to leave.
#[derive(Debug, Clone)]
pub struct NewMessage {
    pub person: Option<PersonId>,
    pub staff: Option<StaffId>,
    /// `text` or `email`.
    pub channel: &'static str,
    pub address: String,
    pub body: String,
}

/// A message in the outbox.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = message_out)]
pub struct Message {
    pub id: String,
    pub channel: String,
    pub address: String,
    pub body: String,
    pub created_at: i64,
    pub taken_at: Option<i64>,
}

pub fn send(tx: &mut Tx<'_>, new: &NewMessage) -> Result<RowId> {
    let (id, at) = (RowId::fresh(), tx.now_micros());
    diesel::insert_into(message_out::table)
        .values((
            message_out::id.eq(id.as_str()),
            message_out::person_id.eq(new.person.as_ref().map(PersonId::as_str)),
            message_out::staff_id.eq(new.staff.as_ref().map(StaffId::as_str)),
            message_out::channel.eq(new.channel),
            message_out::address.eq(&new.address),
            message_out::body.eq(&new.body),
            message_out::created_at.eq(at),
        ))
        .execute(tx.reading.conn)?;
    Ok(id)
}

/// Takes what has not been taken yet, oldest first: whoever calls this has it in their hands when the change is kept.
pub fn take_waiting(tx: &mut Tx<'_>) -> Result<Vec<Message>> {
    let at = tx.now_micros();
    let waiting: Vec<Message> = message_out::table
        .filter(message_out::taken_at.is_null())
        .order(message_out::created_at)
        .select(Message::as_select())
        .load(tx.reading.conn)?;
    let ids: Vec<&str> = waiting.iter().map(|message| message.id.as_str()).collect();
    diesel::update(message_out::table.filter(message_out::id.eq_any(ids)))
        .set(message_out::taken_at.eq(at))
        .execute(tx.reading.conn)?;
    Ok(waiting)
}

/// The newest messages, for an administrator connecting a provider. In a council that is not a demonstration the page
/// shows addresses and times only.
pub fn newest(r: &mut Reading<'_>, _permit: &ServicePermit<class::UsersAndSettings>) -> Result<Vec<Message>> {
    newest_unguarded(r)
}

/// The outbox of the demonstration council, where everybody is invented. Empty anywhere else.
pub fn of_demonstration(r: &mut Reading<'_>) -> Result<Vec<Message>> {
    if crate::settings::council(r)?.demonstration { newest_unguarded(r) } else { Ok(Vec::new()) }
}

pub(crate) fn newest_unguarded(r: &mut Reading<'_>) -> Result<Vec<Message>> {
    Ok(message_out::table.order(message_out::created_at.desc()).limit(50).select(Message::as_select()).load(r.conn)?)
}
