//! S54 Notes that are not shared wait for a manager, and nothing is shown or kept by the passing of time.

use jiff::SignedDuration;
use waymark_cases::access::{PostKind, RelationshipKind, Role};
use waymark_cases::ids::PersonId;
use waymark_cases::relationships::{Holder, NewTie};

use crate::support::{App, Persona};

/// Tess manages the team that holds Sam's record; Amira is his adviser.
fn world() -> (App, Persona, Persona, PersonId) {
    let app = App::on("2026-11-22");
    let amira = app.personal_adviser("Amira");
    let team = app.write(|tx| waymark_cases::staff::add_team(tx, "North", "North"));
    let tess = app.staff_with("Tess", Role::TeamManager, &[PostKind::Team(team.clone())]);
    let sam = app.person("Sam", "2007-05-04", Some(&amira));
    let from_on = "2026-01-01".parse().expect("a day");
    let holds = "holds the record".to_owned();
    let tie = NewTie { kind: RelationshipKind::Team, holder: Holder::Team(team), from_on, to_on: None, reason: holds };
    app.world.tie(&sam, &tie);
    (app, amira, tess, sam)
}

async fn write_down(by: &Persona, who: &PersonId, share: &[(&str, &str)]) -> crate::support::Page {
    let mut fields = vec![("how", "phone"), ("words", "My brother came"), ("happened", "We talked about him")];
    fields.extend(share);
    by.get(&format!("/team/p/{who}/contact")).await.submit("Save contact", &fields).await
}

const HELD: [(&str, &str); 2] = [("share", "held"), ("held_because", "somebody_else")];
const TALK: [(&str, &str); 2] = [("share", "talk_first"), ("talk_words", "His brother")];

#[tokio::test]
async fn what_is_held_back_waits_for_the_manager_who_can_show_it() {
    let (app, amira, tess, sam) = world();
    write_down(&amira, &sam, &HELD).await.status_is(200);
    let page = tess.get("/team/held").await.follow_link("Sam, written 22 November 2026").await;
    page.says("As they would see it").says("My brother came").says("It is about someone else");
    page.submit("Save decision", &[("decision", "show")]).await.field_error_is("words", "Enter why");
    page.submit("Save decision", &[("decision", "show"), ("words", "It is his to read")]).await.says("Decision saved");
    tess.get("/team/held").await.says("Nothing waits for you.");
    app.young_person(&sam).get("/me/record").await.says("My brother came").does_not_say("held back");
}

#[tokio::test]
async fn what_stays_held_back_is_looked_at_again_on_its_day_and_they_are_told_when() {
    let (app, amira, tess, sam) = world();
    write_down(&amira, &sam, &HELD).await.status_is(200);
    let page = tess.get("/team/held").await.follow_link("Sam, written 22 November 2026").await;
    let again = [("again-day", "1"), ("again-month", "12"), ("again-year", "2026")];
    let mut hold = vec![("decision", "hold"), ("words", "His brother does not know")];
    hold.extend(again);
    page.submit("Save decision", &hold).await.says("Decision saved");
    let record = app.young_person(&sam).get("/me/record").await;
    record.says("A manager decided this. They look again on Tuesday 1 December.").does_not_say("My brother came");
    app.wait(SignedDuration::from_hours(8 * 24));
    let tess = app.signed_in(tess.actor().clone());
    tess.get("/team/held").await.says("Nothing waits for you.");
    app.wait(SignedDuration::from_hours(24));
    let tess = app.signed_in(tess.actor().clone());
    tess.get("/team/held").await.says("Sam");
}

#[tokio::test]
async fn a_day_to_look_again_that_is_too_far_or_past_comes_back_with_what_was_typed() {
    let (_app, amira, tess, sam) = world();
    write_down(&amira, &sam, &HELD).await.status_is(200);
    let page = tess.get("/team/held").await.follow_link("Sam, written 22 November 2026").await;
    for year in ["2025", "2028"] {
        let fields = [
            ("decision", "hold"),
            ("words", "Because"),
            ("again-day", "1"),
            ("again-month", "12"),
            ("again-year", year),
        ];
        let refused = page.submit("Save decision", &fields).await;
        refused.status_is(422).says("within the next 6 months").says("Because");
    }
}

#[tokio::test]
async fn what_was_to_be_talked_through_goes_to_the_manager_the_day_after_and_is_not_shown_by_itself() {
    let (app, amira, tess, sam) = world();
    write_down(&amira, &sam, &TALK).await.status_is(200);
    for (days, waits) in [(14, false), (1, true)] {
        app.wait(SignedDuration::from_hours(days * 24));
        let tess = app.signed_in(tess.actor().clone());
        let list = tess.get("/team/held").await;
        if waits {
            list.says("The day to talk it through has passed.")
        } else {
            list.says("Nothing waits for you.")
        };
        let young = app.young_person(&sam).get("/me/record").await;
        young.does_not_say("My brother came").says("We want to talk with you first: 1 note");
    }
}

#[tokio::test]
async fn a_day_to_talk_by_beyond_a_fortnight_is_refused() {
    let (_app, amira, _tess, sam) = world();
    let by = [("talk-day", "7"), ("talk-month", "12"), ("talk-year", "2026")];
    let mut fields = TALK.to_vec();
    fields.extend(by);
    write_down(&amira, &sam, &fields).await.status_is(422).says("The day to talk by must be within 14 days");
}

#[tokio::test]
async fn acc_08_a_manager_does_not_settle_what_they_wrote_down_and_another_team_sees_nothing() {
    let (app, _amira, tess, sam) = world();
    write_down(&tess, &sam, &HELD).await.status_is(200);
    let page = tess.get("/team/held").await.follow_link("Sam, written 22 November 2026").await;
    page.says("another manager settles it");
    assert!(!page.has("form[action$='contact/decide']"));
    let other = app.write(|tx| waymark_cases::staff::add_team(tx, "South", "South"));
    let una = app.staff_with("Una", Role::TeamManager, &[PostKind::Team(other)]);
    una.get("/team/held").await.says("Nothing waits for you.");
    una.get(page.path()).await.status_is(404);
}
