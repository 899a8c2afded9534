//! What must hold of clocks for anybody, not only for the people in the scenarios.

use std::sync::LazyLock;

use jiff::civil::{Date, date};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use waymark_rules::citation::Kind;
use waymark_rules::clocks::definitions::all;
use waymark_rules::clocks::{
    Clock, Evidence, EvidenceKind, Mark, Marks, Outcome, Pack, Packs, Parameter, State, evaluate,
};
use waymark_rules::dates::add_days;
use waymark_rules::facts::{AftercareRequest, CareSpell, Facts, LegalStatus, Nation, RequestKind};
use waymark_rules::policy::Policy;

static NATIONAL: LazyLock<Packs> = LazyLock::new(Packs::national);
static TIGHTER: LazyLock<Packs> = LazyLock::new(|| {
    let every = ["contact_every_6_weeks", "stepping_back", "early_plan_and_12_week_visits"];
    let mut packs: Vec<Pack> = every.iter().map(|name| Pack::shipped(name).unwrap()).collect();
    packs.push(
        Pack::from_toml(
            "name = \"own\"\ntitle = \"Own\"\nsays = \"Tighter in many ways, from two days.\"\n\
             [[value]]\nparameter = \"plan_review_every\"\nis = \"150 days\"\neffective_from = 2024-01-01\nsource = \"Own\"\n\
             [[value]]\nparameter = \"plan_review_every\"\nis = \"4 months\"\neffective_from = 2026-02-01\nsource = \"Own\"\n\
             [[value]]\nparameter = \"home_visit_every\"\nis = \"8 weeks\"\neffective_from = 2024-01-01\nsource = \"Own\"\n\
             [[value]]\nparameter = \"assessment_within\"\nis = \"80 days\"\neffective_from = 2025-06-01\nsource = \"Own\"\n\
             [[value]]\nparameter = \"care_review_every\"\nis = \"20 weeks\"\neffective_from = 2025-06-01\nsource = \"Own\"\n\
             [[value]]\nparameter = \"in_touch_every\"\nis = \"35 days\"\neffective_from = 2026-03-01\nsource = \"Own\"\n",
        )
        .unwrap(),
    );
    Packs::of(&packs)
});

/// The days on which people are asked about.
const FIRST: Date = date(2025, 1, 1);

/// Aged 15 to 24 in 2025, in care at some time, some of them asking for support.
fn facts() -> impl Strategy<Value = Facts> {
    let request = (0..700_i32, any::<bool>());
    (0..3_600_i32, 0..1_500_i32, 60..2_500_i32, proptest::option::of(request)).prop_map(
        |(age, from, length, request)| {
            let born_on = add_days(date(2000, 6, 15), age);
            let start_on = add_days(born_on, 4_700 + from);
            let requests = request.into_iter().map(|(on, opts_in)| AftercareRequest {
                kind: if opts_in { RequestKind::OptIn } else { RequestKind::Education },
                on: add_days(FIRST, on),
                channel: None,
            });
            Facts {
                care_spells: vec![CareSpell {
                    start_on,
                    end_on: Some(add_days(start_on, length)),
                    legal_status: LegalStatus::V2,
                    authority: "Northmere".into(),
                    nation: Nation::England,
                    placement_type: None,
                    end_reason: None,
                }],
                aftercare_requests: requests.collect(),
                ..Facts::born(born_on)
            }
        },
    )
}

/// Any evidence at all, with more of what matters most.
fn kind() -> impl Strategy<Value = EvidenceKind> {
    let often = [
        EvidenceKind::Contact,
        EvidenceKind::Home,
        EvidenceKind::Plan,
        EvidenceKind::Review,
        EvidenceKind::Assessment,
        EvidenceKind::CareReview,
        EvidenceKind::Offer,
        EvidenceKind::StepBack,
        EvidenceKind::Custody,
        EvidenceKind::AdviserAllocated,
        EvidenceKind::Waiver,
    ];
    prop_oneof![
        2 => proptest::sample::select(often.to_vec()),
        1 => proptest::sample::select(EvidenceKind::ALL.to_vec()),
    ]
}

