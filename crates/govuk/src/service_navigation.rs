//! The main links under the header. On a phone they fold into one Menu button when script is there; without
//! it they wrap and stay in sight.

use crate::element::element;
use crate::{Attributes, Content};
use maud::Render;

#[derive(Clone, Debug, Default)]
pub struct NavigationItem {
    pub content: Content,
    pub href: Option<String>,
    /// This page.
    pub current: bool,
    /// A page inside this part.
    pub active: bool,
    pub attributes: Attributes,
}

impl NavigationItem {
    pub fn new(content: impl Into<Content>, href: impl Into<String>) -> NavigationItem {
        NavigationItem { content: content.into(), href: Some(href.into()), ..NavigationItem::default() }
    }

    #[must_use]
    pub fn current(mut self, current: bool) -> NavigationItem {
        self.current = current;
        self
    }

    #[must_use]
    pub fn active(mut self, active: bool) -> NavigationItem {
        self.active = active;
        self
    }

    fn is_here(&self) -> bool {
        self.current || self.active
    }

    fn aria_current(&self) -> Option<&'static str> {
        self.is_here().then_some(if self.current { "page" } else { "true" })
    }

    fn write(&self, to: &mut String) {
        let here = if self.is_here() { "govuk-service-navigation__item--active" } else { "" };
        let words = |to: &mut String| {
            if self.is_here() {
                element(to, "strong")
                    .class(&["govuk-service-navigation__active-fallback"])
                    .holding(|to| self.content.render_to(to));
            } else {
                self.content.render_to(to);
            }
        };
        element(to, "li").class(&["govuk-service-navigation__item", here]).holding(|to| match &self.href {
            Some(href) => element(to, "a")
                .class(&["govuk-service-navigation__link"])
                .attr("href", href)
                .maybe("aria-current", self.aria_current())
                .attributes(&self.attributes)
                .holding(words),
            None => element(to, "span")
                .class(&["govuk-service-navigation__text"])
                .maybe("aria-current", self.aria_current())
                .holding(words),
        });
    }
}

#[derive(Clone, Debug, Default)]
pub struct ServiceNavigation {
    pub items: Vec<NavigationItem>,
    pub service_name: Option<String>,
    pub service_href: Option<String>,
    /// Folds into the Menu button on a phone; when absent, it does with more than one link.
    pub collapse_on_mobile: Option<bool>,
    pub label: Option<String>,
    pub navigation_label: Option<String>,
    pub navigation_id: Option<String>,
    pub navigation_classes: String,
    pub menu_text: Option<String>,
    pub menu_label: Option<String>,
    /// Slots: before the name, among the links, after everything (search, account).
    pub start: Content,
    pub navigation_start: Content,
    pub navigation_end: Content,
    pub end: Content,
    /// Keeps `end` on the same line as the links.
    pub end_inline: bool,
    pub classes: String,
    pub attributes: Attributes,
}

impl ServiceNavigation {
    pub fn new(items: impl IntoIterator<Item = NavigationItem>) -> ServiceNavigation {
        ServiceNavigation { items: items.into_iter().collect(), ..ServiceNavigation::default() }
    }

    #[must_use]
    pub fn service(mut self, name: impl Into<String>, href: impl Into<String>) -> ServiceNavigation {
        (self.service_name, self.service_href) = (Some(name.into()), Some(href.into()));
        self
    }

    #[must_use]
    pub fn end(mut self, end: impl Into<Content>) -> ServiceNavigation {
        self.end = end.into();
        self
    }

    fn menu_text(&self) -> &str {
        self.menu_text.as_deref().unwrap_or("Menu")
    }

    fn write_name(&self, to: &mut String, name: &str) {
        element(to, "span").class(&["govuk-service-navigation__service-name"]).holding(|to| match &self.service_href {
            Some(href) => element(to, "a")
                .attr("href", href)
                .class(&["govuk-service-navigation__link"])
                .holding(|to| name.render_to(to)),
            None => {
                element(to, "span").class(&["govuk-service-navigation__text"]).holding(|to| name.render_to(to));
            }
        });
    }

    fn write_toggle(&self, to: &mut String, navigation_id: &str) {
        let label = self.menu_label.as_deref().filter(|label| *label != self.menu_text());
        element(to, "button")
            .attr("type", "button")
            .class(&["govuk-service-navigation__toggle govuk-js-service-navigation-toggle"])
            .attr("aria-controls", navigation_id)
            .maybe("aria-label", label)
            .flag("hidden", true)
            .attr("aria-hidden", "true")
            .holding(|to| self.menu_text().render_to(to));
    }

    fn write_links(&self, to: &mut String) {
        let navigation_id = self.navigation_id.as_deref().unwrap_or("navigation");
        element(to, "nav")
            .attr("aria-label", self.navigation_label.as_deref().unwrap_or(self.menu_text()))
            .class(&["govuk-service-navigation__wrapper", &self.navigation_classes])
            .holding(|to| {
                if self.collapse_on_mobile.unwrap_or(self.items.len() > 1) {
                    self.write_toggle(to, navigation_id);
                }
                element(to, "ul").class(&["govuk-service-navigation__list"]).attr("id", navigation_id).holding(|to| {
                    self.navigation_start.render_to(to);
                    self.items.iter().for_each(|item| item.write(to));
                    self.navigation_end.render_to(to);
                });
            });
    }

    fn write_inside(&self, to: &mut String) {
        let inline = if self.end_inline { "govuk-service-navigation__inlining-container" } else { "" };
        element(to, "div").class(&["govuk-width-container", inline]).holding(|to| {
            self.start.render_to(to);
            element(to, "div").class(&["govuk-service-navigation__container"]).holding(|to| {
                if let Some(name) = self.service_name.as_deref() {
                    self.write_name(to, name);
                }
                if !(self.items.is_empty() && self.navigation_start.is_empty() && self.navigation_end.is_empty()) {
                    self.write_links(to);
                }
            });
            self.end.render_to(to);
        });
    }
}

impl Render for ServiceNavigation {
    fn render_to(&self, to: &mut String) {
        // With a name or other content it is a region of its own; with links alone, `nav` says enough.
        let is_region = self.service_name.is_some() || !self.start.is_empty() || !self.end.is_empty();
        let outer = if is_region {
            element(to, "section").attr("aria-label", self.label.as_deref().unwrap_or("Service information"))
        } else {
            element(to, "div")
        };
        outer
            .class(&["govuk-service-navigation", &self.classes])
            .attr("data-module", "govuk-service-navigation")
            .attributes(&self.attributes)
            .holding(|to| self.write_inside(to));
    }
}
