//! S80 to S82.

use waymark_cases::access::{PostKind, Role};

use crate::support::app::PASSWORD;
use crate::support::{App, Persona};

fn administrator(app: &App, name: &str) -> Persona {
    app.staff_with(name, Role::SystemAdministrator, &[PostKind::Service])
}

#[tokio::test]
async fn acc_09_a_role_takes_effect_only_when_a_second_administrator_agrees() {
    let app = App::on("2026-11-22");
    let (ada, alan) = (administrator(&app, "Ada"), administrator(&app, "Alan"));
    let amira = app.personal_adviser("Amira");
    let address = format!("/team/set-up/people/{}", amira.staff_id());
    let asked = [("role", "team_manager"), ("reason", "Covers for Tess")];
    ada.get(&address).await.submit("Ask a second person", &asked).await.says("Another administrator must agree");
    amira.get("/team/allocate").await.status_is(404);
    assert!(!ada.get("/team/set-up/people").await.main().contains("Do not agree"), "the one who asked has no buttons");

    alan.get("/team/set-up/people").await.submit("Agree", &[("decision", "agree")]).await.says("Team manager");
    amira.ask("/team/allocate").await.leads_to("/team/sign-in?back=%2Fteam%2Fallocate");
    app.signed_in(amira.actor().clone()).get("/team/allocate").await.status_is(200);
}

#[tokio::test]
async fn acc_08_nobody_has_a_hand_in_their_own_role() {
    let app = App::on("2026-11-22");
    let ada = administrator(&app, "Ada");
    let address = format!("/team/set-up/people/{}", ada.staff_id());
    let asked = [("role", "head_of_service"), ("reason", "Because")];
    ada.get(&address).await.submit("Ask a second person", &asked).await.status_is(409).says("your own roles");
}

#[tokio::test]
async fn acc_05_somebody_who_left_is_out_with_the_next_request() {
    let app = App::on("2026-11-22");
    let ada = administrator(&app, "Ada");
    let amira = app.personal_adviser("Amira");
    amira.get("/team/people").await.status_is(200);
    ada.get(&format!("/team/set-up/people/{}", amira.staff_id()))
        .await
        .submit("They have left", &[])
        .await
        .status_is(200);
    assert_eq!(amira.ask("/team/people").await.status(), 303);
}

#[tokio::test]
async fn a_colour_that_white_text_cannot_be_read_on_is_refused() {
    let app = App::on("2026-11-22");
    let ada = administrator(&app, "Ada");
    let page = ada.get("/team/set-up/wording").await.submit("Save", &[("colour", "#ffee00")]).await;
    page.field_error_is("colour", "Choose a darker colour: white text on this one is hard to read");
    ada.get("/team/set-up/wording").await.submit("Save", &[("colour", "#5c1d4f")]).await.status_is(200);
    assert!(ada.ask("/brand.css").await.text().contains("#5c1d4f"));
}

#[tokio::test]
async fn sec_31_a_new_colleague_is_sent_a_link_that_whoever_invites_them_does_not_see() {
    let app = App::on("2026-11-22");
    let ada = administrator(&app, "Ada");
    let new = [
        ("full_name", "Nell Ofori"),
        ("first_name", "Nell"),
        ("job", "Personal adviser"),
        ("email", "nell@example.org"),
    ];
    let page = ada.get("/team/set-up/people/add").await.submit("Save", &new).await;
    let sent = page.submit("Send an invitation", &[]).await;
    sent.says("The invitation is on its way").does_not_say("/team/invite/");

    let message = app.messages().remove(0);
    assert_eq!((&*message.channel, &*message.address), ("email", "nell@example.org"));
    let (_, link) = message.body.split_once("https://waymark.example").expect("a link at the site's address");
    app.stranger().get(link).await.heading_is("Set up your account").says("Nell Ofori");
}

#[tokio::test]
async fn sec_30_somebody_who_was_away_for_long_is_let_in_again_by_an_administrator_and_not_by_themselves() {
    let app = App::on("2026-11-22");
    let amira = app.staff_who_can_sign_in("Amira", Role::PersonalAdviser);
    app.wait(jiff::SignedDuration::from_hours(46 * 24));
    app.write(waymark_cases::nightly::run);
    let details = [("email", &*amira.email), ("password", PASSWORD)];
    let code = app.stranger().get("/team/sign-in").await.submit("Continue", &details).await;
    code.submit("Sign in", &[("code", &app.code_of(&amira))]).await.status_is(422);

    let ada = administrator(&app, "Ada");
    let waymark_cases::access::Who::Staff(id) = &amira.actor.who else { panic!("Amira is staff") };
    ada.get(&format!("/team/set-up/people/{id}")).await.submit("Send an invitation", &[]).await.status_is(200);
    let message = app.messages().into_iter().find(|message| message.body.contains("/team/invite/")).expect("sent");
    let (_, link) = message.body.split_once("https://waymark.example").expect("a link");
    app.stranger().get(link).await.heading_is("Choose another password");
}
