//! S14 Record a contact, what S13 and S12 show of it, and what the young person reads of it at Y30.

use waymark_cases::access::Role;
use waymark_cases::care::NewEpisode;
use waymark_cases::ids::PersonId;

use crate::support::{App, Page, Persona};

const SAID: &str = "I got the job. It ain't much but it's mine";

fn world() -> (App, Persona, PersonId) {
    let app = App::on("2026-11-22");
    let amira = app.personal_adviser("Amira");
    let sam = app.person("Sam", "2009-05-04", Some(&amira));
    (app, amira, sam)
}

/// Sam lives with foster carers, so visits are owed and being seen alone is asked.
fn in_care(app: &App, who: &PersonId) {
    let episode = NewEpisode {
        started_on: "2020-01-15".parse().unwrap(),
        legal_status: "C2".into(),
        place: "U6".into(),
        reason_started: "S".into(),
        ..NewEpisode::default()
    };
    app.world.episode(who, episode);
}

async fn form(by: &Persona, who: &PersonId) -> Page {
    by.get(&format!("/team/p/{who}/contact")).await
}

async fn entries(by: &Persona, who: &PersonId) -> usize {
    by.get(&format!("/team/p/{who}/timeline?show=contacts")).await.all("ol.wm-timeline > li").len()
}

#[tokio::test]
async fn a_call_needs_one_answer_and_its_words_are_read_at_both_doors() {
    let (app, amira, sam) = world();
    let page = form(&amira, &sam).await;
    let saved = page.submit("Save contact", &[("how", "phone"), ("words", SAID)]).await;
    saved.status_is(200).says("Contact saved").says(SAID).says("What this counted for");
    let timeline = amira.get(&format!("/team/p/{sam}/timeline")).await;
    assert_eq!(timeline.all(".wm-timeline .wm-words blockquote"), [SAID]);
    timeline.says("Phone call").does_not_say("Contact: a phone call");
    let theirs = app.young_person(&sam).get("/me/record").await;
    theirs.says("We talked on the phone.").says("You said").says(SAID).does_not_say("held back");
}

#[tokio::test]
async fn the_page_asks_their_words_before_the_workers_account_and_wants_only_how() {
    let (_app, amira, sam) = world();
    let page = form(&amira, &sam).await;
    let order = page.attributes("form.wm-contact [name]", "name");
    let at = |name: &str| order.iter().position(|one| one == name).unwrap_or_else(|| panic!("no {name}: {order:?}"));
    assert!(at("how") < at("words") && at("words") < at("seemed") && at("seemed") < at("happened"));
    assert!(!order.contains(&"alone".to_owned()), "no visit clock runs, so nothing is asked about it");
    page.submit("Save contact", &[]).await.field_error_is("how", "Select how you met");
}

#[tokio::test]
async fn where_a_visit_is_owed_one_more_answer_is_asked_and_says_what_it_satisfied() {
    let (app, amira, sam) = world();
    in_care(&app, &sam);
    let page = form(&amira, &sam).await;
    let asked = page.submit("Save contact", &[("how", "at_home"), ("words", SAID)]).await;
    asked.field_error_is("alone", "Select if you saw them on their own").says(SAID);
    let not_alone = asked.submit("Save contact", &[("how", "at_home"), ("alone", "no")]).await;
    not_alone.says("Visits in care").says("They were not seen on their own");
    let alone = form(&amira, &sam).await.submit("Save contact", &[("how", "at_home"), ("alone", "yes")]).await;
    let counted = alone.all("main ul.govuk-list--bullet li");
    assert!(counted.iter().any(|one| one.starts_with("Visits in care") && one.contains(": done.")), "{counted:?}");
    alone.says("What is next due");
}

#[tokio::test]
async fn a_try_is_told_as_what_we_did_and_counts_for_no_visit() {
    let (app, amira, sam) = world();
    in_care(&app, &sam);
    let fields = [("how", "not_met"), ("tried", "at_home")];
    let page = form(&amira, &sam).await.submit("Save contact", &fields).await;
    page.field_error_is("not_met", "Select what happened");
    let saved = page.submit("Save contact", &[("how", "not_met"), ("tried", "at_home"), ("not_met", "not_in")]).await;
    saved.says("We tried: at their home. They were not in").says("We tried and did not meet or hear.");
    app.young_person(&sam).get("/me/record").await.says("We came to see you. You were out.");
}

#[tokio::test]
async fn rel_05_a_draft_sent_again_is_one_entry_and_going_back_leads_to_it() {
    let (_app, amira, sam) = world();
    let page = form(&amira, &sam).await;
    let fields = [("how", "phone"), ("words", SAID)];
    let first = page.submit_once("Save contact", &fields).await;
    let again = page.submit_once("Save contact", &fields).await;
    assert_eq!(first.location(), again.location());
    amira.get(page.url()).await.says("This was saved already").says(SAID);
    assert_eq!(entries(&amira, &sam).await, 1);
}

#[tokio::test]
async fn other_words_sent_from_a_page_that_was_saved_are_not_lost() {
    let (_app, amira, sam) = world();
    let page = form(&amira, &sam).await;
    page.submit("Save contact", &[("how", "phone"), ("words", "one")]).await.status_is(200);
    let other = page.submit("Save contact", &[("how", "phone"), ("words", "two")]).await;
    other.status_is(422).says("was saved from this page before").says("two");
    other.submit("Save contact", &[]).await.says("Contact saved");
    assert_eq!(entries(&amira, &sam).await, 2);
}

