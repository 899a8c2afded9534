//! The repository speaks of itself alone: not of the tools it was written with, nor of the machine it was written on.

use crate::nothing_found;
use crate::tree::{File, files};

/// Written in pieces, so that this list does not find itself.
const NEVER: &[&str] = &[
    concat!("cla", "ude"),
    concat!("anth", "ropic"),
    concat!("open", "ai"),
    concat!("g", "pt"),
    concat!("l", "lm"),
    concat!("l", "lms"),
    concat!("co", "pilot"),
    concat!("language", " model"),
    concat!("/wo", "rk/"),
    concat!("/ro", "ot/"),
    concat!("registry", ".npmjs"),
    concat!("crates", ".io/"),
];

/// Councils whose published papers we learned from: their names stay out of what people see.
const NOT_ON_SCREEN: &[&str] = &[concat!("brad", "ford"), concat!("lei", "cester"), concat!("bucking", "hamshire")];

/// Whole words only, so that "philanthropic" is not taken for something else.
fn holds(line: &str, word: &str) -> bool {
    let is_letter = |c: char| c.is_ascii_alphanumeric();
    line.match_indices(word).any(|(at, _)| {
        let joined_before = word.starts_with(is_letter) && line[..at].ends_with(is_letter);
        let joined_after = word.ends_with(is_letter) && line[at + word.len()..].starts_with(is_letter);
        !joined_before && !joined_after
    })
}

/// Checksums are random letters.
fn is_checksum(file: &File, line: &str) -> bool {
    file.is_lock() && (line.trim_start().starts_with("\"integrity\"") || line.starts_with("checksum"))
}

fn findings(file: &File, never: &[&str]) -> Vec<String> {
    let mut found = Vec::new();
    for (number, line) in std::iter::once(file.path.as_str()).chain(file.text.lines()).enumerate() {
        let lower = line.to_lowercase();
        for word in never.iter().filter(|word| holds(&lower, word)) {
            if !is_checksum(file, line) {
                found.push(format!("{}:{number}: {word}", file.path));
            }
        }
    }
    found
}

#[test]
fn the_tree_speaks_of_itself_alone() {
    let found: Vec<String> = files().iter().flat_map(|file| findings(file, NEVER)).collect();
    nothing_found("take these words out, or say it without them (line 0 is the file's own name)", &found);
}

#[test]
fn no_council_we_learned_from_is_named_on_a_screen() {
    let on_screen = |file: &&File| file.path.starts_with("crates/web/") || file.path.starts_with("crates/cases/src/");
    let found: Vec<String> = files().iter().filter(on_screen).flat_map(|file| findings(file, NOT_ON_SCREEN)).collect();
    nothing_found("invent a council instead", &found);
}

#[test]
fn words_are_found_whole_and_in_any_case() {
    let file = |text: &str| File { path: "a.md".to_owned(), text: text.to_owned() };
    assert_eq!(findings(&file("one\nAsk X-Word now"), &["x-word"]), ["a.md:2: x-word"]);
    assert!(findings(&file("an x-wordy thing"), &["x-word"]).is_empty());
    assert_eq!(findings(&file("see /a/b/c"), &["/b/"]).len(), 1);
}
