//! The list of what is wrong, at the top of the page, with a link to each place (state R of pages §4).

use crate::element::element;
use crate::{Attributes, Content};
use maud::Render;

#[derive(Clone, Debug, Default)]
pub struct ErrorItem {
    pub content: Content,
    /// Where the mistake is, as `#id`.
    pub href: Option<String>,
    pub attributes: Attributes,
}

impl ErrorItem {
    /// `id` is the id of the control, without `#`.
    pub fn new(id: &str, content: impl Into<Content>) -> ErrorItem {
        ErrorItem { content: content.into(), href: Some(format!("#{id}")), ..ErrorItem::default() }
    }
}

#[derive(Clone, Debug, Default)]
pub struct ErrorSummary {
    /// "There is a problem" when empty.
    pub title: Content,
    pub description: Content,
    pub items: Vec<ErrorItem>,
    pub disable_auto_focus: Option<bool>,
    pub classes: String,
    pub attributes: Attributes,
}

impl ErrorSummary {
    pub fn new(items: impl IntoIterator<Item = ErrorItem>) -> ErrorSummary {
        ErrorSummary { items: items.into_iter().collect(), ..ErrorSummary::default() }
    }

    fn write_list(&self, to: &mut String) {
        element(to, "ul").class(&["govuk-list govuk-error-summary__list"]).holding(|to| {
            for item in &self.items {
                element(to, "li").holding(|to| match &item.href {
                    Some(href) => element(to, "a")
                        .attr("href", href)
                        .attributes(&item.attributes)
                        .holding(|to| item.content.render_to(to)),
                    None => item.content.render_to(to),
                });
            }
        });
    }
}

impl Render for ErrorSummary {
    fn render_to(&self, to: &mut String) {
        element(to, "div")
            .class(&["govuk-error-summary", &self.classes])
            .maybe("data-disable-auto-focus", self.disable_auto_focus.map(|off| off.to_string()))
            .attributes(&self.attributes)
            .attr("data-module", "govuk-error-summary")
            .holding(|to| {
                element(to, "div").attr("role", "alert").holding(|to| {
                    element(to, "h2").class(&["govuk-error-summary__title"]).holding(|to| {
                        if self.title.is_empty() {
                            to.push_str("There is a problem");
                        } else {
                            self.title.render_to(to);
                        }
                    });
                    element(to, "div").class(&["govuk-error-summary__body"]).holding(|to| {
                        if !self.description.is_empty() {
                            element(to, "p").holding(|to| self.description.render_to(to));
                        }
                        if !self.items.is_empty() {
                            self.write_list(to);
                        }
                    });
                });
            });
    }
}
