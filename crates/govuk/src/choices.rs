//! Radios and checkboxes: choosing one answer, or any number.

use crate::element::{classes, element};
use crate::field::Said;
use crate::{Attributes, Content, ErrorMessage, Fieldset, FormGroup, Hint, Label, Legend};
use maud::Render;

/// One answer.
#[derive(Clone, Debug, Default)]
pub struct Choice {
    pub value: String,
    pub label: Label,
    pub hint: Option<Hint>,
    /// Overrides what the question says is chosen.
    pub checked: Option<bool>,
    pub disabled: bool,
    /// Asked when this answer is chosen. Without script it is always shown.
    pub reveals: Option<Content>,
    /// "None of these": choosing it clears the others (checkboxes, needs script).
    pub exclusive: bool,
    pub id: Option<String>,
    /// Checkboxes only: a name of its own.
    pub name: Option<String>,
    pub attributes: Attributes,
}

impl Choice {
    pub fn new(value: impl Into<String>, label: impl Into<Label>) -> Choice {
        Choice { value: value.into(), label: label.into(), ..Choice::default() }
    }

    #[must_use]
    pub fn hint(mut self, hint: impl Into<Hint>) -> Choice {
        self.hint = Some(hint.into());
        self
    }

    #[must_use]
    pub fn reveals(mut self, question: impl Into<Content>) -> Choice {
        self.reveals = Some(question.into());
        self
    }

    #[must_use]
    pub fn exclusive(mut self) -> Choice {
        self.exclusive = true;
        self
    }

    #[must_use]
    pub fn checked(mut self, checked: bool) -> Choice {
        self.checked = Some(checked);
        self
    }
}

#[derive(Clone, Debug)]
pub enum ChoiceItem {
    Choice(Box<Choice>),
    /// A word between answers, usually "or".
    Divider(String),
}

impl From<Choice> for ChoiceItem {
    fn from(choice: Choice) -> ChoiceItem {
        ChoiceItem::Choice(Box::new(choice))
    }
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum RadioLayout {
    #[default]
    Stacked,
    /// Side by side, for two short answers.
    Inline,
    /// Small, for filters on staff pages.
    Small,
}

#[derive(Clone, Debug, Default)]
pub struct Radios {
    pub name: String,
    pub items: Vec<ChoiceItem>,
    pub chosen: String,
    pub layout: RadioLayout,
    pub id_prefix: Option<String>,
    pub fieldset: Option<Fieldset>,
    pub hint: Option<Hint>,
    pub error: Option<ErrorMessage>,
    pub form_group: FormGroup,
    pub classes: String,
    pub attributes: Attributes,
}

impl Radios {
    pub fn new(name: impl Into<String>, legend: impl Into<Legend>) -> Radios {
        Radios { name: name.into(), fieldset: Some(Fieldset::new(legend)), ..Radios::default() }
    }

    #[must_use]
    pub fn choice(mut self, value: impl Into<String>, label: impl Into<Label>) -> Radios {
        self.items.push(Choice::new(value, label).into());
        self
    }

    /// Eleven buttons for a number from 0 to 10, in rows that fit any screen; never a slider.
    #[must_use]
    pub fn from_0_to_10(mut self) -> Radios {
        self.items.extend((0..=10).map(|number| Choice::new(number.to_string(), number.to_string()).into()));
        self.classes = "wm-ten".into();
        self
    }

    #[must_use]
    pub fn item(mut self, item: impl Into<ChoiceItem>) -> Radios {
        self.items.push(item.into());
        self
    }

    #[must_use]
    pub fn divider(mut self, word: impl Into<String>) -> Radios {
        self.items.push(ChoiceItem::Divider(word.into()));
        self
    }

    #[must_use]
    pub fn chosen(mut self, value: impl Into<String>) -> Radios {
        self.chosen = value.into();
        self
    }

    #[must_use]
    pub fn inline(mut self) -> Radios {
        self.layout = RadioLayout::Inline;
        self
    }

    #[must_use]
    pub fn small(mut self) -> Radios {
        self.layout = RadioLayout::Small;
        self
    }

    #[must_use]
    pub fn hint(mut self, hint: impl Into<Hint>) -> Radios {
        self.hint = Some(hint.into());
        self
    }

