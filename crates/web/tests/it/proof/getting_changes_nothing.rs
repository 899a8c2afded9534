//! Opening pages changes nothing but the audit (SEC-06); and every page opened leaves a row (AUD-01, AUD-02).

use axum::http::Method;
use waymark_cases::access::Role;
use waymark_web::routes::entries;

use super::{acts_when_opened, address};
use crate::support::App;

#[tokio::test]
async fn sec_06_opening_every_page_leaves_the_records_as_they_were() {
    let app = App::on("2026-11-22");
    let amira = app.personal_adviser("Amira");
    let sam = super::with_a_plan(&app, "Sam", jiff::civil::date(2009, 5, 4), Some(&amira));
    let visitors = [
        app.young_person(&sam),
        app.staff("Ada", Role::SystemAdministrator),
        app.staff("Dan", Role::DataAnalyst),
        amira,
    ];
    let before = app.world.rows_but_audit();
    for entry in entries().iter().filter(|entry| entry.method == Method::GET && !acts_when_opened(entry)) {
        for visitor in &visitors {
            let staff = visitors[3].staff_id();
            visitor.ask(&address(entry, &sam, &staff)).await;
        }
    }
    assert_eq!(before, app.world.rows_but_audit());
}

#[tokio::test]
async fn aud_01_every_page_about_a_person_leaves_a_row_that_names_their_record() {
    let app = App::on("2026-11-22");
    let amira = app.personal_adviser("Amira");
    let sam = super::with_a_plan(&app, "Sam", jiff::civil::date(2009, 5, 4), Some(&amira));
    for entry in entries().iter().filter(|entry| entry.method == Method::GET && entry.path.contains("{person}")) {
        let before = app.world.audit_rows_about(&sam);
        let page = amira.ask(&address(entry, &sam, &amira.staff_id())).await;
        if page.status() == 200 {
            assert!(app.world.audit_rows_about(&sam) > before, "{} left no row", entry.path);
        }
    }
}

#[tokio::test]
async fn aud_01_a_refused_look_leaves_a_row_too() {
    let app = App::on("2026-11-22");
    let ben = app.personal_adviser("Ben");
    let sam = app.person("Sam", "2009-05-04", None);
    let before = app.world.audit_rows_about(&sam);
    ben.ask(&format!("/team/p/{sam}")).await.status_is(404);
    assert!(app.world.audit_rows_about(&sam) > before);
}
