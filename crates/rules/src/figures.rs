//! Reading figures, policies and scenarios from TOML, where a date is written bare (`2026-11-22`).

use serde::de::DeserializeOwned;
use toml::Value;

/// A file of figures or policy that cannot be used, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unreadable(pub String);

impl std::fmt::Display for Unreadable {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Unreadable {}

/// Reads any of our types from TOML. Bare TOML dates are accepted wherever a date is expected.
pub fn from_toml<T: DeserializeOwned>(text: &str) -> Result<T, Unreadable> {
    let table: toml::Table = text.parse().map_err(|e: toml::de::Error| Unreadable(e.to_string()))?;
    with_dates_as_text(Value::Table(table)).try_into().map_err(|e: toml::de::Error| Unreadable(e.to_string()))
}

/// The TOML reader has its own date type; ours are read from their text.
fn with_dates_as_text(value: Value) -> Value {
    match value {
        Value::Datetime(date) => Value::String(date.to_string()),
        Value::Array(items) => Value::Array(items.into_iter().map(with_dates_as_text).collect()),
        Value::Table(table) => {
            Value::Table(table.into_iter().map(|(key, item)| (key, with_dates_as_text(item))).collect())
        }
        plain => plain,
    }
}
