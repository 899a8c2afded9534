//! S15 Record a change, and everything else that is written down as having happened.

use jiff::civil::date;
use waymark_cases::access::{PostKind, Read, Role, class};
use waymark_cases::care;
use waymark_cases::db::By;
use waymark_cases::evidence::{self, Kept, NewEvidence};
use waymark_cases::history::{Care, Person};
use waymark_cases::ids::PersonId;
use waymark_cases::testing::TestStore;
use waymark_rules::clocks::{EvidenceKind, Mark};
use waymark_rules::facts::LegalStatus;

use crate::support::{App, Page, Persona};

/// Sam is 19 and left care at 18 with the test met.
fn world() -> (App, Persona, PersonId) {
    let app = App::on("2026-11-22");
    let amira = app.personal_adviser("Amira");
    let sam = app.world.keep(
        Person::called("Sam")
            .born(date(2007, 5, 4))
            .adviser(&TestStore::staff_id(amira.actor()), date(2025, 5, 4))
            .in_care(Care::under(LegalStatus::C2, date(2016, 2, 1)).until(date(2025, 5, 4), "E4A"))
            .recorded(NewEvidence::done(EvidenceKind::RecordBegins, date(2025, 5, 4), "The record begins")),
    );
    (app, amira, sam)
}

fn homes(app: &App, who: &Persona, sam: &PersonId) -> Vec<Kept> {
    let asking = app.world.asking(By::Actor(who.actor().clone()));
    app.world
        .store
        .read(&asking, |r| {
            let permit = r.permit::<class::EducationWorkHousing, Read>(sam)?;
            evidence::of_class(r, &permit)
        })
        .expect("the adviser reads them")
}

fn plans(app: &App, who: &Persona, sam: &PersonId) -> Vec<Kept> {
    let asking = app.world.asking(By::Actor(who.actor().clone()));
    app.world
        .store
        .read(&asking, |r| {
            let permit = r.permit::<class::Plan, Read>(sam)?;
            evidence::of_class(r, &permit)
        })
        .expect("the adviser reads them")
}

#[track_caller]
fn date_error_is(page: &Page, says: &str) {
    page.status_is(422);
    assert_eq!(page.all(".govuk-error-summary a[href='#on-day']"), [says]);
    assert_eq!(page.all("#on-error"), [format!("Error: {says}")]);
}

const MOVE: &[(&str, &str)] = &[
    ("words", "Flat 2, Long Lane"),
    ("home", "supported"),
    ("given", "yes"),
    ("settled", "yes"),
    ("tick", "unplanned"),
];

async fn moved(amira: &Persona, sam: &PersonId, day: &str, more: &[(&str, &str)]) -> Page {
    let page = amira.get(&format!("/team/p/{sam}/change/move")).await;
    let mut fields = MOVE.to_vec();
    fields.push(("on-day", day));
    fields.retain(|(name, _)| more.iter().all(|(other, _)| other != name));
    fields.extend_from_slice(more);
    page.submit("Continue", &fields).await
}

#[tokio::test]
async fn a_move_says_which_clocks_it_starts_before_and_after_it_is_saved() {
    let (app, amira, sam) = world();
    let check = moved(&amira, &sam, "22", &[]).await;
    check.status_is(200).says("First visit at a home from us is due by 29 November 2026");
    check.says("Review after a big change is due by").says("Flat 2, Long Lane");
    assert!(homes(&app, &amira, &sam).is_empty(), "nothing is saved before it was checked");
    let saved = check.submit("Save", &[]).await;
    saved.status_is(200).says("Saved: They moved home, 22 November 2026");
    saved.says("First visit at a home from us is due by 29 November 2026");
    let kept = homes(&app, &amira, &sam);
    assert_eq!(kept.len(), 1);
    assert!(kept[0].has(Mark::ProvidedByAuthority) && kept[0].has(Mark::Unplanned));
}

