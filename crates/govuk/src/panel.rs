//! A whole page's message: done, or stop and think.

use crate::element::{element, heading};
use crate::{Attributes, Button, ButtonStyle, Content, Press};
use maud::Render;

/// What can be done from an interruption.
#[derive(Clone, Debug)]
pub enum PanelAction {
    Press(Box<Button>),
    Link { text: String, href: String, classes: String, attributes: Attributes },
}

impl PanelAction {
    /// A button that sends the form round the panel.
    pub fn submit(text: impl Into<Content>) -> PanelAction {
        PanelAction::Press(Box::new(Button::new(text)))
    }

    /// A button that goes to an address.
    pub fn go(text: impl Into<Content>, href: impl Into<String>) -> PanelAction {
        PanelAction::Press(Box::new(Button { press: Press::Goto(href.into()), ..Button::new(text) }))
    }

    pub fn link(text: impl Into<String>, href: impl Into<String>) -> PanelAction {
        PanelAction::Link {
            text: text.into(),
            href: href.into(),
            classes: String::new(),
            attributes: Attributes::new(),
        }
    }

    fn write(&self, to: &mut String) {
        match self {
            PanelAction::Press(button) => {
                Button { style: ButtonStyle::Inverse, ..(**button).clone() }.render_to(to);
            }
            PanelAction::Link { text, href, classes, attributes } => element(to, "a")
                .class(&["govuk-link govuk-link--inverse", classes])
                .attr("href", href)
                .attributes(attributes)
                .holding(|to| text.render_to(to)),
        }
    }
}

#[derive(Clone, Debug, Default)]
pub struct Panel {
    pub title: Content,
    pub content: Content,
    /// Stops someone to check, instead of telling them it is done. Only then are actions shown.
    pub interruption: bool,
    pub actions: Option<Vec<PanelAction>>,
    pub actions_classes: String,
    pub actions_attributes: Attributes,
    pub heading_level: Option<u8>,
    pub classes: String,
    pub attributes: Attributes,
}

impl Panel {
    pub fn done(title: impl Into<Content>, content: impl Into<Content>) -> Panel {
        Panel { title: title.into(), content: content.into(), ..Panel::default() }
    }

    pub fn interruption(title: impl Into<Content>, content: impl Into<Content>) -> Panel {
        Panel { interruption: true, ..Panel::done(title, content) }
    }

    #[must_use]
    pub fn action(mut self, action: PanelAction) -> Panel {
        self.actions.get_or_insert_default().push(action);
        self
    }

    fn write_actions(&self, to: &mut String, actions: &[PanelAction]) {
        element(to, "div")
            .class(&["govuk-panel__actions", &self.actions_classes])
            .attributes(&self.actions_attributes)
            .holding(|to| {
                if !actions.is_empty() {
                    element(to, "div").class(&["govuk-button-group"]).holding(|to| {
                        for (index, action) in actions.iter().enumerate() {
                            if index > 0 {
                                to.push(' ');
                            }
                            action.write(to);
                        }
                    });
                }
            });
    }
}

impl Render for Panel {
    fn render_to(&self, to: &mut String) {
        let kind = if self.interruption { "govuk-panel--interruption" } else { "govuk-panel--confirmation" };
        element(to, "div").class(&["govuk-panel", kind, &self.classes]).attributes(&self.attributes).holding(|to| {
            heading(to, self.heading_level.unwrap_or(1))
                .class(&["govuk-panel__title"])
                .holding(|to| self.title.render_to(to));
            if !self.content.is_empty() {
                element(to, "div").class(&["govuk-panel__body"]).holding(|to| self.content.render_to(to));
            }
            if let Some(actions) = self.actions.as_deref().filter(|_| self.interruption) {
                self.write_actions(to, actions);
            }
        });
    }
}
