//! The store: what is acknowledged is kept, what is read is audited, what is refused leaves nothing.

use jiff::civil::date;
use waymark_cases::Error;
use waymark_cases::access::{Actor, PostKind, Read, Role, Write, class};
use waymark_cases::db::{Asking, By};
use waymark_cases::facts::{self, Answer, FactKind, NewFact, SaidBy};
use waymark_cases::people::{self, Filter, Order};
use waymark_cases::testing::TestStore;

fn world() -> TestStore {
    TestStore::on(date(2026, 11, 22))
}

fn as_(world: &TestStore, actor: &Actor) -> Asking {
    world.asking(By::Actor(actor.clone()))
}

#[test]
fn an_adviser_reads_the_young_person_they_support() {
    let world = world();
    let amira = world.staff("Amira", Role::PersonalAdviser, &[]);
    let sam = world.person("Sam", date(2007, 5, 4), Some(&amira));
    let asking = as_(&world, &amira);

    let name = world.store.read(&asking, |r| {
        let permit = r.permit::<class::Identity, Read>(&sam)?;
        Ok(facts::of_class(r, &permit)?.shown_name().to_owned())
    });

    assert_eq!(name.unwrap(), "Sam");
}

#[test]
fn acc_10_somebody_elses_young_person_is_the_same_as_nobody() {
    let world = world();
    let amira = world.staff("Amira", Role::PersonalAdviser, &[]);
    let ben = world.staff("Ben", Role::PersonalAdviser, &[]);
    let sam = world.person("Sam", date(2007, 5, 4), Some(&amira));
    let nobody = waymark_cases::ids::PersonId::fresh();
    let asking = as_(&world, &ben);

    for who in [&sam, &nobody] {
        let answer = world.store.read(&asking, |r| r.permit::<class::Identity, Read>(who).map(|_| ()));
        assert!(matches!(answer, Err(Error::NotFound)));
    }
    assert_eq!(
        world
            .store
            .read(&asking, |r| {
                let permit = r.list_permit::<class::Status>()?;
                Ok(people::list(r, &permit, &Filter::default(), Order::Name, 1)?.total)
            })
            .unwrap(),
        0
    );
}

#[test]
fn a_later_answer_leaves_the_earlier_one_readable() {
    let world = world();
    let amira = world.staff("Amira", Role::PersonalAdviser, &[]);
    let sam = world.person("Sam", date(2007, 5, 4), Some(&amira));
    let asking = as_(&world, &amira);

    world
        .store
        .write(&asking, |tx| {
            let permit = tx.permit::<class::Identity, Write>(&sam)?;
            facts::record(tx, &permit, &NewFact::given(FactKind::PreferredName, "Sami", SaidBy::Themselves))
        })
        .unwrap();

    let history = world
        .store
        .read(&asking, |r| {
            let permit = r.permit::<class::Identity, Read>(&sam)?;
            facts::history(r, &permit, FactKind::PreferredName)
        })
        .unwrap();
    let names: Vec<_> = history.iter().map(|fact| fact.answer.clone()).collect();
    assert!(names.contains(&Answer::Given("Sam".into())) && names.contains(&Answer::Given("Sami".into())));
    assert_eq!(history.iter().filter(|fact| fact.superseded_at.is_none()).count(), 1);
}

#[test]
fn saying_the_same_again_changes_nothing() {
    let world = world();
    let amira = world.staff("Amira", Role::PersonalAdviser, &[]);
    let sam = world.person("Sam", date(2007, 5, 4), Some(&amira));
    let asking = as_(&world, &amira);
    let again = NewFact::given(FactKind::PreferredName, "Sam", SaidBy::Themselves);

    let changed = world
        .store
        .write(&asking, |tx| {
            let permit = tx.permit::<class::Identity, Write>(&sam)?;
            facts::record(tx, &permit, &again)
        })
        .unwrap();

    assert!(!changed);
}

#[test]
fn aud_02_a_read_leaves_a_durable_row_before_it_is_shown() {
    let world = world();
    let amira = world.staff("Amira", Role::PersonalAdviser, &[]);
    let sam = world.person("Sam", date(2007, 5, 4), Some(&amira));
    let asking = as_(&world, &amira);
    world.store.read(&asking, |r| r.permit::<class::Identity, Read>(&sam).map(|_| ())).unwrap();
    world.store.settle(&asking).unwrap();

    let me = world.asking(By::Actor(Actor::young_person(sam.clone())));
    let looks = world
        .store
        .read(&me, |r| {
            let permit = r.permit::<class::AccessHistory, Read>(&sam)?;
            waymark_cases::looked::at_record(r, &permit, 50)
        })
        .unwrap();

    assert!(looks.iter().any(
        |look| matches!(&look.who, waymark_cases::looked::Looker::Staff { first_name, .. } if first_name == "Amira")
    ));
}