#[tokio::test]
async fn a_form_sent_twice_is_one_entry() {
    let (app, amira, sam) = world();
    let check = moved(&amira, &sam, "20", &[]).await;
    check.submit("Save", &[]).await.says("Saved: They moved home");
    check.submit("Save", &[]).await.says("Saved: They moved home");
    assert_eq!(homes(&app, &amira, &sam).len(), 1);
}

#[tokio::test]
async fn a_second_home_names_the_first_and_can_end_it_that_day() {
    let (app, amira, sam) = world();
    moved(&amira, &sam, "10", &[]).await.submit("Save", &[]).await.says("Saved");
    let asked = moved(&amira, &sam, "20", &[("words", "The Old Mill")]).await;
    asked.field_error_is(
        "other",
        "This is on record for that day as well: Flat 2, Long Lane, 10 November 2026. Say what is right",
    );
    asked.says("You typed: They moved home, 20 November 2026").says("The Old Mill");
    let check = asked.submit("Continue", &[("other", "end")]).await;
    check.submit("Save", &[]).await.says("Saved: They moved home, 20 November 2026");
    let kept = homes(&app, &amira, &sam);
    let first = kept.iter().find(|one| one.happened_on.0 == date(2026, 11, 10)).expect("the first home");
    assert_eq!(first.until_on.map(|day| day.0), Some(date(2026, 11, 20)));
}

#[tokio::test]
async fn a_move_before_a_later_one_shows_both_and_asks() {
    let (app, amira, sam) = world();
    moved(&amira, &sam, "15", &[]).await.submit("Save", &[]).await.says("Saved");
    let asked = moved(&amira, &sam, "3", &[("words", "The Old Mill")]).await;
    asked.field_error_is("sure", "A later one is on record: Flat 2, Long Lane, 15 November 2026. Say what is right");
    asked.submit("Continue", &[("sure", "yes")]).await.submit("Save", &[]).await.says("Saved");
    assert_eq!(homes(&app, &amira, &sam).len(), 2);
}

#[tokio::test]
async fn a_day_to_come_or_before_birth_comes_back_with_everything_typed() {
    let (app, amira, sam) = world();
    let page = moved(&amira, &sam, "25", &[]).await;
    date_error_is(&page, "Date must be today or in the past. Come back when it has happened");
    page.says("Flat 2, Long Lane");
    let page = moved(&amira, &sam, "1", &[("on-month", "1"), ("on-year", "2001")]).await;
    date_error_is(&page, "That is before they were born (4 May 2007). Check the date");
    assert!(homes(&app, &amira, &sam).is_empty());
}

#[tokio::test]
async fn a_home_that_is_not_safe_wants_a_reason() {
    let (_app, amira, sam) = world();
    let page = moved(&amira, &sam, "20", &[("settled", "no")]).await;
    page.field_error_is("why", "Say why it is not safe and settled");
    let check = page.submit("Continue", &[("why", "Damp, and no lock")]).await;
    check.says("Plan for a home that is not suitable is due by");
}

fn detentions(app: &App, who: &Persona, sam: &PersonId) -> Vec<(String, Option<jiff::civil::Date>)> {
    let asking = app.world.asking(By::Actor(who.actor().clone()));
    let facts = app.world.store.read(&asking, |r| {
        let permit = r.permit::<class::Status, Read>(sam)?;
        care::dated_facts(r, &permit)
    });
    facts.expect("the adviser reads them").into_iter().map(|one| (one.kind, one.ends_on.map(|day| day.0))).collect()
}

