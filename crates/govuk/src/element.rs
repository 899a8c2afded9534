//! Writing one element whose attributes are partly the component's and partly the caller's, which `html!`
//! cannot express.

use crate::Attributes;
use maud::Render;

pub(crate) struct Element<'a> {
    name: &'static str,
    to: &'a mut String,
}

/// Starts `<name` in `to`; finish it with [`Element::holding`] or [`Element::void`].
pub(crate) fn element<'a>(to: &'a mut String, name: &'static str) -> Element<'a> {
    to.push('<');
    to.push_str(name);
    Element { name, to }
}

impl Element<'_> {
    pub(crate) fn attr(self, name: &str, value: impl AsRef<str>) -> Self {
        self.to.push(' ');
        self.to.push_str(name);
        self.to.push_str("=\"");
        value.as_ref().render_to(self.to);
        self.to.push('"');
        self
    }

    pub(crate) fn maybe(self, name: &str, value: Option<impl AsRef<str>>) -> Self {
        match value {
            Some(value) => self.attr(name, value),
            None => self,
        }
    }

    pub(crate) fn number(self, name: &str, value: Option<impl ToString>) -> Self {
        self.maybe(name, value.map(|number| number.to_string()))
    }

    pub(crate) fn flag(self, name: &str, on: bool) -> Self {
        if on {
            self.to.push(' ');
            self.to.push_str(name);
        }
        self
    }

    /// The `class` attribute from its parts; empty parts are left out.
    pub(crate) fn class(self, parts: &[&str]) -> Self {
        let joined = classes(parts);
        if joined.is_empty() { self } else { self.attr("class", joined) }
    }

    pub(crate) fn attributes(mut self, attributes: &Attributes) -> Self {
        for (name, value) in attributes.iter() {
            self = self.attr(name, value);
        }
        self
    }

    pub(crate) fn holding(self, inside: impl FnOnce(&mut String)) {
        self.to.push('>');
        inside(self.to);
        self.to.push_str("</");
        self.to.push_str(self.name);
        self.to.push('>');
    }

    pub(crate) fn void(self) {
        self.to.push('>');
    }
}

pub(crate) fn classes(parts: &[&str]) -> String {
    parts.iter().filter(|part| !part.is_empty()).copied().collect::<Vec<_>>().join(" ")
}

/// Text the components say themselves to screen readers only.
pub(crate) fn visually_hidden(to: &mut String, text: &str) {
    element(to, "span").class(&["govuk-visually-hidden"]).holding(|to| text.render_to(to));
}

/// A heading of level 1 to 6; anything else is taken as the nearest.
pub(crate) fn heading<'a>(to: &'a mut String, level: u8) -> Element<'a> {
    const NAMES: [&str; 6] = ["h1", "h2", "h3", "h4", "h5", "h6"];
    element(to, NAMES[usize::from(level.clamp(1, 6)) - 1])
}
