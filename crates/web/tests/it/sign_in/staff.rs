//! S01, invitations and signing out.

use axum::body::Body;
use axum::http::{Method, Request, header};
use jiff::SignedDuration;
use waymark_cases::access::Role;
use waymark_cases::sign_in::invites::{self, InviteKind};
use waymark_cases::sign_in::totp::TotpSecret;
use waymark_cases::testing::TestStore;

use crate::support::app::{Account, PASSWORD};
use crate::support::{App, Page, Persona};

const SESSION: &str = "__Host-waymark-team";
const WRONG: &str = "Check your email address, password and code. One of them is not right";

fn app() -> App {
    App::on("2026-11-22")
}

fn amira(app: &App) -> Account {
    app.staff_who_can_sign_in("Amira", Role::PersonalAdviser)
}

/// Types an address and a password on the first page.
async fn first_part(at: &Persona, page: &str, email: &str, password: &str) -> Page {
    at.get(page).await.submit("Continue", &[("email", email), ("password", password)]).await
}

async fn sign_in(app: &App, at: &Persona, account: &Account) -> Page {
    let page = first_part(at, "/team/sign-in", &account.email, PASSWORD).await;
    page.submit("Sign in", &[("code", &app.code_of(account))]).await
}

#[tokio::test]
async fn sec_22_an_address_a_password_and_a_code_sign_in() {
    let app = app();
    let (amira, at) = (amira(&app), app.stranger());
    let page = first_part(&at, "/team/sign-in", &amira.email, PASSWORD).await;
    page.heading_is("Enter your code");
    assert!(at.cookie(SESSION).is_none(), "nobody is signed in by a password alone");
    let page = page.submit("Sign in", &[("code", &app.code_of(&amira))]).await;
    assert_eq!(page.path(), "/team");
    page.status_is(200);
}

#[tokio::test]
async fn sec_07_the_session_cookie_ends_with_the_browser_and_is_the_only_one_with_a_meaning() {
    let app = app();
    let (amira, at) = (amira(&app), app.stranger());
    let page = first_part(&at, "/team/sign-in", &amira.email, PASSWORD).await;
    let page = page.submit_once("Sign in", &[("code", &app.code_of(&amira))]).await;
    let session = page.set_cookies().into_iter().find(|line| line.starts_with(SESSION)).expect("a session");
    assert!(!session.contains("Max-Age"), "{session}");
    assert_eq!(at.cookie_names(), ["__Host-waymark-known", SESSION], "the visit's cookie is gone");
}

#[tokio::test]
async fn a_page_asked_for_before_signing_in_is_where_signing_in_leads() {
    let app = app();
    let (amira, at) = (amira(&app), app.stranger());
    let page = at.get("/team/people?view=mine").await;
    page.heading_is("Sign in");
    let page = page.submit("Continue", &[("email", &amira.email), ("password", PASSWORD)]).await;
    let page = page.submit_once("Sign in", &[("code", &app.code_of(&amira))]).await;
    page.leads_to("/team/people?view=mine");
}

#[tokio::test]
async fn sec_16_signing_in_leads_to_no_other_site_and_to_no_other_door() {
    let app = app();
    for elsewhere in
        ["https%3A%2F%2Fevil.example", "%2F%2Fevil.example", "%2F%5Cevil.example", "%2Fme%2Frecord", "%2Fteammates"]
    {
        let (amira, at) = (amira(&app), app.stranger());
        let page = first_part(&at, &format!("/team/sign-in?back={elsewhere}"), &amira.email, PASSWORD).await;
        page.submit_once("Sign in", &[("code", &app.code_of(&amira))]).await.leads_to("/team");
    }
}

#[tokio::test]
async fn what_is_left_empty_is_asked_for_and_the_address_is_kept() {
    let app = app();
    let page = app.stranger().get("/team/sign-in").await;
    let refused = page.submit("Continue", &[("email", "amira@example.org"), ("password", "")]).await;
    refused.field_error_is("password", "Enter your password");
    assert_eq!(refused.value_of("email").as_deref(), Some("amira@example.org"));
    assert_eq!(refused.value_of("password"), None, "a password is never sent back");
}

