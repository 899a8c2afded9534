//! Every GOV.UK component against every example its own package ships.

use super::{govuk as components, same};
use serde_json::Value;
use std::collections::BTreeSet;
use std::path::PathBuf;

/// Examples we mean to fail: component, example, why.
const REFUSED: &[(&str, &str, &str)] = &[
    ("character-count", "with maxwords", MAXWORDS),
    ("character-count", "to configure in JavaScript", NO_LIMIT),
    ("character-count", "with count type 'length'", "saying nothing means the same, and we say nothing"),
    ("character-count", "with neither maxlength nor maxwords set", NO_LIMIT),
    ("character-count", "with neither maxlength, maxwords nor textarea description set", NO_LIMIT),
    ("checkboxes", "with falsy values", HOLES),
    ("radios", "with falsy items", HOLES),
    ("task-list", "with empty values", HOLES),
];

const HOLES: &str = "its list has holes, which are still counted in the ids; a list of ours has none";
const NO_LIMIT: &str = "a count without a limit: the server must know the limit to keep it";
const MAXWORDS: &str = "the older way to say what the count type says";

/// Components we do not have, and why.
const ABSENT: &[(&str, &str)] = &[
    ("accordion", "no page needs it; sections are pages or Details"),
    ("cookie-banner", "only the session cookie is set, which needs no consent"),
    ("feedback", "the ways to say something are the product's own"),
    ("footer", "it carries the crown and crown copyright, which belong to GOV.UK"),
    ("header", "it carries the crown and the GOV.UK wordmark"),
    ("tabs", "content behind tabs does not print and is missed"),
];

fn components_folder() -> Option<PathBuf> {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..");
    let modules = std::env::var_os("WAYMARK_NODE_MODULES").map_or(root.join("node_modules"), PathBuf::from);
    let folder = modules.join("govuk-frontend/dist/govuk/components");
    if folder.is_dir() {
        return Some(folder);
    }
    assert!(std::env::var_os("CI").is_none(), "govuk-frontend is not installed: run `npm ci`");
    eprintln!("skipped: govuk-frontend is not installed");
    None
}

struct Example {
    component: String,
    name: String,
    options: Value,
    html: String,
}

fn examples(folder: &PathBuf) -> Vec<Example> {
    let mut all = Vec::new();
    for entry in std::fs::read_dir(folder).expect("the components folder") {
        let Ok(json) = std::fs::read_to_string(entry.expect("an entry").path().join("fixtures.json")) else { continue };
        let file: Value = serde_json::from_str(&json).expect("fixtures are JSON");
        for fixture in file["fixtures"].as_array().expect("fixtures") {
            all.push(Example {
                component: file["component"].as_str().expect("a component").to_owned(),
                name: fixture["name"].as_str().expect("a name").to_owned(),
                options: fixture["options"].clone(),
                html: fixture["html"].as_str().expect("html").to_owned(),
            });
        }
    }
    all
}

#[test]
fn every_component_renders_what_its_own_package_renders() {
    let Some(folder) = components_folder() else { return };
    let (mut same, mut wrong, mut mended) = (0, Vec::new(), Vec::new());
    for example in examples(&folder) {
        let Some(ours) = components::rendered(&example.component, &example.options) else { continue };
        let (ours, theirs) = (same::outline(&ours), same::outline(&example.html));
        let refused =
            REFUSED.iter().any(|(component, name, _)| (*component, *name) == (&example.component, &example.name));
        match (ours == theirs, refused) {
            (true, false) => same += 1,
            (true, true) => mended.push(format!("{}: {}", example.component, example.name)),
            (false, true) => {}
            (false, false) => {
                wrong.push(format!("{}: {}\nours\n{ours}\ntheirs\n{theirs}\n", example.component, example.name))
            }
        }
    }
    eprintln!("{same} examples the same, {} refused for a reason", REFUSED.len());
    assert!(mended.is_empty(), "no longer different, so no longer refused: {mended:#?}");
    assert!(wrong.is_empty(), "{} different\n{}", wrong.len(), wrong.join("\n"));
    assert!(same > 500, "only {same} examples were found");
}

#[test]
fn every_refused_example_is_still_in_the_package() {
    let Some(folder) = components_folder() else { return };
    let shipped: BTreeSet<_> = examples(&folder).into_iter().map(|e| (e.component, e.name)).collect();
    for (component, name, _) in REFUSED {
        assert!(shipped.contains(&((*component).into(), (*name).into())), "{component}: {name} is gone");
    }
}

#[test]
fn every_component_of_the_package_is_either_here_or_left_out_for_a_reason() {
    let Some(folder) = components_folder() else { return };
    let shipped: BTreeSet<String> = examples(&folder).into_iter().map(|example| example.component).collect();
    let here = |name: &String| components::rendered(name, &Value::Object(Default::default())).is_some();
    let absent: Vec<&str> = shipped.iter().filter(|name| !here(name)).map(String::as_str).collect();
    assert_eq!(absent, ABSENT.iter().map(|(name, _)| *name).collect::<Vec<_>>());
}
