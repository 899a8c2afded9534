//! A plan that leaves on paper (S38): read from one record only (SEC-42), for the young person or for somebody they said yes
//! to (PRV-02). Each leaves a line in the record, so that they read who was given what.

use crate::access::{Permit, Read, Scope, class};
use crate::db::Tx;
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

/// Takes the plan out, if it may go to them, and says so in the record.
pub fn make(
    tx: &mut Tx<'_>,
    plan: &Permit<class::Plan, Read>,
    sharing: Option<&Permit<class::Permissions, Read>>,
    to: &For,
) -> Result<Pack> {
    if plan.grounds().scope != Scope::Whole {
        return Err(Error::NotFound);
    }
    let recipient = match to {
        For::Themselves => None,
        For::Permission(id) => Some(recipient_of(tx, sharing.ok_or(Error::NotFound)?, id)?),
    };
    let says = match &recipient {
        None => "A copy of the plan was made on paper for them".to_owned(),
        Some(name) => format!("A copy of the plan was made on paper for {name}, as they said yes to"),
    };
    let person = plan.person().clone();
    tx.record(&person, NewEvent::new(EventKind::PackMade, tx.today(), says))?;
    tx.audit_change(&person, "plan", "print")?;
    Ok(Pack { plan: plans::as_read(tx, plan)?, recipient, mark: mark(&person) })
}

/// The one they said yes to, if the yes still holds and covers the plan.
fn recipient_of(tx: &mut Tx<'_>, sharing: &Permit<class::Permissions, Read>, id: &str) -> Result<String> {
    let today = tx.today();
    let all = permissions::in_force(tx, sharing, today)?;
    let found = all.into_iter().find(|one| one.id == id && one.covers(Part::Plan));
    let refused = "They have not said yes to that, or the yes has ended. Ask them first.";
    found.map(|one| one.given.recipient).ok_or_else(|| Error::Contradicts(refused.into()))
}
