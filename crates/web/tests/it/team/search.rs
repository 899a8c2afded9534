//! S03 Search.

use crate::support::App;

#[tokio::test]
async fn part_of_a_name_finds_somebody_i_support_and_says_why() {
    let app = App::on("2026-11-22");
    let amira = app.personal_adviser("Amira");
    app.person("Zoë Ó Briain", "2009-05-04", Some(&amira));
    amira.get("/team/search?for=briain").await.says("Zoë Ó Briain").says("name");
    amira.get("/team/search?for=zoe").await.says("Zoë Ó Briain");
}

#[tokio::test]
async fn acc_16_somebody_elses_young_person_is_found_only_exactly_and_only_as_a_pointer() {
    let app = App::on("2026-11-22");
    let (amira, ben) = (app.personal_adviser("Amira"), app.personal_adviser("Ben"));
    app.person("Kit Long", "2008-02-29", Some(&ben));
    amira.get("/team/search?for=kit").await.does_not_say("Kit Long");
    let born = |day| [("name", "Kit Long"), ("born-day", day), ("born-month", "2"), ("born-year", "2008")];
    let page = amira.get("/team/search").await;
    page.submit("Search", &[("for", "x")]).await.status_is(200);
    let wrong = amira.post_form("/team/search", "born-day", &born("28")).await;
    wrong.says("No one matches exactly");
    let right = amira.post_form("/team/search", "born-day", &born("29")).await;
    right.says("Kit Long").says("Ask Ben Test");
    assert!(right.attributes("main a", "href").iter().all(|to| !to.starts_with("/team/p/")), "a pointer opens nothing");
}

#[tokio::test]
async fn acc_16_more_than_sixty_searches_beyond_ones_own_in_an_hour_are_refused() {
    let app = App::on("2026-11-22");
    let amira = app.personal_adviser("Amira");
    let typed = [("name", "Nobody"), ("born-day", "1"), ("born-month", "1"), ("born-year", "2009")];
    for _ in 0..60 {
        amira.post_form("/team/search", "born-day", &typed).await.says("No one matches exactly");
    }
    amira.post_form("/team/search", "born-day", &typed).await.says("more than 60 searches");
    app.wait(jiff::SignedDuration::from_mins(61));
}
