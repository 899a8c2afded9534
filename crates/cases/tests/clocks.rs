//! Evidence, contacts and what lists show of clocks: one recording turns everything that depends on it, at once.

use jiff::civil::date;
use waymark_cases::Error;
use waymark_cases::access::{Actor, PostKind, Read, Role, Write, class};
use waymark_cases::clocks::late::{self, Filter};
use waymark_cases::clocks::policy::{self, Chosen, FromPack, Own};
use waymark_cases::clocks::reasons::{self, Reason};
use waymark_cases::contacts::{self, NewContact, NotMet, Way};
use waymark_cases::db::{Asking, By};
use waymark_cases::evidence::{self, NewEvidence};
use waymark_cases::history::{Care, Person};
use waymark_cases::ids::PersonId;
use waymark_cases::testing::TestStore;
use waymark_rules::clocks::{EvidenceKind, Mark, Parameter, State};
use waymark_rules::facts::LegalStatus;

/// Sam is 19, left care at 18 with the test met, and nobody has talked with him since 1 September.
fn world() -> (TestStore, Actor, PersonId) {
    let world = TestStore::on(date(2026, 11, 22));
    let amira = world.staff("Amira", Role::PersonalAdviser, &[]);
    let sam = world.keep(
        Person::called("Sam")
            .born(date(2007, 5, 4))
            .adviser(&TestStore::staff_id(&amira), date(2025, 5, 4))
            .in_care(Care::under(LegalStatus::C2, date(2016, 2, 1)).until(date(2025, 5, 4), "E4A"))
            .recorded(NewEvidence::done(EvidenceKind::RecordBegins, date(2025, 5, 4), "The record begins"))
            .recorded(
                NewEvidence::done(EvidenceKind::Contact, date(2026, 9, 1), "Contact: a visit at home")
                    .with(&[Mark::FaceToFace, Mark::TwoWay]),
            ),
    );
    (world, amira, sam)
}

fn as_(world: &TestStore, actor: &Actor) -> Asking {
    world.asking(By::Actor(actor.clone()))
}

fn met(draft: &str, on: jiff::civil::Date) -> NewContact {
    let mut new = NewContact::on(draft, on, Way::Phone);
    new.their_words = "I got the job".into();
    new.seemed = Some(8);
    new
}

fn record(world: &TestStore, by: &Actor, who: &PersonId, new: &NewContact) -> waymark_cases::Result<String> {
    world.store.write(&as_(world, by), |tx| {
        let permit = tx.permit::<class::CaseNotes, Write>(who)?;
        Ok(contacts::record(tx, &permit, new)?.to_string())
    })
}

/// Where a clock of the law's own line stands.
fn stands(world: &TestStore, by: &Actor, who: &PersonId, clock: &str) -> (State, Option<jiff::civil::Date>) {
    world
        .store
        .read(&as_(world, by), |r| {
            let permit = r.permit::<class::Status, Read>(who)?;
            let clocks = waymark_cases::clocks::of_person(r, &permit)?;
            let run = clocks.run()?;
            let found = run.iter().find(|one| one.id() == clock).unwrap_or_else(|| panic!("no {clock}"));
            Ok((found.state, found.due_on))
        })
        .unwrap()
}

fn late(world: &TestStore, by: &Actor) -> late::Late {
    world
        .store
        .read(&as_(world, by), |r| {
            let permit = r.list_permit::<class::Status>()?;
            late::list(r, &permit, &Filter::default(), 1)
        })
        .unwrap()
}

fn late_clocks(world: &TestStore, by: &Actor) -> Vec<String> {
    late(world, by).people.iter().flat_map(|one| one.lines.iter().map(|line| line.clock.clone())).collect()
}

#[test]
fn recording_the_missing_call_turns_the_clock_and_the_list_at_once() {
    let (world, amira, sam) = world();
    assert_eq!(stands(&world, &amira, &sam, "CLK-23"), (State::Overdue, Some(date(2026, 10, 27))));
    assert!(late_clocks(&world, &amira).contains(&"CLK-23".to_owned()));

    record(&world, &amira, &sam, &met("one", date(2026, 11, 20))).unwrap();

    assert_eq!(stands(&world, &amira, &sam, "CLK-23"), (State::Running, Some(date(2027, 1, 15))));
    assert!(!late_clocks(&world, &amira).contains(&"CLK-23".to_owned()));
}

#[test]
fn the_same_draft_sent_twice_is_one_entry() {
    let (world, amira, sam) = world();
    let first = record(&world, &amira, &sam, &met("one", date(2026, 11, 20))).unwrap();
    let again = record(&world, &amira, &sam, &met("one", date(2026, 11, 20))).unwrap();
    assert_eq!(first, again);
    let entries = world
        .store
        .read(&as_(&world, &amira), |r| {
            let permit = r.permit::<class::CaseNotes, Read>(&sam)?;
            contacts::of_person(r, &permit, 10)
        })
        .unwrap();
    assert_eq!(entries.len(), 1);
    assert_eq!(entries[0].their_words, "I got the job");
}

