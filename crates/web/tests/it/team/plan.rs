//! S18 Plan, S19 A goal, S54 Approvals: written together, checked against the law, approved by somebody else.

use jiff::civil::date;
use waymark_cases::access::{PostKind, RelationshipKind, Role};
use waymark_cases::evidence::NewEvidence;
use waymark_cases::history::{Care, Person};
use waymark_cases::ids::PersonId;
use waymark_cases::relationships::{Holder, NewTie};
use waymark_rules::clocks::{EvidenceKind, Mark, Outcome};
use waymark_rules::facts::LegalStatus;
use waymark_rules::plan_content::{Matter, Situation};

use super::late::world;
use crate::support::{App, Page, Persona};

fn plan_of(person: &PersonId) -> String {
    format!("/team/p/{person}/plan")
}

/// A goal added by an adviser with its words alone; gives its address.
async fn goal(amira: &Persona, sam: &PersonId, words: &str) -> String {
    let form = amira.get(&format!("{}/add", plan_of(sam))).await;
    let saved = form.submit("Save goal", &[("words", words)]).await;
    saved.status_is(200).says(words);
    saved.path().to_owned()
}

/// Writes something about everything the law wants said.
async fn cover(amira: &Persona, sam: &PersonId) -> Page {
    for matter in Situation::default().matters() {
        let form = amira.get(&format!("{}/matter/{}", plan_of(sam), matter.code())).await;
        form.submit("Save", &[("words", "We talked about it, and this is what we do.")]).await.status_is(200);
    }
    amira.get(&plan_of(sam)).await
}

#[tokio::test]
async fn a_goal_needs_its_words_alone_and_is_read_at_both_doors() {
    let (app, amira, _tess, sam) = world();
    let form = amira.get(&format!("{}/add", plan_of(&sam))).await;
    let back = form.submit("Save goal", &[("words", "  "), ("why", "I like quiet")]).await;
    back.field_error_is("words", "Enter what they want to happen").says("I like quiet");
    goal(&amira, &sam, "A flat with a door that locks").await;
    amira.get(&plan_of(&sam)).await.says("Now (1)").says("Sam’s own words").says("No step yet.");
    app.young_person(&sam).get("/me/plan").await.says("A flat with a door that locks");
    amira.get(&format!("/team/p/{sam}/timeline")).await.says("A goal was added to the plan");
}

#[tokio::test]
async fn a_workers_wording_stands_beside_their_words_and_never_in_their_place() {
    let (app, amira, _tess, sam) = world();
    let goal = goal(&amira, &sam, "get me out of ere").await;
    let form = amira.get(&format!("{goal}/words")).await;
    let page = form.submit("Save", &[("words", "A new home by spring")]).await;
    page.says("get me out of ere").says("Also worded").says("A new home by spring").says("Suggested");
    let first = page.all("h3.wm-card__title").join(" ");
    assert_eq!(first, "get me out of ere", "their words stay the goal's name");
    app.young_person(&sam).get("/me/plan").await.says("get me out of ere").does_not_say("A new home by spring");
    page.says("History (2)");
}

#[tokio::test]
async fn a_step_has_somebody_and_a_day_and_ours_start_a_clock() {
    let (app, amira, _tess, sam) = world();
    let goal = goal(&amira, &sam, "Pass my driving test").await;
    let form = amira.get(&format!("{goal}/step")).await;
    let back = form.submit("Add step", &[("words", "Book the test"), ("by-day", "31"), ("by-month", "2")]).await;
    back.status_is(422).says("Select whose step it is").says("Book the test");
    let by = [("by-day", "1"), ("by-month", "12"), ("by-year", "2026")];
    let fields = [&[("words", "Find the fee"), ("who", "mine")], &by[..]].concat();
    form.submit("Add step", &fields).await.says("Find the fee").says("Amira Test").says("1 December");
    let fields = [("words", "Learn ten signs"), ("who", "theirs")];
    form_again(&amira, &goal).await.submit("Add step", &fields).await.says("Learn ten signs");
    amira.get(&format!("/team/p/{sam}")).await.says("Next steps").says("Find the fee").says("Step in the plan");
    app.young_person(&sam).get("/me").await.says("Learn ten signs");
}

