//! A private calendar address: who it serves, what it says, and that it is gone once ended.

use jiff::SignedDuration;

use crate::me::promises::sam;
use crate::support::{App, Page, Persona};

/// Makes an address on the page at a door and gives its path.
async fn made(persona: &Persona, page: &str) -> String {
    let shown = persona.get(page).await.submit("Make an address", &[]).await;
    path_on(&shown)
}

fn path_on(shown: &Page) -> String {
    let html = shown.text();
    let (_, rest) = html.split_once("value=\"https://waymark.example/calendar/").expect("an address is shown");
    let (file, _) = rest.split_once('"').expect("the end of it");
    format!("/calendar/{file}")
}

#[tokio::test]
async fn a_worker_has_the_days_of_their_people_without_names_or_reasons() {
    let app = App::on("2026-11-22");
    let amira = app.personal_adviser("Amira");
    let sam = sam(&app, &amira);
    let address = made(&amira, "/team/account/calendar").await;
    let before = app.world.audit_rows_about(&sam);
    let file = app.stranger().ask(&address).await;
    file.status_is(200);
    assert_eq!(file.header("content-type"), Some("text/calendar; charset=utf-8"));
    assert_eq!(file.header("cache-control"), Some("no-store"));
    let text = file.text();
    assert!(text.starts_with("BEGIN:VCALENDAR\r\n") && text.ends_with("END:VCALENDAR\r\n"), "{text}");
    assert!(text.contains("DTSTART;VALUE=DATE:20261027\r\n"), "{text}");
    assert!(text.contains("SUMMARY:1 thing due"), "{text}");
    for never in ["Sam", "care", "talk", "late", "CLK", "council", "review", sam.as_str()] {
        assert!(!text.to_lowercase().contains(&never.to_lowercase()), "{never}: {text}");
    }
    assert!(app.world.audit_rows_about(&sam) > before, "who looked names the record");
}

#[tokio::test]
async fn a_young_person_has_their_own_days() {
    let app = App::on("2026-11-22");
    let amira = app.personal_adviser("Amira");
    let me = app.young_person(&sam(&app, &amira));
    let address = made(&me, "/me/calendar").await;
    let text = app.stranger().ask(&address).await.text().to_owned();
    assert!(text.contains("SUMMARY:A day to note") && text.contains("DTSTART;VALUE=DATE:20261222"), "{text}");
    assert!(!text.contains("Sam") && !text.to_lowercase().contains("promise"), "{text}");
    me.get("/me/settings").await.says("See your days in your own calendar");
}

#[tokio::test]
async fn an_address_that_was_ended_or_replaced_is_the_same_as_none() {
    let app = App::on("2026-11-22");
    let amira = app.personal_adviser("Amira");
    sam(&app, &amira);
    let (stranger, first) = (app.stranger(), made(&amira, "/team/account/calendar").await);
    let again = amira.get("/team/account/calendar").await;
    again.says("You made an address on 22 November 2026");
    let second = path_on(&again.submit("Make a new address", &[]).await);
    assert_ne!(first, second);
    stranger.ask(&first).await.status_is(404);
    stranger.ask(&second).await.status_is(200);
    amira.get("/team/account/calendar").await.submit("Stop it", &[]).await.says("The address is stopped");
    let ended = stranger.ask(&second).await;
    let never = stranger.ask("/calendar/0000000000000000000000000000000000000000000000000000.ics").await;
    assert_eq!((ended.status(), ended.main()), (never.status(), never.main()));
    stranger.ask(second.trim_end_matches(".ics")).await.status_is(404);
}

#[tokio::test]
async fn whoever_left_has_no_calendar_any_more() {
    let app = App::on("2026-11-22");
    let amira = app.personal_adviser("Amira");
    sam(&app, &amira);
    let address = made(&amira, "/team/account/calendar").await;
    app.wait(SignedDuration::from_hours(1));
    app.write(|tx| waymark_cases::staff::leave(tx, &amira.staff_id()));
    app.stranger().ask(&address).await.status_is(404);
}

#[tokio::test]
async fn only_the_digest_of_an_address_is_stored() {
    let app = App::on("2026-11-22");
    let amira = app.personal_adviser("Amira");
    let address = made(&amira, "/team/account/calendar").await;
    let token = address.trim_start_matches("/calendar/").trim_end_matches(".ics");
    assert!(token.len() >= 50, "{token}");
    assert!(app.messages().is_empty(), "an address is never sent");
    amira.get("/team/account/calendar").await.does_not_say(token);
}
