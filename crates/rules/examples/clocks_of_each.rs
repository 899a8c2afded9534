//! Works out every clock of many invented people and says how long that took, as one line of JSON:
//! `cargo run --release -p waymark-rules --example clocks_of_each -- 100000`.

use std::collections::BTreeMap;
use std::sync::Mutex;
use std::time::Instant;

use jiff::civil::{Date, date};
use mimalloc::MiMalloc;
use waymark_rules::clocks::{Evidence, EvidenceKind, Mark, Packs, evaluate_each};
use waymark_rules::dates::{add_days, add_months};
use waymark_rules::facts::{CareSpell, Facts, LegalStatus, Nation};
use waymark_rules::policy::Policy;

/// The one the program itself is built with, so that what is timed is what is run.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

const AS_OF: Date = date(2026, 11, 22);
const MANY: usize = 100_000;

/// Small even chance without a library: the same people each time.
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: i32) -> i32 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) % u64::from(limit.unsigned_abs())) as i32
    }
}

/// Aged 15 to 24, in care from some day to some day before 18.
fn invented(chance: &mut Chance) -> Facts {
    let born_on = add_days(add_months(AS_OF, -12 * (15 + chance.below(9))), -chance.below(365));
    let start_on = add_days(add_months(born_on, 12 * 10), chance.below(2000));
    let end_on = add_days(start_on, 200 + chance.below(3000)).min(add_months(born_on, 12 * 18));
    let spell = CareSpell {
        start_on,
        end_on: (end_on <= AS_OF).then_some(end_on),
        legal_status: LegalStatus::V2,
        authority: "Northmere".into(),
        nation: Nation::England,
        placement_type: None,
        end_reason: None,
    };
    Facts { care_spells: vec![spell], ..Facts::born(born_on) }
}

/// What an ordinary record holds after two years: contacts every few weeks, two homes, a plan with its reviews.
fn recorded(chance: &mut Chance) -> Vec<Evidence> {
    let mut evidence = Vec::with_capacity(32);
    let ago = |days: i32| add_days(AS_OF, -days);
    let mut add = |kind, on| evidence.push(Evidence::done(format!("e{}", evidence.len()), kind, on));
    add(EvidenceKind::RecordBegins, ago(700));
    add(EvidenceKind::JoinedService, ago(700));
    add(EvidenceKind::AdviserAllocated, ago(690));
    add(EvidenceKind::Assessment, ago(600 + chance.below(60)));
    for review in 0..3 {
        let reviewed_on = ago(20 + 180 * review + chance.below(30));
        add(EvidenceKind::Review, reviewed_on);
        add(EvidenceKind::CopyGiven, add_days(reviewed_on, 3));
        add(EvidenceKind::AdvocacyOffered, reviewed_on);
        add(EvidenceKind::GoalReview, reviewed_on);
        add(EvidenceKind::Oversight, ago(20 + 90 * review + chance.below(30)));
        add(EvidenceKind::Supervision, ago(10 + 50 * review));
    }
    for contact in 0..14 {
        let on = ago(50 * contact + chance.below(45));
        let marks = if contact % 2 == 0 { Mark::FaceToFace } else { Mark::TwoWay };
        let one = Evidence::done(format!("c{contact}"), EvidenceKind::Contact, on).with(marks).with(Mark::Alone);
        evidence.push(one.at("second"));
    }
    let plan = Evidence::done("plan", EvidenceKind::Plan, ago(580));
    evidence.push(plan.with(Mark::Approved).with(Mark::SharedWithYoungPerson));
    let moved_on = ago(100 + chance.below(300));
    evidence.push(Evidence::done("first", EvidenceKind::Home, ago(700)).until(moved_on).at("first"));
    let second = Evidence::done("second", EvidenceKind::Home, moved_on).at("second");
    evidence.push(second.with(Mark::ProvidedByAuthority));
    evidence
}

#[expect(clippy::print_stdout, reason = "the figures are what this program is for")]
fn main() {
    let people = std::env::args().nth(1).map_or(MANY, |text| text.parse().expect("how many people"));
    let mut chance = Chance(1);
    let all: Vec<(Facts, Vec<Evidence>)> =
        (0..people).map(|_| (invented(&mut chance), recorded(&mut chance))).collect();
    let (packs, policy) = (Packs::national(), Policy::default());
    let counts: Mutex<BTreeMap<&str, usize>> = Mutex::default();
    let began = Instant::now();
    evaluate_each(&all, &packs, &policy, AS_OF, |_, clocks| {
        let clocks = clocks.expect("invented people do not contradict themselves");
        let mut counts = counts.lock().expect("counting");
        for clock in &clocks {
            *counts.entry(clock.state.code()).or_default() += 1;
        }
    });
    let seconds = began.elapsed().as_secs_f64();
    let counts = counts.into_inner().expect("counting");
    let clocks: usize = counts.values().sum();
    println!("{}", serde_json::json!({ "people": people, "clocks": clocks, "seconds": seconds, "by_state": counts }));
}