#[tokio::test]
async fn custody_is_asked_once_and_feeds_clocks_and_status() {
    let (app, amira, sam) = world();
    let page = amira.get(&format!("/team/p/{sam}/change/custody")).await;
    let fields =
        [("on-day", "16"), ("held", "sentenced"), ("until-day", "1"), ("until-month", "3"), ("until-year", "2027")];
    let check = page.submit("Continue", &fields).await;
    check.says("Visits in custody is due by").says("Home for release confirmed is due by");
    check.submit("Save", &[]).await.says("Saved: They went into custody, 16 November 2026");
    assert_eq!(detentions(&app, &amira, &sam), [("detention".to_owned(), None)]);

    let page = amira.get(&format!("/team/p/{sam}/change/release")).await;
    let check = page.submit("Continue", &[("on-day", "21")]).await;
    check.says("Visit after release is due by").submit("Save", &[]).await.says("Saved");
    assert_eq!(detentions(&app, &amira, &sam), [("detention".to_owned(), Some(date(2026, 11, 21)))]);
}

#[tokio::test]
async fn a_job_that_was_lost_is_ended_and_starts_a_review() {
    let (app, amira, sam) = world();
    let page = amira.get(&format!("/team/p/{sam}/change/course-or-job")).await;
    let fields = [("words", "Kitchen hand"), ("activity", "work"), ("pattern", "full"), ("on-day", "2")];
    page.submit("Continue", &fields).await.submit("Save", &[]).await.says("Saved");
    let page = amira.get(&format!("/team/p/{sam}/change/course-or-job-ended")).await;
    let check = page.submit("Continue", &[("on-day", "20"), ("tick", "lost")]).await;
    check.says("Review after a big change is due by 4 December 2026");
    check.submit("Save", &[]).await.says("Saved");
    let kept = &homes(&app, &amira, &sam)[0];
    assert!(kept.has(Mark::Lost) && kept.until_on.map(|day| day.0) == Some(date(2026, 11, 20)));
}

#[tokio::test]
async fn what_was_written_down_says_which_duty_it_met() {
    let (app, amira, sam) = world();
    let page = amira.get(&format!("/team/p/{sam}/record")).await;
    let form = page.follow_link("The plan was reviewed").await;
    let saved = form.submit("Save", &[("on-day", "19"), ("words", "Sam chose the agenda")]).await;
    saved.says("Saved: The plan was reviewed, 19 November 2026").says("Plan review is due by 19 May 2027");
    saved.says("Copy given and explained is due by");
    let again = amira.get(&format!("/team/p/{sam}/record/review")).await.submit("Save", &[("on-day", "19")]).await;
    let says = "This is on record already: The plan was reviewed, 19 November 2026. Say if it happened twice";
    again.field_error_is("sure", says);
    assert_eq!(plans(&app, &amira, &sam).iter().filter(|one| one.kind() == Some(EvidenceKind::Review)).count(), 1);
}

#[tokio::test]
async fn a_step_is_kept_with_what_it_is_about_and_never_before_it() {
    let (app, amira, sam) = world();
    let record = |code: &str| format!("/team/p/{sam}/record/{code}");
    amira.get(&record("assessment")).await.submit("Save", &[("on-day", "10")]).await.says("Saved");
    let form = amira.get(&record("copy-given")).await;
    let early = form.submit("Save", &[("on-day", "8")]).await;
    early.status_is(422).says("Check the date, or choose another");
    form.submit("Save", &[("on-day", "12")]).await.says("Done: Copy given and explained");
    let kept = plans(&app, &amira, &sam);
    let of = |kind| kept.iter().find(|one| one.kind() == Some(kind)).expect("kept");
    assert_eq!(of(EvidenceKind::CopyGiven).about.as_ref(), Some(&of(EvidenceKind::Assessment).series));
}

#[tokio::test]
async fn a_questionnaire_has_a_score_from_0_to_40_or_a_reason() {
    let (_app, amira, sam) = world();
    let address = format!("/team/p/{sam}/record/sdq");
    let form = amira.get(&address).await;
    form.submit("Save", &[]).await.field_error_is("score", "Enter the score, or the reason why there is none");
    form.submit("Save", &[("score", "41")]).await.field_error_is("score", "Score must be a whole number from 0 to 40");
    let both = form.submit("Save", &[("score", "12"), ("no_score", "They did not want to")]).await;
    both.field_error_is("no_score", "Give the score or the reason, not both");
    form.submit("Save", &[("score", "12")]).await.says("Saved: Strengths and difficulties questionnaire");
    amira.get(&format!("/team/p/{sam}/timeline")).await.does_not_say("Strengths");
}