#[test]
fn acc_05_ending_a_role_is_felt_on_the_next_request() {
    let world = world();
    let amira = world.staff("Amira", Role::PersonalAdviser, &[]);
    let sam = world.person("Sam", date(2007, 5, 4), Some(&amira));
    world.store.write(&world.system(), |tx| waymark_cases::staff::leave(tx, &TestStore::staff_id(&amira))).unwrap();

    let now =
        world.store.read(&world.system(), |r| waymark_cases::staff::actor(r, &TestStore::staff_id(&amira))).unwrap();
    let answer = world.store.read(&as_(&world, &now), |r| r.permit::<class::Identity, Read>(&sam).map(|_| ()));

    assert!(matches!(answer, Err(Error::NotFound)));
}

#[test]
fn a_change_that_says_nothing_about_itself_is_refused() {
    let world = world();
    let amira = world.staff("Amira", Role::PersonalAdviser, &[]);
    let sam = world.person("Sam", date(2007, 5, 4), Some(&amira));
    let asking = as_(&world, &amira);

    let refused: Result<(), Error> = world.store.write(&asking, |tx| {
        let permit = tx.permit::<class::Identity, Write>(&sam)?;
        facts::record(tx, &permit, &NewFact::given(FactKind::Pronouns, "they", SaidBy::Themselves))?;
        Err(Error::Changed)
    });

    assert!(matches!(refused, Err(Error::Changed)));
    let pronouns = world.store.read(&asking, |r| {
        let permit = r.permit::<class::Identity, Read>(&sam)?;
        Ok(facts::of_class(r, &permit)?.get(FactKind::Pronouns).is_none())
    });
    assert!(pronouns.unwrap(), "a refused change left something behind");
}

#[test]
fn a_service_manager_lists_everybody_and_a_search_finds_part_of_a_name() {
    let world = world();
    let head = world.staff("Hana", Role::HeadOfService, &[PostKind::Service]);
    for name in ["Zoë Ó Briain", "Sam Small", "Samira Long"] {
        world.person(name, date(2007, 5, 4), None);
    }
    let asking = as_(&world, &head);

    let found = world
        .store
        .read(&asking, |r| {
            let permit = r.list_permit::<class::Status>()?;
            let all = people::list(r, &permit, &Filter::default(), Order::Name, 1)?;
            let names: Vec<String> = all.people.into_iter().map(|one| one.shown_name).collect();
            assert_eq!(names, ["Sam Small", "Samira Long", "Zoë Ó Briain"]);
            people::search(r, &permit, "sam")
        })
        .unwrap();

    assert_eq!(found.len(), 2);
    let zoe = world
        .store
        .read(&asking, |r| {
            let permit = r.list_permit::<class::Status>()?;
            people::search(r, &permit, "zoe briain")
        })
        .unwrap();
    assert_eq!(zoe.len(), 1);
}

#[test]
fn what_a_list_shows_is_the_same_worked_out_again_from_the_record() {
    let world = world();
    let head = world.staff("Hana", Role::HeadOfService, &[PostKind::Service]);
    world.person("Sam", date(2007, 5, 4), None);
    let list = || {
        world
            .store
            .read(&as_(&world, &head), |r| {
                let permit = r.list_permit::<class::Status>()?;
                Ok(people::list(r, &permit, &Filter::default(), Order::Name, 1)?.people)
            })
            .unwrap()
    };
    let before = list();
    world.store.write(&world.system(), waymark_cases::summary::refresh_everyone).unwrap();
    assert_eq!(before, list());
}

/// The head of service's list of everybody.
fn everybody(world: &TestStore, head: &Actor, filter: &Filter, order: Order) -> people::Page {
    let asking = as_(world, head);
    let list = world.store.read(&asking, |r| {
        let permit = r.list_permit::<class::Status>()?;
        people::list(r, &permit, filter, order, 1)
    });
    list.expect("a list")
}

#[test]
fn a_total_counts_somebody_added_a_moment_ago() {
    let world = world();
    let head = world.staff("Hana", Role::HeadOfService, &[PostKind::Service]);
    for people in 0..3 {
        assert_eq!(everybody(&world, &head, &Filter::default(), Order::Name).total, people);
        assert_eq!(everybody(&world, &head, &Filter::default(), Order::Name).total, people, "asked again");
        world.person("Sam", date(2007, 5, 4), None);
    }
}

#[test]
fn the_total_of_one_filter_is_not_that_of_another() {
    let world = world();
    let head = world.staff("Hana", Role::HeadOfService, &[PostKind::Service]);
    world.person("Sam", date(2007, 5, 4), None);
    let nobodys = Filter { no_adviser: true, ..Filter::default() };
    let outside = Filter { outside_area: true, ..Filter::default() };
    assert_eq!(everybody(&world, &head, &nobodys, Order::Name).total, 1);
    assert_eq!(everybody(&world, &head, &outside, Order::Name).total, 0);
}
