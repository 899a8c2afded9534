//! Y32 Who looked.

use crate::support::App;

#[tokio::test]
async fn acc_30_a_young_person_sees_who_looked_at_what_and_why() {
    let app = App::on("2026-11-22");
    let amira = app.personal_adviser("Amira");
    let sam = app.person("Sam", "2009-05-04", Some(&amira));
    amira.get(&format!("/team/p/{sam}/about")).await.status_is(200);
    let page = app.young_person(&sam).get("/me/record/looked").await;
    page.says("Sunday 22 November")
        .says("Amira, personal adviser")
        .says("your name and how to reach you")
        .says("to help you");
}

#[tokio::test]
async fn acc_30_looks_that_opened_nothing_are_not_shown() {
    let app = App::on("2026-11-22");
    let (amira, ben) = (app.personal_adviser("Amira"), app.personal_adviser("Ben"));
    let sam = app.person("Sam", "2009-05-04", Some(&amira));
    ben.get(&format!("/team/p/{sam}")).await.status_is(404);
    app.young_person(&sam).get("/me/record/looked").await.does_not_say("Ben");
}

#[tokio::test]
async fn who_looked_is_two_presses_from_home() {
    let app = App::on("2026-11-22");
    let amira = app.personal_adviser("Amira");
    let sam = app.person("Sam", "2009-05-04", Some(&amira));
    let home = app.young_person(&sam).get("/me").await;
    home.follow_link("See who looked").await.heading_is("Who looked");
}
