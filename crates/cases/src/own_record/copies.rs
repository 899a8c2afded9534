//! A full copy of their record (Y33): asked for in one press, and the clock that the law sets begins that day (CLK-77,
//! rules.md §7.5).

use waymark_rules::clocks::EvidenceKind;

use crate::access::{Permit, Read, class};
use crate::db::{Reading, Tx};
use crate::error::Result;
use crate::evidence::{self, Kept, NewEvidence};
use crate::ids::RowId;

/// Asks for a copy. Asked again while one is on its way, nothing is added.
pub fn ask(tx: &mut Tx<'_>, permit: &Permit<class::WholeRecordExport, Read>, wishes: &str) -> Result<Option<RowId>> {
    if on_its_way(tx, permit)?.is_some() {
        return Ok(None);
    }
    let today = tx.today();
    let new =
        NewEvidence::done(EvidenceKind::RecordRequested, today, "A copy of the record was asked for").saying(wishes);
    evidence::store(tx, permit.person(), &new).map(Some)
}

/// The request that no copy answers yet, if there is one.
pub fn on_its_way(r: &mut Reading<'_>, permit: &Permit<class::WholeRecordExport, Read>) -> Result<Option<Kept>> {
    let kept = evidence::of_class(r, permit)?;
    let is_answered = |asked: &Kept| {
        let given = kept.iter().filter(|one| one.kind() == Some(EvidenceKind::RecordGiven));
        let mut given = given.filter(|one| one.happened_on >= asked.happened_on);
        given.any(|one| one.about.as_deref().is_none_or(|about| about == asked.series))
    };
    let mut asked = kept.iter().filter(|one| one.kind() == Some(EvidenceKind::RecordRequested));
    Ok(asked.find(|one| !is_answered(one)).cloned())
}
