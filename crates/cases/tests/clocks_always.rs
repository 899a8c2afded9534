//! What is always true of the clocks beside the record, for any evidence and any day: the work of the night with no input,
//! and the work of each recording in its own transaction, leave the same rows, which are those of a fresh sum.

use std::collections::BTreeSet;

use jiff::SignedDuration;
use jiff::civil::{Date, date};
use proptest::prelude::*;
use waymark_cases::access::{Actor, Read, Role, Write, class};
use waymark_cases::clocks::lines::{Line, Sum};
use waymark_cases::db::{Asking, By};
use waymark_cases::evidence::{self, NewEvidence, class_of};
use waymark_cases::history::{Care, Person};
use waymark_cases::ids::PersonId;
use waymark_cases::summary;
use waymark_cases::testing::{self, TestStore};
use waymark_rules::clocks::{EvidenceKind, Mark, Outcome, State};
use waymark_rules::dates::add_days;
use waymark_rules::facts::LegalStatus;

const BEGINS: Date = date(2026, 6, 1);
const AHEAD: i32 = 60;

/// One thing that was recorded: what, how many days after the beginning, for how long, how it came out.
#[derive(Debug, Clone)]
struct Told {
    kind: EvidenceKind,
    day: i32,
    lasts: Option<i32>,
    outcome: Outcome,
    marks: Vec<Mark>,
}

impl Told {
    fn new_evidence(&self) -> NewEvidence {
        let on = add_days(BEGINS, self.day);
        let mut new = NewEvidence::done(self.kind, on, "Something").came_to(self.outcome).with(&self.marks);
        new.until = self.lasts.map(|days| add_days(on, days));
        new
    }
}

fn told() -> impl Strategy<Value = Told> {
    let kinds: Vec<EvidenceKind> =
        EvidenceKind::ALL.iter().copied().filter(|kind| *kind != EvidenceKind::RecordBegins).collect();
    // Half of them are what happens most: contacts, homes, plans and reviews.
    let often = prop::sample::select(vec![
        EvidenceKind::Contact,
        EvidenceKind::Contact,
        EvidenceKind::Home,
        EvidenceKind::Plan,
        EvidenceKind::Review,
        EvidenceKind::Oversight,
    ]);
    let kind = prop_oneof![often, prop::sample::select(kinds)];
    let outcome = prop_oneof![4 => Just(Outcome::Done), 1 => Just(Outcome::Attempted), 1 => Just(Outcome::Planned)];
    let mark = prop::sample::select(vec![
        Mark::FaceToFace,
        Mark::TwoWay,
        Mark::Alone,
        Mark::Approved,
        Mark::SharedWithYoungPerson,
        Mark::ProvidedByAuthority,
    ]);
    let lasts = prop::option::weighted(0.3, 1..200i32);
    (kind, 0..170i32, lasts, outcome, prop::collection::vec(mark, 0..4))
        .prop_map(|(kind, day, lasts, outcome, marks)| Told { kind, day, lasts, outcome, marks })
}

/// Sam at 16 in care, or at 19 and out of it.
fn sam(adviser: &Actor, in_care: bool) -> Person {
    let care = Care::under(LegalStatus::C2, date(2016, 2, 1));
    let (born, care) =
        if in_care { (date(2010, 3, 4), care) } else { (date(2007, 5, 4), care.until(date(2025, 5, 4), "E4A")) };
    Person::called("Sam")
        .born(born)
        .adviser(&TestStore::staff_id(adviser), BEGINS)
        .in_care(care)
        .recorded(NewEvidence::done(EvidenceKind::RecordBegins, BEGINS, "The record begins"))
}

type Rows = (Vec<Line>, Vec<(String, Sum)>);

fn rows(world: &TestStore) -> Rows {
    let read = world.store.read(&world.system(), |r| Ok((testing::clock_lines(r)?, testing::clock_sums(r)?)));
    read.expect("the rows")
}

