//! A plan that leaves on paper (S38): read from one record only (SEC-42), for the young person or for somebody they said yes
//! to (PRV-02). Each leaves a line in the record, so that they read who was given what.

use crate::access::{Permit, Read, Scope, class};
use crate::db::{Reading, Tx};
use crate::error::{Error, Result};
use crate::events::{EventKind, NewEvent};
use crate::permissions::{self, Part};
use crate::plans::{self, PlanRead};

/// Whom it is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum For {
    Themselves,
    /// The recipient of a permission, by its id.
    Permission(String),
}

/// What goes on paper.
#[derive(Debug, Clone)]
pub struct Pack {
    pub plan: PlanRead,
    /// Who is given it, if not the young person.
    pub recipient: Option<String>,
    /// Stands on every page, so that a sheet that strays can be put back, and one from another record be seen.
    pub mark: String,
}

/// The mark of a record: eight letters of its id, which say nothing of the person.
pub fn mark(person: &crate::ids::PersonId) -> String {
    person.as_str().chars().take(8).collect::<String>().to_uppercase()
}

/// What would go on paper, if it may go to them.
pub fn read(
    r: &mut Reading<'_>,
    plan: &Permit<class::Plan, Read>,
    sharing: &Permit<class::Permissions, Read>,
    to: &For,
) -> Result<Pack> {
    if plan.grounds().scope != Scope::Whole {
        return Err(Error::NotFound);
    }
    let recipient = recipient_of(r, sharing, to)?;
    Ok(Pack { plan: plans::as_read(r, plan)?, recipient, mark: mark(plan.person()) })
}

/// Says in the record that it was made, and for whom, if it may go to them.
pub fn record(
    tx: &mut Tx<'_>,
    plan: &Permit<class::Plan, Read>,
    sharing: &Permit<class::Permissions, Read>,
    to: &For,
) -> Result<()> {
    if plan.grounds().scope != Scope::Whole {
        return Err(Error::NotFound);
    }
    let says = match recipient_of(tx, sharing, to)? {
        None => "A copy of the plan was made on paper for them".to_owned(),
        Some(name) => format!("A copy of the plan was made on paper for {name}, as they said yes to"),
    };
    tx.record(plan.person(), NewEvent::new(EventKind::PackMade, tx.today(), says))?;
    tx.audit_change(plan.person(), "plan", "print")
}

/// The one it is for, if not themselves: only while the yes holds, and only if it covers the plan.
fn recipient_of(r: &mut Reading<'_>, sharing: &Permit<class::Permissions, Read>, to: &For) -> Result<Option<String>> {
    let For::Permission(id) = to else { return Ok(None) };
    let today = r.today();
    let found =
        permissions::in_force(r, sharing, today)?.into_iter().find(|one| one.id == *id && one.covers(Part::Plan));
    let refused = "They have not said yes to that, or the yes has ended. Ask them first.";
    found.map(|one| Some(one.given.recipient)).ok_or_else(|| Error::Contradicts(refused.into()))
}