    #[must_use]
    pub fn error(mut self, error: Option<impl Into<ErrorMessage>>) -> Radios {
        self.error = error.map(Into::into);
        self
    }
}

impl Render for Radios {
    fn render_to(&self, to: &mut String) {
        let layout = match self.layout {
            RadioLayout::Stacked => "",
            RadioLayout::Inline => "govuk-radios--inline",
            RadioLayout::Small => "govuk-radios--small",
        };
        let is_chosen = |choice: &Choice| !self.chosen.is_empty() && choice.value == self.chosen;
        Group {
            block: Block::Radios,
            name: &self.name,
            id_prefix: self.id_prefix.as_deref(),
            items: &self.items,
            is_chosen: &is_chosen,
            fieldset: self.fieldset.as_ref(),
            described_by: None,
            hint: self.hint.as_ref(),
            error: self.error.as_ref(),
            form_group: &self.form_group,
            classes: &classes(&[layout, &self.classes]),
            attributes: &self.attributes,
        }
        .write(to);
    }
}

#[derive(Clone, Debug, Default)]
pub struct Checkboxes {
    pub name: String,
    pub items: Vec<ChoiceItem>,
    pub chosen: Vec<String>,
    /// Small, for filters on staff pages.
    pub small: bool,
    pub id_prefix: Option<String>,
    /// A single box that stands alone has none.
    pub fieldset: Option<Fieldset>,
    pub described_by: Option<String>,
    pub hint: Option<Hint>,
    pub error: Option<ErrorMessage>,
    pub form_group: FormGroup,
    pub classes: String,
    pub attributes: Attributes,
}

impl Checkboxes {
    pub fn new(name: impl Into<String>, legend: impl Into<Legend>) -> Checkboxes {
        Checkboxes { name: name.into(), fieldset: Some(Fieldset::new(legend)), ..Checkboxes::default() }
    }

    /// One box on its own: "I have read this".
    pub fn single(name: impl Into<String>, value: impl Into<String>, label: impl Into<Label>) -> Checkboxes {
        Checkboxes { name: name.into(), items: vec![Choice::new(value, label).into()], ..Checkboxes::default() }
    }

    #[must_use]
    pub fn choice(mut self, value: impl Into<String>, label: impl Into<Label>) -> Checkboxes {
        self.items.push(Choice::new(value, label).into());
        self
    }

    #[must_use]
    pub fn item(mut self, item: impl Into<ChoiceItem>) -> Checkboxes {
        self.items.push(item.into());
        self
    }

    #[must_use]
    pub fn divider(mut self, word: impl Into<String>) -> Checkboxes {
        self.items.push(ChoiceItem::Divider(word.into()));
        self
    }

    #[must_use]
    pub fn chosen(mut self, values: impl IntoIterator<Item = impl Into<String>>) -> Checkboxes {
        self.chosen = values.into_iter().map(Into::into).collect();
        self
    }

    #[must_use]
    pub fn small(mut self) -> Checkboxes {
        self.small = true;
        self
    }

    #[must_use]
    pub fn hint(mut self, hint: impl Into<Hint>) -> Checkboxes {
        self.hint = Some(hint.into());
        self
    }

    #[must_use]
    pub fn error(mut self, error: Option<impl Into<ErrorMessage>>) -> Checkboxes {
        self.error = error.map(Into::into);
        self
    }
}

impl Render for Checkboxes {
    fn render_to(&self, to: &mut String) {
        let is_chosen = |choice: &Choice| self.chosen.contains(&choice.value);
        Group {
            block: Block::Checkboxes,
            name: &self.name,
            id_prefix: self.id_prefix.as_deref(),
            items: &self.items,
            is_chosen: &is_chosen,
            fieldset: self.fieldset.as_ref(),
            described_by: self.described_by.as_deref(),
            hint: self.hint.as_ref(),
            error: self.error.as_ref(),
            form_group: &self.form_group,
            classes: &classes(&[if self.small { "govuk-checkboxes--small" } else { "" }, &self.classes]),
            attributes: &self.attributes,
        }
        .write(to);
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Block {
    Radios,
    Checkboxes,
}

impl Block {
    fn class(self, rest: &str) -> String {
        format!("{}{rest}", if self == Block::Radios { "govuk-radios" } else { "govuk-checkboxes" })
    }

    fn kind(self) -> &'static str {
        if self == Block::Radios { "radio" } else { "checkbox" }
    }
}

/// What the two share, borrowed from either.
struct Group<'a> {
    block: Block,
    name: &'a str,
    id_prefix: Option<&'a str>,
    items: &'a [ChoiceItem],
    is_chosen: &'a dyn Fn(&Choice) -> bool,
    fieldset: Option<&'a Fieldset>,
    described_by: Option<&'a str>,
    hint: Option<&'a Hint>,
    error: Option<&'a ErrorMessage>,
    form_group: &'a FormGroup,
    classes: &'a str,
    attributes: &'a Attributes,
}

impl Group<'_> {
    fn write(&self, to: &mut String) {
        let said = Said { id: self.prefix(), hint: self.hint, error: self.error };
        let first = self.fieldset.and_then(|fieldset| fieldset.described_by.as_deref()).or(self.described_by);
        let described_by = said.described_by(first);
        self.form_group.write(to, "", self.error.is_some(), |to| match self.fieldset {
            Some(fieldset) => fieldset.write(to, None, described_by.as_deref(), |to| {
                said.write(to);
                self.write_items(to, None);
            }),
            None => {
                said.write(to);
                self.write_items(to, described_by.as_deref());
            }
        });
    }

