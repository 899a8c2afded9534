//! "My adviser is with me": four words from one screen to the other.

use jiff::SignedDuration;
use waymark_cases::access::Role;
use waymark_cases::ids::PersonId;

use crate::support::{App, Page, Persona};

const ME: &str = "__Host-waymark-me";

fn app() -> App {
    App::on("2026-11-22")
}

async fn words(at: &Persona) -> (Page, String) {
    let page = at.get("/me/in").await.submit("My adviser is with me", &[]).await;
    let words = page.heading_is("Show this to your adviser").all(".wm-phrase").concat();
    assert_eq!(words.split(' ').count(), 4, "{words}");
    (page, words)
}

async fn type_words(adviser: &Persona, sam: &PersonId, words: &str) -> Page {
    let page = adviser.get(&format!("/team/p/{sam}")).await.follow_link("Help them sign in").await;
    page.submit("Sign them in", &[("words", words), ("with_me", "yes")]).await
}

#[tokio::test]
async fn an_adviser_types_the_words_and_that_one_browser_is_signed_in() {
    let app = app();
    let amira = app.personal_adviser("Amira");
    let sam = app.person("Sam", "2007-05-04", Some(&amira));
    let (phone, another) = (app.stranger(), app.stranger());
    let (page, shown) = words(&phone).await;
    let waiting = page.submit("Check now", &[]).await;
    waiting.says("Your adviser has not typed the words yet").says(&shown);
    type_words(&amira, &sam, &format!(" {} ", shown.to_uppercase())).await.says("Done.");
    let page = waiting.submit("Check now", &[]).await;
    page.heading_is("If you need to leave fast");
    assert!(phone.cookie(ME).is_some() && another.cookie(ME).is_none());
    let mine = phone.get("/me/record").await;
    mine.status_is(200);
    let (_, others) = words(&another).await;
    assert_ne!(others, shown);
}

#[tokio::test]
async fn sec_41_the_adviser_sees_and_confirms_who_it_is() {
    let app = app();
    let amira = app.personal_adviser("Amira");
    let sam = app.person("Sam", "2007-05-04", Some(&amira));
    let page = amira.get(&format!("/team/p/{sam}/beside")).await;
    page.heading_is("Sam").says("I am with Sam, aged 19");
    let refused = page.submit("Sign them in", &[("words", "one two three four")]).await;
    refused.field_error_is("with_me", "Confirm that you are with Sam");
    assert_eq!(refused.value_of("words").as_deref(), Some("one two three four"));
}

#[tokio::test]
async fn words_no_screen_shows_sign_nobody_in() {
    let app = app();
    let amira = app.personal_adviser("Amira");
    let sam = app.person("Sam", "2007-05-04", Some(&amira));
    let page = type_words(&amira, &sam, "orchid kettle brisk lantern").await;
    page.field_error_is("words", "Check the 4 words. No screen shows these now");
}

#[tokio::test]
async fn words_work_once_and_for_ten_minutes() {
    let app = app();
    let amira = app.personal_adviser("Amira");
    let sam = app.person("Sam", "2007-05-04", Some(&amira));
    let phone = app.stranger();
    let (page, shown) = words(&phone).await;
    app.wait(SignedDuration::from_mins(10));
    type_words(&amira, &sam, &shown).await.status_is(422);
    page.submit("Check now", &[]).await.heading_is("My adviser is with me");
}

#[tokio::test]
async fn somebody_elses_adviser_finds_no_such_page() {
    let app = app();
    let amira = app.personal_adviser("Amira");
    let sam = app.person("Sam", "2007-05-04", Some(&amira));
    for other in [app.personal_adviser("Ben"), app.staff("Cara", Role::DataAnalyst)] {
        other.ask(&format!("/team/p/{sam}/beside")).await.status_is(404);
        other.ask(&format!("/team/p/{}/beside", PersonId::fresh())).await.status_is(404);
    }
}

#[tokio::test]
async fn sec_06_looking_at_the_page_makes_no_words_and_asking_too_often_is_stopped() {
    let app = app();
    let phone = app.stranger();
    let page = phone.get("/me/in/beside").await;
    page.heading_is("My adviser is with me");
    assert!(!page.has(".wm-phrase"));
    let (_, first) = words(&phone).await;
    let (_, again) = words(&phone).await;
    assert_eq!(first, again, "the same words while they work");
}
