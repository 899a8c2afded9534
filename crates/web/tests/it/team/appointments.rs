//! A visit or call planned for a day: agreed by their adviser, seen at both doors, recorded with nothing asked twice.

use waymark_cases::ids::PersonId;

use crate::support::{App, Persona};

fn world() -> (App, Persona, PersonId) {
    let app = App::on("2026-11-22");
    let amira = app.personal_adviser("Amira");
    let sam = app.person("Sam", "2007-05-04", Some(&amira));
    (app, amira, sam)
}

const TOMORROW: [(&str, &str); 6] = [
    ("way", "somewhere_else"),
    ("on-day", "23"),
    ("on-month", "11"),
    ("on-year", "2026"),
    ("at", "2:30pm"),
    ("place", "The café by the park"),
];

async fn plan(by: &Persona, who: &PersonId, fields: &[(&str, &str)]) -> crate::support::Page {
    by.get(&format!("/team/p/{who}/contact/plan")).await.submit("Save plan", fields).await
}

#[tokio::test]
async fn what_was_agreed_is_on_today_and_on_their_home() {
    let (app, amira, sam) = world();
    plan(&amira, &sam, &TOMORROW).await.status_is(200).says("Plan saved").says("A meeting at 2:30pm");
    let today = amira.get("/team").await;
    today.says("Today and tomorrow").says("Tomorrow (Monday 23 November): Sam").says("The café by the park");
    let home = app.young_person(&sam).get("/me").await;
    home.says("Next time with Amira").says("Monday 23 November at 2:30pm: a meeting.").says("The café by the park");
}

#[tokio::test]
async fn recording_it_asks_nothing_again_and_takes_its_place() {
    let (app, amira, sam) = world();
    let mut today = TOMORROW;
    today[1] = ("on-day", "22");
    plan(&amira, &sam, &today).await.status_is(200);
    let form = amira.get("/team").await.follow_link("Record the contact with Sam").await;
    form.heading_is("Sam").says("Record a contact");
    let saved = form.submit("Save contact", &[("words", "It was good to talk")]).await;
    saved.says("Contact saved").says("Somewhere else, face to face");
    amira.get("/team").await.does_not_say("Today and tomorrow");
    app.young_person(&sam).get("/me").await.does_not_say("Next time with");
}

#[tokio::test]
async fn a_plan_that_is_called_off_is_gone_from_both_doors_and_counted_for_nothing() {
    let (app, amira, sam) = world();
    let page = plan(&amira, &sam, &TOMORROW).await;
    page.submit("Call it off 23 November 2026", &[]).await.says("Called off").does_not_say("Planned now");
    amira.get("/team").await.does_not_say("Today and tomorrow");
    app.young_person(&sam).get("/me").await.does_not_say("Next time with");
}

#[tokio::test]
async fn a_day_that_has_been_and_words_too_long_come_back_with_everything_typed() {
    let (_app, amira, sam) = world();
    let mut past = TOMORROW;
    past[1] = ("on-day", "21");
    let refused = plan(&amira, &sam, &past).await;
    refused.status_is(422).says("The day must be today or later");
    assert_eq!(refused.value_of("place").as_deref(), Some("The café by the park"));
    let long = "x".repeat(201);
    let fields = [("way", "phone"), ("on-day", "23"), ("on-month", "11"), ("on-year", "2026"), ("place", &*long)];
    plan(&amira, &sam, &fields).await.field_error_is("place", "The place must be 200 characters or less");
    plan(&amira, &sam, &[]).await.field_error_is("way", "Select how you will meet or talk");
}

#[tokio::test]
async fn rel_05_a_plan_sent_twice_is_one_plan() {
    let (_app, amira, sam) = world();
    let page = amira.get(&format!("/team/p/{sam}/contact/plan")).await;
    page.submit_once("Save plan", &TOMORROW).await;
    page.submit_once("Save plan", &TOMORROW).await;
    let again = amira.get(&format!("/team/p/{sam}/contact/plan")).await;
    assert_eq!(again.all("ul.wm-changes > li").len(), 1);
}

#[tokio::test]
async fn another_adviser_plans_nothing_for_them() {
    let (app, _amira, sam) = world();
    let bea = app.personal_adviser("Bea");
    bea.get(&format!("/team/p/{sam}/contact/plan")).await.status_is(404);
}