    fn prefix(&self) -> &str {
        self.id_prefix.unwrap_or(self.name)
    }

    fn write_items(&self, to: &mut String, described_by: Option<&str>) {
        element(to, "div")
            .class(&[&self.block.class(""), self.classes])
            .attributes(self.attributes)
            .attr("data-module", self.block.class(""))
            .holding(|to| {
                self.form_group.before.render_to(to);
                for (index, item) in self.items.iter().enumerate() {
                    match item {
                        ChoiceItem::Divider(word) => element(to, "div")
                            .attr("class", self.block.class("__divider"))
                            .holding(|to| word.render_to(to)),
                        ChoiceItem::Choice(choice) => self.write_choice(to, choice, index, described_by),
                    }
                }
                self.form_group.after.render_to(to);
            });
    }

    /// The first answer takes the bare id, so that the error summary's link lands on it.
    fn item_id(&self, choice: &Choice, index: usize) -> String {
        match (&choice.id, index) {
            (Some(id), _) => id.clone(),
            (None, 0) => self.prefix().to_owned(),
            (None, index) => format!("{}-{}", self.prefix(), index + 1),
        }
    }

    fn write_choice(&self, to: &mut String, choice: &Choice, index: usize, described_by: Option<&str>) {
        let id = self.item_id(choice, index);
        let checked = choice.checked.unwrap_or_else(|| (self.is_chosen)(choice));
        element(to, "div").attr("class", self.block.class("__item")).holding(|to| {
            self.write_control(to, choice, &id, checked, described_by);
            choice.label.write(to, &id, &self.block.class("__label"));
            if let Some(hint) = &choice.hint {
                hint.write(to, Some(&format!("{id}-item-hint")), &self.block.class("__hint"));
            }
        });
        if let Some(question) = &choice.reveals {
            let hidden = if checked { String::new() } else { self.block.class("__conditional--hidden") };
            element(to, "div")
                .class(&[&self.block.class("__conditional"), &hidden])
                .attr("id", format!("conditional-{id}"))
                .holding(|to| question.render_to(to));
        }
    }

    fn write_control(&self, to: &mut String, choice: &Choice, id: &str, checked: bool, described_by: Option<&str>) {
        // Radios outside a fieldset are described by nothing: the design system leaves that to the legend.
        let group = described_by.filter(|_| self.block == Block::Checkboxes).map(str::to_owned);
        let own = choice.hint.as_ref().map(|_| format!("{id}-item-hint"));
        let said: Vec<String> = group.into_iter().chain(own).collect();
        element(to, "input")
            .attr("class", self.block.class("__input"))
            .attr("id", id)
            .attr("name", choice.name.as_deref().unwrap_or(self.name))
            .attr("type", self.block.kind())
            .attr("value", &choice.value)
            .flag("checked", checked)
            .flag("disabled", choice.disabled)
            .maybe("data-aria-controls", choice.reveals.as_ref().map(|_| format!("conditional-{id}")))
            .maybe("data-behaviour", choice.exclusive.then_some("exclusive"))
            .maybe("aria-describedby", (!said.is_empty()).then(|| said.join(" ")))
            .attributes(&choice.attributes)
            .void();
    }
}
