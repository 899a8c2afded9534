//! Several lines of text.

use crate::element::element;
use crate::field::{Said, id_or_name};
use crate::{Attributes, ErrorMessage, FormGroup, Hint, Label};
use maud::Render;

#[derive(Clone, Debug)]
pub struct Textarea {
    pub name: String,
    pub label: Label,
    pub id: Option<String>,
    pub hint: Option<Hint>,
    pub error: Option<ErrorMessage>,
    pub value: String,
    pub rows: u8,
    pub autocomplete: Option<&'static str>,
    pub spellcheck: Option<bool>,
    pub disabled: bool,
    pub described_by: Option<String>,
    pub form_group: FormGroup,
    pub classes: String,
    pub attributes: Attributes,
}

impl Default for Textarea {
    fn default() -> Textarea {
        Textarea {
            name: String::new(),
            label: Label::default(),
            id: None,
            hint: None,
            error: None,
            value: String::new(),
            rows: 5,
            autocomplete: None,
            spellcheck: None,
            disabled: false,
            described_by: None,
            form_group: FormGroup::default(),
            classes: String::new(),
            attributes: Attributes::default(),
        }
    }
}

impl Textarea {
    pub fn new(name: impl Into<String>, label: impl Into<Label>) -> Textarea {
        Textarea { name: name.into(), label: label.into(), ..Textarea::default() }
    }

    #[must_use]
    pub fn hint(mut self, hint: impl Into<Hint>) -> Textarea {
        self.hint = Some(hint.into());
        self
    }

    #[must_use]
    pub fn error(mut self, error: Option<impl Into<ErrorMessage>>) -> Textarea {
        self.error = error.map(Into::into);
        self
    }

    #[must_use]
    pub fn value(mut self, value: impl Into<String>) -> Textarea {
        self.value = value.into();
        self
    }

    #[must_use]
    pub fn rows(mut self, rows: u8) -> Textarea {
        self.rows = rows;
        self
    }

    pub(crate) fn write(&self, to: &mut String, group_class: &str, after: impl FnOnce(&mut String)) {
        let id = id_or_name(&self.id, &self.name);
        let said = Said { id, hint: self.hint.as_ref(), error: self.error.as_ref() };
        self.form_group.write(to, group_class, self.error.is_some(), |to| {
            self.label.write(to, id, "");
            said.write(to);
            self.form_group.before.render_to(to);
            self.write_control(to, id, said.described_by(self.described_by.as_deref()));
            after(to);
            self.form_group.after.render_to(to);
        });
    }

    fn write_control(&self, to: &mut String, id: &str, described_by: Option<String>) {
        let error = if self.error.is_some() { "govuk-textarea--error" } else { "" };
        element(to, "textarea")
            .class(&["govuk-textarea", error, &self.classes])
            .attr("id", id)
            .attr("name", &self.name)
            .attr("rows", self.rows.to_string())
            .spellcheck(self.spellcheck)
            .flag("disabled", self.disabled)
            .maybe("aria-describedby", described_by)
            .maybe("autocomplete", self.autocomplete)
            .attributes(&self.attributes)
            .holding(|to| {
                // A parser drops one line break straight after the tag: keep the writer's own first one.
                if self.value.starts_with('\n') {
                    to.push('\n');
                }
                self.value.render_to(to);
            });
    }
}

impl Render for Textarea {
    fn render_to(&self, to: &mut String) {
        self.write(to, "", |_| ());
    }
}
