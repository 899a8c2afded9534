//! S50 What is late, S12's clocks, and the page of each clock.

use waymark_cases::access::{PostKind, RelationshipKind, Role};
use waymark_cases::contacts::{self, NewContact, Way};
use waymark_cases::evidence::NewEvidence;
use waymark_cases::history::{Care, Person};
use waymark_cases::ids::PersonId;
use waymark_cases::relationships::{Holder, NewTie};
use waymark_rules::clocks::{EvidenceKind, Mark};
use waymark_rules::facts::LegalStatus;

use crate::support::{App, Persona};

/// Sam is 19 and nobody has talked with him since 1 September; Tess manages the team that holds his record.
pub fn world() -> (App, Persona, Persona, PersonId) {
    let app = App::on("2026-11-22");
    let amira = app.personal_adviser("Amira");
    let team = app.write(|tx| waymark_cases::staff::add_team(tx, "North", "North"));
    let tess = app.staff_with("Tess", Role::TeamManager, &[PostKind::Team(team.clone())]);
    let day = |text: &str| text.parse().expect("a day");
    let sam = app.world.keep(
        Person::called("Sam")
            .born(day("2007-05-04"))
            .adviser(&amira.staff_id(), day("2025-05-04"))
            .team(&team, day("2025-05-04"))
            .in_care(Care::under(LegalStatus::C2, day("2016-02-01")).until(day("2025-05-04"), "E4A"))
            .recorded(NewEvidence::done(EvidenceKind::RecordBegins, day("2025-05-04"), "The record begins"))
            .recorded(
                NewEvidence::done(EvidenceKind::Contact, day("2026-09-01"), "Contact: a visit at home")
                    .with(&[Mark::FaceToFace, Mark::TwoWay]),
            ),
    );
    (app, amira, tess, sam)
}

fn call(app: &App, sam: &PersonId, by: &Persona, on: &str) {
    use waymark_cases::access::{Write, class};
    let mut new = NewContact::on("one", on.parse().expect("a day"), Way::Phone);
    new.their_words = "I got the job".into();
    let asking = app.world.asking(waymark_cases::db::By::Actor(by.actor().clone()));
    let kept = app.world.store.write(&asking, |tx| {
        let permit = tx.permit::<class::CaseNotes, Write>(sam)?;
        contacts::record(tx, &permit, &new)
    });
    kept.expect("the call is kept");
}

#[tokio::test]
async fn a_manager_reads_who_waits_why_and_goes_to_the_clock_and_its_evidence() {
    let (_app, _amira, tess, sam) = world();
    let late = tess.get("/team/late?clock=CLK-23").await;
    late.heading_is("What is late").says("No reason yet").says("26 days late").says("Amira");
    assert!(late.link("Sam").starts_with(&format!("/team/p/{sam}#clock-")));
    let overview = tess.get(&format!("/team/p/{sam}")).await;
    assert!(overview.has("#clock-CLK-23 svg[role=img] title"), "the bar is on the overview");
    let clock = tess.get(&format!("/team/p/{sam}/clock/CLK-23")).await;
    clock.status_is(200).says("What did not count").says("CLK-23").says("Contact, face to face, 1 September 2026");
    clock.says("Personal adviser: Amira");
}

#[tokio::test]
async fn recording_the_missing_call_turns_the_list_the_overview_and_the_promise_at_once() {
    let (app, amira, tess, sam) = world();
    let address = format!("/team/p/{sam}");
    assert!(tess.get("/team/late?clock=CLK-23").await.main().contains("26 days late"));
    assert!(amira.get(&address).await.main().contains("26 days late"));
    call(&app, &sam, &amira, "2026-11-20");
    tess.get("/team/late?clock=CLK-23").await.says("Nothing here is late");
    amira.get(&address).await.does_not_say("26 days late").says("Next due by 15 January 2027");
    tess.get(&format!("{address}/clock/CLK-23")).await.says("Contact, 20 November 2026");
}

#[tokio::test]
async fn a_reason_stands_beside_the_date_on_the_list_and_the_clock() {
    let (_app, amira, tess, sam) = world();
    let address = format!("/team/p/{sam}/clock/CLK-23");
    let page = amira.get(&address).await.submit("Save reason", &[("words", "He is with his mum")]).await;
    page.status_is(422).says("Select why it is late").says("He is with his mum");
    let fields = [("reason", "asked_for_space"), ("words", "He asked for a quiet month")];
    amira.get(&address).await.submit("Save reason", &fields).await.status_is(200).says("He asked for a quiet month");
    tess.get("/team/late?clock=CLK-23").await.says("They asked for space").says("He asked for a quiet month");
    tess.get("/team/late?clock=CLK-23&no_reason=yes").await.says("Nothing here is late");
}

#[tokio::test]
async fn a_manager_who_does_not_write_the_plan_may_still_say_why() {
    let (_app, _amira, tess, sam) = world();
    let address = format!("/team/p/{sam}/clock/CLK-23");
    let saved = tess.get(&address).await.submit("Save reason", &[("reason", "worker_away")]).await;
    saved.status_is(200).says("The adviser is away");
}

#[tokio::test]
async fn asking_the_adviser_says_nothing_of_whom_or_of_care() {
    let (app, _amira, tess, _sam) = world();
    tess.get("/team/late").await.submit("Ask adviser about Sam", &[]).await.says("We sent their adviser a message");
    let sent = app.messages();
    assert_eq!(sent.len(), 1);
    for word in ["Sam", "care", "late", "council"] {
        assert!(!sent[0].body.contains(word), "{word}: {}", sent[0].body);
    }
}

#[tokio::test]
async fn somebody_elses_list_is_empty_and_their_clock_is_not_there() {
    let (app, _amira, _tess, sam) = world();
    let ben = app.personal_adviser("Ben");
    ben.get("/team/late").await.says("Nothing is late").does_not_say("Sam");
    ben.get(&format!("/team/p/{sam}/clock/CLK-23")).await.status_is(404);
}

#[tokio::test]
async fn what_may_not_be_read_is_something_recorded_elsewhere() {
    let (app, _amira, _tess, sam) = world();
    // Named for status alone: the contact behind the clock is a case note.
    let quinn = app.staff("Quinn", Role::QualityAuditor);
    app.world.tie(
        &sam,
        &NewTie {
            kind: RelationshipKind::NamedGrant,
            holder: Holder::Staff(quinn.staff_id()),
            from_on: "2026-01-01".parse().unwrap(),
            to_on: None,
            reason: "identity status: sample".into(),
        },
    );
    let page = quinn.get(&format!("/team/p/{sam}/clock/CLK-23")).await;
    page.status_is(200).says("Something recorded elsewhere").does_not_say("face to face, 1 September");
}
