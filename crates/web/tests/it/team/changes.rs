//! S04 Since you were last here.

use jiff::SignedDuration;

use crate::support::App;

#[tokio::test]
async fn what_was_written_down_since_is_told_by_person_and_nothing_of_anybody_elses() {
    let app = App::on("2026-11-22");
    let (amira, bea) = (app.personal_adviser("Amira"), app.personal_adviser("Bea"));
    let sam = app.person("Sam", "2007-05-04", Some(&amira));
    app.person("Kit", "2007-05-05", Some(&bea));
    app.wait(SignedDuration::from_hours(20 * 24));
    let amira = app.signed_in(amira.actor().clone());
    amira.get("/team/changes?days=7").await.says("Nothing new since 5 December 2026.");
    let form = amira.get(&format!("/team/p/{sam}/contact")).await;
    form.submit("Save contact", &[("how", "phone"), ("words", "Hello")]).await.status_is(200);
    let changes = amira.get("/team/changes?days=7").await;
    changes.heading_is("Since you were last here").says("Sam").says("Contact: a phone call").does_not_say("Kit");
}

#[tokio::test]
async fn it_begins_where_their_last_session_ended() {
    let app = App::on("2026-11-22");
    let amira = app.personal_adviser("Amira");
    app.person("Sam", "2007-05-04", Some(&amira));
    app.wait(SignedDuration::from_hours(30 * 24));
    let again = app.signed_in(amira.actor().clone());
    again.get("/team/changes").await.says("What was written down since 22 November 2026").says("Record started");
}
