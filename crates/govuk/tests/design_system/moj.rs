//! Every Ministry of Justice component against what its own package's templates made of the same options. The
//! package ships no examples, so `moj.json` holds some of ours, rendered by its templates.

use super::{options::*, same};
use maud::Render;
use serde_json::Value;
use waymark_govuk::*;

/// Examples we mean to fail, and why.
const REFUSED: &[(&str, &str, &str)] = &[("search", "icon button", "a picture alone says less than the word Search")];

fn rendered(component: &str, o: &Value) -> String {
    let markup = match component {
        "badge" => badge(o).render(),
        "button-menu" => button_menu(o).render(),
        "filter" => filter(o).render(),
        "identity-bar" => identity_bar(o).render(),
        "search" => search(o).render(),
        "timeline" => timeline(o).render(),
        other => panic!("{other} is not read here"),
    };
    markup.into_string()
}

fn badge(o: &Value) -> Badge {
    let classes = text(&o["classes"]);
    let colour = if classes.contains("moj-badge--purple") { BadgeColour::Purple } else { BadgeColour::Plain };
    Badge {
        content: content(o),
        colour,
        large: classes.contains("moj-badge--large"),
        classes: String::new(),
        attributes: attributes(&o["attributes"]),
    }
}

fn button_menu(o: &Value) -> ButtonMenu {
    let item = |item: &Value| Button {
        press: words(&item["href"]).map_or(Press::Submit, Press::Goto),
        name: words(&item["name"]),
        value: words(&item["value"]),
        classes: text(&item["classes"]),
        ..Button::new(content(item))
    };
    ButtonMenu {
        items: list(&o["items"]).into_iter().map(item).collect(),
        opener: words(&o["button"]["text"]),
        opener_classes: text(&o["button"]["classes"]),
        align_right: o["alignMenu"] == "right",
        classes: text(&o["classes"]),
        attributes: attributes(&o["attributes"]),
    }
}

fn identity_bar(o: &Value) -> IdentityBar {
    IdentityBar {
        title: content(&o["title"]),
        menus: list(&o["menus"]).into_iter().map(button_menu).collect(),
        classes: text(&o["classes"]),
        attributes: attributes(&o["attributes"]),
    }
}

fn timeline(o: &Value) -> Timeline {
    let date = |timestamp: &str| match timestamp.get(..10) {
        Some("2026-11-03") => "3 November 2026".to_owned(),
        Some("2026-10-01") => "1 October 2026".to_owned(),
        _ => "2 October 2026".to_owned(),
    };
    let item = |item: &Value| TimelineItem {
        title: content(&item["label"]),
        byline: truthy(&item["byline"]).then(|| content(&item["byline"])),
        datetime: text(&item["datetime"]["timestamp"]),
        date: date(&text(&item["datetime"]["timestamp"])),
        content: content(item),
        classes: text(&item["classes"]),
        attributes: attributes(&item["attributes"]),
    };
    Timeline {
        items: list(&o["items"]).into_iter().map(item).collect(),
        level: words(&o["headingLevel"]).and_then(|level| level.parse().ok()),
        classes: text(&o["classes"]),
        attributes: attributes(&o["attributes"]),
    }
}

fn filter(o: &Value) -> Filter {
    let selected = &o["selectedFilters"];
    let value = |item: &Value| (text(&item["text"]), text(&item["href"]));
    let chosen =
        |category: &Value| Chosen::new(content(&category["heading"]), list(&category["items"]).into_iter().map(value));
    let mut filter = Filter::new(html(&text(&o["optionsHtml"])), text(&selected["clearLink"]["href"]));
    filter.heading = content(&o["heading"]);
    filter.chosen = list(&selected["categories"]).into_iter().map(chosen).collect();
    filter.apply = words(&o["submit"]["text"]).map_or(filter.apply, Content::from);
    filter.apply_below = false;
    filter
}

fn search(o: &Value) -> Search {
    Search {
        label: label(&o["label"]),
        hint: hint(&o["hint"]),
        error: error(&o["input"]["errorMessage"]),
        name: text(&o["input"]["name"]),
        id: words(&o["input"]["id"]),
        value: given(&o["input"]["value"]),
        button: content(&o["button"]),
        stacked: o["layout"] == "stacked",
        classes: text(&o["classes"]),
        attributes: attributes(&o["attributes"]),
        ..Search::new(text(&o["action"]), Label::default())
    }
}

#[test]
fn every_component_renders_what_its_own_package_renders() {
    let file: Value = serde_json::from_str(include_str!("moj.json")).expect("examples are JSON");
    let examples = file["examples"].as_array().expect("examples");
    let mut wrong = Vec::new();
    for example in examples {
        let (component, name) = (text(&example["component"]), text(&example["name"]));
        let ours = same::outline(&rendered(&component, &example["options"]));
        let theirs = same::outline(&text(&example["html"]));
        let refused = REFUSED.iter().any(|(c, n, _)| (*c, *n) == (component.as_str(), name.as_str()));
        if (ours == theirs) == refused {
            wrong.push(format!("{component}: {name}\nours\n{ours}\ntheirs\n{theirs}\n"));
        }
    }
    assert!(wrong.is_empty(), "{} different\n{}", wrong.len(), wrong.join("\n"));
    assert_eq!(examples.len(), 16);
}