async fn form_again(amira: &Persona, goal: &str) -> Page {
    amira.get(&format!("{goal}/step")).await
}

#[tokio::test]
async fn con_01_a_plan_is_sent_only_when_everything_is_covered_or_said_not_to_be_needed() {
    let (_app, amira, _tess, sam) = world();
    let page = amira.get(&plan_of(&sam)).await;
    page.says("14 matters are still to cover").does_not_say("Send for approval");
    let form = amira.get(&format!("{}/matter/work", plan_of(&sam))).await;
    form.says("Care Leavers (England) Regulations 2010");
    let back = form.submit("Save", &[("how", "not_needed")]).await;
    back.field_error_is("words", "Enter why it is not needed");
    let form = amira.get(&format!("{}/matter/work", plan_of(&sam))).await;
    form.submit("Save", &[("how", "not_needed"), ("words", "At college full time")])
        .await
        .says("13 matters are still to cover");
    let page = cover(&amira, &sam).await;
    page.says("Everything is covered.");
    let sent = page.submit("Send for approval", &[]).await;
    sent.says("Version 1").says("waits for a manager").does_not_say("Send for approval");
}

#[tokio::test]
async fn a_manager_approves_with_an_analysis_and_the_young_person_reads_it() {
    let (app, amira, tess, sam) = world();
    goal(&amira, &sam, "A job with dogs").await;
    cover(&amira, &sam).await.submit("Send for approval", &[]).await.status_is(200);
    let me = app.young_person(&sam);
    let form = me.get("/me/plan/agree?answer=in_part").await;
    form.submit("Save what I think", &[("words", "Not the bit about money")]).await.says("I agree with some of it");

    let list = tess.get("/team/approvals").await;
    let page = list.says("Plan, version 1").says("Amira Test").follow_link("Sam").await;
    page.says("A job with dogs").says("Agree in part").says("Not the bit about money");
    let empty = page.submit("Save decision", &[("decision", "approved"), ("seen", "yes")]).await;
    empty.status_is(422).says("Select if they took part").says("Enter what you found");
    let page = tess.get(page.path()).await;
    let fields = [
        ("decision", "approved"),
        ("seen", "yes"),
        ("took_part", "yes"),
        ("analysis", "Strong on work. Money is thin."),
    ];
    page.submit("Save decision", &fields).await.says("Nothing waiting.");

    amira.get(&format!("{}/version/1", plan_of(&sam))).await.says("Strong on work. Money is thin.").says("Approved");
    me.get("/me/plan").await.says("Strong on work. Money is thin.");
    amira.get(&format!("/team/p/{sam}/timeline")).await.says("The plan was approved");
    let clock = amira.get(&format!("/team/p/{sam}/clock/CLK-10")).await;
    clock.says("22 May 2027");
}

