//! News at the top of a page, and the strip that says what stage a service is at.

use crate::element::{element, heading};
use crate::{Attributes, Content, Tag};
use maud::Render;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum BannerKind {
    #[default]
    Important,
    /// Something the reader just did has worked: said at once by screen readers.
    Success,
}

#[derive(Clone, Debug, Default)]
pub struct NotificationBanner {
    /// Text is set as one heading line; markup is left as it is.
    pub content: Content,
    pub kind: BannerKind,
    /// "Important" or "Success" when empty.
    pub title: Content,
    pub title_level: Option<u8>,
    pub title_id: Option<String>,
    pub role: Option<&'static str>,
    pub disable_auto_focus: Option<bool>,
    pub classes: String,
    pub attributes: Attributes,
}

impl NotificationBanner {
    pub fn new(content: impl Into<Content>) -> NotificationBanner {
        NotificationBanner { content: content.into(), ..NotificationBanner::default() }
    }

    pub fn success(content: impl Into<Content>) -> NotificationBanner {
        NotificationBanner { kind: BannerKind::Success, ..NotificationBanner::new(content) }
    }

    #[must_use]
    pub fn title(mut self, title: impl Into<Content>) -> NotificationBanner {
        self.title = title.into();
        self
    }

    fn success_or<T>(&self, success: T, otherwise: T) -> T {
        if self.kind == BannerKind::Success { success } else { otherwise }
    }

    fn write_title(&self, to: &mut String, id: &str) {
        element(to, "div").class(&["govuk-notification-banner__header"]).holding(|to| {
            heading(to, self.title_level.unwrap_or(2))
                .class(&["govuk-notification-banner__title"])
                .attr("id", id)
                .holding(|to| {
                    if self.title.is_empty() {
                        to.push_str(self.success_or("Success", "Important"));
                    } else {
                        self.title.render_to(to);
                    }
                });
        });
    }
}

impl Render for NotificationBanner {
    fn render_to(&self, to: &mut String) {
        let id = self.title_id.as_deref().unwrap_or("govuk-notification-banner-title");
        element(to, "div")
            .class(&[
                "govuk-notification-banner",
                self.success_or("govuk-notification-banner--success", ""),
                &self.classes,
            ])
            .attr("role", self.role.unwrap_or(self.success_or("alert", "region")))
            .attr("aria-labelledby", id)
            .attr("data-module", "govuk-notification-banner")
            .maybe("data-disable-auto-focus", self.disable_auto_focus.map(|off| off.to_string()))
            .attributes(&self.attributes)
            .holding(|to| {
                self.write_title(to, id);
                element(to, "div").class(&["govuk-notification-banner__content"]).holding(|to| {
                    if self.content.is_markup() {
                        self.content.render_to(to);
                    } else {
                        element(to, "p")
                            .class(&["govuk-notification-banner__heading"])
                            .holding(|to| self.content.render_to(to));
                    }
                });
            });
    }
}

#[derive(Clone, Debug, Default)]
pub struct PhaseBanner {
    pub tag: Tag,
    pub content: Content,
    pub classes: String,
    pub attributes: Attributes,
}

impl PhaseBanner {
    pub fn new(tag: impl Into<Content>, content: impl Into<Content>) -> PhaseBanner {
        PhaseBanner { tag: Tag::new(tag), content: content.into(), ..PhaseBanner::default() }
    }
}

impl Render for PhaseBanner {
    fn render_to(&self, to: &mut String) {
        element(to, "div")
            .class(&["govuk-phase-banner govuk-width-container", &self.classes])
            .attributes(&self.attributes)
            .holding(|to| {
                element(to, "p").class(&["govuk-phase-banner__content"]).holding(|to| {
                    self.tag.write(to, "govuk-phase-banner__content__tag");
                    to.push(' ');
                    element(to, "span").class(&["govuk-phase-banner__text"]).holding(|to| self.content.render_to(to));
                });
            });
    }
}
