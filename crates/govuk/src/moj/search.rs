//! Finding someone or something by words: a form of its own.

use crate::element::{classes, element};
use crate::{Attributes, Button, Content, ErrorMessage, FormGroup, Hint, Label, TextInput};
use maud::Render;

#[derive(Clone, Debug, Default)]
pub struct Search {
    pub action: String,
    pub label: Label,
    pub hint: Option<Hint>,
    pub error: Option<ErrorMessage>,
    /// `q` when empty.
    pub name: String,
    pub id: Option<String>,
    pub value: Option<String>,
    pub button: Content,
    /// The button under the box instead of beside it.
    pub stacked: bool,
    pub classes: String,
    pub attributes: Attributes,
}

impl Search {
    pub fn new(action: impl Into<String>, label: impl Into<Label>) -> Search {
        Search { action: action.into(), label: label.into(), button: "Search".into(), ..Search::default() }
    }

    #[must_use]
    pub fn value(mut self, value: impl Into<String>) -> Search {
        self.value = Some(value.into());
        self
    }

    #[must_use]
    pub fn hint(mut self, hint: impl Into<Hint>) -> Search {
        self.hint = Some(hint.into());
        self
    }

    #[must_use]
    pub fn error(mut self, error: Option<impl Into<ErrorMessage>>) -> Search {
        self.error = error.map(Into::into);
        self
    }

    fn button(&self) -> Button {
        Button { classes: "moj-search__button".into(), ..Button::new(self.button.clone()) }
    }

    fn input(&self) -> TextInput {
        let with = |extra: &str, own: &str| classes(&[extra, own]);
        let mut label = self.label.clone();
        label.classes = with("moj-search__label", &label.classes);
        let hint = self.hint.clone().map(|hint| Hint { classes: with("moj-search__hint", &hint.classes), ..hint });
        let after = if self.stacked { Content::default() } else { Content::of(&self.button()) };
        TextInput {
            name: if self.name.is_empty() { "q".into() } else { self.name.clone() },
            label,
            id: self.id.clone(),
            hint,
            error: self.error.clone(),
            value: self.value.clone(),
            kind: Some("search"),
            form_group: FormGroup { after, ..FormGroup::default() },
            wrapper_classes: "moj-search__input-wrapper".into(),
            classes: "moj-search__input".into(),
            ..TextInput::default()
        }
    }
}

impl Render for Search {
    fn render_to(&self, to: &mut String) {
        let stacked = if self.stacked { "moj-search--stacked" } else { "" };
        element(to, "search").class(&["moj-search", stacked, &self.classes]).attributes(&self.attributes).holding(
            |to| {
                element(to, "form").attr("action", &self.action).attr("method", "get").holding(|to| {
                    self.input().render_to(to);
                    if self.stacked {
                        self.button().render_to(to);
                    }
                });
            },
        );
    }
}
