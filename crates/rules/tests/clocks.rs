//! Plain-English cases of the clocks, as data: one runner, the files `scenarios/clocks*.toml`.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use jiff::civil::Date;
use serde::Deserialize;
use waymark_rules::citation::{Kind, rule, rules};
use waymark_rules::clocks::definitions::{all, by_id};
use waymark_rules::clocks::{Clock, Evidence, Pack, Packs, State, Subject, WhyNot, evaluate, evaluate_for};
use waymark_rules::facts::Facts;
use waymark_rules::policy::Policy;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    /// People that several cases are about.
    #[serde(default)]
    people: BTreeMap<String, Facts>,
    clock: Vec<Case>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    id: String,
    says: String,
    rules: Vec<String>,
    /// One of the file's people, or else `facts`; neither for a worker, a team or the service.
    person: Option<String>,
    facts: Option<Facts>,
    subject: Option<String>,
    #[serde(default)]
    packs: Vec<String>,
    /// A pack of this case alone.
    pack: Option<toml::Table>,
    #[serde(default)]
    evidence: Vec<Evidence>,
    expect: Vec<Expect>,
}

/// What is expected of one clock on one day. A field left out is not looked at.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Expect {
    as_of: Date,
    clock: String,
    kind: Option<String>,
    about: Option<String>,
    state: State,
    anchor: Option<Date>,
    opens_on: Option<Date>,
    due_on: Option<Date>,
    days_late: Option<i32>,
    met_on: Option<Date>,
    satisfied_by: Option<String>,
    not_counted: Option<BTreeMap<String, WhyNot>>,
    reasons: Option<Vec<String>>,
    next_change_on: Option<Date>,
    /// Due dates of earlier rounds.
    earlier: Option<Vec<Date>>,
    owner: Option<String>,
    recorded_after: Option<i32>,
    recorded_reason: Option<String>,
}

fn cases() -> Vec<(Case, Option<Facts>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios");
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|file| file.file_name().unwrap().to_str().unwrap().starts_with("clocks"));
    files.sort();
    let mut cases = Vec::new();
    for file in files {
        let text = std::fs::read_to_string(&file).unwrap();
        let read: File = waymark_rules::from_toml(&text).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        for mut case in read.clock {
            let known = |name: &String| read.people.get(name).unwrap_or_else(|| panic!("nobody is {name}")).clone();
            let facts = case.facts.take().or_else(|| case.person.as_ref().map(known));
            cases.push((case, facts));
        }
    }
    cases
}

fn packs(case: &Case) -> Packs {
    let shipped = |name: &String| Pack::shipped(name).unwrap_or_else(|| panic!("{}: no pack {name}", case.id));
    let mut packs: Vec<Pack> = case.packs.iter().map(shipped).collect();
    if let Some(own) = &case.pack {
        packs.push(Pack::from_toml(&own.to_string()).unwrap_or_else(|error| panic!("{}: {error}", case.id)));
    }
    Packs::of(&packs)
}

fn clocks<'e>(case: &'e Case, facts: Option<&Facts>, packs: &'e Packs, as_of: Date) -> Vec<Clock<'e>> {
    let subject = match case.subject.as_deref() {
        Some("worker") => Subject::Worker,
        Some("team") => Subject::Team,
        Some("service") => Subject::Service,
        _ => {
            let facts = facts.unwrap_or_else(|| panic!("{}: about nobody", case.id));
            return evaluate(facts, &case.evidence, packs, &Policy::default(), as_of).unwrap();
        }
    };
    evaluate_for(subject, &case.evidence, packs, as_of).unwrap()
}

fn code<T: serde::Serialize>(value: &T) -> String {
    serde_json::to_value(value)
        .unwrap()
        .as_str()
        .map(str::to_owned)
        .unwrap_or_else(|| serde_json::to_string(value).unwrap())
}

fn is_meant(clock: &Clock, expected: &Expect) -> bool {
    clock.id() == expected.clock
        && expected.kind.as_ref().is_none_or(|kind| code(&clock.kind) == *kind)
        && expected.about.as_ref().is_none_or(|about| clock.about == Some(about))
}

struct Differences(Vec<String>);

impl Differences {
    fn look<T: PartialEq + std::fmt::Debug>(&mut self, what: &str, expected: &Option<T>, found: T) {
        if let Some(expected) = expected.as_ref().filter(|expected| **expected != found) {
            self.0.push(format!("{what}: expected {expected:?}, found {found:?}"));
        }
    }
}

