//! Works out and explains the status of many invented people and says how long that took, as one line of JSON:
//! `cargo run --release -p waymark-rules --example status_of_each -- 100000`.

use std::collections::BTreeMap;
use std::sync::Mutex;
use std::time::Instant;

use jiff::civil::{Date, date};
use waymark_rules::dates::{add_days, add_months};
use waymark_rules::facts::Facts;
use waymark_rules::policy::Policy;
use waymark_rules::status::{Status, status_of_each};

const AS_OF: Date = date(2026, 3, 31);
const MANY: usize = 100_000;

/// Small even chance without a library: the same people each time.
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: i32) -> i32 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) % u64::from(limit.unsigned_abs())) as i32
    }
}

/// Aged 14 to 25, with one to four times in care between the 10th and the 18th birthday, as a facts file would tell it.
fn invented(chance: &mut Chance) -> Facts {
    let born_on = add_days(add_months(AS_OF, -12 * (14 + chance.below(11))), -chance.below(365));
    let grown_up = add_months(born_on, 12 * 18);
    let mut start = add_days(add_months(born_on, 12 * 10), chance.below(2000));
    let mut spells = Vec::new();
    for _ in 0..=chance.below(4) {
        let end = add_days(start, 10 + chance.below(900)).min(grown_up);
        if start >= end || start > AS_OF {
            break;
        }
        let ended = if end <= AS_OF { format!(r#", "end_on": "{end}""#) } else { String::new() };
        let law = ["V2", "C2"][chance.below(2) as usize];
        spells
            .push(format!(r#"{{ "start_on": "{start}"{ended}, "legal_status": "{law}", "authority": "Northmere" }}"#));
        start = add_days(end, 1 + chance.below(300));
    }
    let text = format!(r#"{{ "born_on": "{born_on}", "care_spells": [{}] }}"#, spells.join(", "));
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{error}: {text}"))
}

#[expect(clippy::print_stdout, reason = "the figures are what this program is for")]
fn main() {
    let people = std::env::args().nth(1).map_or(MANY, |text| text.parse().expect("how many people"));
    let mut chance = Chance(1);
    let all: Vec<Facts> = (0..people).map(|_| invented(&mut chance)).collect();
    let policy = Policy::default();
    let counts: Mutex<BTreeMap<&str, usize>> = Mutex::default();
    let began = Instant::now();
    status_of_each(&all, &policy, AS_OF, |_, result| {
        let result = result.expect("invented people do not contradict themselves");
        assert!(result.status == Status::None || !result.explanation.is_empty(), "every status is explained");
        *counts.lock().expect("counting").entry(result.status.code()).or_default() += 1;
    });
    let seconds = began.elapsed().as_secs_f64();
    let counts = counts.into_inner().expect("counting");
    println!("{}", serde_json::json!({ "people": people, "seconds": seconds, "by_status": counts }));
}
