//! Y03 First time: five short pages, each of which can be skipped.

use crate::support::App;

#[tokio::test]
async fn every_page_can_be_skipped_and_the_last_says_who_sees_what() {
    let app = App::on("2026-11-22");
    let amira = app.personal_adviser("Amira");
    let sam = app.person("Sam", "2007-05-04", Some(&amira));
    let mut page = app.young_person(&sam).get("/me/leave-page").await.follow_link("Continue").await;
    for number in 1..=4 {
        page.says(&format!("Page {number} of 5"));
        page = page.follow_link("Skip").await;
    }
    page.heading_is("Who sees what").says("Page 5 of 5").follow_link("Go to Home").await.heading_is("Hello Sam");
}

#[tokio::test]
async fn what_they_answer_is_kept_as_theirs_and_read_by_their_adviser() {
    let app = App::on("2026-11-22");
    let amira = app.personal_adviser("Amira");
    let sam = app.person("Samuel", "2007-05-04", Some(&amira));
    let young = app.young_person(&sam);
    let name = young.get("/me/start/preferred_name").await;
    name.submit("Save and go on", &[("answer", "")]).await.field_error_is("answer", "Write what we should call you");
    let pronouns = name.submit("Save and go on", &[("answer", "Sam")]).await;
    pronouns.says("Page 2 of 5").submit("Save and go on", &[("answer", "he/him")]).await.says("Page 3 of 5");
    let staff = amira.get(&format!("/team/p/{sam}")).await;
    staff.heading_is("Sam");
    assert!(staff.text().contains("he/him"), "the bar above each page of the record says it");
    young.get("/me/start/legal_name").await.status_is(404);
}
