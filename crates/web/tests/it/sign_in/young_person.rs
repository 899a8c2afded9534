//! Y01, Y02 and leaving.

use jiff::SignedDuration;
use waymark_cases::access::Who;
use waymark_cases::ids::PersonId;
use waymark_cases::sign_in::accounts;

use crate::support::{App, Page, Persona};

const SESSION: &str = "__Host-waymark-me";
const PHONE: &str = "07700 900123";

fn app() -> App {
    App::on("2026-11-22")
}

/// Sam, who can be sent a code.
fn sam(app: &App) -> PersonId {
    let sam = app.person("Sam", "2007-05-04", None);
    let who = Who::YoungPerson(sam.clone());
    app.write(|tx| {
        accounts::open(tx, &who)?;
        accounts::set_contact(tx, &who, PHONE)
    });
    sam
}

async fn ask(at: &Persona, contact: &str) -> Page {
    at.get("/me/in").await.submit("Send me a code", &[("contact", contact)]).await
}

fn code_sent(app: &App) -> String {
    let message = app.messages().into_iter().next().expect("a message");
    message.body.chars().filter(char::is_ascii_digit).take(6).collect()
}

#[tokio::test]
async fn the_door_welcomes_a_stranger_in_plain_words() {
    let app = app();
    let page = app.stranger().get("/me").await;
    page.status_is(200).heading_is("Welcome");
    assert_eq!(page.all("title"), ["Welcome – My space"]);
    assert_eq!(page.link("Sign in"), "/me/in");
    assert_eq!(page.link("Leave this page"), "/me/leave-now");
}

#[tokio::test]
async fn ses_03_before_sign_in_nothing_says_what_the_site_is_about() {
    let app = app();
    for path in ["/me", "/me/in", "/me/in/beside"] {
        let page = app.stranger().get(path).await;
        let read = page.all("html").concat().to_lowercase();
        for word in ["council", "care", "social work", "waymark"] {
            assert!(!read.contains(word), "{path} says “{word}”: {read}");
        }
    }
}

#[tokio::test]
async fn sec_24_a_code_comes_to_the_phone_and_signs_in() {
    let app = app();
    sam(&app);
    let at = app.stranger();
    let page = ask(&at, "+44 7700 900 123").await;
    page.heading_is("Enter your code");
    assert_eq!(page.attributes("#code", "autocomplete"), ["one-time-code"]);
    let page = page.submit_once("Sign in", &[("code", &format!(" {} ", code_sent(&app)))]).await;
    let session = page.set_cookies().into_iter().find(|line| line.starts_with(SESSION)).expect("a session");
    assert!(!session.contains("Max-Age"), "a shared device remembers nothing: {session}");
    assert_eq!(at.cookie_names(), [SESSION], "SES-09: the session's is the only cookie");
    at.get("/me").await.status_is(200);
}

#[tokio::test]
async fn ses_04_the_first_time_it_is_explained_how_to_leave_and_only_then() {
    let app = app();
    sam(&app);
    let at = app.stranger();
    let page = ask(&at, PHONE).await.submit("Sign in", &[("code", &code_sent(&app))]).await;
    page.heading_is("If you need to leave fast").says("It does not clear your browser history");
    page.follow_link("Continue").await.says("Page 1 of 5");
    let home = at.get("/me").await;
    home.follow_link("Sign out").await.submit("Sign out", &[]).await.heading_is("Welcome");
    app.wait(SignedDuration::from_mins(1));
    let page = ask(&at, PHONE).await.submit("Sign in", &[("code", &code_sent(&app))]).await;
    assert_eq!(page.path(), "/me");
}

#[tokio::test]
async fn an_own_phone_stays_signed_in_for_fourteen_days_if_they_say_so() {
    let app = app();
    sam(&app);
    let at = app.stranger();
    let page = ask(&at, PHONE).await;
    let page = page.submit_once("Sign in", &[("code", &code_sent(&app)), ("own_phone", "yes")]).await;
    let session = page.set_cookies().into_iter().find(|line| line.starts_with(SESSION)).expect("a session");
    assert!(session.contains("; Max-Age=1209600"), "{session}");
    app.wait(SignedDuration::from_hours(13 * 24));
    at.ask("/me/record").await.status_is(200);
}

#[tokio::test]
async fn sec_26_a_number_nobody_has_is_answered_as_one_somebody_has() {
    let app = app();
    sam(&app);
    let known = ask(&app.stranger(), PHONE).await;
    let unknown = ask(&app.stranger(), "07700 900999").await;
    assert_eq!((known.status(), known.main(), known.url()), (unknown.status(), unknown.main(), unknown.url()));
    let (known, unknown) =
        (known.submit("Sign in", &[("code", "000 00")]).await, unknown.submit("Sign in", &[("code", "000 00")]).await);
    known.field_error_is("code", "That code did not work. Check it or get a new one");
    assert_eq!((known.status(), known.main()), (unknown.status(), unknown.main()));
    assert_eq!(app.messages().len(), 1, "and only one message was sent");
}

