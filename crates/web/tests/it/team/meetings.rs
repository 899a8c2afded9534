//! Reviews from both doors: planned and led by the young person, the report before, decisions in plain words, and what the
//! clocks and the return read of it.

use jiff::SignedDuration;
use waymark_cases::access::{RelationshipKind, Role, class};
use waymark_cases::history::{Care, Person};
use waymark_cases::ids::PersonId;
use waymark_cases::relationships::{Holder, NewTie};
use waymark_rules::facts::LegalStatus;

use crate::support::{App, Page, Persona};

const PLANS: &[(&str, &str)] = &[
    ("kind", "plan"),
    ("purpose", "To see how home is"),
    ("on-day", "10"),
    ("on-month", "12"),
    ("on-year", "2026"),
    ("at", "4pm"),
    ("way", "meeting"),
    ("place", "The cafe"),
    ("lead", "themselves"),
];

/// Sam, who left care, supported by Amira.
fn sam() -> (App, Persona, PersonId) {
    let app = App::on("2026-11-22");
    let amira = app.personal_adviser("Amira");
    let day = |text: &str| text.parse().expect("a day");
    let care = Care::under(LegalStatus::C2, day("2020-02-01")).living("U4").until(day("2025-05-04"), "E17");
    let told =
        Person::called("Sam").born(day("2007-05-04")).in_care(care).adviser(&amira.staff_id(), day("2024-02-01"));
    let sam = app.world.keep(told);
    (app, amira, sam)
}

async fn set_up(worker: &Persona, person: &PersonId, fields: &[(&str, &str)]) -> Page {
    let saved = worker.get(&format!("/team/p/{person}/meetings/new")).await.submit("Save review", fields).await;
    saved.status_is(200);
    saved
}

#[tokio::test]
async fn journey_9_they_plan_it_in_their_words_and_staff_read_them_and_cannot_change_them() {
    let (app, amira, sam) = sam();
    let review = set_up(&amira, &sam, PLANS).await;
    review.says("They have not said yet").says("To see how home is").says("10 December 2026, 4pm");
    let young = app.young_person(&sam);
    young.get("/me").await.says("Your meeting").says("Thursday 10 December at 4pm");
    let plan = young.get("/me").await.follow_link("Plan my meeting").await;
    let own = [("who", "Amira and Pauline"), ("talk", "The damp\nMy bike"), ("helps", "Breaks")];
    plan.submit("Save my plan", &own).await.status_is(200).says("To see how home is");
    let read = amira.get(review.path()).await;
    read.says("Amira and Pauline").says("The damp").says("Breaks");
    assert!(!read.has("textarea"), "the page of the review holds their words in no field");
    young.get("/me/meetings").await.follow_link("Run my meeting").await.says("Card 1 of").says("This is my meeting");
}

#[tokio::test]
async fn y15_the_cards_follow_their_order_and_end_with_their_number() {
    let (app, amira, sam) = sam();
    let review = set_up(&amira, &sam, PLANS).await;
    let young = app.young_person(&sam);
    let plan = young.get("/me").await.follow_link("Plan my meeting").await;
    plan.submit("Save my plan", &[("talk", "The damp\nMy bike")]).await;
    let first = young.get("/me/meetings").await.follow_link("Run my meeting").await;
    let damp = first.follow_link("Next").await;
    damp.says("I want to talk about").says("The damp");
    let bike = damp.follow_link("Pass").await;
    bike.says("My bike");
    let end = bike.follow_link("Next").await.follow_link("Next").await.follow_link("Next").await;
    end.submit("Save my number", &[]).await.status_is(422).says("Choose a number, or skip");
    end.submit("Save my number", &[("number", "6"), ("words", "Warmer now")]).await.status_is(200);
    amira.get(review.path()).await.says("Warmer now");
}

