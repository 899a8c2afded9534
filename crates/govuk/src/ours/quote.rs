//! What someone said; what a decision rests on; and the strip that says nobody here is real.

use crate::Content;
use maud::{Markup, Render, html};

/// Someone's own words. Never corrected, never folded away (pages §1 rule 1).
#[derive(Clone, Debug, Default)]
pub struct Words {
    pub said: String,
    /// Who said it, how and when: "Sam, in a call, 3 November 2026".
    pub by: Content,
    /// The language it was said in, when not the page's.
    pub lang: Option<String>,
}

impl Words {
    pub fn new(said: impl Into<String>, by: impl Into<Content>) -> Words {
        Words { said: said.into(), by: by.into(), lang: None }
    }
}

impl Render for Words {
    fn render(&self) -> Markup {
        html! {
            figure.wm-words {
                blockquote lang=[self.lang.as_deref()] data-own-words {
                    @for paragraph in self.said.lines().filter(|line| !line.trim().is_empty()) {
                        p { (paragraph) }
                    }
                }
                @if !self.by.is_empty() { figcaption { (self.by) } }
            }
        }
    }
}

/// One step of a sum or a decision, with the law or rule it stands on.
#[derive(Clone, Debug, Default)]
pub struct Reason {
    pub says: Content,
    pub source: Option<Content>,
}

impl Reason {
    pub fn new(says: impl Into<Content>) -> Reason {
        Reason { says: says.into(), source: None }
    }

    #[must_use]
    pub fn source(mut self, source: impl Into<Content>) -> Reason {
        self.source = Some(source.into());
        self
    }
}

/// Why: in the order it was worked out.
#[derive(Clone, Debug, Default)]
pub struct Reasons(pub Vec<Reason>);

impl Render for Reasons {
    fn render(&self) -> Markup {
        html! {
            ol.wm-reasons {
                @for reason in &self.0 {
                    li {
                        span { (reason.says) }
                        @if let Some(source) = &reason.source { " " span.wm-reasons__source { (source) } }
                    }
                }
            }
        }
    }
}

/// On every page of a demonstration: the people are invented.
#[derive(Clone, Debug)]
pub struct Demonstration {
    pub says: Content,
}

impl Default for Demonstration {
    fn default() -> Demonstration {
        Demonstration { says: "Demonstration. Every person here is invented.".into() }
    }
}

impl Render for Demonstration {
    fn render(&self) -> Markup {
        html! {
            aside.wm-demonstration aria-label="Demonstration" {
                div.govuk-width-container { p { (self.says) } }
            }
        }
    }
}
