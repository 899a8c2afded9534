//! Asking, deciding, paying and papers: what is recorded is what the law is told, and each hand does its own part.

use jiff::civil::{Date, date};
use waymark_cases::Error;
use waymark_cases::access::{Actor, Approve, Ask, PostKind, Read, RelationshipKind, Role, Write, class};
use waymark_cases::db::{Asking, By};
use waymark_cases::entitlements::{self, Hand, NewClaim, Teller, WhatTheyCanGet};
use waymark_cases::events;
use waymark_cases::facts::{FactKind, SaidBy};
use waymark_cases::history::{Care, Person};
use waymark_cases::ids::{PersonId, RowId};
use waymark_cases::papers::{self, NewPaper};
use waymark_cases::relationships::{Holder, NewTie};
use waymark_cases::testing::TestStore;
use waymark_rules::entitlements::{ClaimKind, DocumentState, HeldState, Id, Paper, State};
use waymark_rules::facts::LegalStatus;

const TODAY: Date = date(2026, 11, 22);

struct World {
    store: TestStore,
    adviser: Actor,
    manager: Actor,
    finance: Actor,
    mia: PersonId,
}

/// Mia, 18, fostered until her birthday; her adviser, the adviser's manager by a second tie, and who pays.
fn world() -> World {
    let store = TestStore::on(TODAY);
    let adviser = store.staff("Amira", Role::PersonalAdviser, &[]);
    let manager = store.staff("Tess", Role::TeamManager, &[]);
    let finance = store.staff("Femi", Role::FinanceOfficer, &[PostKind::CostCentre]);
    let mia = store.keep(
        Person::called("Mia")
            .born(date(2008, 5, 10))
            .in_care(Care::under(LegalStatus::C2, date(2015, 1, 1)).until(date(2026, 5, 10), "E17"))
            .adviser(&TestStore::staff_id(&adviser), date(2024, 5, 10)),
    );
    store.tie(
        &mia,
        &NewTie {
            kind: RelationshipKind::Supervisor,
            holder: Holder::Staff(TestStore::staff_id(&manager)),
            from_on: date(2024, 5, 10),
            to_on: None,
            reason: String::new(),
        },
    );
    World { store, adviser, manager, finance, mia }
}

impl World {
    fn as_(&self, actor: &Actor) -> Asking {
        self.store.asking(By::Actor(actor.clone()))
    }

    fn can_get(&self, actor: &Actor) -> Option<WhatTheyCanGet> {
        let read = self.store.store.read(&self.as_(actor), |r| {
            let status = r.permit::<class::Status, Read>(&self.mia)?;
            let money = r.permit::<class::Money, Read>(&self.mia)?;
            entitlements::of_person(r, &status, &money)
        });
        read.expect("it can be read")
    }

    fn state(&self, id: Id) -> (State, i64, Option<i64>) {
        let all = self.can_get(&self.adviser).expect("an adviser sees it");
        let one = all.one(id).expect("every entitlement is there");
        (one.state, one.had, one.left)
    }

    fn ask(&self, actor: &Actor, kind: ClaimKind) -> Result<RowId, Error> {
        self.store.store.write(&self.as_(actor), |tx| {
            let permit = tx.permit::<class::Money, Ask>(&self.mia)?;
            entitlements::ask(tx, &permit, &claim(Id::SettingUpHome, kind, None))
        })
    }

    fn decide(&self, actor: &Actor, kind: ClaimKind, pence: Option<i64>) -> Result<RowId, Error> {
        self.store.store.write(&self.as_(actor), |tx| {
            let permit = tx.permit::<class::Money, Approve>(&self.mia)?;
            entitlements::decide(tx, &permit, &claim(Id::SettingUpHome, kind, pence))
        })
    }

    fn pay(&self, actor: &Actor, pence: Option<i64>) -> Result<RowId, Error> {
        self.store.store.write(&self.as_(actor), |tx| {
            let permit = tx.permit::<class::Money, Write>(&self.mia)?;
            entitlements::pay(tx, &permit, &claim(Id::SettingUpHome, ClaimKind::Paid, pence))
        })
    }
}

fn claim(entitlement: Id, kind: ClaimKind, pence: Option<i64>) -> NewClaim {
    NewClaim { entitlement, kind, on: TODAY, pence, words: "A bed and a cooker".into() }
}

