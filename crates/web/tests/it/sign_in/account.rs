//! Your account, and the young person's devices.

use jiff::SignedDuration;
use waymark_cases::access::{PostKind, Role};

use crate::support::App;
use crate::support::app::PASSWORD;

const TEAM: &str = "__Host-waymark-team";
const ME: &str = "__Host-waymark-me";
const NEW: &str = "velvet ladder onion compass";

fn app() -> App {
    App::on("2026-11-22")
}

#[tokio::test]
async fn sec_28_the_account_lists_each_session_and_can_end_another_one() {
    let app = app();
    let amira = app.staff_who_can_sign_in("Amira", Role::PersonalAdviser);
    let (here, there) = (app.signed_in(amira.actor.clone()), app.signed_in(amira.actor.clone()));
    let page = here.get("/team/account").await;
    page.heading_is("Your account").says("Amira Test").says("Personal adviser").says(&amira.email);
    assert_eq!(page.all(".wm-card h3").len(), 2);
    let this_one =
        there.get("/team/account").await.all(".wm-card h3").iter().position(|title| title.contains("this one"));
    let handles = page.attributes("input[name='handle']", "value");
    let other = &handles[this_one.expect("the other's own session")];
    let done = page.submit("Sign out there (A test)", &[("handle", other)]).await;
    done.says("That device is signed out");
    there.ask("/team").await.leads_to("/team/sign-in?back=%2Fteam");
    here.ask("/team").await.status_is(200);
}

#[tokio::test]
async fn sec_28_nobody_ends_somebody_elses_session() {
    let app = app();
    let (amira, ben) = (app.personal_adviser("Amira"), app.personal_adviser("Ben"));
    let theirs = ben.get("/team/account").await.attributes("input[name='handle']", "value");
    let page = amira.get("/team/account").await;
    page.submit("Sign out there (A test)", &[("handle", &theirs[0])]).await.status_is(404);
    ben.ask("/team").await.status_is(200);
}

#[tokio::test]
async fn ending_the_session_in_use_is_signing_out() {
    let app = app();
    let amira = app.personal_adviser("Amira");
    let page = amira.get("/team/account").await.submit_once("Sign out there (A test)", &[]).await;
    page.leads_to("/team/sign-in");
    assert!(page.header("clear-site-data").is_some());
    assert_eq!(amira.cookie(TEAM), None);
}

#[tokio::test]
async fn sec_28_changing_the_password_ends_every_other_session_and_the_old_one_signs_nobody_in() {
    let app = app();
    let amira = app.staff_who_can_sign_in("Amira", Role::PersonalAdviser);
    let (here, there) = (app.signed_in(amira.actor.clone()), app.signed_in(amira.actor.clone()));
    let before = here.cookie(TEAM);
    let page = here.get("/team/account/password").await;
    let fields = [("current", PASSWORD), ("code", &*app.code_of(&amira)), ("new", NEW)];
    page.submit("Change password", &fields).await.heading_is("Your account").says("Your password is changed");
    assert_ne!(here.cookie(TEAM), before, "SEC-27");
    there.ask("/team").await.leads_to("/team/sign-in?back=%2Fteam");
    let page = app.stranger().get("/team/sign-in").await;
    app.wait(SignedDuration::from_mins(1));
    let page = page.submit("Continue", &[("email", &amira.email), ("password", PASSWORD)]).await;
    page.submit("Sign in", &[("code", &app.code_of(&amira))]).await.status_is(422);
}

#[tokio::test]
async fn a_password_is_not_changed_by_somebody_who_does_not_know_it() {
    let app = app();
    let amira = app.staff_who_can_sign_in("Amira", Role::PersonalAdviser);
    let here = app.signed_in(amira.actor.clone());
    let page = here.get("/team/account/password").await;
    let fields = [("current", "not the password at all"), ("code", &*app.code_of(&amira)), ("new", NEW)];
    let refused = page.submit("Change password", &fields).await;
    refused.field_error_is(
        "current",
        "Check your password and code. One of them is not right, or it is too soon to try again",
    );
    let fields = [("current", PASSWORD), ("code", "123456"), ("new", "short")];
    let refused = refused.submit("Change password", &fields).await;
    refused.field_error_is("new", "Password must be 15 characters or more");
}

