//! The parts every question is made of: label, legend, hint, error message and the group round them.

use crate::element::{Element, element, visually_hidden};
use crate::{Attributes, Content};
use maud::Render;

/// How large a label or legend is set. A page with one question uses its label as the heading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Size {
    Small,
    Medium,
    Large,
    ExtraLarge,
}

impl Size {
    fn letter(self) -> &'static str {
        match self {
            Size::Small => "s",
            Size::Medium => "m",
            Size::Large => "l",
            Size::ExtraLarge => "xl",
        }
    }
}

fn sized(block: &str, size: Option<Size>) -> String {
    size.map(|size| format!("{block}--{}", size.letter())).unwrap_or_default()
}

#[derive(Clone, Debug, Default)]
pub struct Label {
    pub content: Content,
    pub size: Option<Size>,
    /// The label is also the page's `h1`.
    pub page_heading: bool,
    /// The id of the control; the control's own component sets it.
    pub for_id: Option<String>,
    pub classes: String,
    pub attributes: Attributes,
}

impl Label {
    pub fn new(content: impl Into<Content>) -> Label {
        Label { content: content.into(), ..Label::default() }
    }

    #[must_use]
    pub fn size(mut self, size: Size) -> Label {
        self.size = Some(size);
        self
    }

    /// Sets the label as the page's `h1`, in large type.
    #[must_use]
    pub fn page_heading(mut self) -> Label {
        self.page_heading = true;
        self.size = Some(Size::Large);
        self
    }

    pub(crate) fn write(&self, to: &mut String, for_id: &str, extra: &str) {
        if self.content.is_empty() {
            return;
        }
        let label = |to: &mut String| {
            element(to, "label")
                .class(&["govuk-label", extra, &sized("govuk-label", self.size), &self.classes])
                .attributes(&self.attributes)
                .maybe("for", (!for_id.is_empty()).then_some(for_id))
                .holding(|to| self.content.render_to(to));
        };
        if self.page_heading {
            element(to, "h1").class(&["govuk-label-wrapper"]).holding(label);
        } else {
            label(to);
        }
    }
}

impl<C: Into<Content>> From<C> for Label {
    fn from(content: C) -> Label {
        Label::new(content)
    }
}

impl Render for Label {
    fn render_to(&self, to: &mut String) {
        self.write(to, self.for_id.as_deref().unwrap_or_default(), "");
    }
}

#[derive(Clone, Debug, Default)]
pub struct Hint {
    pub content: Content,
    pub id: Option<String>,
    pub classes: String,
    pub attributes: Attributes,
}

impl Hint {
    pub fn new(content: impl Into<Content>) -> Hint {
        Hint { content: content.into(), ..Hint::default() }
    }

    pub(crate) fn write(&self, to: &mut String, id: Option<&str>, extra: &str) {
        element(to, "div")
            .maybe("id", id)
            .class(&["govuk-hint", extra, &self.classes])
            .attributes(&self.attributes)
            .holding(|to| self.content.render_to(to));
    }
}

impl<C: Into<Content>> From<C> for Hint {
    fn from(content: C) -> Hint {
        Hint::new(content)
    }
}

impl Render for Hint {
    fn render_to(&self, to: &mut String) {
        self.write(to, self.id.as_deref(), "");
    }
}

#[derive(Clone, Debug)]
pub struct ErrorMessage {
    pub content: Content,
    pub id: Option<String>,
    /// Said before the message to screen readers; `None` leaves it out.
    pub spoken_first: Option<String>,
    pub classes: String,
    pub attributes: Attributes,
}

impl Default for ErrorMessage {
    fn default() -> ErrorMessage {
        ErrorMessage {
            content: Content::default(),
            id: None,
            spoken_first: Some("Error".into()),
            classes: String::new(),
            attributes: Attributes::default(),
        }
    }
}

impl ErrorMessage {
    pub fn new(content: impl Into<Content>) -> ErrorMessage {
        ErrorMessage { content: content.into(), ..ErrorMessage::default() }
    }

    pub(crate) fn write(&self, to: &mut String, id: Option<&str>) {
        element(to, "p")
            .maybe("id", id)
            .class(&["govuk-error-message", &self.classes])
            .attributes(&self.attributes)
            .holding(|to| {
                if let Some(first) = self.spoken_first.as_deref().filter(|first| !first.is_empty()) {
                    visually_hidden(to, &format!("{first}:"));
                    to.push(' ');
                }
                self.content.render_to(to);
            });
    }
}

impl<C: Into<Content>> From<C> for ErrorMessage {
    fn from(content: C) -> ErrorMessage {
        ErrorMessage::new(content)
    }
}

impl Render for ErrorMessage {
    fn render_to(&self, to: &mut String) {
        self.write(to, self.id.as_deref());
    }
}

