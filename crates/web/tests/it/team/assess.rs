//! S17 Getting to know you, at both doors: words side by side, nothing overwritten, and a manager who wrote none of it.

use waymark_cases::access::{Read, Role, class};
use waymark_cases::assessments::Domain;
use waymark_cases::db::By;
use waymark_cases::evidence;
use waymark_cases::ids::PersonId;
use waymark_rules::clocks::EvidenceKind;

use crate::support::{App, Page, Persona};

struct World {
    app: App,
    amira: Persona,
    tess: Persona,
    sam: PersonId,
}

fn world() -> World {
    let (app, amira, tess, sam) = super::late::world();
    World { app, amira, tess, sam }
}

impl World {
    fn at(&self, page: &str) -> String {
        format!("/team/p/{}/assess{page}", self.sam)
    }

    fn me(&self) -> Persona {
        self.app.young_person(&self.sam)
    }

    async fn write(&self, domain: &str, fields: &[(&str, &str)]) -> Page {
        self.amira.post_form(&self.at(&format!("/{domain}")), "going_well", fields).await
    }

    /// Both sides write in each part.
    async fn fill(&self) {
        for domain in Domain::ALL {
            let fields = [("side", "worker"), ("going_well", "They turn up"), ("hard", "Mondays")];
            self.write(domain.code(), &fields).await.status_is(200);
        }
        self.me()
            .post_form("/me/know/voice", "going_well", &[("going_well", "I say what I think")])
            .await
            .status_is(200);
    }

    async fn send(&self) -> Page {
        self.amira.post_form(&self.at("/finish"), "analysis", &[("analysis", "More strengths than worries")]).await
    }

    fn evidence(&self, kind: EvidenceKind) -> usize {
        let asking = self.app.world.asking(By::Actor(self.amira.actor().clone()));
        let kept = self.app.world.store.read(&asking, |r| {
            let plan = r.permit::<class::Plan, Read>(&self.sam)?;
            let mut kept = evidence::of_class(r, &plan)?;
            if let Some(oversight) = r.permit_if_allowed::<class::ManagementOversight, Read>(&self.sam)? {
                kept.extend(evidence::of_class(r, &oversight)?);
            }
            Ok(kept)
        });
        kept.expect("evidence").iter().filter(|one| one.kind() == Some(kind)).count()
    }
}

#[tokio::test]
async fn both_sides_write_and_read_the_same_part_each_in_their_own_words() {
    let world = world();
    world.amira.get(&world.at("")).await.says("Money").says("Not started").says("Their voice");
    let me = world.me();
    let mine = [("going_well", "I have £300 put away"), ("hard", "The last week"), ("number", "6")];
    let saved = me.post_form("/me/know/money", "going_well", &mine).await;
    saved.says("Saved. Your adviser can see it now.").says("I have £300 put away").says("You, Sunday 22 November");
    let page = world.amira.get(&world.at("/money")).await;
    page.says("In their words").says("I have £300 put away").says("What others say").says("From 0 to 10");
    world
        .write(
            "money",
            &[("side", "worker"), ("going_well", "Knows to the pound what comes in"), ("evidence", "The account")],
        )
        .await
        .says("Knows to the pound what comes in")
        .says("I have £300 put away");
    me.get("/me/know/money").await.says("Knows to the pound what comes in").says("Amira, Sunday 22 November");
    world.amira.get(&world.at("")).await.says("Their words and others', last on 22 November 2026");
    world
        .amira
        .get(&format!("/team/p/{}/timeline", world.sam))
        .await
        .says("Getting to know you, Money: their own words");
}

#[tokio::test]
async fn what_is_going_well_is_asked_before_what_is_hard_with_questions_beside_it() {
    let world = world();
    let page = world.amira.get(&world.at("/home")).await;
    let labels = page.all("label");
    let at = |says: &str| labels.iter().position(|label| label == says).unwrap_or_else(|| panic!("{says}: {labels:?}"));
    assert!(at("What is going well") < at("What is hard") && at("What is hard") < at("What they want"));
    page.says("Questions to ask").says("What do you like about where you live?").says("What keeps you going?");
    world.me().get("/me/know/home").await.says("What is going well?").says("What do you like about where you live?");
}

