//! Small pieces of text with a meaning: tag, inset, warning, details.

use crate::element::{element, visually_hidden};
use crate::{Attributes, Content};
use maud::Render;

/// Colours tell nothing on their own: the word does (visuals §0). Red and green are not offered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TagColour {
    #[default]
    Plain,
    Grey,
    Teal,
    Purple,
    Magenta,
    Orange,
    Yellow,
}

impl TagColour {
    fn class(self) -> &'static str {
        match self {
            TagColour::Plain => "",
            TagColour::Grey => "govuk-tag--grey",
            TagColour::Teal => "govuk-tag--teal",
            TagColour::Purple => "govuk-tag--purple",
            TagColour::Magenta => "govuk-tag--magenta",
            TagColour::Orange => "govuk-tag--orange",
            TagColour::Yellow => "govuk-tag--yellow",
        }
    }
}

#[derive(Clone, Debug, Default)]
pub struct Tag {
    pub content: Content,
    pub colour: TagColour,
    pub classes: String,
    pub attributes: Attributes,
}

impl Tag {
    pub fn new(content: impl Into<Content>) -> Tag {
        Tag { content: content.into(), ..Tag::default() }
    }

    #[must_use]
    pub fn colour(mut self, colour: TagColour) -> Tag {
        self.colour = colour;
        self
    }

    pub(crate) fn write(&self, to: &mut String, extra: &str) {
        element(to, "strong")
            .class(&["govuk-tag", extra, self.colour.class(), &self.classes])
            .attributes(&self.attributes)
            .holding(|to| self.content.render_to(to));
    }
}

impl Render for Tag {
    fn render_to(&self, to: &mut String) {
        self.write(to, "");
    }
}

/// Text set off from what is round it.
#[derive(Clone, Debug, Default)]
pub struct InsetText {
    pub content: Content,
    pub id: Option<String>,
    pub classes: String,
    pub attributes: Attributes,
}

impl InsetText {
    pub fn new(content: impl Into<Content>) -> InsetText {
        InsetText { content: content.into(), ..InsetText::default() }
    }
}

impl Render for InsetText {
    fn render_to(&self, to: &mut String) {
        element(to, "div")
            .maybe("id", self.id.as_deref())
            .class(&["govuk-inset-text", &self.classes])
            .attributes(&self.attributes)
            .holding(|to| self.content.render_to(to));
    }
}

/// Something with consequences, said plainly.
#[derive(Clone, Debug, Default)]
pub struct WarningText {
    pub content: Content,
    /// Said before the text to screen readers; "Warning" when absent.
    pub spoken_first: Option<String>,
    pub classes: String,
    pub attributes: Attributes,
}

impl WarningText {
    pub fn new(content: impl Into<Content>) -> WarningText {
        WarningText { content: content.into(), ..WarningText::default() }
    }
}

impl Render for WarningText {
    fn render_to(&self, to: &mut String) {
        element(to, "div").class(&["govuk-warning-text", &self.classes]).attributes(&self.attributes).holding(|to| {
            to.push_str(r#"<span class="govuk-warning-text__icon" aria-hidden="true">!</span> "#);
            element(to, "strong").class(&["govuk-warning-text__text"]).holding(|to| {
                visually_hidden(to, self.spoken_first.as_deref().unwrap_or("Warning"));
                to.push(' ');
                self.content.render_to(to);
            });
        });
    }
}

/// Something most people do not need, one press away. Not for anything that must print (visuals §0).
#[derive(Clone, Debug, Default)]
pub struct Details {
    pub summary: Content,
    pub content: Content,
    pub open: bool,
    pub id: Option<String>,
    pub classes: String,
    pub attributes: Attributes,
}

impl Details {
    pub fn new(summary: impl Into<Content>, content: impl Into<Content>) -> Details {
        Details { summary: summary.into(), content: content.into(), ..Details::default() }
    }

    #[must_use]
    pub fn open(mut self, open: bool) -> Details {
        self.open = open;
        self
    }
}

impl Render for Details {
    fn render_to(&self, to: &mut String) {
        element(to, "details")
            .maybe("id", self.id.as_deref())
            .class(&["govuk-details", &self.classes])
            .attributes(&self.attributes)
            .flag("open", self.open)
            .holding(|to| {
                element(to, "summary").class(&["govuk-details__summary"]).holding(|to| {
                    element(to, "span")
                        .class(&["govuk-details__summary-text"])
                        .holding(|to| self.summary.render_to(to));
                });
                element(to, "div").class(&["govuk-details__text"]).holding(|to| self.content.render_to(to));
            });
    }
}
