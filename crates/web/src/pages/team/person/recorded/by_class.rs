//! The same deed for whichever class of data a kind belongs to: a permit is asked for that class and no other.

use waymark_cases::access::{Class, Read, Write, class};
use waymark_cases::db::{Reading, Tx};
use waymark_cases::evidence::{self, NewEvidence, class_of};
use waymark_cases::ids::{PersonId, RowId};
use waymark_cases::{Error, Result};
use waymark_rules::clocks::Marks;

macro_rules! for_class {
    (@arms $class:expr, $C:ident, $work:expr, $other:expr, $($name:ident)+) => {
        match $class {
            $(Class::$name => { type $C = class::$name; $work })+
            _ => $other,
        }
    };
    ($class:expr, $C:ident => $work:expr, else $other:expr) => {
        for_class!(@arms $class, $C, $work, $other,
            Plan CaseNotes Health Immigration EducationWorkHousing Money ManagementOversight SupervisionNotes Audits
            Permissions OwnDocuments WholeRecordExport)
    };
}

pub(crate) fn may_write(r: &mut Reading<'_>, person: &PersonId, class: Class) -> Result<bool> {
    for_class!(class, C => Ok(r.permit_if_allowed::<C, Write>(person)?.is_some()), else Ok(false))
}

pub(crate) fn may_read(r: &mut Reading<'_>, person: &PersonId, class: Class) -> Result<bool> {
    for_class!(class, C => Ok(r.permit_if_allowed::<C, Read>(person)?.is_some()), else Ok(false))
}

/// Asks to write, or there is no such page.
pub(super) fn ask_to_write(r: &mut Reading<'_>, person: &PersonId, class: Class) -> Result<()> {
    for_class!(class, C => r.permit::<C, Write>(person).map(|_| ()), else Err(Error::NotFound))
}

pub(super) fn record(tx: &mut Tx<'_>, person: &PersonId, new: &NewEvidence) -> Result<RowId> {
    for_class!(class_of(new.kind), C => {
        let permit = tx.permit::<C, Write>(person)?;
        evidence::record(tx, &permit, new)
    }, else Err(Error::NotFound))
}

pub(super) fn end(tx: &mut Tx<'_>, person: &PersonId, id: &str, new: &NewEvidence, marks: Marks) -> Result<()> {
    for_class!(class_of(new.kind), C => {
        let permit = tx.permit::<C, Write>(person)?;
        evidence::end_as(tx, &permit, id, new.on, marks, &new.says)
    }, else Err(Error::NotFound))
}
