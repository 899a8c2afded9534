//! S10 Young people.

use waymark_cases::access::{PostKind, Role};

use crate::support::App;

#[tokio::test]
async fn an_adviser_lists_only_the_young_people_they_support() {
    let app = App::on("2026-11-22");
    let (amira, ben) = (app.personal_adviser("Amira"), app.personal_adviser("Ben"));
    app.person("Sam", "2009-05-04", Some(&amira));
    app.person("Kit", "2008-05-04", Some(&ben));
    let page = amira.get("/team/people").await;
    page.says("1 person").says("Sam").does_not_say("Kit");
}

#[tokio::test]
async fn acc_17_a_page_of_a_list_shows_at_most_fifty_people() {
    let app = App::on("2026-11-22");
    let hana = app.staff_with("Hana", Role::HeadOfService, &[PostKind::Service]);
    for number in 0..53 {
        app.person(&format!("Person {number:02}"), "2009-05-04", None);
    }
    let first = hana.get("/team/people").await;
    first.says("53 people");
    assert_eq!(first.all("tbody tr").len(), 50);
    let second = hana.get("/team/people?page=2").await;
    assert_eq!(second.all("tbody tr").len(), 3);
}

#[tokio::test]
async fn nobody_to_show_is_said_with_a_way_on() {
    let app = App::on("2026-11-22");
    let amira = app.personal_adviser("Amira");
    amira
        .get("/team/people?view=turning")
        .await
        .says("No one matches")
        .follow_link("Show everyone")
        .await
        .says("0 people");
}

#[tokio::test]
async fn somebody_turning_eighteen_in_ninety_days_is_in_the_saved_view() {
    let app = App::on("2026-11-22");
    let amira = app.personal_adviser("Amira");
    app.person("Soon", "2009-02-19", Some(&amira));
    app.person("Later", "2009-02-22", Some(&amira));
    app.person("Already", "2008-11-22", Some(&amira));
    let page = amira.get("/team/people?view=turning").await;
    page.says("Soon").does_not_say("Later").does_not_say("Already");
}