#[tokio::test]
async fn sec_26_an_unknown_address_a_wrong_password_and_a_wrong_code_get_the_same_answer() {
    let app = app();
    let amira = amira(&app);
    let code = app.code_of(&amira);
    let wrong_code = if code == "123456" { "654321" } else { "123456" };
    let tries = [
        ("nobody@example.org", PASSWORD, code.as_str()),
        (&amira.email, "not the password at all", &code),
        (&amira.email, PASSWORD, wrong_code),
    ];
    let mut answers = Vec::new();
    for (email, password, code) in tries {
        app.wait(SignedDuration::from_mins(20));
        let page = first_part(&app.stranger(), "/team/sign-in", email, password).await;
        page.heading_is("Enter your code");
        let page = page.submit("Sign in", &[("code", code)]).await;
        page.field_error_is("code", WRONG);
        answers.push((page.status(), page.main()));
    }
    assert!(answers.windows(2).all(|pair| pair[0] == pair[1]), "{answers:?}");
}

#[tokio::test]
async fn a_code_that_ran_out_can_be_typed_again_without_the_password() {
    let app = app();
    let (amira, at) = (amira(&app), app.stranger());
    let old = app.code_of(&amira);
    let page = first_part(&at, "/team/sign-in", &amira.email, PASSWORD).await;
    app.wait(SignedDuration::from_mins(3));
    let page = page.submit("Sign in", &[("code", &old)]).await;
    page.field_error_is("code", WRONG);
    app.wait(SignedDuration::from_secs(2));
    let page = page.submit("Sign in", &[("code", &app.code_of(&amira))]).await;
    assert_eq!(page.path(), "/team");
}

#[tokio::test]
async fn sec_24_after_three_wrong_codes_the_password_is_asked_for_again() {
    let app = app();
    let (amira, at) = (amira(&app), app.stranger());
    let mut page = first_part(&at, "/team/sign-in", &amira.email, PASSWORD).await;
    for _ in 0..3 {
        app.wait(SignedDuration::from_mins(1));
        page.heading_is("Enter your code");
        page = page.submit("Sign in", &[("code", "12 34 5")]).await;
    }
    page.heading_is("Sign in").field_error_is("email", WRONG);
    at.ask("/team/sign-in/code").await.leads_to("/team/sign-in");
}

#[tokio::test]
async fn sec_25_one_address_has_three_wrong_guesses_and_then_waits_whoever_it_asks_for() {
    let app = app();
    let at = app.stranger();
    for number in 0..3 {
        let page = first_part(&at, "/team/sign-in", &format!("nobody{number}@example.org"), PASSWORD).await;
        page.submit("Sign in", &[("code", "123456")]).await.field_error_is("code", WRONG);
    }
    let amira = amira(&app);
    let page = first_part(&at, "/team/sign-in", &amira.email, PASSWORD).await;
    let stopped = page.submit("Sign in", &[("code", &app.code_of(&amira))]).await;
    stopped.status_is(429).heading_is("Wait a moment");
    assert_eq!(stopped.header("retry-after"), Some("20"));
    let elsewhere = app.stranger();
    assert_eq!(sign_in(&app, &elsewhere, &amira).await.path(), "/team", "another address is not stopped");
}

#[tokio::test]
async fn sec_25_wrong_guesses_at_an_account_slow_the_next_one_down() {
    let app = app();
    let amira = amira(&app);
    for _ in 0..2 {
        let page = first_part(&app.stranger(), "/team/sign-in", &amira.email, "not the password at all").await;
        page.submit("Sign in", &[("code", "123456")]).await;
    }
    let page = first_part(&app.stranger(), "/team/sign-in", &amira.email, PASSWORD).await;
    let code = app.code_of(&amira);
    page.submit("Sign in", &[("code", &code)]).await.status_is(429);
    app.wait(SignedDuration::from_secs(3));
    let page = page.submit("Sign in", &[("code", &code)]).await;
    assert_eq!(page.path(), "/team");
}

