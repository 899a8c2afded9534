//! `waymark status` as a person at a terminal, or a program, meets it.

use std::path::PathBuf;
use std::process::{Command, Output};

use serde_json::Value;

struct Folder(tempfile::TempDir);

impl Folder {
    fn new() -> Self {
        Folder(tempfile::tempdir().unwrap())
    }

    fn file(&self, name: &str, text: &str) -> PathBuf {
        let file = self.0.path().join(name);
        std::fs::write(&file, text).unwrap();
        file
    }
}

fn waymark(options: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_waymark")).args(options).output().unwrap()
}

fn json(output: &Output) -> Value {
    serde_json::from_slice(&output.stdout).unwrap()
}

const NINETY_NIGHTS: &str = r#"{ "born_on": "2008-03-01", "care_spells": [
    { "start_on": "2023-12-06", "end_on": "2024-03-05", "legal_status": "V2", "authority": "Northmere" }] }"#;

#[test]
fn a_status_is_answered_for_machines_with_every_part() {
    let folder = Folder::new();
    let facts = folder.file("facts.json", NINETY_NIGHTS);
    let output = waymark(&["status", "--facts", facts.to_str().unwrap(), "--as-of", "2024-04-01", "--json"]);
    assert_eq!(output.status.code(), Some(0));
    let answer = json(&output);
    assert_eq!(answer["status"], "Relevant");
    assert_eq!(answer["branch"], "s23A(2)");
    assert_eq!(answer["flags"], serde_json::json!(["BOUNDARY_REVIEW"]));
    assert_eq!(answer["counters"], serde_json::json!({ "N": 90, "N_incl": 91, "N16": 4, "N_with_short_breaks": 90 }));
    assert_eq!(answer["next_change"]["on"], "2026-03-01");
    assert_eq!(answer["next_change"]["to"], "FormerRelevant");
    assert_eq!(answer["responsible_authority"], "Northmere");
    assert_eq!(answer["explanation"][0]["rule"], "DAT-02");
    assert_eq!(answer["spell_counts"][0]["days"], 90);
    assert!(answer["plain"]["young_person"].as_str().unwrap().starts_with("You are 16"));
}

#[test]
fn a_policy_is_read_from_toml_or_json() {
    let folder = Folder::new();
    let facts = folder.file("facts.json", NINETY_NIGHTS);
    let policies = [
        folder.file("policy.toml", "boundary_policy = \"treat_as_not_met\""),
        folder.file("policy.json", r#"{ "boundary_policy": "treat_as_not_met" }"#),
    ];
    for policy in policies {
        let output = waymark(&[
            "status",
            "--json",
            "--facts",
            facts.to_str().unwrap(),
            "--as-of",
            "2024-04-01",
            "--policy",
            policy.to_str().unwrap(),
        ]);
        assert_eq!(json(&output)["status"], "Qualifying", "{}", policy.display());
    }
}

#[test]
fn without_json_the_answer_is_for_reading() {
    let folder = Folder::new();
    let facts = folder.file("facts.json", NINETY_NIGHTS);
    let output = waymark(&["status", "--facts", facts.to_str().unwrap(), "--as-of", "2024-04-01"]);
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(text.starts_with("Relevant on 1 April 2024, s23A(2)\n"), "{text}");
    assert!(text.contains("STA-02   They were in care for 90 days from 1 March 2022 to 1 April 2024."), "{text}");
    assert!(text.contains("(BOUNDARY_REVIEW)"), "{text}");
}

#[test]
fn facts_with_problems_exit_with_1_and_name_the_field() {
    let folder = Folder::new();
    let facts = folder.file(
        "facts.json",
        r#"{ "born_on": "2008-03-01", "care_spells": [{ "start_on": "2024-01-02", "end_on": "2024-01-01", "legal_status": "V2" }] }"#,
    );
    let options = ["status", "--facts", facts.to_str().unwrap(), "--as-of", "2024-04-01"];
    let output = waymark(&[&options[..], &["--json"]].concat());
    assert_eq!(output.status.code(), Some(1));
    let problem = &json(&output)["problems"][0];
    assert_eq!(problem["field"], "care_spells[0].end_on");
    assert_eq!(problem["says"], "2024-01-01 is before start_on, 2024-01-02");
    let output = waymark(&options);
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8(output.stdout).unwrap().contains("care_spells[0].end_on: 2024-01-01 is before"));
}

#[test]
fn facts_that_are_not_the_schema_exit_with_1() {
    let folder = Folder::new();
    for text in ["{", "[]", r#"{ "born_on": "2008-02-30" }"#, r#"{ "born_on": "2008-03-01", "care": [] }"#] {
        let facts = folder.file("facts.json", text);
        let output = waymark(&["status", "--facts", facts.to_str().unwrap(), "--as-of", "2024-04-01", "--json"]);
        assert_eq!(output.status.code(), Some(1), "{text}");
        assert_eq!(json(&output)["problems"][0]["field"], "facts", "{text}");
    }
}

#[test]
fn wrong_use_exits_with_2() {
    let folder = Folder::new();
    let facts = folder.file("facts.json", NINETY_NIGHTS);
    let facts = facts.to_str().unwrap();
    let loose = folder.file("policy.toml", "offer_every_months = 24");
    let wrong: [&[&str]; 5] = [
        &["status"],
        &["status", "--facts", facts, "--as-of", "1 April"],
        &["status", "--facts", "no-such-file.json", "--as-of", "2024-04-01"],
        &["status", "--facts", facts, "--as-of", "2024-04-01", "--policy", loose.to_str().unwrap()],
        &["no-such-command"],
    ];
    for options in wrong {
        let output = waymark(options);
        assert_eq!(output.status.code(), Some(2), "{options:?}");
        assert!(!output.stderr.is_empty() && output.stdout.is_empty(), "{options:?}");
    }
}

#[test]
fn every_command_has_help_and_takes_the_global_options() {
    let output = waymark(&["status", "--help"]);
    assert_eq!(output.status.code(), Some(0));
    let help = String::from_utf8(output.stdout).unwrap();
    for option in ["--facts", "--as-of", "--policy", "--json", "--data", "--database"] {
        assert!(help.contains(option), "{option}");
    }
}