#[tokio::test]
async fn each_role_sees_only_what_it_may_write_down() {
    let (app, amira, sam) = world();
    amira.get(&format!("/team/p/{sam}/record")).await.says("Dental check").does_not_say("A manager was told");
    let head = app.staff_with("Hana", Role::HeadOfService, &[PostKind::Service]);
    let page = head.get(&format!("/team/p/{sam}/record")).await;
    page.says("A manager was told").does_not_say("Dental check");
    head.ask(&format!("/team/p/{sam}/record/dental-check")).await.status_is(404);
    head.ask(&format!("/team/p/{sam}/change")).await.status_is(404);
    let finance = app.staff_with("Fay", Role::FinanceOfficer, &[PostKind::CostCentre]);
    finance.ask(&format!("/team/p/{sam}/record/assessment")).await.status_is(404);
}

#[tokio::test]
async fn the_home_page_tells_where_they_live_and_works_out_the_return_code() {
    let (app, amira, sam) = world();
    let empty = amira.get(&format!("/team/p/{sam}/home")).await;
    empty.says("Ask where they are staying tonight.").says("not known yet. Write down where they lived then");
    moved(&amira, &sam, "1", &[("on-month", "5"), ("their_view", "It is quiet")]).await.submit("Save", &[]).await;
    let page = amira.get(&format!("/team/p/{sam}/home")).await;
    page.says("Flat 2, Long Lane").says("It is quiet");
    page.says("Around the 19th birthday (4 May 2026): supported home: safe and settled (D1)");
    let carer = app.staff("Cara", Role::Carer);
    carer.ask(&format!("/team/p/{sam}/home")).await.status_is(404);
}

#[tokio::test]
async fn custody_over_the_birthday_is_what_the_return_says_of_home() {
    let (_app, amira, sam) = world();
    let page = amira.get(&format!("/team/p/{sam}/change/custody")).await;
    let fields = [("on-day", "2"), ("on-month", "5"), ("held", "remand")];
    page.submit("Continue", &fields).await.submit("Save", &[]).await.says("Saved");
    amira.get(&format!("/team/p/{sam}/home")).await.says("(X2)");
}

#[tokio::test]
async fn learning_and_work_is_told_in_plain_words_and_its_code_worked_out() {
    let (_app, amira, sam) = world();
    let talk = amira.get(&format!("/team/p/{sam}/record/learning-talk")).await;
    talk.submit("Save", &[]).await.field_error_is("now", "Select an answer");
    let fields = [("on-day", "1"), ("on-month", "4"), ("now", "illness"), ("words", "A quiet room")];
    talk.submit("Save", &fields).await.says("Saved: We talked about learning or work");
    let page = amira.get(&format!("/team/p/{sam}/learning")).await;
    page.says("A quiet room").says("Not now, because of illness or disability").says("(G4)");
    let job = amira.get(&format!("/team/p/{sam}/change/course-or-job")).await;
    let fields =
        [("words", "Bakery"), ("activity", "apprenticeship"), ("pattern", "part"), ("on-day", "20"), ("on-month", "4")];
    job.submit("Continue", &fields).await.submit("Save", &[]).await.says("Saved");
    amira.get(&format!("/team/p/{sam}/learning")).await.says("Bakery: An apprenticeship, Part time").says("(P4)");
}

#[tokio::test]
async fn health_shows_checks_and_papers_together() {
    let (_app, amira, sam) = world();
    let form = amira.get(&format!("/team/p/{sam}/record/sdq")).await;
    form.submit("Save", &[("score", "12")]).await.says("Saved");
    let page = amira.get(&format!("/team/p/{sam}/health")).await;
    page.says("Strengths and difficulties questionnaire").says("Score 12").says("Papers they need");
}
