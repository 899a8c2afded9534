//! The documents about facts are true: their examples parse, and the schema names what the types read.

use std::collections::BTreeSet;
use std::path::Path;

use jiff::civil::date;
use serde_json::Value;
use waymark_rules::facts::Facts;
use waymark_rules::policy::Policy;
use waymark_rules::status::{Flag, Status, status};

fn document(name: &str) -> String {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs").join(name);
    std::fs::read_to_string(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()))
}

fn blocks(text: &str, language: &str) -> Vec<String> {
    let fence = format!("```{language}\n");
    text.split(&fence).skip(1).map(|rest| rest.split("```").next().unwrap_or_default().to_owned()).collect()
}

fn examples() -> Vec<Facts> {
    let read = |block: &String| serde_json::from_str(block).unwrap_or_else(|error| panic!("{error} in {block}"));
    blocks(&document("facts.md"), "json").iter().map(read).collect()
}

#[test]
fn the_examples_are_facts_without_contradictions() {
    let examples = examples();
    assert_eq!(examples.len(), 2);
    for facts in examples {
        assert_eq!(facts.check(), Ok(()));
    }
}

#[test]
fn the_worked_example_comes_out_as_the_document_says() {
    let facts = &examples()[0];
    let on = date(2024, 4, 1);
    let by_default = status(facts, &Policy::default(), on).unwrap();
    assert_eq!((by_default.status, by_default.flags), (Status::Relevant, vec![Flag::BoundaryReview]));
    let policy = Policy::from_toml("boundary_policy = \"treat_as_not_met\"").unwrap();
    let otherwise = status(facts, &policy, on).unwrap();
    assert_eq!((otherwise.status, otherwise.flags), (Status::Qualifying, vec![Flag::BoundaryReview]));
}

#[test]
fn the_example_policy_is_one() {
    let policies = blocks(&document("facts.md"), "toml");
    assert_eq!(policies.len(), 1);
    assert_eq!(Policy::from_toml(&policies[0]).unwrap().offer_every_months, 6);
}

#[test]
fn every_switch_and_every_field_of_the_answer_is_in_the_document() {
    let text = document("facts.md");
    let policy = serde_json::to_value(Policy::default()).unwrap();
    let full = &examples()[1];
    let answer = serde_json::to_value(status(full, &Policy::default(), date(2026, 3, 1)).unwrap()).unwrap();
    let told_otherwise = ["as_of", "born_on", "age"];
    for name in policy.as_object().unwrap().keys().chain(answer.as_object().unwrap().keys()) {
        assert!(
            told_otherwise.contains(&name.as_str()) || text.contains(&format!("`{name}`")),
            "{name} is not described"
        );
    }
}

fn schema() -> Value {
    serde_json::from_str(&document("facts.schema.json")).unwrap()
}

/// Holds an example that has every field against the schema: the same names at every level, none missing.
fn same_names(schema: &Value, example: &Value, at: &str) {
    match example {
        Value::Array(items) => {
            assert_eq!(schema["type"], "array", "{at}");
            let mut merged = serde_json::Map::new();
            items.iter().filter_map(Value::as_object).for_each(|item| merged.extend(item.clone()));
            same_names(&schema["items"], &Value::Object(merged), at);
        }
        Value::Object(fields) => {
            assert_eq!(schema["additionalProperties"], false, "{at}");
            let of = |names: &serde_json::Map<String, Value>| names.keys().cloned().collect::<BTreeSet<_>>();
            assert_eq!(of(schema["properties"].as_object().unwrap()), of(fields), "{at}");
            for (name, value) in fields {
                same_names(&schema["properties"][name], value, &format!("{at}.{name}"));
            }
        }
        Value::Bool(_) => assert_eq!(schema["type"], "boolean", "{at}"),
        _ => assert_eq!(schema["type"], "string", "{at}"),
    }
}

#[test]
fn the_schema_names_every_field_the_types_have_and_no_other() {
    let example: Value = serde_json::from_str(&blocks(&document("facts.md"), "json")[1]).unwrap();
    same_names(&schema(), &example, "facts");
}

#[test]
fn every_value_the_schema_lists_is_read_and_another_is_not() {
    let example: Value = serde_json::from_str(&blocks(&document("facts.md"), "json")[1]).unwrap();
    let is_read = |facts: Value| serde_json::from_value::<Facts>(facts).is_ok();
    let mut looked_at = 0;
    for (list, described) in schema()["properties"].as_object().unwrap() {
        let Some(fields) = described["items"]["properties"].as_object() else { continue };
        for (field, described) in fields {
            let Some(values) = described["enum"].as_array() else { continue };
            let with = |value: Value| {
                let mut facts = example.clone();
                facts[list][0][field] = value;
                facts
            };
            for value in values {
                assert!(is_read(with(value.clone())), "{list}.{field} = {value}");
                looked_at += 1;
            }
            assert!(!is_read(with("something else".into())), "{list}.{field}");
        }
    }
    assert!(looked_at > 30);
}

#[test]
fn what_the_schema_requires_the_types_require() {
    let example: Value = serde_json::from_str(&blocks(&document("facts.md"), "json")[1]).unwrap();
    for (list, described) in schema()["properties"].as_object().unwrap() {
        let Some(fields) = described["items"]["properties"].as_object() else { continue };
        for field in fields.keys().filter(|field| example[list][0].get(field.as_str()).is_some()) {
            let mut facts = example.clone();
            facts[list][0].as_object_mut().unwrap().remove(field);
            let required = described["items"]["required"].as_array().unwrap().contains(&Value::from(field.as_str()));
            assert_eq!(serde_json::from_value::<Facts>(facts).is_err(), required, "{list}.{field}");
        }
    }
}