#[test]
fn what_is_asked_decided_and_paid_is_what_the_law_is_told() {
    let world = world();
    assert_eq!(world.state(Id::SettingUpHome), (State::CanClaimNow, 0, Some(300_000)));
    world.ask(&world.adviser, ClaimKind::Asked).unwrap();
    assert_eq!(world.state(Id::SettingUpHome).0, State::Claimed);
    world.decide(&world.manager, ClaimKind::Granted, Some(120_000)).unwrap();
    world.pay(&world.finance, Some(50_050)).unwrap();
    assert_eq!(world.state(Id::SettingUpHome), (State::Claimed, 50_050, Some(249_950)));
    world.pay(&world.finance, Some(69_950)).unwrap();
    assert_eq!(world.state(Id::SettingUpHome), (State::CanClaimNow, 120_000, Some(180_000)));
    assert_eq!(world.state(Id::Adviser).0, State::Received, "the adviser they have is told to the law");
}

#[test]
fn each_hand_does_its_own_part_and_no_other() {
    let world = world();
    for kind in [ClaimKind::Granted, ClaimKind::Refused, ClaimKind::Paid, ClaimKind::Received] {
        assert!(matches!(world.ask(&world.adviser, kind), Err(Error::NotFound)), "an adviser records {kind:?}");
    }
    assert!(matches!(world.decide(&world.adviser, ClaimKind::Granted, None), Err(Error::NotFound)));
    assert!(matches!(world.decide(&world.finance, ClaimKind::Granted, None), Err(Error::NotFound)));
    assert!(matches!(world.decide(&world.manager, ClaimKind::Paid, Some(1)), Err(Error::NotFound)));
    assert!(matches!(world.pay(&world.adviser, Some(1)), Err(Error::NotFound)));
    assert!(matches!(world.pay(&world.manager, Some(1)), Err(Error::NotFound)));
    assert_eq!(world.can_get(&world.adviser).unwrap().claims, []);
}

#[test]
fn acc_08_nobody_decides_what_they_asked_or_pays_what_they_decided() {
    let world = world();
    let everything = world.store.staff("Ash", Role::TeamManager, &[PostKind::CostCentre]);
    let mut both = everything.clone();
    both.roles = vec![Role::PersonalAdviser, Role::TeamManager, Role::FinanceOfficer];
    world.store.tie(
        &world.mia,
        &NewTie {
            kind: RelationshipKind::SecondWorker,
            holder: Holder::Staff(TestStore::staff_id(&everything)),
            from_on: date(2024, 5, 10),
            to_on: None,
            reason: String::new(),
        },
    );
    world.ask(&both, ClaimKind::Asked).unwrap();
    let own = world.decide(&both, ClaimKind::Granted, Some(100)).unwrap_err();
    assert!(own.to_string().contains("Somebody else must decide"), "{own}");
    world.decide(&world.manager, ClaimKind::Granted, Some(100)).unwrap();
    world.ask(&world.adviser, ClaimKind::Asked).unwrap();
    world.decide(&both, ClaimKind::Granted, Some(100)).unwrap();
    let own = world.pay(&both, Some(100)).unwrap_err();
    assert!(own.to_string().contains("Somebody else must pay"), "{own}");
    world.pay(&world.finance, Some(100)).unwrap();
}

#[test]
fn a_sum_that_cannot_be_right_and_a_day_to_come_are_not_taken() {
    let world = world();
    for pence in [None, Some(0), Some(-5), Some(entitlements::MOST_PENCE + 1)] {
        assert!(matches!(world.pay(&world.finance, pence), Err(Error::Contradicts(_))), "{pence:?}");
    }
    let tomorrow = world.store.store.write(&world.as_(&world.adviser), |tx| {
        let permit = tx.permit::<class::Money, Ask>(&world.mia)?;
        let new = NewClaim { on: date(2026, 11, 23), ..claim(Id::SettingUpHome, ClaimKind::Asked, None) };
        entitlements::ask(tx, &permit, &new)
    });
    assert!(matches!(tomorrow, Err(Error::Contradicts(_))));
    let with_a_sum = world.store.store.write(&world.as_(&world.adviser), |tx| {
        let permit = tx.permit::<class::Money, Ask>(&world.mia)?;
        entitlements::ask(tx, &permit, &claim(Id::SettingUpHome, ClaimKind::Asked, Some(5)))
    });
    assert!(matches!(with_a_sum, Err(Error::Contradicts(_))), "a request has no sum of its own");
}

