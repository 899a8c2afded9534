//! Who can see what: permissions at both doors, and sharing without one.

use jiff::SignedDuration;
use jiff::civil::date;
use waymark_cases::access::{PostKind, RelationshipKind, Role};
use waymark_cases::disclosures::{Ground, NewDisclosure};
use waymark_cases::history::Person;
use waymark_cases::ids::PersonId;
use waymark_cases::relationships::{Holder, NewTie};

use crate::support::{App, Page, Persona};

/// Sam, supported by Amira, in the team Tess manages.
fn world(born_on: &str) -> (App, Persona, Persona, PersonId) {
    let app = App::on("2026-11-22");
    let amira = app.personal_adviser("Amira");
    let team = app.write(|tx| waymark_cases::staff::add_team(tx, "North", "North"));
    let tess = app.staff_with("Tess", Role::TeamManager, &[PostKind::Team(team.clone())]);
    let sam = app.person("Sam", born_on, Some(&amira));
    let from_on = "2026-01-01".parse().expect("a day");
    let holds = "holds the record".to_owned();
    let tie = NewTie { kind: RelationshipKind::Team, holder: Holder::Team(team), from_on, to_on: None, reason: holds };
    app.world.tie(&sam, &tie);
    (app, amira, tess, sam)
}

const YES: [(&str, &str); 4] =
    [("recipient", "Harrow College"), ("part", "learning"), ("purpose", "Help with my course"), ("months", "12")];

async fn say_yes(young: &Persona) -> Page {
    young.get("/me/sharing").await.follow_link("Say yes to someone").await.submit("Say yes", &YES).await
}

#[tokio::test]
async fn a_yes_given_at_their_own_door_is_read_by_staff_and_stopped_in_one_press() {
    let (app, amira, _tess, sam) = world("2007-05-04");
    let young = app.young_person(&sam);
    young.get("/me/settings").await.follow_link("Who can see what").await.says("Nobody now.");
    let given = say_yes(&young).await;
    given.status_is(200).says("Harrow College").says("They can see: my learning and work.");
    let staff = amira.get(&format!("/team/p/{sam}/sharing")).await;
    staff
        .says("Harrow College")
        .says("Learning and work")
        .says("They said yes on their own page")
        .says("22 November 2027");
    given.submit("Stop sharing with Harrow College", &[]).await.says("Nobody now.").says("We will share no more");
    let after = amira.get(&format!("/team/p/{sam}/sharing")).await;
    after.says("Nobody outside the council may be told anything now").says("Taken back 22 November 2026.");
}

#[tokio::test]
async fn acc_15_a_yes_given_at_17_ends_on_the_birthday_and_not_a_day_before() {
    let (app, amira, _tess, sam) = world("2008-12-01");
    say_yes(&app.young_person(&sam)).await.says("Until Tuesday 1 December.");
    let sharing = format!("/team/p/{sam}/sharing");
    amira.get(&sharing).await.says("Until 1 December 2026, when they turn 18 and decide anew.");
    for (days, holds) in [(8, true), (1, false)] {
        app.wait(SignedDuration::from_hours(days * 24));
        let amira = app.signed_in(amira.actor().clone());
        let page = amira.get(&sharing).await;
        if holds {
            page.does_not_say("Ended")
        } else {
            page.says("Ended 1 December 2026, when they turn 18")
        };
    }
}

#[tokio::test]
async fn prv_03_a_yes_names_one_recipient_a_purpose_and_parts_and_keeps_what_was_typed() {
    let (app, amira, _tess, sam) = world("2007-05-04");
    let young = app.young_person(&sam);
    let form = young.get("/me/sharing/add").await;
    assert!(form.attributes("input[name=part]", "checked").is_empty(), "nothing is ticked for them");
    let refused = form.submit("Say yes", &[("recipient", "Everyone"), ("purpose", "Help")]).await;
    refused.status_is(422).says("Write one name.").says("Choose what they can see");
    assert_eq!(refused.value_of("purpose").as_deref(), Some("Help"));
    let staff = amira.get(&format!("/team/p/{sam}/sharing/add")).await;
    let refused = staff.submit("Save", &[("recipient", "all agencies"), ("how", "spoken")]).await;
    refused.status_is(422).says("a yes for everybody is no yes").says("Enter who heard it").says("Enter the last day");
}

