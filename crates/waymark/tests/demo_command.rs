//! `waymark demo` as it is run: what it prints, and what it refuses.

use std::path::Path;
use std::process::{Command, Output};

fn demo(data: &Path, words: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_waymark"))
        .arg("demo")
        .args(words)
        .arg("--data")
        .arg(data)
        .env_remove("WAYMARK_DATABASE")
        .output()
        .expect("the program runs")
}

#[test]
fn it_prints_what_it_built_as_one_object_and_who_can_sign_in() {
    let folder = tempfile::tempdir().expect("a folder");
    let output = demo(folder.path(), &["--people", "40", "--seed", "2", "--day", "2026-11-22", "--json"]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let answer: serde_json::Value = serde_json::from_slice(&output.stdout).expect("one object");
    assert_eq!(answer["counts"]["people"], 40);
    assert_eq!(answer["plan"]["day"], "2026-11-22");
    let sign_ins = answer["sign_ins"].as_array().expect("a list");
    assert!(sign_ins.iter().any(|one| one["contact"] == "amira.nasserhill@harrowdale.example"), "{sign_ins:?}");
    assert!(sign_ins.iter().any(|one| one["name"] == "Sam" && one["contact"] == "07700 900 000"), "{sign_ins:?}");
}

#[test]
fn a_second_council_in_one_folder_is_wrong_use() {
    let folder = tempfile::tempdir().expect("a folder");
    assert!(demo(folder.path(), &["--people", "5"]).status.success());
    let again = demo(folder.path(), &["--people", "5"]);
    assert_eq!(again.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&again.stderr).contains("already"));
}

#[test]
fn nobody_at_all_is_wrong_use() {
    let folder = tempfile::tempdir().expect("a folder");
    assert_eq!(demo(folder.path(), &["--people", "0"]).status.code(), Some(2));
}