fn marks() -> impl Strategy<Value = Marks> {
    prop_oneof![
        2 => Just(Marks::of(&[Mark::FaceToFace, Mark::Alone])),
        1 => Just(Marks::of(&[Mark::TwoWay])),
        1 => Just(Marks::of(&[Mark::Approved, Mark::SharedWithYoungPerson])),
        1 => Just(Marks::of(&[Mark::ProvidedByAuthority])),
        1 => Just(waymark_rules::clocks::evidence::STEP_BACK_PACK),
        1 => proptest::collection::vec(proptest::sample::select(Mark::ALL.to_vec()), 0..3).prop_map(|all| Marks::of(&all)),
    ]
}

fn outcome() -> impl Strategy<Value = Outcome> {
    prop_oneof![
        8 => Just(Outcome::Done),
        1 => Just(Outcome::Attempted),
        1 => Just(Outcome::Draft),
        1 => Just(Outcome::Planned),
    ]
}

fn evidence() -> impl Strategy<Value = Vec<Evidence>> {
    let clock = proptest::option::of(proptest::sample::select(vec!["CLK-23", "CLK-10", "CLK-12", "CLK-24"]));
    let one = (kind(), 0..800_i32, proptest::option::weighted(0.4, 1..300_i32), marks(), outcome(), 0..3_u8, clock);
    proptest::collection::vec(one, 0..24).prop_map(|all| {
        let evidence = all.into_iter().enumerate().map(|(at, (kind, on, length, marks, outcome, home, clock))| {
            let on = add_days(FIRST, on);
            Evidence {
                until: length.map(|length| add_days(on, length)),
                at_home: (home > 0).then(|| format!("home {home}")),
                marks,
                outcome,
                clock: clock.map(str::to_owned),
                by: clock.map(|_| "A manager".to_owned()),
                words: clock.map(|_| "Because".to_owned()),
                ..Evidence::done(format!("e{at}"), kind, on)
            }
        });
        evidence.collect()
    })
}

fn clocks<'e>(facts: &Facts, evidence: &'e [Evidence], packs: &'e Packs, on: Date) -> Vec<Clock<'e>> {
    evaluate(facts, evidence, packs, &Policy::default(), on).unwrap()
}

/// What was known on a day: what had happened by it, and what was planned.
fn known_on(evidence: &[Evidence], on: Date) -> Vec<Evidence> {
    evidence.iter().filter(|one| one.on <= on || one.outcome == Outcome::Planned).cloned().collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_order_of_the_evidence_changes_nothing(facts in facts(), evidence in evidence(), on in 0..900_i32, turn in 0..24_usize) {
        let on = add_days(FIRST, on);
        let mut other = evidence.clone();
        other.reverse();
        let turn = turn.min(other.len());
        other.rotate_left(turn);
        prop_assert_eq!(clocks(&facts, &evidence, &TIGHTER, on), clocks(&facts, &other, &TIGHTER, on));
    }

    #[test]
    fn a_try_never_satisfies_what_is_not_an_offer(facts in facts(), evidence in evidence(), on in 0..900_i32) {
        let tried: Vec<Evidence> = evidence.into_iter().map(|one| Evidence { outcome: Outcome::Attempted, ..one }).collect();
        let offers = ["CLK-41", "CLK-25", "CLK-23.hour", "CLK-24.attempts"];
        for clock in clocks(&facts, &tried, &NATIONAL, add_days(FIRST, on)) {
            let by_a_try = clock.satisfied_by.is_some() && !clock.satisfied_by.is_some_and(|by| by.contains('['));
            prop_assert!(!by_a_try || offers.contains(&clock.id()), "{} by {:?}", clock.id(), clock.satisfied_by);
        }
    }

    #[test]
    fn what_was_met_stays_met(facts in facts(), evidence in evidence(), on in 0..700_i32, later in 1..200_i32) {
        let on = add_days(FIRST, on);
        let later = add_days(on, later);
        let evidence = known_on(&evidence, on);
        let then = clocks(&facts, &evidence, &TIGHTER, later);
        for clock in clocks(&facts, &evidence, &TIGHTER, on).iter().filter(|clock| clock.state.is_met()) {
            let of_it = |one: &&Clock| one.id() == clock.id() && one.kind == clock.kind;
            let still = then.iter().filter(of_it).any(|one| {
                (one.anchor == clock.anchor && one.state == clock.state)
                    || one.earlier.iter().any(|past| past.anchor == clock.anchor && past.state == clock.state)
            });
            // A council's own clock may give way to the law's when it is no tighter.
            prop_assert!(still || clock.kind == Kind::Local, "{} from {} on {later}", clock.id(), clock.anchor);
        }
    }

    #[test]
    fn no_promise_of_a_council_is_due_later_than_the_law(facts in facts(), evidence in evidence(), on in 0..900_i32) {
        let found = clocks(&facts, &evidence, &TIGHTER, add_days(FIRST, on));
        for law in found.iter().filter(|clock| clock.kind == Kind::Statute) {
            let same = |one: &&Clock| one.id() == law.id() && one.about == law.about && one.kind == Kind::Local;
            for local in found.iter().filter(same) {
                prop_assert!(local.due_on <= law.due_on, "{}: {:?} after {:?}", law.id(), local.due_on, law.due_on);
            }
        }
    }

    #[test]
    fn dates_and_states_agree(facts in facts(), evidence in evidence(), on in 0..900_i32) {
        let on = add_days(FIRST, on);
        for clock in clocks(&facts, &evidence, &TIGHTER, on) {
            let id = clock.id();
            match clock.state {
                State::Overdue => prop_assert!(clock.due_on.unwrap() < on && clock.days_late > 0, "{id}"),
                State::DueToday => prop_assert_eq!(clock.due_on.unwrap(), on, "{}", id),
                State::Met => prop_assert!(clock.due_on.is_none_or(|due| clock.met_on.unwrap() <= due), "{id}"),
                State::MetLate => prop_assert!(clock.met_on.unwrap() > clock.due_on.unwrap() && clock.days_late > 0, "{id}"),
                State::Running | State::DueSoon => prop_assert!(clock.due_on.is_none_or(|due| due > on), "{id}"),
                _ => {}
            }
            prop_assert!(clock.next_change_on.is_none_or(|next| next > on), "{id}");
        }
    }
}

