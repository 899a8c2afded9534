//! Whose record this is, at the top of each of its pages: what they like to be called, how to talk with them,
//! who works with them, and what can be done from here (pages §3, identity bar).

use crate::Content;
use maud::{Markup, Render, html};

#[derive(Clone, Debug, Default)]
pub struct PersonBar {
    pub name: String,
    /// Short facts after the name: "19", "they/them", "Prefers text".
    pub facts: Vec<Content>,
    /// Status tag and badges.
    pub tags: Vec<Content>,
    /// Buttons and menus, the main one first.
    pub actions: Vec<Content>,
    /// What is behind a press, such as identifiers (a view that is logged).
    pub more: Content,
    /// The name is the page's `h1`, else it is a line above it.
    pub page_heading: bool,
}

impl PersonBar {
    pub fn new(name: impl Into<String>) -> PersonBar {
        PersonBar { name: name.into(), ..PersonBar::default() }
    }

    #[must_use]
    pub fn fact(mut self, fact: impl Into<Content>) -> PersonBar {
        self.facts.push(fact.into());
        self
    }

    #[must_use]
    pub fn tag(mut self, tag: &impl Render) -> PersonBar {
        self.tags.push(Content::of(tag));
        self
    }

    #[must_use]
    pub fn action(mut self, action: &impl Render) -> PersonBar {
        self.actions.push(Content::of(action));
        self
    }

    #[must_use]
    pub fn page_heading(mut self) -> PersonBar {
        self.page_heading = true;
        self
    }

    fn name(&self) -> Markup {
        html! {
            @if self.page_heading {
                h1.wm-identity__name { (self.name) }
            } @else {
                p.wm-identity__name { (self.name) }
            }
        }
    }
}

impl Render for PersonBar {
    fn render(&self) -> Markup {
        html! {
            section.wm-identity aria-label={ "The record of " (self.name) } {
                div.wm-identity__who {
                    div.wm-identity__line {
                        (self.name())
                        @for tag in &self.tags { (tag) " " }
                    }
                    @if !self.facts.is_empty() {
                        ul.wm-identity__facts { @for fact in &self.facts { li { (fact) } } }
                    }
                    (self.more)
                }
                @if !self.actions.is_empty() {
                    div.wm-identity__actions.wm-no-print { @for action in &self.actions { (action) " " } }
                }
            }
        }
    }
}
