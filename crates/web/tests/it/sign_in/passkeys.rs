//! Passkeys at both doors, with a device made for tests.

use jiff::SignedDuration;
use serde_json::{Value, json};
use waymark_cases::access::{Role, Who};
use waymark_cases::sign_in::accounts;

use crate::support::app::{ORIGIN, PASSWORD};
use crate::support::{App, Authenticator, Page, Persona};

const TEAM: &str = "__Host-waymark-team";
const ME: &str = "__Host-waymark-me";

fn app() -> App {
    App::on("2026-11-22")
}

fn device() -> Authenticator {
    Authenticator::at(ORIGIN)
}

/// What the script reads from the part of the page that is its own.
fn token(page: &Page) -> String {
    page.attributes("[data-passkey]", "data-token").into_iter().next().expect("a part for passkeys")
}

fn challenge(page: &Page) -> Value {
    page.status_is(200);
    page.json()["publicKey"].clone()
}

/// Adds this device to the account of whoever is signed in here.
async fn add(at: &Persona, door: &str, page: &str, device: &mut Authenticator) -> Page {
    let page = at.get(page).await;
    page.heading_is("Add a passkey");
    let token = token(&page);
    let start = at.send_json(&format!("{door}/passkey/add/start"), &token, &json!({})).await;
    let credential = device.create(&challenge(&start));
    let body = json!({ "credential": credential, "named": "My phone", "to": door });
    at.send_json(&format!("{door}/passkey/add/finish"), &token, &body).await
}

/// Signs in with this device, as the script on the door's sign-in page does.
async fn enter(at: &Persona, door: &str, page: &str, device: &mut Authenticator) -> Page {
    let token = token(&at.get(page).await);
    let start = at.send_json(&format!("{door}/passkey/sign-in/start"), &token, &json!({})).await;
    let credential = device.get(&challenge(&start));
    let body = json!({ "credential": credential, "to": format!("{door}/settings") });
    at.send_json(&format!("{door}/passkey/sign-in/finish"), &token, &body).await
}

/// A device that knows somebody's staff account, and their browser.
async fn known_device(app: &App) -> (Persona, Authenticator) {
    let (at, mut device) = (app.personal_adviser("Amira"), device());
    add(&at, "/team", "/team/account/passkey", &mut device).await.status_is(200);
    (at, device)
}

#[tokio::test]
async fn sec_22_a_passkey_signs_in_alone_because_it_is_both_factors() {
    let app = app();
    let (amira, mut device) = known_device(&app).await;
    let at = app.stranger();
    let done = enter(&at, "/team", "/team/sign-in", &mut device).await;
    assert_eq!(done.status_is(200).json()["to"], "/team/settings");
    at.ask("/team/account").await.status_is(200).says("Amira Test");
    amira.get("/team/account").await.says("My phone");
}

#[tokio::test]
async fn a_young_persons_passkey_signs_in_at_their_door() {
    let app = app();
    let sam = app.person("Sam", "2007-05-04", None);
    let (at, mut device) = (app.young_person(&sam), device());
    add(&at, "/me", "/me/passkey", &mut device).await.status_is(200);
    let another = app.stranger();
    let done = enter(&another, "/me", "/me/in", &mut device).await;
    assert_eq!(done.status_is(200).json()["to"], "/me/settings");
    assert!(another.cookie(ME).is_some());
    another.get("/me/settings").await.says("My phone");
}

#[tokio::test]
async fn a_passkey_of_one_door_opens_no_other() {
    let app = app();
    let (_, mut device) = known_device(&app).await;
    let at = app.stranger();
    enter(&at, "/me", "/me/in", &mut device).await.status_is(422);
    assert_eq!(at.cookie(ME), None);
}

#[tokio::test]
async fn a_key_that_only_claims_the_credential_signs_nobody_in() {
    let app = app();
    let (_, known) = known_device(&app).await;
    let at = app.stranger();
    enter(&at, "/team", "/team/sign-in", &mut device().posing_as(&known)).await.status_is(422);
    enter(&at, "/team", "/team/sign-in", &mut device()).await.status_is(422);
    assert_eq!(at.cookie(TEAM), None);
}

#[tokio::test]
async fn a_passkey_shown_to_another_site_signs_nobody_in() {
    let app = app();
    let (_, known) = known_device(&app).await;
    let at = app.stranger();
    enter(&at, "/team", "/team/sign-in", &mut known.led_to("https://waymark.example.evil.example"))
        .await
        .status_is(422);
}

#[tokio::test]
async fn sec_24_an_answer_to_a_challenge_is_good_once_and_only_in_its_own_browser() {
    let app = app();
    let (_, mut device) = known_device(&app).await;
    let (at, another) = (app.stranger(), app.stranger());
    let (mine, theirs) = (token(&at.get("/team/sign-in").await), token(&another.get("/team/sign-in").await));
    let start = at.send_json("/team/passkey/sign-in/start", &mine, &json!({})).await;
    let body = json!({ "credential": device.get(&challenge(&start)), "to": "/team" });
    another.send_json("/team/passkey/sign-in/finish", &theirs, &body).await.status_is(422);
    at.send_json("/team/passkey/sign-in/finish", &mine, &body).await.status_is(200);
    another.send_json("/team/passkey/sign-in/finish", &theirs, &body).await.status_is(422);
}

