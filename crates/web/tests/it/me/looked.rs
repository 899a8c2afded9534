//! Y32 Who looked.

use crate::support::{App, Page};

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

#[tokio::test]
async fn acc_30_lists_and_searches_that_showed_the_name_are_one_line_a_day_for_each_person() {
    let app = App::on("2026-11-22");
    let (amira, ben) = (app.personal_adviser("Amira"), app.personal_adviser("Ben"));
    let sam = app.person("Sam", "2009-05-04", Some(&amira));
    app.person("Tam", "2009-06-05", Some(&ben));
    for _ in 0..3 {
        amira.get("/team/people").await.says("Sam");
    }
    amira.get("/team/search?for=Sam").await.says("Sam");
    ben.get("/team/people").await.does_not_say("Sam");
    let page = app.young_person(&sam).get("/me/record/looked").await;
    page.says("Amira, personal adviser").says("Saw your name in a list.").says("Found your name in a search.");
    assert_eq!(page.all(".wm-looks li").len(), 1, "{}", page.main());
    page.does_not_say("Ben").does_not_say("your dates and what you can get");
    let staff = as_a_manager_sees_it(&app, &sam).await;
    staff.says("Saw the name in a list, 3 times").says("Found the name in a search, 1 time");
}

/// The same history as a manager who may read it sees it.
async fn as_a_manager_sees_it(app: &App, sam: &waymark_cases::ids::PersonId) -> Page {
    let tess = app.team_manager("Tess");
    app.world.supported_by(sam, tess.actor());
    tess.get(&format!("/team/p/{sam}/looked")).await
}

#[tokio::test]
async fn acc_30_a_list_of_more_than_thirty_days_ago_is_no_longer_shown() {
    let app = App::on("2026-11-22");
    let amira = app.personal_adviser("Amira");
    let sam = app.person("Sam", "2009-05-04", Some(&amira));
    amira.get("/team/people").await.says("Sam");
    app.wait(jiff::SignedDuration::from_hours(31 * 24));
    app.young_person(&sam).get("/me/record/looked").await.does_not_say("Amira");
}
