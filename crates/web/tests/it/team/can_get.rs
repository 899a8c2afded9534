//! S34 What they can get, the pages where it is written down, and the papers they need.

use waymark_cases::access::{PostKind, RelationshipKind, Role};
use waymark_cases::care::NewEpisode;
use waymark_cases::ids::PersonId;
use waymark_cases::relationships::{Holder, NewTie};

use crate::support::{App, Persona};

/// Mia, 18, fostered until her birthday in May.
pub fn mia(app: &App, adviser: &Persona) -> PersonId {
    let mia = app.person("Mia", "2008-05-10", Some(adviser));
    let episode = NewEpisode {
        started_on: "2015-01-01".parse().unwrap(),
        ended_on: "2026-05-10".parse().ok(),
        legal_status: "C2".into(),
        place: "U4".into(),
        reason_started: "S".into(),
        reason_ended: "E17".into(),
        ..NewEpisode::default()
    };
    app.world.episode(&mia, episode);
    mia
}

fn manager_of(app: &App, person: &PersonId) -> Persona {
    let tess = app.team_manager("Tess");
    let tie = NewTie {
        kind: RelationshipKind::Supervisor,
        holder: Holder::Staff(tess.staff_id()),
        from_on: "2026-01-01".parse().unwrap(),
        to_on: None,
        reason: String::new(),
    };
    app.world.tie(person, &tie);
    tess
}

#[tokio::test]
async fn an_adviser_reads_what_was_had_and_left_with_the_figures_date_and_source() {
    let app = App::on("2026-11-22");
    let amira = app.personal_adviser("Amira");
    let mia = mia(&app, &amira);
    let page = amira.get(&format!("/team/p/{mia}/entitlement")).await;
    page.says("What they can get").says("Setting-up-home money").says("at least £3,000");
    page.says("read on 22 November 2026").says("Not checked against the official text yet.");
    page.says("Until 10 May 2033").says("Not for them now, and why").says("no day has been set");
    page.says("Papers they need").says("National Insurance number");
    let row = page.all("main tr").into_iter().find(|row| row.contains("Setting-up-home money")).unwrap();
    assert!(row.contains("Can ask now") && row.contains("None") && row.contains("£3,000"), "{row}");
}

#[tokio::test]
async fn money_is_asked_by_one_agreed_by_another_and_paid_by_a_third() {
    let app = App::on("2026-11-22");
    let amira = app.personal_adviser("Amira");
    let mia = mia(&app, &amira);
    let tess = manager_of(&app, &mia);
    let femi = app.staff_with("Femi", Role::FinanceOfficer, &[PostKind::CostCentre]);
    let address = format!("/team/p/{mia}/entitlement/ENT-02");

    let form = amira.get(&address).await;
    assert_eq!(form.attributes("input[name=kind]", "value"), ["asked", "withdrawn", "meets", "does_not_meet"]);
    form.submit("Save", &[("kind", "asked"), ("words", "A bed")]).await.says("A bed").says("Amira Test");

    let form = tess.get(&address).await;
    assert_eq!(form.attributes("input[name=kind]", "value"), ["granted", "refused"]);
    form.submit("Save", &[("kind", "granted"), ("sum", "£1,200.50")]).await.says("Agreed: £1,200.50");

    let form = femi.get(&address).await;
    assert_eq!(form.attributes("input[name=kind]", "value"), ["paid"]);
    form.submit("Save", &[("kind", "paid"), ("sum", "1200.5")]).await.says("Paid: £1,200.50");

    let page = amira.get(&format!("/team/p/{mia}/entitlement")).await;
    let row = page.all("main tr").into_iter().find(|row| row.contains("Setting-up-home money")).unwrap();
    assert!(row.contains("£1,200.50") && row.contains("£1,799.50"), "{row}");
    let timeline = amira.get(&format!("/team/p/{mia}/timeline")).await;
    timeline.says("Asked for: Setting-up-home money").says("Paid: Setting-up-home money").does_not_say("1,200");
}

#[tokio::test]
async fn a_form_that_cannot_be_taken_comes_back_with_everything_typed() {
    let app = App::on("2026-11-22");
    let amira = app.personal_adviser("Amira");
    let mia = mia(&app, &amira);
    let tess = manager_of(&app, &mia);
    let form = tess.get(&format!("/team/p/{mia}/entitlement/ENT-02")).await;
    let page = form.submit("Save", &[("kind", "refused"), ("sum", "lots"), ("on-year", "2030")]).await;
    page.status_is(422).field_error_is("sum", "The sum must be pounds, like 20 or 19.50");
    page.field_error_is("words", "Write why, in words they can read");
    page.says("Date must be today or in the past");
    assert_eq!(page.value_of("sum").as_deref(), Some("lots"));
    let nothing = form.submit("Save", &[]).await;
    nothing.status_is(422).says("Select what happened");
}

#[tokio::test]
async fn what_the_jobcentre_decides_is_followed_and_not_decided() {
    let app = App::on("2026-11-22");
    let amira = app.personal_adviser("Amira");
    let mia = mia(&app, &amira);
    let page = amira.get(&format!("/team/p/{mia}/entitlement/ENT-20")).await;
    page.says("It is decided by the Jobcentre (DWP), not by us.");
    page.submit("Save", &[("kind", "received")]).await.says("Has had it");
}

#[tokio::test]
async fn somebody_who_may_not_read_about_money_sees_the_group_and_no_money() {
    let app = App::on("2026-05-09");
    let amira = app.personal_adviser("Amira");
    let mia = mia(&app, &amira);
    let officer = app.staff("Olu", Role::ReviewingOfficer);
    let tie = NewTie {
        kind: RelationshipKind::ReviewingOfficerAppointment,
        holder: Holder::Staff(officer.staff_id()),
        from_on: "2026-01-01".parse().unwrap(),
        to_on: None,
        reason: String::new(),
    };
    app.world.tie(&mia, &tie);
    officer.get(&format!("/team/p/{mia}/entitlement")).await.says("Eligible").does_not_say("Setting-up-home money");
    officer.ask(&format!("/team/p/{mia}/entitlement/ENT-02")).await.status_is(404);
}

#[tokio::test]
async fn a_paper_is_late_until_it_is_written_down() {
    let app = App::on("2026-11-22");
    let amira = app.personal_adviser("Amira");
    let mia = mia(&app, &amira);
    let stands = |page: &crate::support::Page| {
        page.all("main tr").into_iter().find(|row| row.contains("National Insurance number")).unwrap()
    };
    let before = amira.get(&format!("/team/p/{mia}/entitlement")).await;
    assert!(stands(&before).contains("Late"));
    let form = amira.get(&format!("/team/p/{mia}/papers/national_insurance")).await;
    form.submit("Save", &[]).await.status_is(422).field_error_is("state", "Select where it is");
    let after = form.submit("Save", &[("state", "held"), ("words", "Letter in her folder")]).await;
    assert!(stands(&after).contains("Ready"), "{}", after.main());
    amira.get(&format!("/team/p/{mia}/papers/national_insurance")).await.says("Letter in her folder");
    amira.get(&format!("/team/p/{mia}/papers/no_such_paper")).await.status_is(404);
}
