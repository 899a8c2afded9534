//! The outbox page and the file beside the embedded database.

use jiff::civil::date;
use waymark_cases::access::{Role, Who};
use waymark_cases::db::Place;
use waymark_cases::sign_in::{accounts, samples};
use waymark_cases::testing::TestStore;

use crate::support::App;

const PHONE: &str = "07700 900123";

fn somebody_who_can_be_sent_a_code(app: &App) {
    let who = Who::YoungPerson(app.person("Sam", "2007-05-04", None));
    app.write(|tx| {
        accounts::open(tx, &who)?;
        accounts::set_contact(tx, &who, PHONE)
    });
}

#[tokio::test]
async fn a_councils_own_site_has_no_such_page() {
    let app = App::on("2026-11-22");
    somebody_who_can_be_sent_a_code(&app);
    app.stranger().get("/me/in").await.submit("Send me a code", &[("contact", PHONE)]).await.status_is(200);
    app.stranger().get("/outbox").await.status_is(404).does_not_say(PHONE);
    app.staff("Ada", Role::SystemAdministrator).get("/outbox").await.status_is(404);
}

#[tokio::test]
async fn in_a_demonstration_anybody_reads_the_messages_and_it_says_what_it_is() {
    let app = App::demonstration_on("2026-11-22");
    somebody_who_can_be_sent_a_code(&app);
    let at = app.stranger();
    let asked = at.get("/me/in").await.submit("Send me a code", &[("contact", PHONE)]).await;
    let outbox = app.stranger().get("/outbox").await;
    outbox.says("This page exists only in a demonstration").says(PHONE).says("It works for 10 minutes");
    let message = outbox.all(".wm-card p.govuk-body").concat();
    let code: String = message.chars().filter(char::is_ascii_digit).take(6).collect();
    asked.submit("Sign in", &[("code", &code)]).await.heading_is("If you need to leave fast");
}

#[tokio::test]
async fn in_a_demonstration_the_sample_staff_sign_in_with_what_the_page_shows() {
    let app = App::demonstration_on("2026-11-22");
    let id = TestStore::staff_id(&app.world.staff("Amira", Role::PersonalAdviser, &[]));
    let password = samples::hashed_password();
    app.write(|tx| samples::open_staff(tx, &id, &password));
    let at = app.stranger();
    let page = at.get("/team/sign-in").await;
    let outbox = page.follow_link("the demonstration’s own page").await;
    let shown = outbox.all(".wm-facts dd").concat();
    let (email, code) = shown.split_once(", code ").expect("an address and a code");
    let page = page.submit("Continue", &[("email", email), ("password", samples::PASSWORD)]).await;
    assert_eq!(page.submit("Sign in", &[("code", code)]).await.path(), "/team");
}

#[tokio::test]
async fn sample_sign_ins_cannot_be_made_outside_a_demonstration() {
    let app = App::on("2026-11-22");
    let id = TestStore::staff_id(&app.world.staff("Amira", Role::PersonalAdviser, &[]));
    let password = samples::hashed_password();
    let refused = app.world.store.write(&app.asking(), |tx| samples::open_staff(tx, &id, &password));
    assert!(refused.is_err());
}

#[tokio::test]
async fn a_message_is_added_to_the_file_beside_an_embedded_database() {
    let app = App::embedded_on(date(2026, 11, 22));
    let Place::Folder(folder) = app.world.store.place().clone() else { panic!("an embedded database has a folder") };
    somebody_who_can_be_sent_a_code(&app);
    app.stranger().get("/me/in").await.submit("Send me a code", &[("contact", PHONE)]).await.status_is(200);
    let file = folder.join("outbox.txt");
    for _ in 0..500 {
        if std::fs::read_to_string(&file).is_ok_and(|text| text.contains(PHONE) && text.ends_with("\n\n")) {
            return;
        }
        tokio::task::yield_now().await;
        std::thread::sleep(std::time::Duration::from_millis(2));
    }
    panic!("the message never came to the file");
}