fn everyone_again(world: &TestStore) -> Rows {
    world.store.write(&world.system(), summary::refresh_everyone).expect("worked out again");
    rows(world)
}

fn night(world: &TestStore) {
    world.store.write(&world.system(), waymark_cases::nightly::run).expect("the night's work");
}

fn as_(world: &TestStore, actor: &Actor) -> Asking {
    world.asking(By::Actor(actor.clone()))
}

/// Records it as a page would, if it is of a class their adviser writes; what contradicts the record is refused.
fn record(world: &TestStore, by: &Actor, who: &PersonId, new: &NewEvidence) {
    let _refused = world.store.write(&as_(world, by), |tx| {
        if class_of(new.kind) == waymark_cases::access::Class::CaseNotes {
            let permit = tx.permit::<class::CaseNotes, Write>(who)?;
            evidence::record(tx, &permit, new)
        } else {
            let permit = tx.permit::<class::Plan, Write>(who)?;
            evidence::record(tx, &permit, new)
        }
    });
}

/// What the lists must show, from the record alone.
fn fresh(world: &TestStore, by: &Actor, who: &PersonId) -> BTreeSet<(String, String, String, String, Date)> {
    let read = world.store.read(&as_(world, by), |r| {
        let permit = r.permit::<class::Status, Read>(who)?;
        let clocks = waymark_cases::clocks::of_person(r, &permit)?;
        let run = clocks.run()?;
        let today = r.today();
        let shown = run.iter().filter_map(|one| {
            let due_on = one.due_on?;
            let is_shown =
                one.state == State::WaivedRecorded || (one.state.is_open() && due_on <= add_days(today, AHEAD));
            let about = one.about.unwrap_or_default().to_owned();
            let kind = evidence::code(one.kind);
            is_shown.then(|| (one.id().to_owned(), kind, about, one.state.code().to_owned(), due_on))
        });
        Ok(shown.collect())
    });
    read.expect("a fresh sum")
}

fn listed(rows: &Rows) -> BTreeSet<(String, String, String, String, Date)> {
    let one =
        |line: &Line| (line.clock.clone(), line.kind.clone(), line.about.clone(), line.state.clone(), line.due_on.0);
    rows.0.iter().map(one).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_night_with_no_input_leaves_what_working_everything_out_again_would(
        told in prop::collection::vec(told(), 0..14),
        nights in prop::collection::vec(1..75i64, 1..5),
        in_care in any::<bool>(),
    ) {
        let world = TestStore::on(add_days(BEGINS, 175));
        let amira = world.staff("Amira", Role::PersonalAdviser, &[]);
        let person = told.iter().fold(sam(&amira, in_care), |person, one| person.recorded(one.new_evidence()));
        let who = world.keep(person);
        for days in nights {
            world.clock.advance(SignedDuration::from_hours(days * 24));
            night(&world);
            let left = rows(&world);
            prop_assert_eq!(&left, &everyone_again(&world));
            prop_assert_eq!(listed(&left), fresh(&world, &amira, &who));
        }
    }

    #[test]
    fn each_recording_leaves_what_working_everything_out_again_would(
        told in prop::collection::vec(told(), 1..8),
        in_care in any::<bool>(),
    ) {
        let world = TestStore::on(BEGINS);
        let amira = world.staff("Amira", Role::PersonalAdviser, &[]);
        let who = world.keep(sam(&amira, in_care));
        let mut told = told;
        told.sort_by_key(|one| one.day);
        let mut day = 0;
        for one in told {
            world.clock.advance(SignedDuration::from_hours(i64::from(one.day - day) * 24));
            day = one.day;
            night(&world);
            record(&world, &amira, &who, &one.new_evidence());
            let left = rows(&world);
            prop_assert_eq!(listed(&left), fresh(&world, &amira, &who));
            prop_assert_eq!(left, everyone_again(&world));
        }
    }
}
