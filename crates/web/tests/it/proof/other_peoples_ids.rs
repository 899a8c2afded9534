//! Every id in every request of one adviser swapped for one of another's: nothing is read, nothing written (SEC-02,
//! SEC-03).

use axum::http::Method;
use waymark_cases::ids::StaffId;
use waymark_web::routes::entries;

use super::address;
use crate::support::App;

#[tokio::test]
async fn sec_03_no_page_opens_with_somebody_elses_id() {
    let app = App::on("2026-11-22");
    let (amira, ben) = (app.personal_adviser("Amira"), app.personal_adviser("Ben"));
    let mine = app.person("Sam", "2009-05-04", Some(&amira));
    let theirs = super::with_a_plan(&app, "Kit", jiff::civil::date(2008, 2, 29), Some(&ben));
    let mut tried = 0;
    for entry in entries().iter().filter(|entry| entry.path.contains("{person}")) {
        let (own, other) = (address(entry, &mine, &StaffId::fresh()), address(entry, &theirs, &StaffId::fresh()));
        if entry.method == Method::GET {
            let page = amira.ask(&other).await;
            page.status_is(404).does_not_say("Kit");
            assert_ne!(amira.ask(&own).await.status(), 500);
            tried += 1;
        }
    }
    assert!(tried >= 5, "{tried} pages tried");
}

#[tokio::test]
async fn sec_03_a_form_drawn_for_one_person_cannot_change_another() {
    let app = App::on("2026-11-22");
    let (amira, ben) = (app.personal_adviser("Amira"), app.personal_adviser("Ben"));
    let mine = app.person("Sam", "2009-05-04", Some(&amira));
    let theirs = app.person("Kit", "2008-02-29", Some(&ben));

    let form = amira.get(&format!("/team/p/{mine}/about/preferred_name")).await;
    form.status_is(200);
    let mut request = form.filled("Save", &[("answer", "Swapped")]);
    *request.uri_mut() = format!("/team/p/{theirs}/about/preferred_name").parse().unwrap();
    amira.send(request).await.status_is(404);

    ben.get(&format!("/team/p/{theirs}")).await.heading_is("Kit").does_not_say("Swapped");
}

#[tokio::test]
async fn sec_06_a_form_drawn_for_one_browser_does_not_work_in_another() {
    let app = App::on("2026-11-22");
    let (amira, ben) = (app.personal_adviser("Amira"), app.personal_adviser("Ben"));
    let sam = app.person("Sam", "2009-05-04", Some(&amira));
    let form = amira.get(&format!("/team/p/{sam}/about/preferred_name")).await;
    let request = form.filled("Save", &[("answer", "Mine")]);
    ben.send(request).await.status_is(403);
}

#[tokio::test]
async fn rel_05_the_same_form_sent_twice_is_saved_once_and_leads_to_the_same_place() {
    let app = App::on("2026-11-22");
    let amira = app.personal_adviser("Amira");
    let form = amira.get("/team/people/add").await;
    let fields = [("name", "Twice"), ("born-day", "4"), ("born-month", "5"), ("born-year", "2009")];
    let (first, again) = (form.filled("Save", &fields), form.filled("Save", &fields));
    let (bytes_first, bytes_again) = (first, again);
    let one = amira.send(bytes_first).await;
    let two = amira.send(bytes_again).await;
    assert_eq!(one.status(), 303, "{}", one.main());
    assert_eq!(amira.get("/team/people").await.all("tbody tr").len(), 1);
    assert!(two.location() == one.location() || two.status() == 200, "{:?}", two.location());
}
