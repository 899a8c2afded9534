//! Y34 What we promised: the same days as staff see, an apology for what is late, and a reminder the adviser sees.

use jiff::civil::date;
use waymark_cases::access::{Read, class};
use waymark_cases::db::By;
use waymark_cases::evidence::NewEvidence;
use waymark_cases::history::{Care, Person};
use waymark_cases::ids::PersonId;
use waymark_cases::promises::{self, Promised};
use waymark_rules::clocks::{EvidenceKind, Mark};
use waymark_rules::facts::LegalStatus;

use crate::support::{App, Persona};

/// Sam is 19 and nobody has talked with him since 1 September.
pub fn sam(app: &App, adviser: &Persona) -> PersonId {
    let contact = NewEvidence::done(EvidenceKind::Contact, date(2026, 9, 1), "Contact: a visit at home");
    app.world.keep(
        Person::called("Sam")
            .born(date(2007, 5, 4))
            .adviser(&adviser.staff_id(), date(2025, 5, 4))
            .in_care(Care::under(LegalStatus::C2, date(2016, 2, 1)).until(date(2025, 5, 4), "E4A"))
            .recorded(NewEvidence::done(EvidenceKind::RecordBegins, date(2025, 5, 4), "The record begins"))
            .recorded(contact.with(&[Mark::FaceToFace, Mark::TwoWay])),
    )
}

fn promised(app: &App, by: &Persona, who: &PersonId) -> Promised {
    let asking = app.world.asking(By::Actor(by.actor().clone()));
    let read = app.world.store.read(&asking, |r| {
        let status = r.permit::<class::Status, Read>(who)?;
        promises::of_person(r, &status)
    });
    read.expect("what was promised")
}

#[tokio::test]
async fn what_is_late_says_sorry_and_what_comes_next() {
    let app = App::on("2026-11-22");
    let amira = app.personal_adviser("Amira");
    let me = app.young_person(&sam(&app, &amira));
    let page = me.get("/me/promises").await;
    page.heading_is("What we promised").says("We will talk with you often, in the way you like.");
    page.says("We said by 27 October 2026. We are 26 days late. Sorry.").says("We will tell you the new day soon.");
    me.get("/me").await.says("What we promised").says("Sorry.");
}

#[tokio::test]
async fn both_doors_say_the_same_day() {
    let app = App::on("2026-11-22");
    let amira = app.personal_adviser("Amira");
    let sam = sam(&app, &amira);
    let me = app.young_person(&sam);
    let said = promised(&app, &me, &sam);
    assert!(!said.late.is_empty() && said.next().is_some(), "{said:#?}");
    let asking = app.world.asking(By::Actor(amira.actor().clone()));
    let staff = app.world.store.read(&asking, |r| {
        let status = r.permit::<class::Status, Read>(&sam)?;
        let clocks = waymark_cases::clocks::of_person(r, &status)?;
        let run = clocks.run()?;
        Ok(run.iter().map(|one| (one.id(), one.about.map(str::to_owned), one.state, one.due_on)).collect::<Vec<_>>())
    });
    let staff = staff.expect("clocks");
    for one in said.late.iter().chain(&said.coming).chain(&said.later) {
        let same = (one.clock, one.about.clone(), one.state, one.due_on);
        assert!(staff.contains(&same), "{same:?} is not among {staff:#?}");
    }
    let late = said.late.iter().find(|one| one.clock == "CLK-23").expect("keeping in touch is late");
    assert_eq!(late.due_on, Some(date(2026, 10, 27)));
}

#[tokio::test]
async fn a_reminder_is_kept_once_and_their_adviser_sees_it_until_it_is_done() {
    let app = App::on("2026-11-22");
    let amira = app.personal_adviser("Amira");
    let sam = sam(&app, &amira);
    let me = app.young_person(&sam);
    amira.get("/team").await.does_not_say("They reminded us");
    let fields = [("clock", "CLK-23"), ("about", "")];
    let after = me.post_form("/me/promises", "clock", &fields).await;
    after.says("Your adviser can see that you reminded us.").says("You reminded us: Sunday 22 November.");
    amira.get("/team").await.says("They reminded us").says("Keeping in touch");
    amira.get(&format!("/team/p/{sam}")).await.says("They reminded us").says("Keeping in touch");
    amira.get(&format!("/team/p/{sam}/timeline")).await.says("They reminded us of something we promised");

    let contact = NewEvidence::done(EvidenceKind::Contact, date(2026, 11, 22), "Contact: a phone call");
    let contact = contact.with(&[Mark::TwoWay]);
    let asking = app.world.asking(By::Actor(amira.actor().clone()));
    app.world
        .store
        .write(&asking, |tx| {
            let notes = tx.permit::<class::CaseNotes, waymark_cases::access::Write>(&sam)?;
            waymark_cases::evidence::record(tx, &notes, &contact)
        })
        .expect("a call is written down");
    amira.get("/team").await.does_not_say("Keeping in touch");
    let page = me.get("/me/promises").await;
    page.says("We did this on 22 November 2026. It was late. Sorry.").does_not_say("You reminded us");
}

#[tokio::test]
async fn nobody_can_remind_us_of_what_is_not_late() {
    let app = App::on("2026-11-22");
    let amira = app.personal_adviser("Amira");
    let me = app.young_person(&sam(&app, &amira));
    let before = app.world.rows_but_audit();
    let page = me.post_form("/me/promises", "clock", &[("clock", "CLK-99"), ("about", "")]).await;
    assert_ne!(page.status().as_u16(), 500);
    page.does_not_say("Your adviser can see that you reminded us.");
    assert_eq!(before, app.world.rows_but_audit());
}

#[tokio::test]
async fn a_call_that_is_planned_is_the_new_day() {
    let app = App::on("2026-11-22");
    let amira = app.personal_adviser("Amira");
    let sam = sam(&app, &amira);
    let planned = NewEvidence::done(EvidenceKind::Contact, date(2026, 12, 3), "Contact planned")
        .came_to(waymark_rules::clocks::Outcome::Planned)
        .with(&[Mark::TwoWay]);
    let asking = app.world.asking(By::Actor(amira.actor().clone()));
    app.world
        .store
        .write(&asking, |tx| {
            let notes = tx.permit::<class::CaseNotes, waymark_cases::access::Write>(&sam)?;
            waymark_cases::evidence::record(tx, &notes, &planned)
        })
        .expect("a plan is written down");
    app.young_person(&sam).get("/me/promises").await.says("The new day is 3 December 2026.");
}