proptest! {
    // Each of these looks at a hundred days, so there are fewer of them.
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_next_change_is_the_first_day_with_another_state(facts in facts(), evidence in evidence(), on in 0..700_i32) {
        let on = add_days(FIRST, on);
        let evidence = known_on(&evidence, on);
        let today = clocks(&facts, &evidence, &TIGHTER, on);
        let days: Vec<(Date, Vec<Clock>)> = (1..100)
            .map(|later| add_days(on, later))
            .map(|day| (day, clocks(&facts, &evidence, &TIGHTER, day)))
            .collect();
        let last = add_days(on, 99);
        for clock in &today {
            let is_other = |later: &[Clock]| later.iter().find(|one| one.key() == clock.key()).is_none_or(|one| one.state != clock.state);
            let seen = days.iter().find(|(_, later)| is_other(later)).map(|(day, _)| *day);
            let said = clock.next_change_on.filter(|next| *next <= last);
            // A met or ended clock may be folded into a later one of its kind, which is no change of its own.
            if !(clock.state.is_met() || clock.state == State::Ended) {
                prop_assert_eq!(said, seen, "{} about {:?} is {:?} on {}", clock.id(), clock.about, clock.state, on);
            }
        }
    }
}

#[test]
fn the_invented_people_meet_most_clocks() {
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let mut met = std::collections::BTreeSet::new();
    for _ in 0..300 {
        let facts = facts().new_tree(&mut runner).unwrap().current();
        let evidence = evidence().new_tree(&mut runner).unwrap().current();
        met.extend(clocks(&facts, &evidence, &TIGHTER, add_days(FIRST, 600)).iter().map(Clock::id));
    }
    let of_people = all().filter(|one| one.subject == waymark_rules::clocks::Subject::YoungPerson).count();
    assert!(met.len() * 3 > of_people * 2, "{} of {of_people}", met.len());
}

#[test]
fn every_parameter_has_a_value_or_is_left_open() {
    for parameter in Parameter::ALL {
        let has = NATIONAL.value(*parameter, date(2026, 11, 22)).is_some();
        assert!(has || parameter.is_left_open(), "{}", parameter.code());
    }
}