#[tokio::test]
async fn a_challenge_nobody_answers_for_ten_minutes_is_gone() {
    let app = app();
    let (_, mut device) = known_device(&app).await;
    let at = app.stranger();
    let token = token(&at.get("/team/sign-in").await);
    let start = at.send_json("/team/passkey/sign-in/start", &token, &json!({})).await;
    let body = json!({ "credential": device.get(&challenge(&start)), "to": "/team" });
    app.wait(SignedDuration::from_mins(10));
    at.send_json("/team/passkey/sign-in/finish", &token, &body).await.status_is(422);
}

#[tokio::test]
async fn sec_06_a_ceremony_needs_the_pages_own_token_and_our_own_origin() {
    let app = app();
    let at = app.stranger();
    let token = token(&at.get("/team/sign-in").await);
    at.send_json("/team/passkey/sign-in/start", "made.up", &json!({})).await.status_is(403);
    let mut elsewhere = at.request(axum::http::Method::POST, "/team/passkey/sign-in/start");
    elsewhere.headers_mut().insert("content-type", "application/json".parse().unwrap());
    elsewhere.headers_mut().insert("x-form-token", token.parse().unwrap());
    elsewhere.headers_mut().insert("sec-fetch-site", "cross-site".parse().unwrap());
    at.send(elsewhere).await.status_is(403);
    at.send_json("/team/passkey/sign-in/start", &token, &json!({ "more": 1 })).await.status_is(422);
}

#[tokio::test]
async fn sec_29_adding_a_passkey_wants_a_proof_not_older_than_ten_minutes() {
    let app = app();
    let amira = app.staff_who_can_sign_in("Amira", Role::PersonalAdviser);
    let at = app.signed_in(amira.actor.clone());
    let token = token(&at.get("/team/account/passkey").await);
    app.wait(SignedDuration::from_mins(11));
    at.send_json("/team/passkey/add/start", &token, &json!({})).await.status_is(422);
    let page = at.get("/team/account/passkey").await;
    page.heading_is("Show that it is you");
    let before = at.cookie(TEAM);
    let page = page.submit("Continue", &[("password", PASSWORD), ("code", &app.code_of(&amira))]).await;
    page.heading_is("Add a passkey");
    assert_ne!(at.cookie(TEAM), before, "SEC-27: the session goes on under a new token");
}

#[tokio::test]
async fn sec_29_a_passkey_proves_again_too() {
    let app = app();
    let (at, mut device) = known_device(&app).await;
    app.wait(SignedDuration::from_mins(11));
    let page = at.get("/team/account/passkey").await;
    page.heading_is("Show that it is you");
    let token = token(&page);
    let start = at.send_json("/team/passkey/sign-in/start", &token, &json!({})).await;
    let body = json!({ "credential": device.get(&challenge(&start)), "to": "/team/account/passkey" });
    let before = at.cookie(TEAM);
    at.send_json("/team/passkey/prove/finish", &token, &body).await.status_is(200);
    assert_ne!(at.cookie(TEAM), before);
    at.get("/team/account/passkey").await.heading_is("Add a passkey");
}

#[tokio::test]
async fn somebody_elses_passkey_proves_nothing() {
    let app = app();
    let (_, mut device) = known_device(&app).await;
    let ben = app.personal_adviser("Ben");
    app.wait(SignedDuration::from_mins(11));
    let token = token(&ben.get("/team/prove").await);
    let start = ben.send_json("/team/passkey/sign-in/start", &token, &json!({})).await;
    let body = json!({ "credential": device.get(&challenge(&start)), "to": "/team" });
    ben.send_json("/team/passkey/prove/finish", &token, &body).await.status_is(422);
}

#[tokio::test]
async fn sec_28_adding_a_passkey_ends_the_other_sessions_and_one_out_of_use_opens_nothing() {
    let app = app();
    let amira = app.staff_who_can_sign_in("Amira", Role::PersonalAdviser);
    let (at, elsewhere) = (app.signed_in(amira.actor.clone()), app.signed_in(amira.actor.clone()));
    let mut device = device();
    add(&at, "/team", "/team/account/passkey", &mut device).await.status_is(200);
    elsewhere.ask("/team").await.leads_to("/team/sign-in?back=%2Fteam");
    let page = at.get("/team/account").await.submit("Take out of use (My phone)", &[]).await;
    page.says("That passkey is out of use").does_not_say("My phone");
    enter(&app.stranger(), "/team", "/team/sign-in", &mut device).await.status_is(422);
}

#[tokio::test]
async fn acc_05_a_passkey_of_a_disabled_account_opens_nothing() {
    let app = app();
    let (amira, mut device) = known_device(&app).await;
    let who = Who::Staff(amira.staff_id());
    app.write(|tx| accounts::disable(tx, &who, accounts::DisabledWhy::ByAdministrator));
    enter(&app.stranger(), "/team", "/team/sign-in", &mut device).await.status_is(422);
}

#[tokio::test]
async fn without_script_nothing_of_it_is_seen() {
    let app = app();
    for page in ["/team/sign-in", "/me/in"] {
        let page = app.stranger().get(page).await;
        assert!(page.has("[data-passkey][hidden]"));
        assert!(page.attributes("script", "src").iter().all(|src| src.starts_with("/assets/")));
    }
}
