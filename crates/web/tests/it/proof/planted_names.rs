//! Names planted in every field, looked for everywhere they must not be: in addresses, headers, titles at the young
//! person's door, the log, and every page of anybody without a reason to see them (SEC-11, ACC-10).

use std::io::Write;
use std::sync::{Arc, Mutex, PoisonError};

use axum::http::Method;
use waymark_cases::access::{Role, Write as Writing, class};
use waymark_cases::db::By;
use waymark_cases::facts::{self, FactKind, NewFact, SaidBy};
use waymark_cases::ids::StaffId;
use waymark_web::routes::entries;

use super::address;
use crate::support::App;

const CANARY: &str = "Xylophone-Canary";

/// Everything logged while a test runs.
#[derive(Clone, Default)]
struct Heard(Arc<Mutex<Vec<u8>>>);

impl Write for Heard {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).extend_from_slice(bytes);
        Ok(bytes.len())
    }
    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[tokio::test]
async fn sec_11_a_planted_name_appears_only_where_somebody_may_read_it() {
    let heard = Heard::default();
    let log = heard.clone();
    let _ = tracing_subscriber::fmt().with_max_level(tracing::Level::TRACE).with_writer(move || log.clone()).try_init();

    let app = App::on("2026-11-22");
    let amira = app.personal_adviser("Amira");
    let sam = app.person(CANARY, "2009-05-04", Some(&amira));
    plant_everywhere(&app, amira.actor(), &sam);

    let outsiders: Vec<_> = Role::ALL
        .iter()
        .filter(|role| **role != Role::YoungPerson)
        .map(|role| app.staff("Outsider", *role))
        .chain([app.stranger()])
        .collect();
    for entry in entries().iter().filter(|entry| entry.method == Method::GET) {
        let path = address(entry, &sam, &StaffId::fresh());
        for outsider in &outsiders {
            outsider.ask(&path).await.does_not_say(CANARY);
        }
        let own = amira.ask(&path).await;
        assert!(!own.url().contains(CANARY) && own.location().is_none_or(|to| !to.contains(CANARY)));
        let young_person = app.young_person(&sam).ask(&path).await;
        if young_person.path().starts_with("/me") {
            assert!(
                young_person.all("title").iter().all(|title| !title.contains(CANARY) || !title.contains("My space"))
            );
        }
    }
    let logged = String::from_utf8_lossy(&heard.0.lock().unwrap_or_else(PoisonError::into_inner)).into_owned();
    // The reader of pages these tests use logs what it reads; the site has no such part.
    let of_the_site = logged.lines().filter(|line| !line.contains("html5ever"));
    let held: Vec<&str> = of_the_site.filter(|line| line.contains(CANARY)).take(5).collect();
    assert!(held.is_empty(), "the log holds a planted name: {held:#?}");
}

fn plant_everywhere(app: &App, adviser: &waymark_cases::access::Actor, sam: &waymark_cases::ids::PersonId) {
    let asking = app.world.asking(By::Actor(adviser.clone()));
    app.world
        .store
        .write(&asking, |tx| {
            for kind in FactKind::ALL {
                let new = NewFact::given(*kind, format!("{CANARY} {}", kind.code()), SaidBy::Themselves);
                if kind.class() == class::Identity::CLASS && *kind != FactKind::BornOn && *kind != FactKind::DobStatus {
                    let permit = tx.permit::<class::Identity, Writing>(sam)?;
                    facts::record(tx, &permit, &new)?;
                }
                if kind.class() == class::Plan::CLASS {
                    let permit = tx.permit::<class::Plan, Writing>(sam)?;
                    facts::record(tx, &permit, &new)?;
                }
            }
            Ok(())
        })
        .expect("names are planted");
}

use waymark_cases::access::class::DataClass;