#[tokio::test]
async fn an_entry_that_is_put_right_keeps_what_it_said_before_and_their_own_words_are_theirs_alone() {
    let world = world();
    world.write("home", &[("side", "worker"), ("going_well", "Likes the gardin")]).await.says("Likes the gardin");
    let form =
        world.amira.get(&world.at("/home")).await.follow_link("Put right: Their worker's, 22 November 2026").await;
    form.says("Put this entry right");
    let fixed = form.submit("Save", &[("going_well", "Likes the garden")]).await;
    fixed.says("Likes the garden").says("Earlier versions").says("Likes the gardin");

    let me = world.me();
    me.post_form("/me/know/home", "going_well", &[("going_well", "my room is mine")]).await.status_is(200);
    let page = world.amira.get(&world.at("/home")).await;
    assert_eq!(page.all("a").iter().filter(|link| link.starts_with("Put right")).count(), 1, "only the worker's own");
    let change = me.get("/me/know/home").await.follow_link("Change: what you said on Sunday 22 November").await;
    change.submit("Save", &[("going_well", "my room is mine. I painted it")]).await.says("I painted it");
}

#[tokio::test]
async fn two_who_put_the_same_entry_right_at_once_both_keep_what_they_wrote() {
    let world = world();
    world.write("home", &[("side", "worker"), ("going_well", "Likes the gardin")]).await.status_is(200);
    let page = world.amira.get(&world.at("/home")).await;
    let link = "Put right: Their worker's, 22 November 2026";
    let (one, two) = (page.follow_link(link).await, page.follow_link(link).await);
    one.submit("Save", &[("going_well", "Likes the garden")]).await.status_is(200);
    let after = two.submit("Save", &[("going_well", "Likes the gardening")]).await;
    after.says("Likes the garden").says("Likes the gardening").says("Likes the gardin");
    let said = after.all(".wm-sides blockquote");
    assert!(
        said.contains(&"Likes the garden".to_owned()) && said.contains(&"Likes the gardening".to_owned()),
        "{said:?}"
    );
}

#[tokio::test]
async fn nobody_else_can_put_their_words_right_and_they_cannot_put_right_a_workers() {
    let world = world();
    world.write("home", &[("side", "worker"), ("going_well", "Quiet here")]).await.status_is(200);
    let me = world.me();
    me.post_form("/me/know/home", "going_well", &[("going_well", "mine")]).await.status_is(200);
    let page = world.amira.get(&world.at("/home")).await;
    let workers = page.attributes("a[href*='entry=']", "href").remove(0);
    let workers = workers.split("entry=").nth(1).and_then(|rest| rest.split('#').next()).expect("an id").to_owned();
    let before = world.app.world.rows_but_audit();
    me.post_form("/me/know/home", "going_well", &[("entry", &workers), ("going_well", "changed")]).await.status_is(404);
    let own = me.get("/me/know/home").await.attributes("a[href*='entry=']", "href").remove(0);
    let own = own.split("entry=").nth(1).and_then(|rest| rest.split('#').next()).expect("an id").to_owned();
    let fields = [("entry", own.as_str()), ("side", "theirs"), ("going_well", "tidier")];
    world.write("home", &fields).await.status_is(404);
    assert_eq!(before, world.app.world.rows_but_audit());
}

#[tokio::test]
async fn what_cannot_be_taken_comes_back_with_everything_typed() {
    let world = world();
    let back = world.write("home", &[("going_well", "Quiet"), ("number", "11")]).await;
    back.field_error_is("side", "Select whose words these are");
    back.field_error_is("number", "The number must be from 0 to 10");
    assert_eq!(back.all("textarea[name=going_well]"), ["Quiet"]);
    world
        .write("home", &[("side", "somebody_else"), ("hard", "Far away")])
        .await
        .field_error_is("who", "Enter who it was");
    world
        .write("home", &[("side", "worker")])
        .await
        .field_error_is("going_well", "Write something in at least one of the boxes");
    let mine = world.me().post_form("/me/know/home", "going_well", &[]).await;
    mine.field_error_is("going_well", "Write in one of the boxes, or choose a number");
    let long = "x".repeat(4001);
    let mine = world.me().post_form("/me/know/home", "going_well", &[("hard", &long)]).await;
    mine.field_error_is("hard", "That is too long. Write less, or tell your adviser the rest");
    assert_eq!(mine.all("textarea[name=hard]"), [long]);
}

#[tokio::test]
async fn an_entry_sent_twice_is_one_entry() {
    let world = world();
    let form = world.amira.get(&world.at("/home")).await;
    let sent = form.filled("Save", &[("side", "worker"), ("going_well", "Quiet here")]);
    let (parts, body) = sent.into_parts();
    let bytes = axum::body::to_bytes(body, usize::MAX).await.expect("a body");
    for _ in 0..2 {
        let again = axum::http::Request::from_parts(parts.clone(), axum::body::Body::from(bytes.clone()));
        world.amira.send(again).await.leads_to(&world.at("/home"));
    }
    let page = world.amira.get(&world.at("/home")).await;
    assert_eq!(page.all("blockquote").iter().filter(|said| *said == "Quiet here").count(), 1);
}

