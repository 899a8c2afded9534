//! What happened, newest first.

use crate::element::{element, heading};
use crate::{Attributes, Content};
use maud::Render;

#[derive(Clone, Debug, Default)]
pub struct TimelineItem {
    pub title: Content,
    pub byline: Option<Content>,
    /// For machines: `2026-11-03`.
    pub datetime: String,
    /// For people: "3 November 2026".
    pub date: String,
    pub content: Content,
    pub classes: String,
    pub attributes: Attributes,
}

#[derive(Clone, Debug, Default)]
pub struct Timeline {
    pub items: Vec<TimelineItem>,
    /// Of each entry's title; 2 when absent.
    pub level: Option<u8>,
    pub classes: String,
    pub attributes: Attributes,
}

impl Timeline {
    pub fn new(items: impl IntoIterator<Item = TimelineItem>) -> Timeline {
        Timeline { items: items.into_iter().collect(), ..Timeline::default() }
    }

    fn write_item(&self, to: &mut String, item: &TimelineItem) {
        element(to, "div").class(&["moj-timeline__item", &item.classes]).attributes(&item.attributes).holding(|to| {
            element(to, "div").class(&["moj-timeline__header"]).holding(|to| {
                heading(to, self.level.unwrap_or(2))
                    .class(&["moj-timeline__title"])
                    .holding(|to| item.title.render_to(to));
                if let Some(byline) = &item.byline {
                    to.push(' ');
                    element(to, "p").class(&["moj-timeline__byline"]).holding(|to| {
                        to.push_str("by ");
                        byline.render_to(to);
                    });
                }
            });
            element(to, "p").class(&["moj-timeline__date"]).holding(|to| {
                element(to, "time").attr("datetime", &item.datetime).holding(|to| item.date.render_to(to));
            });
            element(to, "div").class(&["moj-timeline__description"]).holding(|to| item.content.render_to(to));
        });
    }
}

impl Render for Timeline {
    fn render_to(&self, to: &mut String) {
        element(to, "div")
            .class(&["moj-timeline", &self.classes])
            .attributes(&self.attributes)
            .holding(|to| self.items.iter().for_each(|item| self.write_item(to, item)));
    }
}
