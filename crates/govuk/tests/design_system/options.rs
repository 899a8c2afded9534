//! Reading the options of a fixture into our types.

use maud::PreEscaped;
use serde_json::Value;
use waymark_govuk::*;

/// A name that lives as long as the test: attribute names in components are written in the program.
fn kept(text: &str) -> &'static str {
    Box::leak(text.to_owned().into_boxed_str())
}

/// Numbers and booleans print as Nunjucks prints them; `null`, absent, `false` and "" are nothing.
pub fn words(value: &Value) -> Option<String> {
    match value {
        Value::String(text) if !text.is_empty() => Some(text.clone()),
        Value::Number(number) if number.as_f64() != Some(0.0) => Some(number.to_string()),
        Value::Bool(true) => Some("true".into()),
        _ => None,
    }
}

/// Any value, even an empty one, that was given.
pub fn given(value: &Value) -> Option<String> {
    match value {
        Value::Null => None,
        Value::String(text) => Some(text.clone()),
        other => Some(other.to_string()),
    }
}

pub fn text(value: &Value) -> String {
    words(value).unwrap_or_default()
}

pub fn leaked(value: &Value) -> Option<&'static str> {
    words(value).map(|text| kept(&text))
}

pub fn truthy(value: &Value) -> bool {
    match value {
        Value::Array(_) | Value::Object(_) => true,
        other => words(other).is_some(),
    }
}

pub fn list(value: &Value) -> Vec<&Value> {
    value.as_array().into_iter().flatten().filter(|item| truthy(item)).collect()
}

pub fn html(markup: &str) -> Content {
    Content::Markup(PreEscaped(markup.to_owned()))
}

/// `html` if given, else `text`.
pub fn content(options: &Value) -> Content {
    either(&options["html"], &options["text"])
}

pub fn either(markup: &Value, plain: &Value) -> Content {
    match words(markup) {
        Some(markup) => html(&markup),
        None => Content::from(text(plain)),
    }
}

pub fn attributes(value: &Value) -> Attributes {
    let mut all = Attributes::new();
    for (name, value) in value.as_object().into_iter().flatten() {
        all = all.with(kept(name), given(value).unwrap_or_default());
    }
    all
}

/// Translations, which the scripts read from attributes: option, then attribute.
pub fn translations(options: &Value, keys: &[(&str, &str)]) -> Attributes {
    let mut all = Attributes::new();
    for (option, attribute) in keys {
        match &options[*option] {
            Value::Object(plurals) => {
                for (rule, message) in plurals {
                    all = all.with(kept(&format!("data-i18n.{attribute}.{rule}")), text(message));
                }
            }
            Value::String(message) => all = all.with(kept(&format!("data-i18n.{attribute}")), message.clone()),
            _ => {}
        }
    }
    all
}

pub fn label(options: &Value) -> Label {
    Label {
        content: content(options),
        size: None,
        page_heading: truthy(&options["isPageHeading"]),
        for_id: words(&options["for"]),
        classes: text(&options["classes"]),
        attributes: attributes(&options["attributes"]),
    }
}

pub fn hint(options: &Value) -> Option<Hint> {
    truthy(options).then(|| Hint {
        content: content(options),
        id: words(&options["id"]),
        classes: text(&options["classes"]),
        attributes: attributes(&options["attributes"]),
    })
}

pub fn error(options: &Value) -> Option<ErrorMessage> {
    truthy(options).then(|| ErrorMessage {
        content: content(options),
        id: words(&options["id"]),
        spoken_first: match &options["visuallyHiddenText"] {
            Value::Null => Some("Error".into()),
            other => words(other),
        },
        classes: text(&options["classes"]),
        attributes: attributes(&options["attributes"]),
    })
}

pub fn legend(options: &Value) -> Legend {
    Legend {
        content: content(options),
        size: None,
        page_heading: truthy(&options["isPageHeading"]),
        classes: text(&options["classes"]),
    }
}

pub fn fieldset(options: &Value) -> Option<Fieldset> {
    truthy(options).then(|| Fieldset {
        legend: legend(&options["legend"]),
        role: leaked(&options["role"]),
        described_by: words(&options["describedBy"]),
        classes: text(&options["classes"]),
        attributes: attributes(&options["attributes"]),
        content: either(&options["html"], &Value::Null),
    })
}

pub fn form_group(options: &Value) -> FormGroup {
    FormGroup {
        classes: text(&options["classes"]),
        attributes: attributes(&options["attributes"]),
        before: Content::default(),
        after: Content::default(),
    }
}