fn ask_for_oneself(world: &World, id: Id) -> Result<(), Error> {
    let me = world.as_(&Actor::young_person(world.mia.clone()));
    world.store.store.write(&me, |tx| {
        let status = tx.permit::<class::Status, Read>(&world.mia)?;
        let money = tx.permit::<class::Money, Ask>(&world.mia)?;
        entitlements::ask_for_oneself(tx, &status, &money, id, "I got a flat!")
    })
}

#[test]
fn a_young_person_asks_once_in_their_own_words_and_staff_see_it() {
    let world = world();
    ask_for_oneself(&world, Id::SettingUpHome).unwrap();
    ask_for_oneself(&world, Id::SettingUpHome).unwrap();
    let seen = world.can_get(&world.adviser).unwrap();
    let about: Vec<_> = seen.claims_about(Id::SettingUpHome).collect();
    assert_eq!(about.len(), 1, "asking twice is asking once");
    assert_eq!((&about[0].by, about[0].words.as_str()), (&Teller::Themselves, "I got a flat!"));
    assert_eq!(seen.one(Id::SettingUpHome).unwrap().asked_on, Some(TODAY));
    let told = world.store.store.read(&world.as_(&world.adviser), |r| {
        let permit = r.permit::<class::CaseNotes, Read>(&world.mia)?;
        events::of_person(r, &permit, 10)
    });
    assert!(told.unwrap().iter().any(|event| event.says == "Asked for: Setting-up-home money"));
}

#[test]
fn a_young_person_cannot_ask_for_what_is_not_open_or_decide_for_themselves() {
    let world = world();
    assert!(matches!(ask_for_oneself(&world, Id::StayingClose), Err(Error::Contradicts(_))));
    let me = Actor::young_person(world.mia.clone());
    assert!(matches!(world.ask(&me, ClaimKind::Meets), Err(Error::NotFound)));
    assert!(matches!(world.decide(&me, ClaimKind::Granted, Some(100)), Err(Error::NotFound)));
    assert!(matches!(world.pay(&me, Some(100)), Err(Error::NotFound)));
    world.ask(&me, ClaimKind::Withdrawn).unwrap();
}

#[test]
fn the_timeline_never_tells_a_sum() {
    let world = world();
    world.ask(&world.adviser, ClaimKind::Asked).unwrap();
    world.decide(&world.manager, ClaimKind::Granted, Some(123_456)).unwrap();
    world.pay(&world.finance, Some(123_456)).unwrap();
    let told = world.store.store.read(&world.as_(&world.adviser), |r| {
        let permit = r.permit::<class::CaseNotes, Read>(&world.mia)?;
        events::of_person(r, &permit, 50)
    });
    let told = told.unwrap();
    assert!(told.iter().any(|event| event.says == "Paid: Setting-up-home money"));
    assert!(!told.iter().any(|event| event.says.contains("1,234") || event.detail.contains("123456")));
}

#[test]
fn a_mistake_is_struck_out_and_stays_readable() {
    let world = world();
    let id = world.pay(&world.finance, Some(500_000)).unwrap();
    assert_eq!(world.state(Id::SettingUpHome), (State::Received, 500_000, Some(0)));
    let strike = |actor: &Actor| {
        world.store.store.write(&world.as_(actor), |tx| {
            let permit = tx.permit::<class::Money, Write>(&world.mia)?;
            entitlements::strike(tx, &permit, Hand::Payer, &id, "A zero too many")
        })
    };
    assert!(matches!(strike(&world.adviser), Err(Error::NotFound)));
    strike(&world.finance).unwrap();
    assert!(matches!(strike(&world.finance), Err(Error::NotFound)), "once is enough");
    assert_eq!(world.state(Id::SettingUpHome), (State::CanClaimNow, 0, Some(300_000)));
    let seen = world.can_get(&world.adviser).unwrap();
    let struck = seen.claims_about(Id::SettingUpHome).next().unwrap();
    assert_eq!((struck.claim.pence, struck.struck.as_deref()), (Some(500_000), Some("A zero too many")));
}