#[tokio::test]
async fn a_part_is_agreed_when_they_say_so_and_open_again_when_something_is_written() {
    let world = world();
    world.write("home", &[("side", "worker"), ("going_well", "Quiet here")]).await.status_is(200);
    let me = world.me();
    let fields = [("view", "agrees"), ("why", "It is quiet")];
    let page = me.get("/me/know/home").await;
    let request = page.filled_having("view", &fields);
    me.send(request).await.leads_to("/me/know/home");
    me.get("/me/know").await.says("You agree with this");
    world.amira.get(&world.at("")).await.says("Agreed");
    world.amira.get(&world.at("/home")).await.says("It is quiet");
    world.app.wait(jiff::SignedDuration::from_secs(60));
    world.write("home", &[("side", "worker"), ("hard", "Far away")]).await.status_is(200);
    me.get("/me/know").await.does_not_say("You agree with this");
}

#[tokio::test]
async fn the_first_words_start_it_and_a_managers_approval_finishes_it_for_the_clocks() {
    let world = world();
    assert_eq!(world.evidence(EvidenceKind::AssessmentStarted), 0);
    let early = world.amira.get(&world.at("/finish")).await;
    early
        .says("still to cover")
        .says("Nothing is written under “Money”")
        .does_not_say("What do you make of it as a whole?");
    world.fill().await;
    assert_eq!(world.evidence(EvidenceKind::AssessmentStarted), 1, "once, however much is written");
    world
        .amira
        .post_form(&world.at("/finish"), "analysis", &[])
        .await
        .field_error_is("analysis", "Write what you make of it");
    world.send().await.says("Sent to a manager on 22 November 2026 by Amira Test");
    world.me().get("/me/know").await.says("A manager is reading this now.");

    let waiting = world.tess.get("/team/approvals").await;
    waiting.says("Assessments that wait, oldest first").says("today (Sunday 22 November)");
    assert!(waiting.attributes("main a", "href").contains(&world.at("/approve")), "a link leads to it");
    let page = world.tess.get(&world.at("/approve")).await;
    page.says("More strengths than worries").says("1 of 10 parts");
    let fields = [("decision", "approve"), ("analysis", "I agree"), ("took_part", "yes")];
    let back = world.tess.post_form(&world.at("/approve"), "decision", &fields).await;
    back.field_error_is("seen", "They must be seen before it is approved").says("I agree");
    assert_eq!(world.evidence(EvidenceKind::Assessment), 0);
    let fields = [("decision", "approve"), ("analysis", "I agree with this"), ("seen", "yes"), ("took_part", "yes")];
    world
        .tess
        .post_form(&world.at("/approve"), "decision", &fields)
        .await
        .says("Approved on 22 November 2026 by Tess Test");
    assert_eq!(world.evidence(EvidenceKind::Assessment), 1);
    assert_eq!(world.evidence(EvidenceKind::ApprovalDecided), 1);
    world.me().get("/me/know").await.says("I agree with this");
    world.amira.get(&world.at("")).await.says("I agree with this").says("Send to a manager");
    world.tess.get(&world.at("/approve")).await.says("Nothing waits for a decision.");
    world.tess.get("/team/approvals").await.does_not_say("Assessments that wait");
}

#[tokio::test]
async fn acc_08_whoever_wrote_any_of_it_cannot_approve_it() {
    let world = world();
    world.fill().await;
    world.send().await.status_is(200);
    let both = world.app.staff_with("Bo", Role::PersonalAdviser, &[]);
    world.app.write(|tx| {
        let on = "2020-01-01".parse().expect("a day");
        waymark_cases::staff::grant_role(tx, &both.staff_id(), Role::TeamManager, on)
    });
    let bo = world.app.write(|tx| waymark_cases::staff::actor(tx, &both.staff_id()));
    world.app.world.supported_by(&world.sam, &bo);
    let bo = world.app.signed_in(bo);
    let page = bo.get(&world.at("/approve")).await;
    page.says("Your decision");
    bo.post_form(&world.at("/home"), "going_well", &[("side", "worker"), ("hard", "Far away")]).await.status_is(200);
    let before = world.app.world.rows_but_audit();
    bo.get(&world.at("/approve")).await.says("You wrote some of this").does_not_say("Your decision");
    let fields = [("decision", "approve"), ("analysis", "Fine"), ("seen", "yes"), ("took_part", "yes")];
    bo.send(page.filled("Save decision", &fields)).await.status_is(404);
    assert_eq!(before, world.app.world.rows_but_audit());
    world.amira.get(&world.at("/approve")).await.status_is(404);
}

