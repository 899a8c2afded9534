//! Y23 What you can get: in plain words, and asked for at one's own door.

use crate::support::App;
use crate::team::can_get::mia;

#[tokio::test]
async fn a_young_person_asks_and_their_adviser_sees_it() {
    let app = App::on("2026-11-22");
    let amira = app.personal_adviser("Amira");
    let mia = mia(&app, &amira);
    let me = app.young_person(&mia);
    let list = me.get("/me/rights").await;
    list.says("You can ask now").says("Money to set up home").says("It is at least £3,000.");
    list.says("We have not checked this sum yet. It may be different.")
        .says("You have had nothing yet. £3,000 is left.");
    list.says("Not for you now").says("This is a new law. It has not started yet.");

    let form = me.get("/me/rights/ENT-02").await;
    form.heading_is("Money to set up home").says("Your adviser and the manager can see this.");
    let after = form.submit("Ask for this", &[("words", "I got a flat!")]).await;
    after.says("We have it. Your adviser can see it now.").says("You asked on Sunday 22 November.");
    let again = me.get("/me/rights/ENT-02").await;
    again.says("I got a flat!").does_not_say("Do you want to say anything?");

    let seen = amira.get(&format!("/team/p/{mia}/entitlement/ENT-02")).await;
    seen.says("I got a flat!").says("Asked today");
    amira.get(&format!("/team/p/{mia}/timeline")).await.says("Asked for: Setting-up-home money");
}

#[tokio::test]
async fn both_doors_say_the_same_sums() {
    let app = App::on("2026-11-22");
    let amira = app.personal_adviser("Amira");
    let mia = mia(&app, &amira);
    let tess =
        app.staff_with("Tess", waymark_cases::access::Role::HeadOfService, &[waymark_cases::access::PostKind::Service]);
    let address = format!("/team/p/{mia}/entitlement/ENT-02");
    tess.get(&address).await.submit("Save", &[("kind", "granted"), ("sum", "500")]).await.says("Agreed: £500");
    let refused = tess.get(&format!("/team/p/{mia}/entitlement/ENT-06")).await;
    refused.submit("Save", &[("kind", "refused"), ("words", "The other fund pays for this.")]).await.status_is(200);
    let me = app.young_person(&mia);
    me.get("/me/rights/ENT-02").await.says("The answer was yes: £500.");
    let list = me.get("/me/rights").await;
    list.says("The answer was no").says("The other fund pays for this.").says("You can ask again.");
}

#[tokio::test]
async fn what_is_not_open_has_no_button_and_what_is_too_long_is_kept() {
    let app = App::on("2026-11-22");
    let amira = app.personal_adviser("Amira");
    let mia = mia(&app, &amira);
    let me = app.young_person(&mia);
    me.get("/me/rights/ENT-09").await.does_not_say("Ask for this").says("It has not started yet.");
    me.get("/me/rights/ENT-99").await.status_is(404);
    let long = "word ".repeat(500);
    let page = me.get("/me/rights/ENT-13").await.submit("Ask for this", &[("words", long.as_str())]).await;
    page.status_is(422).field_error_is("words", "That is too long. Write less, or tell your adviser the rest");
}
