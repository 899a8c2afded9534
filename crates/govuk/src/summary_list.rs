//! Facts in pairs, each with the way to change it.

use crate::element::{element, heading};
use crate::{Attributes, Content};
use maud::Render;

/// A link beside a fact or on a card.
#[derive(Clone, Debug, Default)]
pub struct Action {
    pub content: Content,
    pub href: String,
    /// Said after the words to screen readers: "Change" + "name".
    pub spoken_after: Option<String>,
    pub classes: String,
    pub attributes: Attributes,
}

impl Action {
    pub fn new(content: impl Into<Content>, href: impl Into<String>, spoken_after: impl Into<String>) -> Action {
        Action {
            content: content.into(),
            href: href.into(),
            spoken_after: Some(spoken_after.into()),
            ..Action::default()
        }
    }

    fn write(&self, to: &mut String, card_title: Option<&Content>) {
        element(to, "a")
            .class(&["govuk-link", &self.classes])
            .attr("href", &self.href)
            .attributes(&self.attributes)
            .holding(|to| {
                self.content.render_to(to);
                if self.spoken_after.is_some() || card_title.is_some() {
                    element(to, "span")
                        .class(&["govuk-visually-hidden"])
                        .holding(|to| self.write_spoken(to, card_title));
                }
            });
    }

    fn write_spoken(&self, to: &mut String, card_title: Option<&Content>) {
        if let Some(words) = &self.spoken_after {
            to.push(' ');
            words.render_to(to);
        }
        if let Some(title) = card_title {
            to.push_str(" (");
            title.render_to(to);
            to.push(')');
        }
    }
}

fn write_actions(
    to: &mut String,
    outer: &'static str,
    class: &str,
    extra: &str,
    actions: &[Action],
    title: Option<&Content>,
) {
    if let [only] = actions {
        return element(to, outer).class(&[class, extra]).holding(|to| only.write(to, title));
    }
    let (list, item) = match outer {
        "dd" => ("govuk-summary-list__actions-list", "govuk-summary-list__actions-list-item"),
        _ => ("", "govuk-summary-card__action"),
    };
    let items = |to: &mut String| {
        for action in actions {
            element(to, "li").class(&[item]).holding(|to| action.write(to, title));
        }
    };
    match outer {
        "dd" => element(to, outer).class(&[class, extra]).holding(|to| element(to, "ul").class(&[list]).holding(items)),
        _ => element(to, "ul").class(&[class, extra]).holding(items),
    }
}

#[derive(Clone, Debug, Default)]
pub struct SummaryRow {
    pub key: Content,
    pub value: Content,
    pub actions: Vec<Action>,
    pub classes: String,
    pub key_classes: String,
    pub value_classes: String,
    pub actions_classes: String,
}

impl SummaryRow {
    pub fn new(key: impl Into<Content>, value: impl Into<Content>) -> SummaryRow {
        SummaryRow { key: key.into(), value: value.into(), ..SummaryRow::default() }
    }

    #[must_use]
    pub fn action(mut self, action: Action) -> SummaryRow {
        self.actions.push(action);
        self
    }

    /// The usual link: "Change", and what it changes for screen readers.
    #[must_use]
    pub fn change(self, href: impl Into<String>, what: impl Into<String>) -> SummaryRow {
        self.action(Action::new("Change", href, what))
    }

    fn write(&self, to: &mut String, any_actions: bool, card_title: Option<&Content>) {
        let bare = if any_actions && self.actions.is_empty() { "govuk-summary-list__row--no-actions" } else { "" };
        element(to, "div").class(&["govuk-summary-list__row", bare, &self.classes]).holding(|to| {
            element(to, "dt")
                .class(&["govuk-summary-list__key", &self.key_classes])
                .holding(|to| self.key.render_to(to));
            element(to, "dd")
                .class(&["govuk-summary-list__value", &self.value_classes])
                .holding(|to| self.value.render_to(to));
            if !self.actions.is_empty() {
                let class = "govuk-summary-list__actions";
                write_actions(to, "dd", class, &self.actions_classes, &self.actions, card_title);
            }
        });
    }
}

/// A titled box: round a list, or round anything.
#[derive(Clone, Debug, Default)]
pub struct SummaryCard {
    pub title: Option<Content>,
    pub level: Option<u8>,
    pub actions: Vec<Action>,
    pub title_classes: String,
    pub actions_classes: String,
    pub classes: String,
    pub attributes: Attributes,
    pub content: Content,
}

impl SummaryCard {
    pub fn new(title: impl Into<Content>) -> SummaryCard {
        SummaryCard { title: Some(title.into()), ..SummaryCard::default() }
    }

    #[must_use]
    pub fn action(mut self, action: Action) -> SummaryCard {
        self.actions.push(action);
        self
    }

    #[must_use]
    pub fn level(mut self, level: u8) -> SummaryCard {
        self.level = Some(level);
        self
    }

    #[must_use]
    pub fn holding(mut self, content: impl Into<Content>) -> SummaryCard {
        self.content = content.into();
        self
    }

    fn write(&self, to: &mut String, inside: impl FnOnce(&mut String)) {
        element(to, "div").class(&["govuk-summary-card", &self.classes]).attributes(&self.attributes).holding(|to| {
            element(to, "div").class(&["govuk-summary-card__title-wrapper"]).holding(|to| {
                if let Some(title) = &self.title {
                    heading(to, self.level.unwrap_or(2))
                        .class(&["govuk-summary-card__title", &self.title_classes])
                        .holding(|to| title.render_to(to));
                }
                if !self.actions.is_empty() {
                    let class = "govuk-summary-card__actions";
                    write_actions(to, "div", class, &self.actions_classes, &self.actions, self.title.as_ref());
                }
            });
            element(to, "div").class(&["govuk-summary-card__content"]).holding(inside);
        });
    }
}

impl Render for SummaryCard {
    fn render_to(&self, to: &mut String) {
        self.write(to, |to| self.content.render_to(to));
    }
}

#[derive(Clone, Debug, Default)]
pub struct SummaryList {
    pub rows: Vec<SummaryRow>,
    pub card: Option<SummaryCard>,
    pub classes: String,
    pub attributes: Attributes,
}

impl SummaryList {
    pub fn new(rows: impl IntoIterator<Item = SummaryRow>) -> SummaryList {
        SummaryList { rows: rows.into_iter().collect(), ..SummaryList::default() }
    }

    #[must_use]
    pub fn row(mut self, key: impl Into<Content>, value: impl Into<Content>) -> SummaryList {
        self.rows.push(SummaryRow::new(key, value));
        self
    }

    #[must_use]
    pub fn card(mut self, card: SummaryCard) -> SummaryList {
        self.card = Some(card);
        self
    }

    fn write_list(&self, to: &mut String) {
        let any_actions = self.rows.iter().any(|row| !row.actions.is_empty());
        let title = self.card.as_ref().and_then(|card| card.title.as_ref());
        element(to, "dl")
            .class(&["govuk-summary-list", &self.classes])
            .attributes(&self.attributes)
            .holding(|to| self.rows.iter().for_each(|row| row.write(to, any_actions, title)));
    }
}

impl Render for SummaryList {
    fn render_to(&self, to: &mut String) {
        match &self.card {
            Some(card) => card.write(to, |to| self.write_list(to)),
            None => self.write_list(to),
        }
    }
}