#[tokio::test]
async fn what_is_sent_back_says_why_at_both_doors_and_can_be_sent_again() {
    let world = world();
    world.fill().await;
    world.send().await.status_is(200);
    let fields = [("decision", "back"), ("analysis", "Ask more about their friends")];
    world.tess.post_form(&world.at("/approve"), "decision", &fields).await.says("Ask more about their friends");
    world.amira.get(&world.at("")).await.says("Tess Test sent it back").says("Ask more about their friends");
    world.me().get("/me/know").await.says("They asked us to do more:").says("Ask more about their friends");
    assert_eq!(world.evidence(EvidenceKind::Assessment), 0);
    world.send().await.says("Sent to a manager on");
    assert_eq!(world.evidence(EvidenceKind::SubmittedForApproval), 2);
}

#[tokio::test]
async fn two_managers_cannot_decide_the_same_sending_twice() {
    let world = world();
    world.fill().await;
    world.send().await.status_is(200);
    let first = world.tess.get(&world.at("/approve")).await;
    let second = world.tess.get(&world.at("/approve")).await;
    let fields = [("decision", "back"), ("analysis", "More, in their words")];
    first.submit("Save decision", &fields).await.status_is(200);
    let late = second.submit("Save decision", &fields).await;
    late.status_is(422).says("This was decided already, or sent again.");
    assert_eq!(world.evidence(EvidenceKind::ApprovalDecided), 1);
}

#[tokio::test]
async fn the_analysis_stands_apart_from_their_words_and_they_read_it() {
    let world = world();
    world.write("home", &[("side", "theirs"), ("going_well", "My room is mine")]).await.status_is(200);
    let at = world.at("/home");
    let form = world.amira.get(&at).await;
    form.submit("Save analysis", &[("analysis", " ")]).await.field_error_is("analysis", "Write what you make of it");
    form.submit("Save analysis", &[("analysis", "The home is safe")]).await.says("The home is safe");
    let form = world.amira.get(&at).await;
    form.submit("Save analysis", &[("analysis", "Safe, and theirs")])
        .await
        .says("Safe, and theirs")
        .says("The home is safe");
    world
        .me()
        .get("/me/know/home")
        .await
        .says("What Amira thinks")
        .says("Safe, and theirs")
        .does_not_say("The home is safe");
}

#[tokio::test]
async fn the_clock_of_the_assessment_is_met_by_the_approval_and_by_nothing_before_it() {
    use waymark_cases::clocks;
    use waymark_cases::history::{Care, Person};
    use waymark_rules::facts::LegalStatus;

    let (app, amira, tess, _) = super::late::world();
    let day = |text: &str| text.parse().expect("a day");
    let team = app.write(|tx| Ok(waymark_cases::ids::TeamId::stored(waymark_cases::staff::teams(tx)?.remove(0).id)));
    let ellis = app.world.keep(
        Person::called("Ellis")
            .born(day("2010-09-20"))
            .adviser(&amira.staff_id(), day("2026-06-01"))
            .team(&team, day("2026-06-01"))
            .in_care(Care::under(LegalStatus::C2, day("2016-02-01"))),
    );
    let world = World { app, amira, tess, sam: ellis };
    let state = || {
        let asking = world.app.world.asking(By::Actor(world.amira.actor().clone()));
        let state = world.app.world.store.read(&asking, |r| {
            let status = r.permit::<class::Status, Read>(&world.sam)?;
            let all = clocks::of_person(r, &status)?;
            let run = all.run()?;
            Ok(run.iter().find(|one| one.id() == "CLK-01").map(|one| one.state))
        });
        state.expect("clocks").expect("the clock of the assessment runs")
    };
    assert!(state().is_open(), "{:?}", state());
    world.fill().await;
    world.send().await.status_is(200);
    assert!(state().is_open(), "sending is not finishing");
    let fields = [("decision", "approve"), ("analysis", "I agree"), ("seen", "yes"), ("took_part", "yes")];
    world.tess.post_form(&world.at("/approve"), "decision", &fields).await.status_is(200);
    assert!(state().is_met(), "{:?}", state());
}
