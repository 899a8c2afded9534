//! Why something is late, as a worker records it (S50). Reasons that respect what the young person wants or needs are told
//! apart from those that are ours, and sort below them.

use waymark_rules::clocks::EvidenceKind;

use crate::access::words::listed;
use crate::access::{Approve, Permit, Write, class};
use crate::db::Tx;
use crate::error::{Error, Result};
use crate::evidence::{self, NewEvidence};
use crate::ids::RowId;

listed! {
    /// One of a short list, so that managers can see what is common.
    Reason {
        AskedForSpace = "asked_for_space", "They asked for space";
        AskedToRearrange = "asked_to_rearrange", "They asked for another day";
        Away = "away", "They are away";
        InHospital = "in_hospital", "They are in hospital";
        Grieving = "grieving", "They are grieving";
        CannotReach = "cannot_reach", "We cannot reach them, and keep trying";
        WorkerAway = "worker_away", "The adviser is away";
        NoAdviser = "no_adviser", "Nobody is their adviser yet";
        WaitingForOthers = "waiting_for_others", "We wait for another service";
        NotWrittenDown = "not_written_down", "It was done and not yet written down";
        OurDelay = "our_delay", "We did not get to it";
    }
}

impl Reason {
    /// True where the delay follows what they asked for or are going through.
    pub const fn respects_them(self) -> bool {
        match self {
            Self::AskedForSpace | Self::AskedToRearrange | Self::Away | Self::InHospital | Self::Grieving => true,
            Self::CannotReach
            | Self::WorkerAway
            | Self::NoAdviser
            | Self::WaitingForOthers
            | Self::NotWrittenDown
            | Self::OurDelay => false,
        }
    }
}

/// Records why a clock is late. It stops nothing: the date stands, and the reason stands beside it.
pub fn record(
    tx: &mut Tx<'_>,
    permit: &Permit<class::Plan, Write>,
    clock: &str,
    about: Option<&str>,
    reason: Reason,
    words: &str,
) -> Result<RowId> {
    let new = lateness(tx, clock, about, reason, words)?;
    evidence::record(tx, permit, &new)
}

/// The same by a manager, who may say why although the plan is not theirs to write.
pub fn record_by_manager(
    tx: &mut Tx<'_>,
    permit: &Permit<class::ManagementOversight, Write>,
    clock: &str,
    about: Option<&str>,
    reason: Reason,
    words: &str,
) -> Result<RowId> {
    let new = lateness(tx, clock, about, reason, words)?;
    evidence::store(tx, permit.person(), &new)
}

fn lateness(tx: &Tx<'_>, clock: &str, about: Option<&str>, reason: Reason, words: &str) -> Result<NewEvidence> {
    let label = waymark_rules::clocks::definitions::by_id(clock).ok_or(Error::NotFound)?.label;
    let says = format!("Why this is late: {label}");
    let words = if words.trim().is_empty() { reason.says() } else { words.trim() };
    let mut new = NewEvidence::done(EvidenceKind::ReasonForLateness, tx.today(), says)
        .saying(words)
        .detailed(serde_json::json!({ "reason": reason.code() }));
    new.clock = Some(clock.to_owned());
    new.about = about.map(str::to_owned);
    Ok(new)
}

/// A manager decides, with a reason, that a local duty need not be done until a day. The law's own cannot be waived: the
/// engine keeps it running and says so.
pub fn waive(
    tx: &mut Tx<'_>,
    permit: &Permit<class::Plan, Approve>,
    clock: &str,
    until: jiff::civil::Date,
    words: &str,
) -> Result<RowId> {
    let label = waymark_rules::clocks::definitions::by_id(clock).ok_or(Error::NotFound)?.label;
    let mut new = NewEvidence::done(EvidenceKind::Waiver, tx.today(), format!("Set aside for now: {label}"))
        .until(Some(until))
        .saying(words);
    new.clock = Some(clock.to_owned());
    new.decided_by = Some(tx.by());
    evidence::store(tx, permit.person(), &new)
}
