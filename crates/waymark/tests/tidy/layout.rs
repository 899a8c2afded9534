//! How the crates, migrations and documents lie: who may depend on whom, and what every file must open with.

use std::collections::BTreeSet;

use crate::nothing_found;
use crate::tree::{File, files, find, rust_sources};

fn manifests() -> impl Iterator<Item = (&'static str, toml::Table)> {
    files().iter().filter_map(|file| {
        let name = file.path.strip_prefix("crates/")?.strip_suffix("/Cargo.toml")?;
        let table = file.text.parse().unwrap_or_else(|error| panic!("{}: {error}", file.path));
        Some((name, table))
    })
}

fn dependencies(manifest: &toml::Table) -> BTreeSet<&str> {
    let table = manifest.get("dependencies").and_then(toml::Value::as_table);
    table.map(|table| table.keys().map(String::as_str).collect()).unwrap_or_default()
}

#[test]
fn every_crate_takes_the_lints_of_the_workspace() {
    let workspace: toml::Table = find("Cargo.toml").expect("the workspace").text.parse().expect("a manifest");
    let forbids = workspace["workspace"]["lints"]["rust"]["unsafe_code"].as_str();
    assert_eq!(forbids, Some("forbid"), "unsafe code is forbidden for every crate at once");
    let without: Vec<String> = manifests()
        .filter(|(_, manifest)| manifest.get("lints").and_then(|lints| lints.get("workspace")) != Some(&true.into()))
        .map(|(name, _)| format!("crates/{name}/Cargo.toml"))
        .collect();
    nothing_found("add `[lints] workspace = true`", &without);
}

/// The law knows nothing of records, the records nothing of pages; only the records know the database.
#[test]
fn dependencies_point_one_way() {
    let may_use: &[(&str, &[&str])] = &[
        ("rules", &[]),
        ("ssda903", &[]),
        ("govuk", &[]),
        ("documents", &[]),
        ("cases", &["waymark-rules", "waymark-ssda903"]),
        ("web", &["waymark-rules", "waymark-ssda903", "waymark-govuk", "waymark-cases", "waymark-documents"]),
    ];
    let mut found = Vec::new();
    for (name, manifest) in manifests() {
        let used = dependencies(&manifest);
        if let Some((_, allowed)) = may_use.iter().find(|(of, _)| *of == name) {
            let ours = used.iter().filter(|crate_name| crate_name.starts_with("waymark"));
            found.extend(ours.filter(|c| !allowed.contains(c)).map(|c| format!("crates/{name} uses {c}")));
        }
        let stores = used.iter().filter(|c| c.starts_with("diesel") || **c == "libsqlite3-sys" || **c == "pq-sys");
        let typesets = used.iter().filter(|c| c.starts_with("typst"));
        found.extend(
            typesets.filter(|_| name != "documents").map(|c| format!("crates/{name} uses {c}: that is for documents")),
        );
        found.extend(stores.filter(|_| name != "cases").map(|c| format!("crates/{name} uses {c}: that is for cases")));
    }
    nothing_found("rules <- cases <- web <- waymark, with govuk, documents and ssda903 as leaves", &found);
}

#[test]
fn the_law_stands_on_almost_nothing() {
    let (_, rules) = manifests().find(|(name, _)| *name == "rules").expect("the crate of the law");
    let allowed = BTreeSet::from(["jiff", "serde", "toml"]);
    let used = dependencies(&rules);
    assert!(used.is_subset(&allowed), "the law is pure: {used:?} should be within {allowed:?}");
}

/// Each costs minutes of every cold build and brings a second SQLite.
#[test]
fn no_second_database_library_slips_in() {
    let lock = &find("Cargo.lock").expect("the lock file").text;
    let found: Vec<String> = ["sqlx", "sea-orm", "rusqlite"]
        .iter()
        .filter(|c| lock.contains(&format!("name = \"{c}\"")))
        .map(|c| c.to_string())
        .collect();
    nothing_found("the records use Diesel alone", &found);
}

#[test]
fn every_source_file_opens_with_what_it_is_for() {
    let opens =
        |file: &File| file.text.lines().find(|line| !line.trim().is_empty()).is_some_and(|l| l.starts_with("//!"));
    let generated = |file: &File| file.path.ends_with("/schema.rs");
    let found: Vec<String> = rust_sources()
        .filter(|file| file.path.contains("/src/") && !generated(file) && !opens(file))
        .map(|file| file.path.clone())
        .collect();
    nothing_found("open the file with `//!` and a sentence on what it is for", &found);
}

/// A gap or a repeated number means two people wrote the same step, and databases would differ by who upgraded when.
#[test]
fn migrations_are_numbered_in_sequence() {
    let mut numbers = BTreeSet::new();
    let mut found = Vec::new();
    let mut names = BTreeSet::new();
    for file in files() {
        let Some((folder, rest)) = file.path.split_once("/migrations/") else { continue };
        let name = rest.split('/').next().unwrap_or(rest);
        if !names.insert(format!("{folder}/{name}")) {
            continue;
        }
        let digits: String = name.chars().take_while(char::is_ascii_digit).collect();
        match digits.parse::<usize>() {
            Ok(number) if numbers.insert(number) => {}
            Ok(number) => found.push(format!("{name}: {number} is taken")),
            Err(_) => found.push(format!("{name}: begins with no number")),
        }
    }
    found.extend(
        numbers
            .iter()
            .zip(1..)
            .filter(|(number, place)| *number != place)
            .take(1)
            .map(|(number, place)| format!("migration {place} is missing before {number}")),
    );
    nothing_found("migrations are 1, 2, 3 and so on", &found);
}

/// Links between our own documents; the outside world is not asked.
#[test]
fn links_between_documents_lead_somewhere() {
    let mut found = Vec::new();
    for file in files().iter().filter(|file| file.path.ends_with(".md")) {
        let folder = file.path.rsplit_once('/').map_or("", |(folder, _)| folder);
        for link in file.text.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
            let target = link.split('#').next().unwrap_or(link);
            if !target.is_empty() && !target.contains(':') && !leads_somewhere(folder, target) {
                found.push(format!("{}: {link}", file.path));
            }
        }
    }
    nothing_found("these links lead nowhere", &found);
}

fn leads_somewhere(folder: &str, target: &str) -> bool {
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in target.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            name => parts.push(name),
        }
    }
    let path = parts.join("/");
    files().iter().any(|file| file.path == path || file.path.starts_with(&format!("{path}/")))
}
