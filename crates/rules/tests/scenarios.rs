//! Plain-English cases of the law, as data: one runner, many files in `scenarios/`.

use std::fmt::Debug;
use std::path::{Path, PathBuf};

use jiff::civil::Date;
use serde::Deserialize;
use waymark_rules::facts::Facts;
use waymark_rules::policy::Policy;
use waymark_rules::status::{Flag, Status, StatusResult, status, strip};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    case: Vec<Case>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    id: String,
    says: String,
    rules: Vec<String>,
    facts: Facts,
    expect: Vec<Expect>,
}

/// What is expected on one day. A field left out is not looked at, but a flag left out must not be there.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Expect {
    as_of: Date,
    #[serde(default)]
    policy: Policy,
    status: Status,
    branch: Option<String>,
    other_branches: Option<Vec<String>>,
    sub_state: Option<String>,
    sub_states: Option<Vec<String>>,
    n: Option<i32>,
    n_incl: Option<i32>,
    n16: Option<i32>,
    n_with_short_breaks: Option<i32>,
    spell_days: Option<Vec<i32>>,
    #[serde(default)]
    flags: Vec<Flag>,
    eligible_from: Option<Date>,
    never_eligible: Option<bool>,
    pending: Option<String>,
    care_experienced: Option<bool>,
    authority: Option<String>,
    next_on: Option<Date>,
    next_to: Option<Status>,
    next_notify: Option<bool>,
    before_correction: Option<Vec<Status>>,
}

fn cases() -> Vec<Case> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios");
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let read = |file: &Path| {
        let text = std::fs::read_to_string(file).unwrap();
        waymark_rules::from_toml::<File>(&text).unwrap_or_else(|error| panic!("{}: {error}", file.display())).case
    };
    let has_its_own_runner = |file: &&PathBuf| {
        let name = file.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        ["sums.toml", "entitlements.toml", "plan_content.toml"].contains(&name) || name.starts_with("clocks")
    };
    files.iter().filter(|file| !has_its_own_runner(file)).flat_map(|file| read(file)).collect()
}

/// Collects what differs, so that one run shows every difference of a case.
struct Differences(Vec<String>);

impl Differences {
    fn look<T: PartialEq + Debug>(&mut self, what: &str, expected: Option<T>, found: &T) {
        if let Some(expected) = expected.filter(|expected| expected != found) {
            self.0.push(format!("{what}: expected {expected:?}, found {found:?}"));
        }
    }
}

fn differences(expected: &Expect, found: &StatusResult) -> Vec<String> {
    let mut differences = Differences(Vec::new());
    let code = |branch: Option<waymark_rules::status::Branch>| branch.map(|branch| branch.code().to_owned());
    let next = found.next_change.as_ref();
    differences.look("status", Some(expected.status), &found.status);
    differences.look("branch", expected.branch.clone().map(Some), &code(found.branch));
    let others = found.other_branches.iter().map(|branch| branch.code().to_owned()).collect();
    differences.look("other branches", expected.other_branches.clone(), &others);
    let states: Vec<String> = found.sub_states.iter().map(|state| state.code().to_owned()).collect();
    differences.look("sub-state", expected.sub_state.clone().map(Some), &states.first().cloned());
    differences.look("sub-states", expected.sub_states.clone(), &states);
    differences.look("N", expected.n, &found.counters.days);
    differences.look("N_incl", expected.n_incl, &found.counters.days_with_closing);
    differences.look("N16", expected.n16, &found.counters.days_after_16);
    differences.look("N with short breaks", expected.n_with_short_breaks, &found.counters.days_with_short_breaks);
    let spell_days = found.spell_counts.iter().map(|count| count.days).collect();
    differences.look("days of each spell", expected.spell_days.clone(), &spell_days);
    differences.look("flags", Some(expected.flags.clone()), &found.flags);
    differences.look("eligible from", expected.eligible_from.map(Some), &found.eligible_from);
    differences.look("never eligible", expected.never_eligible, &found.eligible_from.is_none());
    differences.look("pending", expected.pending.clone().map(Some), &code(found.pending_qualifying.map(|p| p.branch)));
    differences.look("care experienced", expected.care_experienced, &found.care_experienced);
    differences.look("authority", expected.authority.clone().map(Some), &found.responsible_authority);
    differences.look("next change on", expected.next_on.map(Some), &next.map(|next| next.on));
    differences.look("next change to", expected.next_to.map(Some), &next.map(|next| next.to));
    differences.look("next change told", expected.next_notify.map(Some), &next.map(|next| next.notify));
    let before = found.before_correction.iter().map(|before| before.status).collect();
    differences.look("before correction", expected.before_correction.clone(), &before);
    differences.0
}

#[test]
fn every_case_comes_out_as_the_law_says() {
    let mut wrong = Vec::new();
    for case in cases() {
        for expected in &case.expect {
            let found = status(&case.facts, &expected.policy, expected.as_of)
                .unwrap_or_else(|problems| panic!("{}: {problems}", case.id));
            for difference in differences(expected, &found) {
                wrong.push(format!("{} on {} ({}): {difference}", case.id, expected.as_of, case.says));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn every_case_is_explained_by_the_rules_it_names() {
    for case in cases() {
        let explained: Vec<&str> = case
            .expect
            .iter()
            .flat_map(|expected| status(&case.facts, &expected.policy, expected.as_of).unwrap().explanation)
            .map(|reason| reason.rule)
            .collect();
        for rule in &case.rules {
            assert!(explained.contains(&rule.as_str()), "{}: no explanation gives {rule}: {explained:?}", case.id);
        }
    }
}

#[test]
fn every_case_has_its_own_id_and_a_sentence() {
    let mut ids: Vec<String> = cases().into_iter().map(|case| case.id).collect();
    let all = ids.len();
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), all, "two cases share an id");
    assert!(cases().iter().all(|case| case.says.len() > 20 && !case.expect.is_empty()));
}

/// The boundary run: for every change of every case, the day before still has the old status and the day has the new.
#[test]
fn every_change_in_every_case_falls_on_its_day() {
    for case in cases() {
        let policy = Policy::default();
        let periods = strip(&case.facts, &policy).unwrap();
        for period in &periods {
            let on = |day| status(&case.facts, &policy, day).unwrap().status;
            assert_eq!(on(period.from), period.status, "{} on {}", case.id, period.from);
            let last_day = waymark_rules::dates::add_days(period.to, -1);
            assert_eq!(on(last_day), period.status, "{} on {last_day}", case.id);
        }
        for pair in periods.windows(2) {
            assert_ne!(pair[0].status, pair[1].status, "{} on {}", case.id, pair[1].from);
        }
        let last = periods.last().unwrap();
        assert_eq!(status(&case.facts, &policy, last.to).unwrap().status, Status::Closed, "{}", case.id);
    }
}
