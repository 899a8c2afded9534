//! S33 Oversight, S51 Caseload, S52 Oversight due, S02's clocks, and what the council promises.

use waymark_cases::access::{PostKind, Role};

use super::late::world;
use crate::support::App;

#[tokio::test]
async fn a_managers_note_is_kept_and_an_adviser_reads_it() {
    let (_app, amira, tess, sam) = world();
    let address = format!("/team/p/{sam}/oversight");
    let form = tess.get(&address).await;
    let empty = form.submit("Save", &[("words", "We agreed a new plan")]).await;
    empty.status_is(422).says("Select what happened").says("We agreed a new plan");
    let form = tess.get(&address).await;
    form.submit("Save", &[("sort", "note"), ("words", "We agreed a new plan")])
        .await
        .status_is(200)
        .says("We agreed a new plan");
    amira.get(&address).await.says("We agreed a new plan").does_not_say("Write something down");
}

#[tokio::test]
async fn a_note_about_a_day_still_to_come_comes_back_with_everything_typed() {
    let (_app, _amira, tess, sam) = world();
    let form = tess.get(&format!("/team/p/{sam}/oversight")).await;
    let fields = [("sort", "note"), ("words", "Soon"), ("on-day", "1"), ("on-month", "1"), ("on-year", "2030")];
    let back = form.submit("Save", &fields).await;
    back.status_is(422);
    assert_eq!(back.value_of("on-year").as_deref(), Some("2030"));
}

#[tokio::test]
async fn the_caseload_stands_by_name_until_somebody_asks_otherwise() {
    let (_app, _amira, tess, _sam) = world();
    let page = tess.get("/team/caseload").await;
    page.says("Amira").says("late,");
    assert_eq!(page.attributes("th[aria-sort=ascending]", "aria-sort").len(), 1);
    tess.get("/team/caseload?by=late").await.status_is(200);
}

#[tokio::test]
async fn what_a_manager_owes_is_on_their_own_list_and_not_on_the_advisers() {
    let (_app, amira, tess, _sam) = world();
    tess.get("/team/oversight").await.says("Talk about them with the manager").says("Sam");
    amira.get("/team/oversight").await.status_is(404);
    amira.get("/team/late").await.does_not_say("Talked about in supervision, ");
}

#[tokio::test]
async fn today_shows_what_is_late_first() {
    let (_app, amira, _tess, sam) = world();
    let page = amira.get("/team").await;
    page.says("Coming up or late").says("late");
    assert!(page.has(&format!("a[href^='/team/p/{sam}/clock/']")));
}

#[tokio::test]
async fn a_promise_looser_than_the_law_is_refused_with_the_rule_and_everything_typed_is_kept() {
    let (app, _amira, _tess, _sam) = world();
    let ada = app.staff_with("Ada", Role::SystemAdministrator, &[PostKind::Service]);
    let form = ada.get("/team/set-up/promises").await;
    let fields = [
        ("parameter", "plan_review_every"),
        ("is", "9 months"),
        ("source", "Our handbook"),
        ("begins-day", "1"),
        ("begins-month", "1"),
        ("begins-year", "2027"),
    ];
    let back = form.submit("Set this value", &fields).await;
    back.status_is(422).says("CLK-10").says("may only be tighter");
    assert_eq!(back.value_of("is").as_deref(), Some("9 months"));
    assert_eq!(back.value_of("source").as_deref(), Some("Our handbook"));
}

#[tokio::test]
async fn a_shorter_promise_changes_due_dates_and_the_clock_says_why() {
    let (app, _amira, tess, sam) = world();
    let clock = format!("/team/p/{sam}/clock/CLK-23");
    tess.get(&clock).await.does_not_say("The council chose a shorter time");
    let ada = app.staff_with("Ada", Role::SystemAdministrator, &[PostKind::Service]);
    let fields = [
        ("parameter", "in_touch_every"),
        ("is", "21 days"),
        ("source", "Our handbook"),
        ("begins-day", "10"),
        ("begins-month", "9"),
        ("begins-year", "2026"),
    ];
    let saved = ada.get("/team/set-up/promises").await.submit("Set this value", &fields).await;
    saved.status_is(200).says("21 days").says("Our handbook").says("Ada");
    tess.get(&clock).await.says("The council chose a shorter time from 10 September 2026.");
}

#[tokio::test]
async fn a_manager_reads_what_is_promised_and_cannot_change_it() {
    let app = App::on("2026-11-22");
    let hana = app.staff_with("Hana", Role::HeadOfService, &[PostKind::Service]);
    hana.get("/team/set-up/promises").await.status_is(200).says("Values in force today").does_not_say("Use a pack");
}