#[tokio::test]
async fn sec_06_a_form_from_another_site_signs_nobody_in() {
    let app = app();
    let (amira, at) = (amira(&app), app.stranger());
    let page = at.get("/team/sign-in").await;
    let mut from_elsewhere = page.filled("Continue", &[("email", &amira.email), ("password", PASSWORD)]);
    from_elsewhere.headers_mut().insert("sec-fetch-site", "cross-site".parse().unwrap());
    at.send(from_elsewhere).await.status_is(403).heading_is("Send that form again");
    at.post("/team/sign-in", &[("email", &amira.email), ("password", PASSWORD)]).await.status_is(403);
    at.ask("/team/sign-in/code").await.leads_to("/team/sign-in");
}

#[tokio::test]
async fn sec_06_a_form_drawn_for_one_browser_works_in_no_other() {
    let app = app();
    let amira = amira(&app);
    let page = app.stranger().get("/team/sign-in").await;
    let taken = page.filled("Continue", &[("email", &amira.email), ("password", PASSWORD)]);
    let another = app.stranger();
    another.get("/team/sign-in").await;
    another.send(taken).await.status_is(403);
}

#[tokio::test]
async fn sec_06_an_old_browser_that_only_says_its_origin_can_sign_in_from_ours_alone() {
    let app = app();
    let amira = amira(&app);
    let send = async |origin: &str| {
        let at = app.stranger();
        let page = at.get("/team/sign-in").await;
        let mut request = page.filled("Continue", &[("email", &amira.email), ("password", PASSWORD)]);
        request.headers_mut().remove("sec-fetch-site");
        request.headers_mut().insert(header::ORIGIN, origin.parse().unwrap());
        at.send(request).await
    };
    send("https://waymark.example").await.leads_to("/team/sign-in/code");
    send("https://evil.example").await.status_is(403);
    send("null").await.status_is(403);
}

#[tokio::test]
async fn sec_27_a_planted_session_is_never_adopted() {
    let app = app();
    let (amira, at) = (amira(&app), app.stranger());
    let planted = "0".repeat(52);
    at.hold(SESSION, &planted);
    sign_in(&app, &at, &amira).await;
    assert_ne!(at.cookie(SESSION), Some(planted.clone()));
    let thief = app.stranger();
    thief.hold(SESSION, &planted);
    thief.ask("/team").await.leads_to("/team/sign-in?back=%2Fteam");
}

#[tokio::test]
async fn sec_27_signing_in_again_gives_a_new_token_and_the_old_one_opens_nothing() {
    let app = app();
    let (amira, at) = (amira(&app), app.stranger());
    sign_in(&app, &at, &amira).await;
    let first = at.cookie(SESSION).expect("signed in");
    let thief = app.stranger();
    thief.hold(SESSION, &first);
    thief.ask("/team").await.status_is(200);
    at.get("/team/sign-out").await.submit("Sign out", &[]).await;
    app.wait(SignedDuration::from_mins(1));
    sign_in(&app, &at, &amira).await;
    assert_ne!(at.cookie(SESSION), Some(first));
    thief.ask("/team").await.leads_to("/team/sign-in?back=%2Fteam");
}

#[tokio::test]
async fn sec_10_signing_out_asks_first_then_ends_the_session_and_clears_the_browser() {
    let app = app();
    let at = app.personal_adviser("Amira");
    let token = at.cookie(SESSION).expect("signed in");
    let asks = at.get("/team/sign-out").await;
    asks.heading_is("Sign out");
    at.ask("/team").await.status_is(200);
    let done = asks.submit_once("Sign out", &[]).await;
    done.leads_to("/team/sign-in");
    assert_eq!(done.header("clear-site-data"), Some("\"cache\", \"storage\""));
    assert_eq!(at.cookie(SESSION), None);
    at.hold(SESSION, &token);
    at.ask("/team").await.leads_to("/team/sign-in?back=%2Fteam");
}

#[tokio::test]
async fn a_page_in_use_keeps_its_session_and_twenty_quiet_minutes_end_it() {
    let app = app();
    let at = app.personal_adviser("Amira");
    for _ in 0..3 {
        app.wait(SignedDuration::from_mins(15));
        at.ask("/team").await.status_is(200);
        settled(&app, &at).await;
    }
    app.wait(SignedDuration::from_mins(20));
    at.ask("/team").await.leads_to("/team/sign-in?back=%2Fteam");
}