#[derive(Clone, Debug, Default)]
pub struct Legend {
    pub content: Content,
    pub size: Option<Size>,
    /// The legend is also the page's `h1`.
    pub page_heading: bool,
    pub classes: String,
}

impl Legend {
    pub fn new(content: impl Into<Content>) -> Legend {
        Legend { content: content.into(), ..Legend::default() }
    }

    #[must_use]
    pub fn size(mut self, size: Size) -> Legend {
        self.size = Some(size);
        self
    }

    /// Sets the legend as the page's `h1`, in large type.
    #[must_use]
    pub fn page_heading(mut self) -> Legend {
        self.page_heading = true;
        self.size = Some(Size::Large);
        self
    }
}

impl<C: Into<Content>> From<C> for Legend {
    fn from(content: C) -> Legend {
        Legend::new(content)
    }
}

impl Render for Legend {
    fn render_to(&self, to: &mut String) {
        if self.content.is_empty() {
            return;
        }
        element(to, "legend")
            .class(&["govuk-fieldset__legend", &sized("govuk-fieldset__legend", self.size), &self.classes])
            .holding(|to| {
                if self.page_heading {
                    element(to, "h1").class(&["govuk-fieldset__heading"]).holding(|to| self.content.render_to(to));
                } else {
                    self.content.render_to(to);
                }
            });
    }
}

/// Several controls that answer one question.
#[derive(Clone, Debug, Default)]
pub struct Fieldset {
    pub legend: Legend,
    pub role: Option<&'static str>,
    pub described_by: Option<String>,
    pub classes: String,
    pub attributes: Attributes,
    pub content: Content,
}

impl Fieldset {
    pub fn new(legend: impl Into<Legend>) -> Fieldset {
        Fieldset { legend: legend.into(), ..Fieldset::default() }
    }

    #[must_use]
    pub fn holding(mut self, content: impl Into<Content>) -> Fieldset {
        self.content = content.into();
        self
    }

    pub(crate) fn write(
        &self,
        to: &mut String,
        role: Option<&str>,
        described_by: Option<&str>,
        inside: impl FnOnce(&mut String),
    ) {
        element(to, "fieldset")
            .class(&["govuk-fieldset", &self.classes])
            .maybe("role", role)
            .maybe("aria-describedby", described_by)
            .attributes(&self.attributes)
            .holding(|to| {
                self.legend.render_to(to);
                inside(to);
            });
    }
}

impl Render for Fieldset {
    fn render_to(&self, to: &mut String) {
        self.write(to, self.role, self.described_by.as_deref(), |to| self.content.render_to(to));
    }
}

/// The box round one question. Most callers leave it as it is.
#[derive(Clone, Debug, Default)]
pub struct FormGroup {
    pub classes: String,
    pub attributes: Attributes,
    /// Put directly before and after the control.
    pub before: Content,
    pub after: Content,
}

impl FormGroup {
    pub(crate) fn write(&self, to: &mut String, extra: &str, in_error: bool, inside: impl FnOnce(&mut String)) {
        let error = if in_error { "govuk-form-group--error" } else { "" };
        element(to, "div")
            .class(&["govuk-form-group", error, extra, &self.classes])
            .attributes(&self.attributes)
            .holding(inside);
    }
}

/// The hint and the error of a control, and the list of ids that describe it.
pub(crate) struct Said<'a> {
    pub id: &'a str,
    pub hint: Option<&'a Hint>,
    pub error: Option<&'a ErrorMessage>,
}

impl Said<'_> {
    pub(crate) fn write(&self, to: &mut String) {
        if let Some(hint) = self.hint {
            hint.write(to, Some(&format!("{}-hint", self.id)), "");
        }
        if let Some(error) = self.error {
            error.write(to, Some(&format!("{}-error", self.id)));
        }
    }

    /// `first` (what the caller already says describes the control), then the hint, then the error.
    pub(crate) fn described_by(&self, first: Option<&str>) -> Option<String> {
        let mut ids: Vec<String> = first.filter(|ids| !ids.is_empty()).map(str::to_owned).into_iter().collect();
        ids.extend(self.hint.map(|_| format!("{}-hint", self.id)));
        ids.extend(self.error.map(|_| format!("{}-error", self.id)));
        (!ids.is_empty()).then(|| ids.join(" "))
    }
}

/// The id a control takes when the caller gives none.
pub(crate) fn id_or_name<'a>(id: &'a Option<String>, name: &'a str) -> &'a str {
    id.as_deref().filter(|id| !id.is_empty()).unwrap_or(name)
}

impl Element<'_> {
    pub(crate) fn spellcheck(self, on: Option<bool>) -> Self {
        self.maybe("spellcheck", on.map(|on| if on { "true" } else { "false" }))
    }
}
