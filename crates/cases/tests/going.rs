//! How it is going and questions from 0 to 10, as they are kept: no answer is ever lost, and the last one of a day stands.

use std::collections::BTreeMap;

use jiff::civil::{Date, date};
use proptest::prelude::*;
use waymark_cases::access::{AddOwnWords, Read, Role, Write, class};
use waymark_cases::areas::{Area, Step};
use waymark_cases::db::By;
use waymark_cases::going::{self, NewAnswer};
use waymark_cases::scales::{self, Asked, Starter};
use waymark_cases::sides::Side;
use waymark_cases::testing::{TestStore, row_counts};

const DAY: Date = date(2026, 11, 22);

fn rows(world: &TestStore, table: &str) -> i64 {
    let counts = world.store.read(&world.system(), row_counts).expect("counts");
    counts.into_iter().find(|(name, _)| *name == table).map(|(_, rows)| rows).expect("a table of that name")
}

fn any_answer() -> impl Strategy<Value = (Side, Area, i8, Option<Step>)> {
    let side = prop_oneof![Just(Side::Theirs), Just(Side::Worker)];
    let area = proptest::sample::select(Area::EIGHT.to_vec());
    let step = prop_oneof![Just(None), proptest::sample::select(Step::ALL.to_vec()).prop_map(Some)];
    (side, area, 1..5_i8, step)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_answer_is_kept_and_the_last_of_its_day_stands(told in proptest::collection::vec(any_answer(), 1..30)) {
        let world = TestStore::on(DAY);
        let amira = world.staff("Amira", Role::PersonalAdviser, &[]);
        let sam = world.person("Sam", date(2009, 5, 4), Some(&amira));
        let asking = world.asking(By::Actor(amira));
        let mut stands: BTreeMap<(Side, Area, Date), Option<Step>> = BTreeMap::new();
        for (side, area, day, step) in &told {
            let new = NewAnswer::new(*side, *area, date(2026, 10, *day), *step);
            world.store.write(&asking, |tx| {
                let permit = tx.permit::<class::Plan, Write>(&sam)?;
                going::answer(tx, &permit, std::slice::from_ref(&new))
            }).expect("an answer is kept");
            stands.insert((*side, *area, new.on), *step);
        }
        prop_assert_eq!(rows(&world, "going_answer"), told.len() as i64, "nothing is overwritten");
        let going = world.store.read(&asking, |r| {
            let plan = r.permit::<class::Plan, Read>(&sam)?;
            going::of_person(r, &plan)
        }).expect("it is read back");
        prop_assert_eq!(going.answers.len(), stands.len());
        for ((side, area, on), step) in stands {
            let standing = going.standing(side, area, on);
            prop_assert_eq!(standing.now.map(|one| (one.on, one.step)), Some((on, step)));
        }
    }

    #[test]
    fn a_number_from_0_to_10_reads_back_as_it_was_given(numbers in proptest::collection::vec(proptest::option::of(0..=10_i32), 1..8)) {
        let world = TestStore::on(DAY);
        let amira = world.staff("Amira", Role::PersonalAdviser, &[]);
        let sam = world.person("Sam", date(2009, 5, 4), Some(&amira));
        let asking = world.asking(By::Actor(waymark_cases::access::Actor::young_person(sam.clone())));
        for (at, number) in numbers.iter().enumerate() {
            let new = scales::NewAnswer::new(Side::Theirs, date(2026, 10, 1 + at as i8), *number);
            world.store.write(&asking, |tx| {
                let permit = tx.permit::<class::Plan, AddOwnWords>(&sam)?;
                scales::answer_own(tx, &permit, &Asked::Ready(Starter::LifeNow), &new)
            }).expect("an answer is kept");
        }
        let scales = world.store.read(&asking, |r| {
            let plan = r.permit::<class::Plan, Read>(&sam)?;
            scales::of_person(r, &plan)
        }).expect("it is read back");
        prop_assert_eq!(scales.questions.len(), 1, "a ready-made question begins once");
        let read: Vec<Option<i32>> = scales.questions[0].answers.iter().map(|one| one.number).collect();
        prop_assert_eq!(read, numbers, "a skip is never nought");
    }
}

#[test]
fn nobody_writes_in_somebodys_own_words_but_themselves() {
    let world = TestStore::on(DAY);
    let amira = world.staff("Amira", Role::PersonalAdviser, &[]);
    let (sam, ellis) =
        (world.person("Sam", date(2009, 5, 4), Some(&amira)), world.person("Ellis", date(2009, 1, 1), Some(&amira)));
    let mine = NewAnswer::new(Side::Theirs, Area::Home, DAY, Some(Step::Ok));
    let workers = NewAnswer::new(Side::Worker, Area::Home, DAY, Some(Step::Ok));
    let asking = world.asking(By::Actor(waymark_cases::access::Actor::young_person(sam.clone())));
    let write = |person: &waymark_cases::ids::PersonId, new: &NewAnswer| {
        world.store.write(&asking, |tx| {
            let permit = tx.permit::<class::Plan, AddOwnWords>(person)?;
            going::answer_own(tx, &permit, new)
        })
    };
    assert!(write(&sam, &mine).is_ok());
    assert!(write(&sam, &workers).is_err(), "nobody speaks as their worker");
    assert!(write(&ellis, &mine).is_err(), "nor in another's record");
    let tomorrow = NewAnswer::new(Side::Theirs, Area::Home, date(2026, 11, 23), Some(Step::Ok));
    assert!(write(&sam, &tomorrow).is_err(), "nor of a day that has not come");
    assert_eq!(rows(&world, "going_answer"), 1);
}
