//! `waymark demo` and `waymark serve --demo --today` as they are run: what they print and show, and what they refuse.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Command, Output, Stdio};

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

fn serve(data: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_waymark"));
    command.args(["serve", "--port", "0", "--today", "2027-01-07", "--data"]).arg(data).env_remove("WAYMARK_DATABASE");
    command
}

/// The page at an address of the site that is about to say where it is.
fn page_of(said: impl Read, path: &str) -> String {
    let mut lines = BufReader::new(said).lines();
    let ready = lines.find_map(|line| {
        line.expect("what it prints").split_once("ready at http://").map(|(_, address)| address.trim().to_owned())
    });
    let address = ready.expect("the site is ready");
    let mut stream = TcpStream::connect(&address).expect("the site listens");
    write!(stream, "GET {path} HTTP/1.1\r\nhost: {address}\r\nconnection: close\r\n\r\n").expect("a request");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).expect("an answer");
    answer
}

#[test]
fn a_demonstration_stands_on_the_day_it_is_told_and_says_so_on_its_pages() {
    let folder = tempfile::tempdir().expect("a folder");
    assert!(demo(folder.path(), &["--people", "40", "--day", "2026-11-22"]).status.success());
    let mut site =
        serve(folder.path()).arg("--demo").stdout(Stdio::piped()).stderr(Stdio::null()).spawn().expect("it starts");
    let page = page_of(site.stdout.take().expect("what it prints"), "/me/help");
    site.kill().expect("it ends");
    site.wait().expect("it ended");
    assert!(page.contains("This demonstration stands on <strong>7 January 2027</strong>"), "{page}");
}

#[test]
fn a_day_is_refused_outside_a_demonstration() {
    let folder = tempfile::tempdir().expect("a folder");
    let output = serve(folder.path()).output().expect("the program runs");
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("--demo"));
    assert_eq!(std::fs::read_dir(folder.path()).expect("the folder").count(), 0, "nothing was begun");
}
