//! A drop-down list. Radios are kinder up to about seven answers; this is for long, known lists.

use crate::element::element;
use crate::field::{Said, id_or_name};
use crate::{Attributes, ErrorMessage, FormGroup, Hint, Label};
use maud::Render;

/// One line of the list.
#[derive(Clone, Debug, Default)]
pub struct Opt {
    /// The text itself is sent when absent.
    pub value: Option<String>,
    pub text: String,
    /// Overrides what `Select::chosen` says.
    pub selected: Option<bool>,
    pub disabled: bool,
    pub attributes: Attributes,
}

impl Opt {
    pub fn new(value: impl Into<String>, text: impl Into<String>) -> Opt {
        Opt { value: Some(value.into()), text: text.into(), ..Opt::default() }
    }

    fn is_selected(&self, chosen: &str) -> bool {
        let sends = self.value.as_deref().unwrap_or(&self.text);
        self.selected.unwrap_or(!chosen.is_empty() && sends == chosen)
    }

    fn write(&self, to: &mut String, chosen: &str) {
        element(to, "option")
            .maybe("value", self.value.as_deref())
            .flag("selected", self.is_selected(chosen))
            .flag("disabled", self.disabled)
            .attributes(&self.attributes)
            .holding(|to| self.text.render_to(to));
    }
}

#[derive(Clone, Debug, Default)]
pub struct Select {
    pub name: String,
    pub label: Label,
    pub options: Vec<Opt>,
    pub chosen: String,
    pub id: Option<String>,
    pub hint: Option<Hint>,
    pub error: Option<ErrorMessage>,
    pub disabled: bool,
    pub described_by: Option<String>,
    pub form_group: FormGroup,
    pub classes: String,
    pub attributes: Attributes,
}

impl Select {
    pub fn new(name: impl Into<String>, label: impl Into<Label>) -> Select {
        Select { name: name.into(), label: label.into(), ..Select::default() }
    }

    #[must_use]
    pub fn option(mut self, value: impl Into<String>, text: impl Into<String>) -> Select {
        self.options.push(Opt::new(value, text));
        self
    }

    #[must_use]
    pub fn options(mut self, options: impl IntoIterator<Item = Opt>) -> Select {
        self.options.extend(options);
        self
    }

    #[must_use]
    pub fn chosen(mut self, value: impl Into<String>) -> Select {
        self.chosen = value.into();
        self
    }

    #[must_use]
    pub fn hint(mut self, hint: impl Into<Hint>) -> Select {
        self.hint = Some(hint.into());
        self
    }

    #[must_use]
    pub fn error(mut self, error: Option<impl Into<ErrorMessage>>) -> Select {
        self.error = error.map(Into::into);
        self
    }
}

impl Render for Select {
    fn render_to(&self, to: &mut String) {
        let id = id_or_name(&self.id, &self.name);
        let said = Said { id, hint: self.hint.as_ref(), error: self.error.as_ref() };
        let error = if self.error.is_some() { "govuk-select--error" } else { "" };
        self.form_group.write(to, "", self.error.is_some(), |to| {
            self.label.write(to, id, "");
            said.write(to);
            self.form_group.before.render_to(to);
            element(to, "select")
                .class(&["govuk-select", &self.classes, error])
                .attr("id", id)
                .attr("name", &self.name)
                .flag("disabled", self.disabled)
                .maybe("aria-describedby", said.described_by(self.described_by.as_deref()))
                .attributes(&self.attributes)
                .holding(|to| self.options.iter().for_each(|option| option.write(to, &self.chosen)));
            self.form_group.after.render_to(to);
        });
    }
}