#[tokio::test]
async fn a_day_that_cannot_be_comes_back_with_everything_typed_and_the_way_out() {
    let (_app, amira, sam) = world();
    let page = form(&amira, &sam).await;
    let on = |year| {
        [("how", "phone"), ("words", SAID), ("when", "other"), ("on-day", "23"), ("on-month", "11"), ("on-year", year)]
    };
    let future = page.submit("Save contact", &on("2026")).await;
    future.status_is(422).says("Date of the contact must be today or in the past").says(SAID);
    assert_eq!(future.value_of("on-day").as_deref(), Some("23"));
    assert!(future.has("[name='how'][value='phone'][checked]"));
    page.submit("Save contact", &on("2008")).await.status_is(422).says("Sam was born on 4 May 2009").says(SAID);
    assert_eq!(entries(&amira, &sam).await, 0);
}

#[tokio::test]
async fn a_meeting_while_they_were_missing_names_what_the_record_says() {
    let (app, amira, sam) = world();
    let away = waymark_cases::evidence::NewEvidence::done(
        waymark_rules::clocks::EvidenceKind::Missing,
        "2026-11-10".parse().unwrap(),
        "Missing",
    )
    .until(Some("2026-11-15".parse().unwrap()));
    let asking = app.world.asking(waymark_cases::db::By::Actor(amira.actor().clone()));
    app.world
        .store
        .write(&asking, |tx| {
            let permit = tx.permit::<waymark_cases::access::class::Plan, waymark_cases::access::Write>(&sam)?;
            waymark_cases::evidence::record(tx, &permit, &away)
        })
        .unwrap();
    let fields =
        [("how", "somewhere_else"), ("when", "other"), ("on-day", "12"), ("on-month", "11"), ("on-year", "2026")];
    let page = form(&amira, &sam).await.submit("Save contact", &fields).await;
    page.status_is(422).says("missing from 10 November 2026 to 15 November 2026").says("put right first");
}

#[tokio::test]
async fn what_is_not_shared_is_counted_for_them_with_its_reason_and_never_shown() {
    let (app, amira, sam) = world();
    let held = [("how", "phone"), ("words", "about my brother"), ("share", "held")];
    let page = form(&amira, &sam).await.submit("Save contact", &held).await;
    page.field_error_is("held_because", "Select why they cannot read this");
    let fields = [("held_because", "somebody_else"), ("held_words", "His brother asked for it to stay with us")];
    page.submit("Save contact", &fields).await.says("Contact saved").says("His brother asked");
    let talk = [("how", "phone"), ("words", "the move"), ("share", "talk_first"), ("talk_words", "where to live")];
    form(&amira, &sam).await.submit("Save contact", &talk).await.says("Contact saved");
    let theirs = app.young_person(&sam).get("/me/record").await;
    theirs
        .says("We have held back 2 notes")
        .says("It is about someone else: 1 note")
        .says("talk with you first: 1 note");
    for hidden in ["about my brother", "His brother", "the move", "where to live", "We talked on the phone"] {
        theirs.does_not_say(hidden);
    }
}

#[tokio::test]
async fn as_they_would_see_it_saves_nothing_and_keeps_what_was_typed() {
    let (_app, amira, sam) = world();
    let page = form(&amira, &sam).await;
    let seen = page.submit("See it as they would", &[("how", "phone"), ("words", SAID), ("preview", "yes")]).await;
    seen.status_is(200).says("As Sam would see it").says("We talked on the phone.").says("Nothing is saved yet");
    assert_eq!(seen.all(".govuk-inset-text blockquote"), [SAID]);
    assert_eq!(entries(&amira, &sam).await, 0);
    seen.submit("Save contact", &[]).await.says("Contact saved").says(SAID);
    assert_eq!(entries(&amira, &sam).await, 1);
}

#[tokio::test]
async fn they_did_not_want_to_say_is_an_answer() {
    let (app, amira, sam) = world();
    let fields = [("how", "phone"), ("said_how", "not_said"), ("seemed", "7")];
    form(&amira, &sam).await.submit("Save contact", &fields).await.says("They did not want to say").says("7 out of 10");
    let theirs = app.young_person(&sam).get("/me/record").await;
    theirs.says("You did not want to say, and that is fine.").says("You said 7 out of 10.");
}

#[tokio::test]
async fn the_button_stands_on_today_and_on_every_page_of_a_record_for_those_who_record() {
    let (app, amira, sam) = world();
    let to = format!("/team/p/{sam}/contact");
    assert_eq!(amira.get("/team").await.link("Record a contact with Sam"), to);
    for page in ["", "/timeline", "/about"] {
        assert_eq!(amira.get(&format!("/team/p/{sam}{page}")).await.link("Record a contact"), to);
    }
    let ines = app.staff_with("Ines", Role::HeadOfService, &[waymark_cases::access::PostKind::Service]);
    let page = ines.get(&format!("/team/p/{sam}")).await;
    page.status_is(200);
    assert!(!page.all("a").contains(&"Record a contact".to_owned()), "somebody who may not record is not offered it");
}