#[tokio::test]
async fn acc_08_whoever_wrote_in_a_plan_or_sent_it_cannot_approve_it() {
    let (app, _amira, _tess, _sam) = world();
    let both = app.world.staff("Bo", Role::PersonalAdviser, &[]);
    let kim = app.world.person("Kim", date(2007, 5, 4), Some(&both));
    app.write(|tx| {
        let id = waymark_cases::testing::TestStore::staff_id(&both);
        waymark_cases::staff::grant_role(tx, &id, Role::TeamManager, date(2022, 1, 1))
    });
    let tie = NewTie {
        kind: RelationshipKind::Supervisor,
        holder: Holder::Staff(waymark_cases::testing::TestStore::staff_id(&both)),
        from_on: date(2026, 1, 1),
        to_on: None,
        reason: String::new(),
    };
    app.world.tie(&kim, &tie);
    let bo = app.signed_in(both);
    cover(&bo, &kim).await.submit("Send for approval", &[]).await.status_is(200);
    let page = bo.get(&format!("{}/version/1", plan_of(&kim))).await;
    page.says("You wrote in this plan or sent it. Somebody else must approve it.").does_not_say("Save decision");
    let form = bo.get(&format!("{}/add", plan_of(&kim))).await;
    let mut own = form.filled("Save goal", &[]);
    *own.uri_mut() = format!("{}/version/1", plan_of(&kim)).parse().expect("an address");
    let token = form.value_of("form_token").expect("a token");
    let fields = [
        ("form_token", token.as_str()),
        ("decision", "approved"),
        ("seen", "yes"),
        ("took_part", "yes"),
        ("analysis", "Fine"),
    ];
    bo.post(&format!("{}/version/1", plan_of(&kim)), &fields).await.status_is(404);
    bo.get(&format!("{}/version/1", plan_of(&kim))).await.says("waits for a manager");
}

#[tokio::test]
async fn two_people_in_the_same_place_see_both_versions_and_nothing_is_lost() {
    let (app, amira, _tess, sam) = world();
    let goal = goal(&amira, &sam, "Sleep through the night").await;
    let dana = second_worker(&app, &sam);
    let why = format!("{goal}/why");
    let (mine, theirs) = (amira.get(&why).await, dana.get(&why).await);
    theirs.submit("Save", &[("words", "Tired at college")]).await.status_is(200);
    let both = mine.submit("Save", &[("words", "Nights are long")]).await;
    both.status_is(409).says("Nights are long").says("Tired at college").says("Dana Test");
    let kept = both.press("Keep both as separate entries").await;
    kept.says("Nights are long").says("Tired at college");

    let (mine, theirs) = (amira.get(&why).await, dana.get(&why).await);
    theirs.submit("Save", &[("words", "Dreams wake me")]).await.status_is(200);
    let both = mine.submit("Save", &[("words", "Only mine")]).await;
    both.status_is(409);
    both.press("Keep theirs").await.says("Dreams wake me").does_not_say("Only mine");

    let (mine, theirs) = (amira.get(&why).await, dana.get(&why).await);
    theirs.submit("Save", &[("words", "The noise next door")]).await.status_is(200);
    let both = mine.submit("Save", &[("words", "It is the noise")]).await;
    let kept = both.press("Keep mine").await;
    kept.says("It is the noise").says("The noise next door");
    let quoted = kept.all(".wm-words blockquote");
    assert!(!quoted.iter().any(|words| words.contains("next door")), "it stays in the history alone: {quoted:?}");
}

fn second_worker(app: &App, sam: &PersonId) -> Persona {
    let dana = app.staff("Dana", Role::SocialWorker);
    let tie = NewTie {
        kind: RelationshipKind::SecondWorker,
        holder: Holder::Staff(dana.staff_id()),
        from_on: date(2026, 1, 1),
        to_on: None,
        reason: String::new(),
    };
    app.world.tie(sam, &tie);
    dana
}

#[tokio::test]
async fn rel_05_a_goal_sent_twice_is_one_goal() {
    let (_app, amira, _tess, sam) = world();
    let form = amira.get(&format!("{}/add", plan_of(&sam))).await;
    let fields = [("words", "Only once")];
    let (first, again) = (form.filled("Save goal", &fields), form.filled("Save goal", &fields));
    assert_eq!(amira.send(first).await.location(), amira.send(again).await.location());
    amira.get(&plan_of(&sam)).await.says("Now (1)");
}

#[tokio::test]
async fn who_reads_a_plan_does_not_always_write_it() {
    let (app, amira, tess, sam) = world();
    let goal = goal(&amira, &sam, "A bike").await;
    tess.get(&plan_of(&sam)).await.says("A bike").does_not_say("Add a goal together");
    tess.get(&format!("{}/add", plan_of(&sam))).await.status_is(404);
    let ben = app.personal_adviser("Ben");
    ben.get(&plan_of(&sam)).await.status_is(404);
    ben.get(&goal).await.status_is(404);
    amira.get("/team/approvals").await.status_is(404);
    let elsewhere = app.staff_with("Una", Role::TeamManager, &[PostKind::Service]);
    elsewhere.get("/team/approvals").await.status_is(200);
}