#[test]
fn a_try_is_kept_and_satisfies_nothing() {
    let (world, amira, sam) = world();
    let mut tried = met("one", date(2026, 11, 20));
    tried.not_met = Some(NotMet::NoAnswer);
    record(&world, &amira, &sam, &tried).unwrap();
    assert_eq!(stands(&world, &amira, &sam, "CLK-23").0, State::Overdue);
}

#[test]
fn a_visit_still_to_come_is_refused_and_leaves_nothing() {
    let (world, amira, sam) = world();
    let answer = record(&world, &amira, &sam, &met("one", date(2026, 11, 23)));
    assert!(matches!(answer, Err(Error::Contradicts(says)) if says.contains("still to come")));
    assert_eq!(stands(&world, &amira, &sam, "CLK-23").0, State::Overdue);
}

#[test]
fn a_respectful_reason_stands_beside_the_date_and_sorts_below() {
    let (world, amira, sam) = world();
    let ada = world.keep(
        Person::called("Ada")
            .born(date(2006, 8, 1))
            .adviser(&TestStore::staff_id(&amira), date(2026, 9, 1))
            .in_care(Care::under(LegalStatus::C2, date(2016, 2, 1)).until(date(2024, 8, 1), "E4A"))
            .recorded(NewEvidence::done(EvidenceKind::RecordBegins, date(2026, 9, 1), "The record begins")),
    );
    let first = late(&world, &amira).people.remove(0);
    let who = if first.summary.person_id == sam.to_string() { &sam } else { &ada };
    for line in &first.lines {
        let about = Some(line.about.as_str()).filter(|about| !about.is_empty());
        world
            .store
            .write(&as_(&world, &amira), |tx| {
                let permit = tx.permit::<class::Plan, Write>(who)?;
                reasons::record(tx, &permit, &line.clock, about, Reason::AskedForSpace, "A break until 3 December")
            })
            .unwrap();
    }
    let now = late(&world, &amira);
    assert_eq!(now.people.len(), 2);
    assert_eq!(now.people[1].summary.person_id, first.summary.person_id, "{:#?}", now.people[1].lines);
    assert!(now.people[1].lines.iter().all(|line| line.reason == "A break until 3 December"));
}

#[test]
fn a_shorter_promise_moves_the_date_and_a_looser_one_is_refused_by_rule() {
    let (world, amira, sam) = world();
    let admin = world.staff("Lena", Role::SystemAdministrator, &[PostKind::Service]);
    let six_weeks = Chosen {
        packs: vec![FromPack { name: "contact_every_6_weeks".into(), from_on: date(2026, 1, 1) }],
        own: Vec::new(),
    };
    world.store.write(&as_(&world, &admin), |tx| policy::set(tx, &six_weeks)).unwrap();
    assert_eq!(stands(&world, &amira, &sam, "CLK-23").1, Some(date(2026, 10, 13)));

    let too_long = Chosen {
        packs: Vec::new(),
        own: vec![Own {
            parameter: Parameter::PlanReviewEvery,
            is: "12 months".into(),
            from_on: date(2026, 1, 1),
            source: "Council policy".into(),
        }],
    };
    let answer = world.store.write(&as_(&world, &admin), |tx| policy::set(tx, &too_long));
    assert!(matches!(answer, Err(Error::Contradicts(says)) if says.contains("CLK-10")));
    assert_eq!(stands(&world, &amira, &sam, "CLK-23").1, Some(date(2026, 10, 13)));
}

#[test]
fn what_was_put_right_stops_counting_and_stays_readable() {
    let (world, amira, sam) = world();
    let wrong = record(&world, &amira, &sam, &met("one", date(2026, 11, 20))).unwrap();
    world
        .store
        .write(&as_(&world, &amira), |tx| {
            let permit = tx.permit::<class::CaseNotes, Write>(&sam)?;
            evidence::take_back(tx, &permit, &wrong, "that was somebody else")
        })
        .unwrap();
    assert_eq!(stands(&world, &amira, &sam, "CLK-23").0, State::Overdue);
}

#[test]
fn the_nightly_work_and_the_recording_leave_the_same_lines() {
    let (world, amira, sam) = world();
    record(&world, &amira, &sam, &met("one", date(2026, 9, 20))).unwrap();
    let recorded = late_clocks(&world, &amira);
    world.store.write(&world.system(), waymark_cases::summary::refresh_everyone).unwrap();
    assert_eq!(late_clocks(&world, &amira), recorded);
}

#[test]
fn what_is_due_today_is_late_tomorrow_with_nothing_recorded() {
    let (world, amira, sam) = world();
    record(&world, &amira, &sam, &met("one", date(2026, 9, 27))).unwrap();
    assert!(!late_clocks(&world, &amira).contains(&"CLK-23".to_owned()), "due on the 22nd, which is today");
    world.clock.advance(jiff::SignedDuration::from_hours(24));
    world.store.write(&world.system(), waymark_cases::summary::reconcile).unwrap();
    assert!(late_clocks(&world, &amira).contains(&"CLK-23".to_owned()));
}