#[tokio::test]
async fn a_review_is_written_up_told_answered_and_finished_and_its_clock_follows() {
    let (app, amira, sam) = sam();
    let review = set_up(&amira, &sam, PLANS).await;
    let at = review.path().to_owned();
    review.does_not_say("Finish this review");
    let report = amira.get(&format!("{at}/report")).await;
    report.submit("Save", &[("words", "Dear Sam, you did well.")]).await.submit("Give them the report", &[]).await;
    let young = app.young_person(&sam);
    young.get("/me/meetings").await.follow_link("Read what we wrote for you").await.says("Dear Sam, you did well.");
    app.wait(SignedDuration::from_hours(24 * 18));
    let (amira, young) = (app.signed_in(amira.actor().clone()), app.young_person(&sam));
    let held = amira.get(&format!("{at}/held")).await;
    held.submit("Save", &[("there", "yes")]).await.status_is(422).says("Select how their views came to it");
    held.submit("Save", &[("there", "yes"), ("voice", "spoke")])
        .await
        .says("was there")
        .says("They said what they think");
    let decision = amira.get(&format!("{at}/decision")).await;
    let fields = [("words", "Ring the landlord about the damp"), ("who", "Amira")];
    let review = decision.submit("Save", &fields).await;
    young.get("/me/meetings").await.follow_link("See what we agreed").await.does_not_say("Ring the landlord");
    review.submit("Finish this review", &[]).await.says("Tell them what was decided first");
    amira.get(&at).await.submit("They are told what was decided", &[]).await.status_is(200);
    let told = young.get("/me").await.follow_link("See what we agreed").await;
    told.says("Ring the landlord about the damp").says("Amira will do it");
    let words = [("words", "It took you too long")];
    told.submit("I am not OK with this : Ring the landlord about the damp", &words)
        .await
        .says("You are not OK with this")
        .says("It took you too long");
    amira.get(&at).await.says("They do not accept it").says("It took you too long");
    let notes = amira.get(&format!("{at}/notes")).await;
    notes.submit("Save", &[("words", "Sam led it.")]).await.submit("Finish this review", &[]).await.says("Finished");
    amira.get(&format!("/team/p/{sam}/clock/CLK-10")).await.says("10 June 2027");
}

/// Ellis, in care, with a social worker, a reviewing officer and a manager.
fn ellis() -> (App, Persona, Persona, Persona, PersonId) {
    let app = App::on("2026-11-22");
    let lena = app.staff("Lena", Role::SocialWorker);
    let oren = app.staff("Oren", Role::ReviewingOfficer);
    let tess = app.staff("Tess", Role::TeamManager);
    let started = "2024-02-01".parse().expect("a day");
    let told = Person::called("Ellis").born("2009-05-04".parse().expect("a day"));
    let told = told.in_care(Care::under(LegalStatus::C2, started)).adviser(&lena.staff_id(), started);
    let ellis = app.world.keep(told);
    for (staff, kind) in [(&oren, RelationshipKind::ReviewingOfficerAppointment), (&tess, RelationshipKind::Supervisor)]
    {
        let holder = Holder::Staff(staff.staff_id());
        app.world.tie(&ellis, &NewTie { kind, holder, from_on: started, to_on: None, reason: "theirs".into() });
    }
    (app, lena, oren, tess, ellis)
}

fn both() -> Vec<(&'static str, &'static str)> {
    let mut fields = PLANS.to_vec();
    fields[0] = ("kind", "both");
    fields
}

#[tokio::test]
async fn only_the_reviewing_officer_finishes_a_review_of_care() {
    let (app, lena, oren, _tess, ellis) = ellis();
    let review = set_up(&lena, &ellis, &both()).await;
    let at = review.path().to_owned();
    oren.get(&format!("{at}/spoken"))
        .await
        .submit("Save", &[("words", "Ellis wants the cat named.")])
        .await
        .status_is(200);
    lena.get(&format!("{at}/spoken")).await.status_is(404);
    app.wait(SignedDuration::from_hours(24 * 18));
    let (lena, oren) = (app.signed_in(lena.actor().clone()), app.signed_in(oren.actor().clone()));
    let held = lena.get(&format!("{at}/held")).await;
    held.submit("Save", &[("there", "no"), ("voice", "nothing")]).await.status_is(200);
    oren.get(&at).await.submit("They are told what was decided", &[]).await.status_is(200);
    oren.get(&format!("{at}/notes")).await.submit("Save", &[("words", "Notes.")]).await.status_is(200);
    lena.get(&at)
        .await
        .says("Only the reviewing officer can finish a review of care")
        .does_not_say("Finish this review");
    lena.get(&format!("{at}/finish")).await.status_is(404);
    oren.get(&at).await.submit("Finish this review", &[]).await.says("Finished");
    lena.get(&format!("/team/p/{ellis}/clock/CLK-52")).await.says("10 June 2027");
}