#[tokio::test]
async fn a_carer_sees_what_is_asked_of_them_and_no_goal() {
    let (app, amira, _tess, sam) = world();
    let goal = goal(&amira, &sam, "Be home by eleven").await;
    let fields = [("words", "Leave the hall light on"), ("who", "somebody_else"), ("name", "Pauline")];
    form_again(&amira, &goal).await.submit("Add step", &fields).await.says("Pauline");
    let carer = app.staff("Pauline", Role::Carer);
    let tie = NewTie {
        kind: RelationshipKind::Placement,
        holder: Holder::Staff(carer.staff_id()),
        from_on: date(2026, 1, 1),
        to_on: None,
        reason: String::new(),
    };
    app.world.tie(&sam, &tie);
    let page = carer.get(&plan_of(&sam)).await;
    page.says("Leave the hall light on").does_not_say("Be home by eleven");
    carer.get(&goal).await.status_is(404);
}

#[tokio::test]
async fn somebody_in_care_is_asked_the_care_matters_too() {
    let app = App::on("2026-11-22");
    let amira = app.personal_adviser("Amira");
    let told = Person::called("Ellis")
        .born(date(2009, 1, 4))
        .in_care(Care::under(LegalStatus::C2, date(2018, 2, 1)))
        .adviser(&amira.staff_id(), date(2025, 1, 1));
    let ellis = app.world.keep(told);
    let page = amira.get(&plan_of(&ellis)).await;
    page.says("Plan for somebody in care").says("19 matters are still to cover").says(Matter::LeavingCare.label());
}

/// Noor took a break on 1 October: the whole pack was given, and two tries came before it.
fn noor(app: &App, amira: &Persona) -> PersonId {
    let tried = |on| NewEvidence::done(EvidenceKind::Contact, on, "We tried: a visit").came_to(Outcome::Attempted);
    let break_from = date(2026, 10, 1);
    let told = Person::called("Noor")
        .born(date(2006, 5, 4))
        .in_care(Care::under(LegalStatus::C2, date(2016, 2, 1)).until(date(2024, 5, 4), "E4A"))
        .adviser(&amira.staff_id(), date(2024, 5, 4))
        .recorded(tried(date(2026, 8, 3)))
        .recorded(tried(date(2026, 9, 7)))
        .recorded(NewEvidence::done(EvidenceKind::StepBack, break_from, "They take a break").with(&[
            Mark::VisitOffered,
            Mark::LocalOfferGiven,
            Mark::MoneyContactsGiven,
            Mark::LetterSent,
            Mark::ManagerRecorded,
        ]));
    app.world.keep(told)
}

#[tokio::test]
async fn con_01_while_somebody_takes_a_break_eight_things_are_asked_and_the_record_fills_in_what_it_knows() {
    let app = App::on("2026-11-22");
    let amira = app.personal_adviser("Amira");
    let noor = noor(&app, &amira);
    let page = amira.get(&plan_of(&noor)).await;
    page.says("Plan while they take a break").says("8 matters are still to cover").says("The door is open");
    page.does_not_say("Money and rent");
    for (matter, known) in [
        ("break_tried", "We tried on 7 September 2026, 3 August 2026."),
        ("break_wish", "They asked for less contact on 1 October 2026."),
        ("break_offer", "They had the local offer by 1 October 2026."),
    ] {
        let form = amira.get(&format!("{}/matter/{matter}", plan_of(&noor))).await;
        form.says("The record says this already.").says(known);
        form.submit("Save", &[]).await.status_is(200);
    }
    amira.get(&plan_of(&noor)).await.says("5 matters are still to cover");
}
