//! Rules about the tree itself, kept as ordinary tests so that one command checks everything.
//!
//! Each rule says what to do instead. A list of exceptions names the file and the reason; it should stay short.

mod coverage;
mod layout;
mod source;
mod tree;
mod words;

use source::{arguments_of, code_only, functions};
use tree::{File, files, rust_sources};

/// Files that may write markup without escaping it, each with the reason a reviewer accepted.
const RAW_MARKUP: &[(&str, &str)] = &[
    ("crates/govuk/src/content.rs", "takes markup that is safe already apart, and makes none"),
    ("crates/govuk/src/exit_this_page.rs", "fixed words of our own, with a part for screen readers alone"),
];

/// Files that may build SQL text while running, each with the reason a reviewer accepted.
const BUILT_SQL: &[(&str, &str)] =
    &[("crates/cases/src/testing.rs", "each test's own database is named, which no server takes as a bound value")];

/// Functions longer than [`LONGEST`] lines, as `file::function`, each with the reason a reviewer accepted.
const LONG_FUNCTIONS: &[(&str, &str)] = &[];

const LONGEST: usize = 120;

fn excepted(list: &[(&str, &str)], name: &str) -> bool {
    list.iter().any(|(listed, reason)| *listed == name && !reason.is_empty())
}

/// Fails with every finding on its own line, because a person mends a list faster than one surprise at a time.
#[track_caller]
fn nothing_found(rule: &str, findings: &[String]) {
    assert!(findings.is_empty(), "{rule}\n  {}\n", findings.join("\n  "));
}

fn lines_with<'a>(file: &'a File, needle: &'a str) -> impl Iterator<Item = String> + 'a {
    file.text
        .lines()
        .enumerate()
        .filter(move |(_, line)| line.contains(needle))
        .map(move |(number, _)| format!("{}:{}", file.path, number + 1))
}

#[test]
fn markup_is_escaped_everywhere_but_in_the_reviewed_list() {
    let marker = concat!("Pre", "Escaped");
    let found: Vec<String> = rust_sources()
        .filter(|file| file.path.contains("/src/") && !excepted(RAW_MARKUP, &file.path))
        .flat_map(|file| lines_with(file, marker).collect::<Vec<_>>())
        .collect();
    nothing_found("raw markup lets a person's words run as code: let the template escape, or list the file", &found);
}

/// Values belong in `bind`, never in the text: a statement is a literal or a named constant.
#[test]
fn sql_text_is_never_put_together_from_values() {
    let mut found = Vec::new();
    for file in rust_sources().filter(|file| !excepted(BUILT_SQL, &file.path)) {
        for call in ["sql_query", "batch_execute", "sql::<"] {
            for (line, argument) in arguments_of(&file.text, call) {
                if !is_fixed_text(&argument) && !is_static_parameter(&argument, &file.text) {
                    found.push(format!("{}:{line}: {call}({argument})", file.path));
                }
            }
        }
    }
    let rule = "SQL text must be a literal, a constant or a parameter of type `&'static str`, with values bound";
    nothing_found(rule, &found);
}

/// A name that its file declares as text known when the program was built.
fn is_static_parameter(argument: &str, source: &str) -> bool {
    let is_name = argument.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_');
    is_name && source.contains(&format!("{argument}: &'static str"))
}

fn is_fixed_text(argument: &str) -> bool {
    let text = argument.trim().trim_start_matches('&');
    let literal =
        ["\"", "r\"", "r#\"", "include_str!(", "concat!(", "match "].iter().any(|start| text.starts_with(start));
    let last = text.rsplit("::").next().unwrap_or(text);
    let constant = !last.is_empty() && last.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '_');
    (literal || constant) && !text.contains("format!")
}

#[test]
fn fixed_text_is_told_from_built_text() {
    for fixed in [
        "\"select 1\"",
        "r#\"select 1\"#",
        "INSERT_ROW",
        "&schema::CREATE",
        "include_str!(\"x.sql\")",
        "match c { A => \"begin\" }",
    ] {
        assert!(is_fixed_text(fixed), "{fixed}");
    }
    for built in
        ["format!(\"select {x}\")", "&format!(\"{x}\")", "query", "&statement", "\"a\".to_owned() + &format!(\"b\")"]
    {
        assert!(!is_fixed_text(built), "{built}");
    }
    assert!(is_static_parameter("how", "fn begin(conn: &mut Conn, how: &'static str)"));
    assert!(!is_static_parameter("how", "fn begin(conn: &mut Conn, how: &str)"));
}

#[test]
fn functions_stay_short_enough_to_read() {
    let mut lengths = Vec::new();
    let mut found = Vec::new();
    for file in rust_sources().filter(|file| file.path.contains("/src/")) {
        for function in functions(&file.text) {
            lengths.push(function.lines);
            let name = format!("{}::{}", file.path, function.name);
            if function.lines > LONGEST && !excepted(LONG_FUNCTIONS, &name) {
                found.push(format!("{name} at line {} has {} lines", function.line, function.lines));
            }
        }
    }
    lengths.sort_unstable();
    if let Some(longest) = lengths.last() {
        let median = lengths[lengths.len() / 2];
        eprintln!("{} functions, median {median} lines, longest {longest}", lengths.len());
    }
    nothing_found(&format!("a function over {LONGEST} lines does several things: split it by meaning"), &found);
}

#[test]
fn exceptions_name_files_that_are_there() {
    let listed = [RAW_MARKUP, BUILT_SQL, LONG_FUNCTIONS].concat();
    let path = |name: &'static str| name.split("::").next().unwrap_or(name);
    let found: Vec<String> = listed
        .iter()
        .map(|(name, _)| path(name))
        .filter(|path| tree::find(path).is_none())
        .map(str::to_owned)
        .collect();
    nothing_found("take these out of the lists of exceptions", &found);
}

#[test]
fn nothing_is_left_for_later() {
    let marks = [concat!("TO", "DO"), concat!("FIX", "ME"), concat!("X", "XX:"), concat!("coming", " soon")];
    let mut found = Vec::new();
    for file in files().iter().filter(|file| !file.is_lock()) {
        for mark in marks {
            found.extend(lines_with(file, mark));
        }
    }
    nothing_found("finish it, or write it in an issue: the tree holds no reminders", &found);
}

#[test]
fn no_test_is_switched_off() {
    let mark = concat!("#[ign", "ore");
    let found: Vec<String> = rust_sources()
        .flat_map(|file| {
            let code = File { path: file.path.clone(), text: code_only(&file.text) };
            lines_with(&code, mark).collect::<Vec<_>>()
        })
        .collect();
    nothing_found("a test that never runs proves nothing: run it, or delete it", &found);
}
