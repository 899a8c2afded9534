//! What goes inside a component, and the extra attributes a caller may add.

use maud::{Markup, PreEscaped, Render};
use std::borrow::Cow;

/// Text, which is escaped, or markup that `html!` has already made safe.
#[derive(Clone, Debug)]
pub enum Content {
    Text(Cow<'static, str>),
    Markup(Markup),
}

impl Content {
    /// A component (or anything else that renders) as the content of another.
    pub fn of(inner: &impl Render) -> Content {
        Content::Markup(inner.render())
    }

    pub fn is_empty(&self) -> bool {
        match self {
            Content::Text(text) => text.is_empty(),
            Content::Markup(PreEscaped(markup)) => markup.is_empty(),
        }
    }

    pub(crate) fn is_markup(&self) -> bool {
        matches!(self, Content::Markup(_))
    }
}

impl Default for Content {
    fn default() -> Content {
        Content::Text(Cow::Borrowed(""))
    }
}

impl Render for Content {
    fn render_to(&self, to: &mut String) {
        match self {
            Content::Text(text) => text.render_to(to),
            Content::Markup(markup) => markup.render_to(to),
        }
    }
}

impl From<&'static str> for Content {
    fn from(text: &'static str) -> Content {
        Content::Text(Cow::Borrowed(text))
    }
}

impl From<String> for Content {
    fn from(text: String) -> Content {
        Content::Text(Cow::Owned(text))
    }
}

impl From<&String> for Content {
    fn from(text: &String) -> Content {
        Content::Text(Cow::Owned(text.clone()))
    }
}

impl From<Cow<'static, str>> for Content {
    fn from(text: Cow<'static, str>) -> Content {
        Content::Text(text)
    }
}

impl From<Markup> for Content {
    fn from(markup: Markup) -> Content {
        Content::Markup(markup)
    }
}

/// Attributes a caller adds to a component's outer element. Names are written in the program, never data.
#[derive(Clone, Debug, Default)]
pub struct Attributes(Vec<(&'static str, String)>);

impl Attributes {
    pub fn new() -> Attributes {
        Attributes::default()
    }

    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<String>) -> Attributes {
        self.0.push((name, value.into()));
        self
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = (&'static str, &str)> {
        self.0.iter().map(|(name, value)| (*name, value.as_str()))
    }
}