#[tokio::test]
async fn an_old_code_brings_a_new_one_by_itself() {
    let app = app();
    sam(&app);
    let at = app.stranger();
    let page = ask(&at, PHONE).await;
    let old = code_sent(&app);
    app.wait(SignedDuration::from_mins(9));
    at.get("/me/in/code").await.heading_is("Enter your code");
    app.wait(SignedDuration::from_secs(59));
    let kept = page.submit("Sign in", &[("code", "1")]).await;
    kept.field_error_is("code", "That code did not work. Check it or get a new one");
    let another = ask(&at, PHONE).await;
    app.wait(SignedDuration::from_mins(5));
    let page = another.submit("Sign in", &[("code", &old)]).await;
    page.field_error_is("code", "That code did not work. Check it or get a new one");
    let page = page.submit("Sign in", &[("code", &code_sent(&app))]).await;
    page.heading_is("If you need to leave fast");
}

#[tokio::test]
async fn sec_24_five_wrong_tries_spend_a_code_and_the_next_one_is_on_its_way() {
    let app = app();
    sam(&app);
    let at = app.stranger();
    let mut page = ask(&at, PHONE).await;
    let spent = code_sent(&app);
    for _ in 0..5 {
        app.wait(SignedDuration::from_secs(21));
        page = page.submit("Sign in", &[("code", "12345")]).await;
    }
    page.field_error_is("code", "That code is old. We have sent a new one");
    app.wait(SignedDuration::from_secs(21));
    let fresh = code_sent(&app);
    if spent != fresh {
        page.submit("Sign in", &[("code", &spent)]).await.status_is(422);
    }
    app.wait(SignedDuration::from_secs(21));
    page.submit("Sign in", &[("code", &fresh)]).await.heading_is("If you need to leave fast");
}

#[tokio::test]
async fn sec_24_a_code_works_only_in_the_browser_that_asked() {
    let app = app();
    sam(&app);
    ask(&app.stranger(), PHONE).await;
    let code = code_sent(&app);
    let elsewhere = app.stranger();
    let page = ask(&elsewhere, "07700 900999").await;
    page.submit("Sign in", &[("code", &code)]).await.status_is(422);
    assert_eq!(elsewhere.cookie(SESSION), None);
}

#[tokio::test]
async fn sec_25_one_address_cannot_have_messages_sent_to_number_after_number() {
    let app = app();
    let at = app.stranger();
    for number in 0..3 {
        ask(&at, &format!("07700 90000{number}")).await.heading_is("Enter your code");
    }
    ask(&at, "07700 900009").await.status_is(429).heading_is("Wait a moment");
}

#[tokio::test]
async fn what_is_neither_a_number_nor_an_address_is_asked_for_again() {
    let app = app();
    let page = ask(&app.stranger(), "Sam").await;
    page.field_error_is("contact", "Write your phone number or email");
    assert_eq!(page.value_of("contact").as_deref(), Some("Sam"));
}

#[tokio::test]
async fn ses_05_the_message_says_nothing_of_the_service() {
    let app = app();
    sam(&app);
    ask(&app.stranger(), PHONE).await;
    let body = app.messages()[0].body.to_lowercase();
    for word in ["council", "care", "waymark", "adviser", "sam"] {
        assert!(!body.contains(word), "{body}");
    }
}

#[tokio::test]
async fn ses_04_leaving_ends_the_session_clears_the_browser_and_goes_somewhere_ordinary() {
    let app = app();
    let at = app.young_person(&sam(&app));
    let token = at.cookie(SESSION).expect("signed in");
    let gone = at.ask("/me/leave-now").await;
    gone.leads_to("https://www.bbc.co.uk/weather");
    assert_eq!(gone.header("clear-site-data"), Some("\"cache\", \"cookies\", \"storage\""));
    assert_eq!(at.cookie(SESSION), None);
    at.hold(SESSION, &token);
    at.ask("/me/record").await.leads_to("/me/in?back=%2Fme%2Frecord");
}

#[tokio::test]
async fn ses_04_leaving_works_for_somebody_who_never_signed_in() {
    let app = app();
    app.stranger().ask("/me/leave-now").await.leads_to("https://www.bbc.co.uk/weather");
}

#[tokio::test]
async fn ses_04_leave_this_page_is_the_first_link_after_the_one_that_skips_and_names() {
    let app = app();
    let at = app.young_person(&sam(&app));
    for path in ["/me", "/me/record", "/me/settings", "/me/sign-out", "/me/leave-page"] {
        let page = at.get(path).await;
        assert!(page.all("a").iter().take(3).any(|link| link == "Leave this page"), "{path}: {:?}", page.all("a"));
    }
}
