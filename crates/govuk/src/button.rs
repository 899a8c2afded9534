//! Buttons, and links that look like them.

use crate::element::{element, visually_hidden};
use crate::{Attributes, Content};
use maud::Render;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ButtonStyle {
    #[default]
    Primary,
    Secondary,
    /// For what cannot be undone, after a page that says so.
    Warning,
    /// On a coloured ground.
    Inverse,
}

impl ButtonStyle {
    pub(crate) fn class(self) -> &'static str {
        match self {
            ButtonStyle::Primary => "",
            ButtonStyle::Secondary => "govuk-button--secondary",
            ButtonStyle::Warning => "govuk-button--warning",
            ButtonStyle::Inverse => "govuk-button--inverse",
        }
    }
}

/// What pressing it does.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Press {
    #[default]
    Submit,
    Reset,
    /// For a script of ours only.
    Nothing,
    /// Goes to an address: rendered as a link with the button role.
    Goto(String),
}

#[derive(Clone, Debug, Default)]
pub struct Button {
    pub content: Content,
    pub press: Press,
    pub style: ButtonStyle,
    /// The large button with an arrow that starts a service.
    pub start: bool,
    pub name: Option<String>,
    pub value: Option<String>,
    pub disabled: bool,
    /// A second press within a second is ignored (needs script; without it the server's form key does it).
    pub prevent_double_click: Option<bool>,
    pub id: Option<String>,
    /// Said after the words to screen readers, when the words alone would be ambiguous in a list.
    pub spoken_after: Option<String>,
    pub classes: String,
    pub attributes: Attributes,
}

impl Button {
    /// A button that sends its form.
    pub fn new(content: impl Into<Content>) -> Button {
        Button { content: content.into(), ..Button::default() }
    }

    /// The button that saves something: a double press saves once.
    pub fn save(content: impl Into<Content>) -> Button {
        Button { prevent_double_click: Some(true), ..Button::new(content) }
    }

    /// A link that looks like a button.
    pub fn link(content: impl Into<Content>, href: impl Into<String>) -> Button {
        Button { press: Press::Goto(href.into()), ..Button::new(content) }
    }

    #[must_use]
    pub fn secondary(mut self) -> Button {
        self.style = ButtonStyle::Secondary;
        self
    }

    #[must_use]
    pub fn warning(mut self) -> Button {
        self.style = ButtonStyle::Warning;
        self
    }

    #[must_use]
    pub fn start(mut self) -> Button {
        self.start = true;
        self
    }

    /// The pair the form sends when this button is the one pressed.
    #[must_use]
    pub fn sends(mut self, name: impl Into<String>, value: impl Into<String>) -> Button {
        (self.name, self.value) = (Some(name.into()), Some(value.into()));
        self
    }

    #[must_use]
    pub fn spoken_after(mut self, words: impl Into<String>) -> Button {
        self.spoken_after = Some(words.into());
        self
    }

    #[must_use]
    pub fn class(mut self, class: &str) -> Button {
        self.classes = crate::element::classes(&[&self.classes, class]);
        self
    }

    #[must_use]
    pub fn attribute(mut self, name: &'static str, value: impl Into<String>) -> Button {
        self.attributes = self.attributes.with(name, value);
        self
    }

    fn inside(&self, to: &mut String) {
        if self.start && self.content.is_markup() {
            element(to, "span").holding(|to| self.content.render_to(to));
        } else {
            self.content.render_to(to);
        }
        if let Some(words) = &self.spoken_after {
            visually_hidden(to, &format!(" {words}"));
        }
        if self.start {
            to.push_str(START_ICON);
        }
    }

    fn class_list(&self) -> String {
        let start = if self.start { "govuk-button--start" } else { "" };
        crate::element::classes(&["govuk-button", self.style.class(), &self.classes, start])
    }
}

const START_ICON: &str = r#"<svg class="govuk-button__start-icon" xmlns="http://www.w3.org/2000/svg" width="17.5" height="19" viewBox="0 0 33 40" aria-hidden="true" focusable="false"><path fill="currentColor" d="M0 0h13l20 20-20 20H0l20-20z"/></svg>"#;

impl Render for Button {
    fn render_to(&self, to: &mut String) {
        let kind = match &self.press {
            Press::Goto(href) => {
                element(to, "a")
                    .attr("href", href)
                    .attr("role", "button")
                    .attr("draggable", "false")
                    .attr("class", self.class_list())
                    .attr("data-module", "govuk-button")
                    .attributes(&self.attributes)
                    .maybe("id", self.id.as_deref())
                    .holding(|to| self.inside(to));
                return;
            }
            Press::Submit => "submit",
            Press::Reset => "reset",
            Press::Nothing => "button",
        };
        element(to, "button")
            .attr("type", kind)
            .maybe("value", self.value.as_deref())
            .maybe("name", self.name.as_deref())
            .flag("disabled", self.disabled)
            .maybe("aria-disabled", self.disabled.then_some("true"))
            .maybe("data-prevent-double-click", self.prevent_double_click.map(|on| on.to_string()))
            .attr("class", self.class_list())
            .attr("data-module", "govuk-button")
            .attributes(&self.attributes)
            .maybe("id", self.id.as_deref())
            .holding(|to| self.inside(to));
    }
}
