//! A password, with a button that shows it (hidden until script is there to work it).

use crate::{Attributes, Button, ErrorMessage, FormGroup, Hint, Label, Press, TextInput};
use maud::{Markup, Render};

#[derive(Clone, Debug)]
pub struct PasswordInput {
    pub name: String,
    pub label: Label,
    pub id: Option<String>,
    pub hint: Option<Hint>,
    pub error: Option<ErrorMessage>,
    /// `current-password`, or `new-password` where one is being chosen.
    pub autocomplete: &'static str,
    pub value: Option<String>,
    pub disabled: bool,
    pub described_by: Option<String>,
    pub form_group: FormGroup,
    /// The button's words, and what it is called for screen readers.
    pub show: String,
    pub show_label: String,
    pub button_classes: String,
    pub classes: String,
    pub attributes: Attributes,
}

impl Default for PasswordInput {
    fn default() -> PasswordInput {
        PasswordInput {
            name: String::new(),
            label: Label::default(),
            id: None,
            hint: None,
            error: None,
            autocomplete: "current-password",
            value: None,
            disabled: false,
            described_by: None,
            form_group: FormGroup::default(),
            show: "Show".into(),
            show_label: "Show password".into(),
            button_classes: String::new(),
            classes: String::new(),
            attributes: Attributes::default(),
        }
    }
}

impl PasswordInput {
    pub fn new(name: impl Into<String>, label: impl Into<Label>) -> PasswordInput {
        PasswordInput { name: name.into(), label: label.into(), ..PasswordInput::default() }
    }

    /// For choosing a password, so that a password manager offers to make one.
    #[must_use]
    pub fn choosing(mut self) -> PasswordInput {
        self.autocomplete = "new-password";
        self
    }

    #[must_use]
    pub fn hint(mut self, hint: impl Into<Hint>) -> PasswordInput {
        self.hint = Some(hint.into());
        self
    }

    #[must_use]
    pub fn error(mut self, error: Option<impl Into<ErrorMessage>>) -> PasswordInput {
        self.error = error.map(Into::into);
        self
    }

    fn show_button(&self, id: &str) -> Button {
        let classes = [
            "govuk-button--secondary govuk-password-input__toggle govuk-js-password-input-toggle",
            &self.button_classes,
        ];
        let mut button = Button { press: Press::Nothing, ..Button::new(&self.show) };
        button.classes = crate::element::classes(&classes);
        button.attributes =
            Attributes::new().with("aria-controls", id).with("aria-label", self.show_label.as_str()).with("hidden", "");
        button
    }

    fn after(&self, id: &str) -> Markup {
        let mut after = self.show_button(id).render();
        self.form_group.after.render_to(&mut after.0);
        after
    }
}

impl Render for PasswordInput {
    fn render_to(&self, to: &mut String) {
        let id = crate::field::id_or_name(&self.id, &self.name);
        let module = Attributes::new().with("data-module", "govuk-password-input");
        let form_group = FormGroup {
            classes: self.form_group.classes.clone(),
            attributes: self.form_group.attributes.iter().fold(module, |all, (name, value)| all.with(name, value)),
            before: self.form_group.before.clone(),
            after: self.after(id).into(),
        };
        let input = TextInput {
            name: self.name.clone(),
            label: self.label.clone(),
            id: Some(id.to_owned()),
            hint: self.hint.clone(),
            error: self.error.clone(),
            value: self.value.clone(),
            kind: Some("password"),
            autocomplete: Some(self.autocomplete),
            autocapitalize: Some("none"),
            spellcheck: Some(false),
            disabled: self.disabled,
            described_by: self.described_by.clone(),
            form_group,
            wrapper_classes: "govuk-password-input__wrapper".into(),
            classes: crate::element::classes(&[
                "govuk-password-input__input govuk-js-password-input-input",
                &self.classes,
            ]),
            attributes: self.attributes.clone(),
            ..TextInput::default()
        };
        input.write(to, "govuk-password-input");
    }
}