/// The last use is noted after the answer; this waits until it was.
async fn settled(app: &App, at: &Persona) {
    use waymark_cases::sign_in::sessions;
    for _ in 0..500 {
        let sessions = app.world.store.read(&app.asking(), |r| sessions::of(r, &at.actor().who)).expect("sessions");
        if sessions.iter().all(|session| !session.wants_touching(app.asking().now)) {
            return;
        }
        tokio::task::yield_now().await;
        std::thread::sleep(std::time::Duration::from_millis(2));
    }
    panic!("the use of the session was never noted");
}

#[tokio::test]
async fn a_staff_session_opens_nothing_at_the_young_persons_door() {
    let app = app();
    let at = app.personal_adviser("Amira");
    at.hold("__Host-waymark-me", &at.cookie(SESSION).expect("signed in"));
    at.ask("/me/record").await.leads_to("/me/in?back=%2Fme%2Frecord");
}

mod invitation {
    use super::*;

    const NEW: &str = "velvet ladder onion compass";

    fn invite(app: &App, kind: InviteKind, account: Option<&Account>) -> String {
        let id = match account {
            Some(account) => TestStore::staff_id(&account.actor),
            None => TestStore::staff_id(&app.world.staff("Ben", Role::TeamManager, &[])),
        };
        format!("/team/invite/{}", app.write(|tx| invites::make(tx, &id, kind)))
    }

    fn secret_on(page: &Page) -> TotpSecret {
        TotpSecret::parse(&page.all("code.wm-key").concat()).expect("the key in text")
    }

    #[tokio::test]
    async fn somebody_new_sets_a_password_and_an_authenticator_and_is_signed_in() {
        let app = app();
        let at = app.stranger();
        let page = at.get(&invite(&app, InviteKind::Welcome, None)).await;
        page.heading_is("Set up your account");
        assert!(page.has("svg[role='img'] path"), "the square code is in the page itself");
        let code = secret_on(&page).code_at(app.asking().now);
        let page = page.submit("Save and sign in", &[("password", NEW), ("code", &code)]).await;
        assert_eq!(page.path(), "/team");
    }

    #[tokio::test]
    async fn sec_21_a_password_that_is_guessed_first_is_refused_with_a_reason() {
        let app = app();
        let page = app.stranger().get(&invite(&app, InviteKind::Welcome, None)).await;
        let code = secret_on(&page).code_at(app.asking().now);
        let page = page.submit("Save and sign in", &[("password", "short"), ("code", &code)]).await;
        page.field_error_is("password", "Password must be 15 characters or more");
    }

    #[tokio::test]
    async fn an_invitation_works_once_and_one_never_sent_gets_the_same_page() {
        let app = app();
        let to = invite(&app, InviteKind::Welcome, None);
        let page = app.stranger().get(&to).await;
        let code = secret_on(&page).code_at(app.asking().now);
        page.submit("Save and sign in", &[("password", NEW), ("code", &code)]).await.status_is(200);
        let used = app.stranger().get(&to).await;
        used.status_is(404).heading_is("This invitation is no longer open");
        let made_up = app.stranger().get("/team/invite/0000000000000000000000000000000000000000000000000000").await;
        assert_eq!((used.status(), used.main()), (made_up.status(), made_up.main()));
    }

    #[tokio::test]
    async fn sec_31_a_reset_shows_no_secret_and_needs_the_authenticator_there_is() {
        let app = app();
        let amira = amira(&app);
        let page = app.stranger().get(&invite(&app, InviteKind::Reset, Some(&amira))).await;
        page.heading_is("Choose another password");
        assert!(!page.has("svg.wm-square") && !page.has("code.wm-key"));
        let refused = page.submit("Save and sign in", &[("password", NEW), ("code", "123")]).await;
        refused.field_error_is("code", "That code did not work. Enter the code your app shows now");
        app.wait(SignedDuration::from_mins(1));
        let page = refused.submit("Save and sign in", &[("password", NEW), ("code", &app.code_of(&amira))]).await;
        assert_eq!(page.path(), "/team");
    }
}

#[tokio::test]
async fn sec_05_a_field_sent_twice_is_refused() {
    let app = app();
    let at = app.stranger();
    at.get("/team/sign-in").await;
    let request: Request<Body> = at.request(Method::GET, "/team/sign-in?back=/team&back=/team/people");
    at.send(request).await.status_is(400);
}