#[tokio::test]
async fn sec_29_roles_settings_and_who_looked_want_a_proof_not_older_than_ten_minutes() {
    let app = app();
    let ada = app.world.staff("Ada", Role::SystemAdministrator, &[PostKind::Service]);
    let account = app.world.open_account(&ada, PASSWORD);
    let (at, manager) = (app.signed_in(ada), app.team_manager("Ben"));
    let sam = app.person("Sam", "2007-05-04", Some(&manager));
    let looked = format!("/team/p/{sam}/looked");
    manager.ask(&looked).await.status_is(200);
    let form = at.get("/team/set-up/teams").await;
    app.wait(SignedDuration::from_mins(11));
    manager.ask(&looked).await.leads_to(&format!("/team/prove?back=%2Fteam%2Fp%2F{sam}%2Flooked"));
    form.submit_once("Add a team", &[]).await.leads_to("/team/prove?back=%2Fteam%2Fset-up%2Fteams");
    let page = at.get("/team/set-up/people").await;
    page.heading_is("Show that it is you");
    let code = account.secret.code_at(app.asking().now);
    let proved = page.submit_once("Continue", &[("password", PASSWORD), ("code", &*code)]).await;
    proved.leads_to("/team/set-up/people");
    at.get("/team/set-up/people").await.heading_is("People and roles");
}

#[tokio::test]
async fn sec_29_somebody_without_the_role_is_not_asked_to_prove_anything() {
    let app = app();
    let amira = app.personal_adviser("Amira");
    app.wait(SignedDuration::from_mins(11));
    amira.ask("/team/set-up").await.status_is(404);
    amira.ask("/team/people").await.status_is(200);
}

#[tokio::test]
async fn sec_10_a_session_that_ended_by_itself_leaves_nothing_in_the_browser() {
    let app = app();
    let amira = app.personal_adviser("Amira");
    app.wait(SignedDuration::from_mins(21));
    let sent_away = amira.ask("/team/people").await;
    sent_away.leads_to("/team/sign-in?back=%2Fteam%2Fpeople");
    assert_eq!(sent_away.header("clear-site-data"), Some("\"cache\", \"storage\""));
    assert_eq!(amira.cookie(TEAM), None);
    assert_eq!(app.stranger().ask("/team/people").await.header("clear-site-data"), None);
}

#[tokio::test]
async fn sec_16_proving_again_leads_to_no_other_site() {
    let app = app();
    let amira = app.staff_who_can_sign_in("Amira", Role::PersonalAdviser);
    let here = app.signed_in(amira.actor.clone());
    let page = here.get("/team/prove?back=https%3A%2F%2Fevil.example").await;
    let fields = [("password", PASSWORD), ("code", &*app.code_of(&amira))];
    page.submit_once("Continue", &fields).await.leads_to("/team");
}

mod at_the_young_persons_door {
    use super::*;

    #[tokio::test]
    async fn sec_28_a_young_person_signs_another_device_out() {
        let app = app();
        let sam = app.person("Sam", "2007-05-04", None);
        let (phone, library) = (app.young_person(&sam), app.young_person(&sam));
        let page = phone.get("/me/settings").await;
        assert_eq!(page.all(".wm-card h3").iter().filter(|title| title.contains("this one")).count(), 1);
        let this_one =
            library.get("/me/devices").await.all(".wm-card h3").iter().position(|title| title.contains("this one"));
        let other = &page.attributes("input[name='handle']", "value")[this_one.expect("its own session")];
        page.submit("Sign out there (A test)", &[("handle", other)]).await.says("That device is signed out");
        library.ask("/me/record").await.leads_to("/me/in?back=%2Fme%2Frecord");
    }

    #[tokio::test]
    async fn this_is_my_phone_keeps_the_session_for_fourteen_days_under_a_new_token() {
        let app = app();
        let phone = app.young_person(&app.person("Sam", "2007-05-04", None));
        let before = phone.cookie(ME);
        let page = phone.get("/me/devices").await.submit_once("This is my phone", &[]).await;
        let session = page.set_cookies().into_iter().find(|line| line.starts_with(ME)).expect("a new token").to_owned();
        assert!(session.contains("; Max-Age=1209600"), "{session}");
        assert_ne!(phone.cookie(ME), before, "SEC-27");
        app.wait(SignedDuration::from_hours(13 * 24));
        phone.get("/me/devices").await.says("You stay signed in for 14 days");
    }

    #[tokio::test]
    async fn whoever_finds_a_phone_open_later_cannot_keep_it_open() {
        let app = app();
        let phone = app.young_person(&app.person("Sam", "2007-05-04", None));
        app.wait(SignedDuration::from_mins(11));
        let page = phone.get("/me/devices").await.submit("This is my phone", &[]).await;
        page.heading_is("Sign in").says("Sign in again first");
        phone.get("/me/passkey").await.heading_is("Sign in");
    }

    #[tokio::test]
    async fn acc_30_who_looked_is_behind_a_fresh_sign_in() {
        let app = app();
        let phone = app.young_person(&app.person("Sam", "2007-05-04", None));
        phone.get("/me/record/looked").await.heading_is("Who looked");
        app.wait(SignedDuration::from_mins(11));
        phone.ask("/me/record").await.status_is(200);
        phone.get("/me/record/looked").await.heading_is("Sign in").says("Sign in again first");
    }
}