#[tokio::test]
async fn a_worker_writes_down_a_spoken_yes_for_a_year_at_most_and_a_withdrawal() {
    let (app, amira, _tess, sam) = world("2007-05-04");
    let form = amira.get(&format!("/team/p/{sam}/sharing/add")).await;
    let fields = |year: &'static str| {
        [
            ("recipient", "Dr Okoro's surgery"),
            ("part", "health"),
            ("purpose", "An assessment"),
            ("until-day", "1"),
            ("until-month", "6"),
            ("until-year", year),
            ("how", "spoken"),
            ("giver", "themselves"),
            ("words", "Beth was there and heard it"),
        ]
    };
    form.submit("Save", &fields("2028")).await.status_is(422).says("Last day must be within a year from today");
    let saved = form.submit("Save", &fields("2027")).await;
    saved.status_is(200).says("Dr Okoro's surgery").says("Beth was there and heard it").says("Until 1 June 2027");
    app.young_person(&sam).get("/me/sharing").await.says("Dr Okoro's surgery").says("my health");
    let back = saved.submit("They took it back from Dr Okoro's surgery", &[]).await;
    back.says("Nothing more is shared with them").says("Taken back 22 November 2026.");
}

#[tokio::test]
async fn acc_08_sharing_without_a_yes_needs_every_answer_and_a_manager_who_did_not_propose_it() {
    let (app, amira, tess, sam) = world("2007-05-04");
    let form = amira.get(&format!("/team/p/{sam}/sharing/without")).await;
    form.submit("Put it to a manager", &[("ground", "INF-10")]).await.status_is(422).says("Enter why it is needed");
    let fields = [
        ("ground", "INF-10"),
        ("with_whom", "The police, missing persons"),
        ("what", "Where he was last seen"),
        ("why", "He may be in danger tonight"),
        ("alternatives", "We rang his aunt first"),
        ("asked", "No: we cannot reach him"),
        ("told", "Not yet"),
        ("again-day", "24"),
        ("again-month", "11"),
        ("again-year", "2026"),
    ];
    form.submit("Put it to a manager", &fields)
        .await
        .says("Nothing is shared yet")
        .says("A manager has not decided yet.");
    tess.get("/team/approvals").await.says("Sharing without a yes").says("The police, missing persons");
    let page = tess.get(&format!("/team/p/{sam}/sharing")).await.follow_link("Decide").await;
    let again = tess.get(page.url()).await;
    page.says("He may be in danger tonight");
    page.submit("Save decision", &[("ruling", "agreed")]).await.field_error_is("words", "Enter why");
    page.submit("Save decision", &[("ruling", "agreed"), ("words", "The risk is real")]).await.says("The risk is real");
    again.submit("Save decision", &[("ruling", "not_agreed"), ("words", "No")]).await.status_is(404);
    // It is looked at again when to tell him; until then his own page is silent.
    app.young_person(&sam).get("/me/sharing").await.does_not_say("The police");
    amira.get(&format!("/team/p/{sam}/sharing/without/decide")).await.status_is(404);
}

#[tokio::test]
async fn what_they_were_told_of_is_on_their_own_page() {
    let (app, amira, tess, sam) = world("2007-05-04");
    let form = amira.get(&format!("/team/p/{sam}/sharing/without")).await;
    let fields = [
        ("ground", "INF-10c"),
        ("with_whom", "The family court"),
        ("what", "Dates of contact"),
        ("why", "The court ordered it"),
        ("alternatives", "None: it is an order"),
        ("asked", "Yes, Sam did not want it"),
        ("told", "Yes, on the day"),
    ];
    form.submit("Put it to a manager", &fields).await.status_is(200);
    let page = tess.get(&format!("/team/p/{sam}/sharing")).await.follow_link("Decide").await;
    page.submit("Save decision", &[("ruling", "agreed"), ("words", "It is an order")]).await.status_is(200);
    app.young_person(&sam).get("/me/sharing").await.says("We told someone without your yes").says("The family court");
}

fn to_the_court() -> NewDisclosure {
    NewDisclosure {
        ground: Ground::CourtOrDuty,
        with_whom: "The family court".into(),
        what: "Two dates".into(),
        why: "An order".into(),
        alternatives: "None".into(),
        asked: "Yes".into(),
        told: "Yes".into(),
        told_review_on: None,
    }
}

#[tokio::test]
async fn a_question_of_their_own_team_comes_up_behind_any_number_of_other_teams() {
    let (app, amira, tess, sam) = world("2007-05-04");
    let others: Vec<Person> = (0..620)
        .map(|one| Person::called(&format!("Other {one}")).born(date(2007, 5, 4)).shared_without(to_the_court()))
        .collect();
    app.world.keep_all(&others);
    app.wait(SignedDuration::from_hours(1));
    let amira = app.signed_in(amira.actor().clone());
    let form = amira.get(&format!("/team/p/{sam}/sharing/without")).await;
    let text = |field| (field, "For this test");
    let fields = [
        ("ground", "INF-10c"),
        ("with_whom", "Dr Okoro"),
        text("what"),
        text("why"),
        text("alternatives"),
        text("asked"),
        text("told"),
    ];
    form.submit("Put it to a manager", &fields).await.status_is(200);
    let tess = app.signed_in(tess.actor().clone());
    tess.get("/team/approvals").await.says("Dr Okoro").does_not_say("Other 1");
}
