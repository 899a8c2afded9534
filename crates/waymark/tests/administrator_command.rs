//! `waymark administrator` as whoever runs a council's server meets it.

use std::path::Path;
use std::process::{Command, Output};

const ADA: &[&str] = &["--name", "Ada Byrne", "--email", "ada@example.org"];

fn administrator(data: &Path, words: &[&[&str]]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_waymark"))
        .arg("administrator")
        .args(words.concat())
        .arg("--data")
        .arg(data)
        .env_remove("WAYMARK_DATABASE")
        .output()
        .expect("the program runs")
}

#[test]
fn an_empty_council_gets_an_administrator_and_a_link_at_its_own_address() {
    let folder = tempfile::tempdir().expect("a folder");
    let site = ["--address", "https://waymark.example", "--json"];
    let output = administrator(folder.path(), &[ADA, &site]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let answer: serde_json::Value = serde_json::from_slice(&output.stdout).expect("one object");
    assert_eq!((answer["email"].as_str(), answer["kind"].as_str()), (Some("ada@example.org"), Some("welcome")));
    assert!(answer["link"].as_str().is_some_and(|link| link.starts_with("https://waymark.example/team/invite/")));
}

#[test]
fn a_second_one_is_wrong_use_unless_another_is_asked_for() {
    let folder = tempfile::tempdir().expect("a folder");
    assert!(administrator(folder.path(), &[ADA]).status.success());
    let alan = ["--name", "Alan Mora", "--email", "alan@example.org"];
    let refused = administrator(folder.path(), &[&alan]);
    assert_eq!(refused.status.code(), Some(2));
    assert!(refused.stdout.is_empty() && String::from_utf8_lossy(&refused.stderr).contains("--another"));
    let second = administrator(folder.path(), &[&alan, &["--another"]]);
    let says = String::from_utf8(second.stdout).expect("text");
    assert!(second.status.success() && says.contains("/team/invite/") && says.contains("works once"), "{says}");
}

#[test]
fn no_name_no_address_or_a_demonstration_is_wrong_use() {
    let folder = tempfile::tempdir().expect("a folder");
    assert_eq!(administrator(folder.path(), &[&["--name", "Ada"]]).status.code(), Some(2));
    assert_eq!(administrator(folder.path(), &[&["--name", "Ada", "--email", "ada"]]).status.code(), Some(2));
    let demo = Command::new(env!("CARGO_BIN_EXE_waymark"))
        .args(["demo", "--people", "5", "--data"])
        .arg(folder.path())
        .env_remove("WAYMARK_DATABASE")
        .output()
        .expect("the program runs");
    assert!(demo.status.success());
    let refused = administrator(folder.path(), &[ADA, &["--another"]]);
    assert_eq!(refused.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&refused.stderr).contains("demonstration"));
}
