//! One line of text.

use crate::element::element;
use crate::field::{Said, id_or_name};
use crate::{Attributes, Content, ErrorMessage, FormGroup, Hint, Label};
use maud::Render;

/// Words shown joined to the start or end of an input, such as "£" or "weeks".
#[derive(Clone, Debug, Default)]
pub struct Affix {
    pub content: Content,
    pub classes: String,
    pub attributes: Attributes,
}

impl<C: Into<Content>> From<C> for Affix {
    fn from(content: C) -> Affix {
        Affix { content: content.into(), ..Affix::default() }
    }
}

#[derive(Clone, Debug, Default)]
pub struct TextInput {
    pub name: String,
    pub label: Label,
    /// Taken from `name` when absent.
    pub id: Option<String>,
    pub hint: Option<Hint>,
    pub error: Option<ErrorMessage>,
    pub value: Option<String>,
    /// `text` when absent.
    pub kind: Option<&'static str>,
    pub inputmode: Option<&'static str>,
    pub autocomplete: Option<&'static str>,
    pub autocapitalize: Option<&'static str>,
    pub spellcheck: Option<bool>,
    pub pattern: Option<String>,
    pub disabled: bool,
    pub prefix: Option<Affix>,
    pub suffix: Option<Affix>,
    pub described_by: Option<String>,
    pub form_group: FormGroup,
    pub wrapper_classes: String,
    pub wrapper_attributes: Attributes,
    pub classes: String,
    pub attributes: Attributes,
}

impl TextInput {
    pub fn new(name: impl Into<String>, label: impl Into<Label>) -> TextInput {
        TextInput { name: name.into(), label: label.into(), ..TextInput::default() }
    }

    #[must_use]
    pub fn hint(mut self, hint: impl Into<Hint>) -> TextInput {
        self.hint = Some(hint.into());
        self
    }

    #[must_use]
    pub fn error(mut self, error: Option<impl Into<ErrorMessage>>) -> TextInput {
        self.error = error.map(Into::into);
        self
    }

    #[must_use]
    pub fn value(mut self, value: impl Into<String>) -> TextInput {
        self.value = Some(value.into());
        self
    }

    /// The `type` attribute, where another keyboard helps: `email`, `tel`.
    #[must_use]
    pub fn kind(mut self, kind: &'static str) -> TextInput {
        self.kind = Some(kind);
        self
    }

    #[must_use]
    pub fn autocomplete(mut self, autocomplete: &'static str) -> TextInput {
        self.autocomplete = Some(autocomplete);
        self
    }

    /// Whole numbers: the number keyboard without the arrows of `type="number"`.
    #[must_use]
    pub fn numeric(mut self) -> TextInput {
        self.inputmode = Some("numeric");
        self.spellcheck = Some(false);
        self
    }

    /// As wide as about so many characters; one of 2, 3, 4, 5, 10, 20, 30.
    #[must_use]
    pub fn width(mut self, characters: u8) -> TextInput {
        self.classes = crate::element::classes(&[&self.classes, &format!("govuk-input--width-{characters}")]);
        self
    }

    fn has_wrapper(&self) -> bool {
        self.prefix.is_some()
            || self.suffix.is_some()
            || !self.form_group.before.is_empty()
            || !self.form_group.after.is_empty()
    }

    fn write_input(&self, to: &mut String, id: &str, described_by: Option<String>) {
        let error = if self.error.is_some() { "govuk-input--error" } else { "" };
        element(to, "input")
            .class(&["govuk-input", &self.classes, error])
            .attr("id", id)
            .attr("name", &self.name)
            .attr("type", self.kind.unwrap_or("text"))
            .spellcheck(self.spellcheck)
            .maybe("value", self.value.as_deref())
            .flag("disabled", self.disabled)
            .maybe("aria-describedby", described_by)
            .maybe("autocomplete", self.autocomplete)
            .maybe("autocapitalize", self.autocapitalize)
            .maybe("pattern", self.pattern.as_deref())
            .maybe("inputmode", self.inputmode)
            .attributes(&self.attributes)
            .void();
    }

    pub(crate) fn write(&self, to: &mut String, group_class: &str) {
        let id = id_or_name(&self.id, &self.name);
        let said = Said { id, hint: self.hint.as_ref(), error: self.error.as_ref() };
        self.form_group.write(to, group_class, self.error.is_some(), |to| {
            self.label.write(to, id, "");
            said.write(to);
            let described_by = said.described_by(self.described_by.as_deref());
            if !self.has_wrapper() {
                return self.write_input(to, id, described_by);
            }
            element(to, "div")
                .class(&["govuk-input__wrapper", &self.wrapper_classes])
                .attributes(&self.wrapper_attributes)
                .holding(|to| {
                    self.form_group.before.render_to(to);
                    write_affix(to, "govuk-input__prefix", self.prefix.as_ref());
                    self.write_input(to, id, described_by);
                    write_affix(to, "govuk-input__suffix", self.suffix.as_ref());
                    self.form_group.after.render_to(to);
                });
        });
    }
}

fn write_affix(to: &mut String, class: &str, affix: Option<&Affix>) {
    let Some(affix) = affix else { return };
    element(to, "div")
        .class(&[class, &affix.classes])
        .attr("aria-hidden", "true")
        .attributes(&affix.attributes)
        .holding(|to| affix.content.render_to(to));
}

impl Render for TextInput {
    fn render_to(&self, to: &mut String) {
        self.write(to, "");
    }
}