#[tokio::test]
async fn pn6_somebody_who_is_not_there_and_planned_it_at_their_own_door_sent_their_views() {
    let (app, lena, oren, _tess, ellis) = ellis();
    let review = set_up(&lena, &ellis, &both()).await;
    let young = app.young_person(&ellis);
    let plan = young.get("/me").await.follow_link("Plan my meeting").await;
    plan.submit("Save my plan", &[("talk", "The cat")]).await.status_is(200);
    app.wait(SignedDuration::from_hours(24 * 18));
    let oren = app.signed_in(oren.actor().clone());
    let held = oren.get(&format!("{}/held", review.path())).await;
    held.submit("Save", &[("there", "no"), ("voice", "nothing")]).await.status_is(200);
    let code = app.world.store.read(&app.world.asking(waymark_cases::db::By::Actor(oren.actor().clone())), |r| {
        let permit = r.permit::<class::Plan, waymark_cases::access::Read>(&ellis)?;
        let kept = waymark_cases::evidence::of_class(r, &permit)?;
        let review = kept.into_iter().find(|one| one.kind == "care_review").expect("the review of care");
        Ok(review.detail::<serde_json::Value>().unwrap_or_default()["participation"].clone())
    });
    assert_eq!(code.expect("read"), "PN6");
}

#[tokio::test]
async fn they_ask_for_a_review_and_setting_it_up_answers_them() {
    let (app, amira, sam) = sam();
    let young = app.young_person(&sam);
    let asks = young.get("/me/plan").await.follow_link("My meetings").await;
    asks.submit("Ask for a meeting", &[]).await.status_is(422).says("Write what we should meet about");
    let asked = asks.submit("Ask for a meeting", &[("words", "My rent")]).await;
    asked.status_is(200).says("We will find a day with you");
    set_up(&amira, &sam, PLANS).await;
    young.get("/me/meetings").await.says("Thursday 10 December at 4pm");
}

#[tokio::test]
async fn two_people_who_write_the_report_at_once_both_keep_what_they_typed() {
    let (app, lena, oren, _tess, ellis) = ellis();
    let review = set_up(&lena, &ellis, &both()).await;
    let at = format!("{}/report", review.path());
    let (first, second) = (lena.get(&at).await, oren.get(&at).await);
    first.submit("Save", &[("words", "Lena's report")]).await.status_is(200);
    let clash = second.submit("Save", &[("words", "Oren's report")]).await;
    clash.status_is(422).says("Somebody else changed this while you wrote");
    assert!(clash.text().contains("Oren's report"), "what he typed is still in the box");
    lena.get(review.path()).await.says("Lena's report").does_not_say("Oren's report");
    drop(app);
}

#[tokio::test]
async fn s40_shows_what_is_coming_and_what_is_owed_to_those_in_reach_only() {
    let (app, lena, oren, _tess, ellis) = ellis();
    set_up(&lena, &ellis, &both()).await;
    for worker in [&lena, &oren] {
        worker.get("/team/meetings").await.says("Ellis").says("Report not given yet");
    }
    app.personal_adviser("Nobody's").get("/team/meetings").await.does_not_say("Ellis");
}

#[tokio::test]
async fn what_a_worker_heard_stands_beside_their_own_words_and_never_in_their_place() {
    let (app, amira, sam) = sam();
    let review = set_up(&amira, &sam, PLANS).await;
    let young = app.young_person(&sam);
    let plan = young.get("/me").await.follow_link("Plan my meeting").await;
    plan.submit("Save my plan", &[("talk", "The damp")]).await.status_is(200);
    let heard = amira.get(&format!("{}/wish", review.path())).await;
    heard.submit("Save", &[("card", "talk"), ("words", "Rent arrears")]).await.says("The damp").says("Rent arrears");
    let mine = young.get("/me").await.follow_link("Plan my meeting").await;
    assert!(mine.text().contains("The damp") && !mine.text().contains("Rent arrears"), "their card holds their words");
    let cards = young.get("/me/meetings").await.follow_link("Run my meeting").await.follow_link("Next").await;
    cards.says("The damp").does_not_say("Rent arrears");
}

#[tokio::test]
async fn a_review_of_care_cannot_be_turned_into_one_that_a_worker_may_finish() {
    let (_app, lena, _oren, _tess, ellis) = ellis();
    let review = set_up(&lena, &ellis, &both()).await;
    let change = lena.get(&format!("{}/arrange", review.path())).await;
    assert_eq!(change.attributes("input[name=kind]", "value"), ["both"], "its kind is no choice any more");
    let moved = change.submit("Save", &[("kind", "plan"), ("on-day", "11")]).await;
    moved.status_is(422).says("Select what is reviewed");
    change
        .submit("Save", &[("on-day", "11")])
        .await
        .status_is(200)
        .says("11 December 2026")
        .says("their care and the plan");
}