fn differences(expected: &Expect, clocks: &[Clock]) -> Vec<String> {
    let Some(found) = clocks.iter().find(|clock| is_meant(clock, expected)) else {
        return match expected.state {
            State::NotApplicable => Vec::new(),
            _ => vec![format!("{} does not run", expected.clock)],
        };
    };
    let mut differences = Differences(Vec::new());
    differences.look("state", &Some(expected.state), found.state);
    differences.look("anchor", &expected.anchor, found.anchor);
    differences.look("opens", &expected.opens_on, found.opens_on);
    differences.look("due", &expected.due_on.map(Some), found.due_on);
    differences.look("days late", &expected.days_late, found.days_late);
    differences.look("met on", &expected.met_on.map(Some), found.met_on);
    differences.look("satisfied by", &expected.satisfied_by.clone().map(Some), found.satisfied_by.map(str::to_owned));
    let not_counted = found.not_counted.iter().map(|one| (one.evidence.to_owned(), one.why)).collect();
    differences.look("not counted", &expected.not_counted, not_counted);
    let reasons: Vec<String> = found.reasons.iter().map(code).collect();
    differences.look("reasons", &expected.reasons, reasons);
    differences.look("next change", &expected.next_change_on.map(Some), found.next_change_on);
    let earlier = found.earlier.iter().filter_map(|past| past.due_on).collect();
    differences.look("earlier", &expected.earlier, earlier);
    differences.look("owner", &expected.owner, code(&found.owner));
    differences.look("recorded after", &expected.recorded_after.map(Some), found.recorded_after);
    let reason = found.recorded_reason.map(str::to_owned);
    differences.look("recorded reason", &expected.recorded_reason.clone().map(Some), reason);
    differences.0
}

#[test]
fn every_clock_of_every_case_comes_out_as_written() {
    let mut wrong = Vec::new();
    for (case, facts) in cases() {
        let packs = packs(&case);
        for expected in &case.expect {
            let clocks = clocks(&case, facts.as_ref(), &packs, expected.as_of);
            for difference in differences(expected, &clocks) {
                let (id, says) = (&case.id, &case.says);
                wrong.push(format!("{id} {} on {} ({says}): {difference}", expected.clock, expected.as_of));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn every_case_has_its_own_id_a_sentence_and_the_rules_of_its_clocks() {
    let mut seen = BTreeSet::new();
    for (case, _) in cases() {
        assert!(seen.insert(case.id.clone()), "two cases are {}", case.id);
        assert!(case.says.len() > 20 && !case.expect.is_empty(), "{}", case.id);
        for expected in &case.expect {
            let definition = by_id(&expected.clock).unwrap_or_else(|| panic!("{}: no {}", case.id, expected.clock));
            let named = case.rules.iter().any(|rule| rule == definition.rule());
            assert!(named, "{}: {} is not among its rules", case.id, expected.clock);
        }
    }
}

/// Every row, and not only every rule, is shown running in some case.
#[test]
fn no_clock_is_an_orphan() {
    let cases = cases();
    let shown: BTreeSet<&str> = cases
        .iter()
        .flat_map(|(case, _)| &case.expect)
        .filter(|expected| {
            expected.state != State::NotApplicable || by_id(&expected.clock).is_some_and(|one| one.rule() == "CLK-92")
        })
        .map(|expected| expected.clock.as_str())
        .collect();
    let orphans: Vec<&str> = all()
        .filter(|definition| {
            !shown.contains(definition.id)
                || definition.label.is_empty()
                || definition.citation().is_none_or(|rule| rule.source.is_empty())
        })
        .map(|definition| definition.id)
        .collect();
    assert!(orphans.is_empty(), "without a source, a label or a case: {orphans:?}");
}

#[test]
fn every_rule_of_clocks_has_a_clock_and_every_clock_a_rule() {
    let defined: BTreeSet<&str> = all().map(|definition| definition.rule()).collect();
    let cited: BTreeSet<&str> = rules().map(|rule| rule.id).filter(|id| id.starts_with("CLK-")).collect();
    assert_eq!(defined, cited);
    let mut ids = BTreeSet::new();
    assert!(all().all(|definition| ids.insert(definition.id)), "an id is used twice");
}

/// The numbers of the rules reference: 1 to 94, with the letters it gives.
#[test]
fn every_number_of_the_law_of_clocks_is_there() {
    let mut missing: Vec<String> = (1..=94)
        .filter(|number| ![8, 9, 19].contains(number))
        .map(|number| format!("CLK-{number:02}"))
        .filter(|id| rule(id).is_none())
        .collect();
    let lettered = ["02a", "02b", "02c", "03a", "03b", "04a", "26a", "26b", "26c", "26d", "26e", "26f", "36a"];
    let lettered = lettered.into_iter().chain(["48a", "48b", "94a", "94b"]).map(|id| format!("CLK-{id}"));
    missing.extend(lettered.filter(|id| rule(id).is_none()));
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn a_clock_says_whose_number_it_is() {
    assert!(rules().filter(|rule| rule.id.starts_with("CLK-")).any(|rule| rule.kind == Kind::Statute));
    assert_eq!(by_id("CLK-57.distributed").unwrap().rule(), "CLK-57");
}
