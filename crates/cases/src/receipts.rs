//! A form sent twice is saved once (REL-05): each form carries a key, and the answer to it is kept.

use diesel::prelude::*;

use crate::db::{Tx, micros, on_each_engine};
use crate::error::Result;
use crate::schema::form_receipt;

/// Where the first sending of this form led, if it was already taken.
pub fn earlier(tx: &mut Tx<'_>, key: &str) -> Result<Option<String>> {
    let me = tx.by();
    Ok(form_receipt::table
        .find(key)
        .filter(form_receipt::actor.eq(me))
        .select(form_receipt::location)
        .first(tx.reading.conn)
        .optional()?)
}

/// Keeps where a form led, in the same transaction as what it changed.
pub fn keep(tx: &mut Tx<'_>, key: &str, location: &str) -> Result<()> {
    let (me, at, route) = (tx.by(), micros(tx.now()), tx.asking().route.clone());
    let row = (
        form_receipt::form_key.eq(key),
        form_receipt::actor.eq(me),
        form_receipt::route.eq(route),
        form_receipt::location.eq(location),
        form_receipt::at.eq(at),
    );
    on_each_engine!(&mut *tx.reading.conn, c => diesel::insert_into(form_receipt::table)
        .values(row)
        .on_conflict_do_nothing()
        .execute(c))?;
    Ok(())
}
