//! S53 Allocate.

use waymark_cases::access::{PostKind, Role};

use waymark_cases::ids::PersonId;

use crate::support::{App, Persona};

/// Tess manages the team that holds the record.
fn manager_of(app: &App, who: &PersonId) -> Persona {
    let team = app.write(|tx| waymark_cases::staff::add_team(tx, "North", "North"));
    let tess = app.staff_with("Tess", Role::TeamManager, &[PostKind::Team(team.clone())]);
    app.world.tie(
        who,
        &waymark_cases::relationships::NewTie {
            kind: waymark_cases::access::RelationshipKind::Team,
            holder: waymark_cases::relationships::Holder::Team(team),
            from_on: "2026-01-01".parse().unwrap(),
            to_on: None,
            reason: "holds the record".into(),
        },
    );
    tess
}

#[tokio::test]
async fn a_manager_gives_somebody_an_adviser_and_the_one_before_ends_that_day() {
    let app = App::on("2026-11-22");
    let (amira, ben) = (app.personal_adviser("Amira"), app.personal_adviser("Ben"));
    let sam = app.person("Sam", "2009-05-04", Some(&amira));
    let tess = manager_of(&app, &sam);
    let form = tess.get("/team/allocate?show=everyone").await;
    let (person, adviser) = (sam.to_string(), ben.staff_id().to_string());
    let saved =
        form.submit("Save", &[("person", &person), ("adviser", &adviser), ("reason", "Sam asked for him")]).await;
    saved.status_is(200);
    ben.get(&format!("/team/p/{sam}")).await.heading_is("Sam");
    amira.get(&format!("/team/p/{sam}")).await.status_is(404);
    app.young_person(&sam).get("/me").await.says("Ben is your adviser");
}

#[tokio::test]
async fn nobody_chosen_is_said_and_the_reason_is_kept() {
    let app = App::on("2026-11-22");
    let hana = app.staff_with("Hana", Role::HeadOfService, &[PostKind::Service]);
    app.person("Sam", "2009-05-04", None);
    let page = hana.get("/team/allocate").await.submit("Save", &[("reason", "because")]).await;
    page.status_is(422).says("Choose who it is for").says("Choose who will support them");
    assert_eq!(page.value_of("reason").as_deref(), Some("because"));
}

#[tokio::test]
async fn what_they_asked_for_and_how_many_they_had_stand_beside_the_choice() {
    let app = App::on("2026-11-22");
    let amira = app.personal_adviser("Amira");
    let ben = app.personal_adviser("Ben").staff_id().to_string();
    let sam = app.person("Sam", "2009-05-04", Some(&amira));
    let tess = manager_of(&app, &sam);
    let theirs = app.young_person(&sam).get("/me/settings/adviser_wishes").await;
    theirs.submit("Save", &[("answer", "A woman who speaks Kurdish")]).await.status_is(200);
    let form = tess.get("/team/allocate?show=everyone").await;
    form.says("Asked for: A woman who speaks Kurdish").does_not_say("advisers in 2 years");
    let person = sam.to_string();
    form.submit("Save", &[("person", &person), ("adviser", &ben), ("reason", "Amira leaves")]).await.status_is(200);
    tess.get("/team/allocate?show=everyone").await.says("Had 2 advisers in 2 years");
}
