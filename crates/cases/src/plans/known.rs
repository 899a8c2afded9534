//! What the record knows already about a matter of the plan, in a sentence to begin with: nobody writes again what was
//! written down elsewhere (design/pages.md §1 rule 8).

use jiff::civil::Date;
use waymark_rules::clocks::{Evidence, EvidenceKind, Mark, Outcome};
use waymark_rules::plan_content::Matter;
use waymark_rules::words::long_date;

use crate::access::{Permit, Read, RelationshipKind, class};
use crate::clocks;
use crate::db::Reading;
use crate::error::{Error, Result};
use crate::{relationships, status};

/// How many of the days on which we tried are named.
const TRIES: usize = 6;

/// A sentence about a matter from the rest of the record, if it holds one. None where its dates contradict each other.
pub fn about(r: &mut Reading<'_>, permit: &Permit<class::Status, Read>, matter: Matter) -> Result<Option<String>> {
    match looked_up(r, permit, matter) {
        Err(Error::Contradicts(_)) => Ok(None),
        other => other,
    }
}

fn looked_up(r: &mut Reading<'_>, permit: &Permit<class::Status, Read>, matter: Matter) -> Result<Option<String>> {
    let says = match matter {
        Matter::Support => {
            tie(r, permit, RelationshipKind::AllocatedWorker)?.map(|name| format!("{name} is the adviser."))
        }
        Matter::Officer => tie(r, permit, RelationshipKind::ReviewingOfficerAppointment)?
            .map(|name| format!("{name} is the reviewing officer.")),
        Matter::BreakRights => Some(status::of_person(r, permit)?.plain().staff),
        Matter::BreakTried | Matter::BreakWish | Matter::BreakOffer | Matter::BreakAdvocate => {
            let evidence = clocks::of_person(r, permit)?.evidence;
            from_evidence(&evidence, matter)
        }
        _ => None,
    };
    Ok(says)
}

fn tie(r: &mut Reading<'_>, permit: &Permit<class::Status, Read>, kind: RelationshipKind) -> Result<Option<String>> {
    let today = r.today();
    let ties = relationships::of_person(r, permit)?;
    Ok(ties.into_iter().find(|tie| tie.kind() == Some(kind) && tie.holds_on(today)).and_then(|tie| tie.name))
}

fn from_evidence(evidence: &[Evidence], matter: Matter) -> Option<String> {
    let last = |kind: EvidenceKind| evidence.iter().filter(|one| one.kind == kind).max_by_key(|one| one.on);
    match matter {
        Matter::BreakTried => tried(evidence),
        Matter::BreakWish => {
            last(EvidenceKind::StepBack).map(|one| format!("They asked for less contact on {}.", long_date(one.on)))
        }
        Matter::BreakOffer => last(EvidenceKind::StepBack)
            .filter(|one| one.marks.has(Mark::LocalOfferGiven))
            .map(|one| format!("They had the local offer by {}.", long_date(one.on))),
        Matter::BreakAdvocate => {
            last(EvidenceKind::AdvocacyOffered).map(|one| format!("We offered an advocate on {}.", long_date(one.on)))
        }
        _ => None,
    }
}

fn tried(evidence: &[Evidence]) -> Option<String> {
    let tries = evidence.iter().filter(|one| one.kind == EvidenceKind::Contact && one.outcome == Outcome::Attempted);
    let mut days: Vec<Date> = tries.map(|one| one.on).collect();
    days.sort_unstable();
    let days: Vec<String> = days.into_iter().rev().take(TRIES).map(|on| long_date(on).to_string()).collect();
    (!days.is_empty()).then(|| format!("We tried on {}.", days.join(", ")))
}
