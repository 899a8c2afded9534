//! Every rule has a source, a label and a case that shows it, and every reason names a rule.

use std::collections::BTreeSet;
use std::path::Path;

use jiff::civil::date;
use waymark_rules::citation::{order, rule, rules};
use waymark_rules::facts::{CareSpell, Facts, LegalStatus, Nation};
use waymark_rules::policy::Policy;
use waymark_rules::status::status;

/// The `rules = [...]` of every case and sum, whatever else the file holds.
fn rules_shown() -> BTreeSet<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios");
    let files = std::fs::read_dir(folder).unwrap().map(|entry| std::fs::read_to_string(entry.unwrap().path()).unwrap());
    let tables: Vec<toml::Table> = files.map(|text| text.parse().unwrap()).collect();
    let lists = tables.iter().flat_map(|table| table.values()).filter_map(toml::Value::as_array).flatten();
    let named = lists.filter_map(|case| case.get("rules")).filter_map(toml::Value::as_array).flatten();
    named.map(|id| id.as_str().unwrap().to_owned()).collect()
}

/// Rules that are about how the product is built, and have no sum or case of their own to show.
const SHOWN_BY_THE_SHAPE_OF_THE_CODE: [&str; 4] = ["DAT-01", "DAT-09", "DAT-11", "DAT-12"];

#[test]
fn no_rule_is_an_orphan() {
    let shown = rules_shown();
    let orphans: Vec<&str> = rules()
        .filter(|rule| !SHOWN_BY_THE_SHAPE_OF_THE_CODE.contains(&rule.id))
        .filter(|rule| {
            rule.source.is_empty() || rule.label.is_empty() || rule.says.is_empty() || !shown.contains(rule.id)
        })
        .map(|rule| rule.id)
        .collect();
    assert!(orphans.is_empty(), "without a source, a label or a case: {orphans:?}");
}

#[test]
fn every_rule_a_case_names_exists() {
    let unknown: Vec<String> = rules_shown().into_iter().filter(|id| rule(id).is_none()).collect();
    assert!(unknown.is_empty(), "{unknown:?}");
}

#[test]
fn every_rule_of_dates_and_status_is_listed_once() {
    let numbered = |prefix: &str, numbers: std::ops::RangeInclusive<u8>| -> Vec<String> {
        numbers.map(|number| format!("{prefix}-{number:02}")).collect()
    };
    let mut expected: BTreeSet<String> = numbered("DAT", 1..=12).into_iter().collect();
    expected.extend(numbered("STA", 1..=11));
    expected.extend(["STA-11a", "STA-11b", "STA-11c", "STA-12a", "STA-12b"].map(String::from));
    expected.extend(["STA-14a", "STA-14b", "STA-14c", "STA-18a", "STA-18b", "STA-18c", "STA-18d"].map(String::from));
    expected.extend(numbered("STA", 13..=17));
    expected.extend(numbered("STA", 20..=25));
    let of_dates_and_status = || rules().filter(|rule| rule.id.starts_with("DAT-") || rule.id.starts_with("STA-"));
    let listed: BTreeSet<String> = of_dates_and_status().map(|rule| rule.id.to_owned()).collect();
    assert_eq!(listed, expected);
    assert_eq!(of_dates_and_status().count(), expected.len(), "a rule is listed twice");
}

#[test]
fn an_explanation_follows_the_order_of_the_law_up_to_the_decision() {
    let facts = Facts {
        care_spells: vec![CareSpell {
            start_on: date(2023, 12, 6),
            end_on: Some(date(2024, 3, 5)),
            legal_status: LegalStatus::V2,
            authority: "Northmere".into(),
            nation: Nation::England,
            placement_type: None,
            end_reason: None,
        }],
        ..Facts::born(date(2008, 3, 1))
    };
    let explanation = status(&facts, &Policy::default(), date(2024, 4, 1)).unwrap().explanation;
    let ids: Vec<&str> = explanation.iter().map(|reason| reason.rule).collect();
    assert_eq!(ids, ["DAT-02", "STA-01", "STA-02", "STA-03", "STA-04", "STA-06", "STA-07", "STA-12a"]);
    assert!(explanation.is_sorted_by_key(|reason| order(reason.rule)));
    assert!(explanation.iter().all(|reason| reason.citation().is_some()));
    assert_eq!(explanation[2].says, "They were in care for 90 days from 1 March 2022 to 1 April 2024.");
    assert_eq!(
        explanation[7].says,
        "They are 16 or 17 and left care on 5 March 2024 with the test met, so they are relevant."
    );
}

#[test]
fn the_crate_of_the_law_depends_on_almost_nothing() {
    let manifest: toml::Table = include_str!("../Cargo.toml").parse().unwrap();
    let dependencies: Vec<&String> = manifest["dependencies"].as_table().unwrap().keys().collect();
    assert_eq!(dependencies, ["jiff", "serde", "toml"]);
    assert!(!manifest.contains_key("build-dependencies") && !manifest.contains_key("target"));
}
