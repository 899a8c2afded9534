//! A date someone knows by heart, in three boxes.

use crate::element::{classes, element};
use crate::field::Said;
use crate::{Attributes, ErrorMessage, Fieldset, FormGroup, Hint, Label, Legend, TextInput};
use maud::Render;

/// One of the boxes.
#[derive(Clone, Debug, Default)]
pub struct DatePart {
    pub name: String,
    pub label: String,
    pub id: String,
    pub value: Option<String>,
    /// This box is the wrong one. When no box says, an error marks them all.
    pub wrong: Option<bool>,
    /// In characters; 0 leaves the width to `classes`.
    pub width: u8,
    pub inputmode: Option<&'static str>,
    pub autocomplete: Option<&'static str>,
    pub pattern: Option<String>,
    pub classes: String,
    pub attributes: Attributes,
}

impl DatePart {
    fn new(stem: &str, label: &str, width: u8) -> DatePart {
        let name = format!("{stem}-{}", label.to_lowercase());
        DatePart { id: name.clone(), name, label: label.into(), width, ..DatePart::default() }
    }

    fn write(&self, to: &mut String, in_error: bool) {
        let error = if in_error { "govuk-input--error" } else { "" };
        let width = if self.width > 0 { format!("govuk-input--width-{}", self.width) } else { String::new() };
        let input = TextInput {
            name: self.name.clone(),
            label: Label { classes: "govuk-date-input__label".into(), ..Label::new(self.label.clone()) },
            id: Some(self.id.clone()),
            value: self.value.clone(),
            inputmode: Some(self.inputmode.unwrap_or("numeric")),
            autocomplete: self.autocomplete,
            pattern: self.pattern.clone(),
            classes: classes(&["govuk-date-input__input", error, &width, &self.classes]),
            attributes: self.attributes.clone(),
            ..TextInput::default()
        };
        element(to, "div").class(&["govuk-date-input__item"]).holding(|to| input.render_to(to));
    }
}

/// Day, month and year named `{id}-day`, `{id}-month`, `{id}-year`.
#[derive(Clone, Debug, Default)]
pub struct DateInput {
    pub id: String,
    pub parts: Vec<DatePart>,
    pub fieldset: Option<Fieldset>,
    pub hint: Option<Hint>,
    pub error: Option<ErrorMessage>,
    pub form_group: FormGroup,
    pub classes: String,
    pub attributes: Attributes,
}

impl DateInput {
    pub fn new(id: impl Into<String>, legend: impl Into<Legend>) -> DateInput {
        let id = id.into();
        let parts = vec![DatePart::new(&id, "Day", 2), DatePart::new(&id, "Month", 2), DatePart::new(&id, "Year", 4)];
        DateInput { id, parts, fieldset: Some(Fieldset::new(legend)), ..DateInput::default() }
    }

    #[must_use]
    pub fn hint(mut self, hint: impl Into<Hint>) -> DateInput {
        self.hint = Some(hint.into());
        self
    }

    #[must_use]
    pub fn error(mut self, error: Option<impl Into<ErrorMessage>>) -> DateInput {
        self.error = error.map(Into::into);
        self
    }

    /// What was typed, right or wrong: day, month, year.
    #[must_use]
    pub fn typed(mut self, typed: [impl Into<String>; 3]) -> DateInput {
        for (part, value) in self.parts.iter_mut().zip(typed) {
            part.value = Some(value.into());
        }
        self
    }

    /// Which of day, month and year are wrong.
    #[must_use]
    pub fn wrong(mut self, wrong: [bool; 3]) -> DateInput {
        for (part, wrong) in self.parts.iter_mut().zip(wrong) {
            part.wrong = wrong.then_some(true);
        }
        self
    }

    /// For the person's own birthday only, so that the browser can fill it (WCAG 1.3.5).
    #[must_use]
    pub fn own_birthday(mut self) -> DateInput {
        for (part, autocomplete) in self.parts.iter_mut().zip(["bday-day", "bday-month", "bday-year"]) {
            part.autocomplete = Some(autocomplete);
        }
        self
    }

    fn write_boxes(&self, to: &mut String) {
        let any_wrong = self.parts.iter().any(|part| part.wrong == Some(true));
        self.form_group.before.render_to(to);
        for part in &self.parts {
            part.write(to, part.wrong.unwrap_or(self.error.is_some() && !any_wrong));
        }
        self.form_group.after.render_to(to);
    }
}

impl Render for DateInput {
    fn render_to(&self, to: &mut String) {
        let said = Said { id: &self.id, hint: self.hint.as_ref(), error: self.error.as_ref() };
        let inner = |to: &mut String| {
            said.write(to);
            element(to, "div")
                .class(&["govuk-date-input", &self.classes])
                .attributes(&self.attributes)
                .maybe("id", (!self.id.is_empty()).then_some(&self.id))
                .holding(|to| self.write_boxes(to));
        };
        self.form_group.write(to, "", self.error.is_some(), |to| match &self.fieldset {
            Some(fieldset) => {
                let described_by = said.described_by(fieldset.described_by.as_deref());
                // The group role makes screen readers read the hint and the error with three text boxes.
                fieldset.write(to, Some("group"), described_by.as_deref(), inner);
            }
            None => inner(to),
        });
    }
}