#[test]
fn what_the_jobcentre_answers_is_written_down_by_the_adviser_and_decided_by_nobody_here() {
    let world = world();
    let record = |kind| {
        world.store.store.write(&world.as_(&world.adviser), |tx| {
            let permit = tx.permit::<class::Money, Ask>(&world.mia)?;
            entitlements::ask(tx, &permit, &claim(Id::UniversalCredit, kind, None))
        })
    };
    record(ClaimKind::Asked).unwrap();
    record(ClaimKind::Granted).unwrap();
    record(ClaimKind::Received).unwrap();
    assert_eq!(world.state(Id::UniversalCredit).0, State::Received);
    let decided = world.store.store.write(&world.as_(&world.manager), |tx| {
        let permit = tx.permit::<class::Money, Approve>(&world.mia)?;
        entitlements::decide(tx, &permit, &claim(Id::UniversalCredit, ClaimKind::Refused, None))
    });
    assert!(matches!(decided, Err(Error::NotFound)));
}

#[test]
fn a_carer_sees_nothing_of_what_others_asked() {
    let world = world();
    let carer = world.store.staff("Pauline", Role::Carer, &[]);
    world.store.tie(
        &world.mia,
        &NewTie {
            kind: RelationshipKind::Placement,
            holder: Holder::Staff(TestStore::staff_id(&carer)),
            from_on: date(2026, 5, 11),
            to_on: None,
            reason: String::new(),
        },
    );
    world.ask(&world.adviser, ClaimKind::Asked).unwrap();
    assert!(world.can_get(&carer).is_none());
}

#[test]
fn papers_on_record_are_ready_and_proof_of_status_is_for_those_who_may_know() {
    let world = world();
    let record = |paper, state| {
        world.store.store.write(&world.as_(&world.adviser), |tx| {
            let permit = tx.permit::<class::Status, Write>(&world.mia)?;
            papers::record(tx, &permit, &NewPaper { paper, state, on: TODAY, words: "In the drawer".into() })
        })
    };
    record(Paper::PhotoId, HeldState::AskedFor).unwrap();
    record(Paper::PhotoId, HeldState::Held).unwrap();
    assert!(matches!(record(Paper::ImmigrationEvidence, HeldState::Held), Err(Error::NotFound)));
    let (known, seen) = world
        .store
        .store
        .read(&world.as_(&world.adviser), |r| {
            let permit = r.permit::<class::Status, Read>(&world.mia)?;
            Ok((papers::of_class(r, &permit)?, papers::of_person(r, &permit, None)?))
        })
        .unwrap();
    assert_eq!(known.len(), 2, "the earlier answer stays");
    let state = |paper| seen.iter().find(|one| one.paper == paper).map(|one| one.state);
    assert_eq!(state(Paper::PhotoId), Some(DocumentState::Ready));
    assert_eq!(state(Paper::NationalInsurance), Some(DocumentState::Late));
    assert_eq!(state(Paper::ImmigrationEvidence), None);
}

#[test]
fn proof_of_status_is_asked_of_somebody_who_came_alone() {
    let store = TestStore::on(TODAY);
    let adviser = store.staff("Amira", Role::PersonalAdviser, &[]);
    let told = Person::called("Yusuf")
        .born(date(2009, 5, 10))
        .fact(FactKind::SeparatedYoungPerson, "Yes", SaidBy::Return)
        .in_care(Care::under(LegalStatus::V2, date(2024, 1, 1)))
        .adviser(&TestStore::staff_id(&adviser), date(2025, 5, 10))
        .paper(Paper::ImmigrationEvidence, HeldState::AskedFor, date(2026, 1, 1));
    let yusuf = store.keep(told);
    let asking = store.asking(By::Actor(adviser));
    let read = store.store.read(&asking, |r| {
        let permit = r.permit::<class::Status, Read>(&yusuf)?;
        let immigration = r.permit::<class::Immigration, Read>(&yusuf)?;
        Ok((papers::of_person(r, &permit, Some(&immigration))?, papers::of_class(r, &permit)?))
    });
    let (seen, of_status) = read.unwrap();
    let proof = seen.iter().find(|one| one.paper == Paper::ImmigrationEvidence).unwrap();
    assert_eq!(proof.state, DocumentState::Late);
    assert_eq!(proof.known.map(|held| held.state), Some(HeldState::AskedFor));
    assert!(of_status.is_empty(), "it is not told with the other papers");
}
