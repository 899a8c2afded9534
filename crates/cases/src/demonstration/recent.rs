//! What happened to the told stories in the last days: words said, records opened, so that "what changed" and "who looked"
//! have something true to show.

use jiff::civil::Date;
use waymark_rules::dates::add_days;

use super::service::Service;
use super::told::{ELLIS, NADIA, SAM};
use crate::access::{Read, Role, Write, class};
use crate::db::{Asking, By, Store};
use crate::error::Result;
use crate::facts::{FactKind, NewFact, SaidBy};
use crate::ids::PersonId;

/// One thing somebody did with a record, so many days ago.
struct Deed {
    days_ago: i32,
    at: (i8, i8),
    who: Role,
    with: &'static str,
    /// What was written down; nothing for a record only read.
    words: Option<(FactKind, &'static str)>,
}

const fn read(days_ago: i32, at: (i8, i8), who: Role, with: &'static str) -> Deed {
    Deed { days_ago, at, who, with, words: None }
}

const fn heard(days_ago: i32, at: (i8, i8), with: &'static str, kind: FactKind, words: &'static str) -> Deed {
    Deed { days_ago, at, who: Role::PersonalAdviser, with, words: Some((kind, words)) }
}

/// In the order they happened.
const DEEDS: &[Deed] = &[
    read(8, (9, 12), Role::PersonalAdviser, SAM),
    read(8, (9, 40), Role::TeamManager, SAM),
    heard(7, (16, 20), SAM, FactKind::LatestWords, "The test centre has a date. I have not told anyone but you."),
    read(6, (11, 5), Role::SocialWorker, ELLIS),
    heard(
        5,
        (15, 30),
        ELLIS,
        FactKind::WhatMatters,
        "Keeping my desk and my drawings. Staying near Ash. The cat at number 9.",
    ),
    read(4, (10, 2), Role::ReviewingOfficer, ELLIS),
    heard(3, (13, 15), NADIA, FactKind::BestWay, "Text after 3 in the afternoon"),
    read(2, (14, 48), Role::PracticeSupervisor, NADIA),
    heard(
        2,
        (17, 5),
        SAM,
        FactKind::LatestWords,
        "Passed! First time! Pauline screamed. Errol says I can have the old van.",
    ),
    heard(
        1,
        (12, 0),
        ELLIS,
        FactKind::LatestWords,
        "I said yes to the flat on Quay Street. Can we go and measure for the desk?",
    ),
];

pub(super) fn happened(store: &Store, day: Date, service: &Service, told: &[(&'static str, PersonId)]) -> Result<()> {
    for deed in DEEDS {
        let Some((_, person)) = told.iter().find(|(name, _)| *name == deed.with) else { continue };
        let actor = store.read(&super::asking(day), |r| crate::staff::actor(r, service.sample(deed.who)))?;
        let mut asking = Asking::new(By::Actor(actor), super::at(add_days(day, -deed.days_ago), deed.at.0, deed.at.1));
        asking.route = "/team/p/{person}".into();
        match deed.words {
            Some((kind, words)) => write(store, &asking, person, kind, words)?,
            None => store.read(&asking, |r| r.permit::<class::Status, Read>(person).map(|_| ()))?,
        }
        store.settle(&asking)?;
    }
    Ok(())
}

fn write(store: &Store, asking: &Asking, person: &PersonId, kind: FactKind, words: &str) -> Result<()> {
    let new = NewFact::given(kind, words, SaidBy::Themselves);
    store.write(asking, |tx| {
        match kind.class() {
            crate::access::Class::Plan => {
                let permit = tx.permit::<class::Plan, Write>(person)?;
                crate::facts::record(tx, &permit, &new)
            }
            _ => {
                let permit = tx.permit::<class::Identity, Write>(person)?;
                crate::facts::record(tx, &permit, &new)
            }
        }
        .map(|_| ())
    })
}
