//! Where am I, and how do I get back: header, back link, breadcrumbs, languages.

use crate::element::{element, visually_hidden};
use crate::{Attributes, Content};
use maud::Render;

#[derive(Clone, Debug)]
pub struct BackLink {
    pub content: Content,
    pub href: String,
    pub classes: String,
    pub attributes: Attributes,
}

impl BackLink {
    pub fn new(href: impl Into<String>) -> BackLink {
        BackLink { content: "Back".into(), href: href.into(), classes: String::new(), attributes: Attributes::new() }
    }
}

impl Render for BackLink {
    fn render_to(&self, to: &mut String) {
        element(to, "a")
            .attr("href", &self.href)
            .class(&["govuk-back-link", &self.classes])
            .attributes(&self.attributes)
            .holding(|to| self.content.render_to(to));
    }
}

/// One step of the way here; the last, without an address, is this page.
#[derive(Clone, Debug, Default)]
pub struct Crumb {
    pub content: Content,
    pub href: Option<String>,
    pub attributes: Attributes,
}

impl Crumb {
    pub fn new(content: impl Into<Content>, href: impl Into<String>) -> Crumb {
        Crumb { content: content.into(), href: Some(href.into()), ..Crumb::default() }
    }

    pub fn here(content: impl Into<Content>) -> Crumb {
        Crumb { content: content.into(), ..Crumb::default() }
    }

    fn write(&self, to: &mut String) {
        let item = element(to, "li").class(&["govuk-breadcrumbs__list-item"]);
        match &self.href {
            Some(href) => item.holding(|to| {
                element(to, "a")
                    .class(&["govuk-breadcrumbs__link"])
                    .attr("href", href)
                    .attributes(&self.attributes)
                    .holding(|to| self.content.render_to(to));
            }),
            None => item.attr("aria-current", "page").holding(|to| self.content.render_to(to)),
        }
    }
}

#[derive(Clone, Debug, Default)]
pub struct Breadcrumbs {
    pub crumbs: Vec<Crumb>,
    pub collapse_on_mobile: bool,
    pub label: Option<String>,
    pub classes: String,
    pub attributes: Attributes,
}

impl Breadcrumbs {
    pub fn new(crumbs: impl IntoIterator<Item = Crumb>) -> Breadcrumbs {
        Breadcrumbs { crumbs: crumbs.into_iter().collect(), collapse_on_mobile: true, ..Breadcrumbs::default() }
    }
}

impl Render for Breadcrumbs {
    fn render_to(&self, to: &mut String) {
        let collapse = if self.collapse_on_mobile { "govuk-breadcrumbs--collapse-on-mobile" } else { "" };
        element(to, "nav")
            .class(&["govuk-breadcrumbs", &self.classes, collapse])
            .attributes(&self.attributes)
            .attr("aria-label", self.label.as_deref().unwrap_or("Breadcrumb"))
            .holding(|to| {
                element(to, "ol")
                    .class(&["govuk-breadcrumbs__list"])
                    .holding(|to| self.crumbs.iter().for_each(|crumb| crumb.write(to)));
            });
    }
}

/// The council's name or logo. Never the crown.
#[derive(Clone, Debug, Default)]
pub struct GenericHeader {
    pub logo: Content,
    /// Where the logo goes; `/` when absent.
    pub href: Option<String>,
    /// At the other end of the strip: search, account, the way out.
    pub end: Content,
    pub container_classes: Option<String>,
    pub classes: String,
    pub attributes: Attributes,
}

impl GenericHeader {
    pub fn new(logo: impl Into<Content>, href: impl Into<String>) -> GenericHeader {
        GenericHeader { logo: logo.into(), href: Some(href.into()), ..GenericHeader::default() }
    }

    #[must_use]
    pub fn end(mut self, end: impl Into<Content>) -> GenericHeader {
        self.end = end.into();
        self
    }
}

impl Render for GenericHeader {
    fn render_to(&self, to: &mut String) {
        let container = self.container_classes.as_deref().unwrap_or("govuk-width-container");
        element(to, "div").class(&["govuk-generic-header", &self.classes]).attributes(&self.attributes).holding(|to| {
            element(to, "div").class(&["govuk-generic-header__container", container]).holding(|to| {
                element(to, "div").class(&["govuk-generic-header__logo"]).holding(|to| {
                    element(to, "a")
                        .attr("href", self.href.as_deref().unwrap_or("/"))
                        .class(&["govuk-generic-header__homepage-link"])
                        .holding(|to| self.logo.render_to(to));
                });
                if !self.end.is_empty() {
                    element(to, "div").class(&["wm-header__end"]).holding(|to| self.end.render_to(to));
                }
            });
        });
    }
}

/// One language the page can be read in, named in itself.
#[derive(Clone, Debug, Default)]
pub struct Language {
    pub content: Content,
    pub lang: String,
    pub href: Option<String>,
    pub current: bool,
    pub direction: Option<&'static str>,
    /// The name in the page's own language, for screen readers.
    pub described: Option<String>,
    pub classes: String,
    pub attributes: Attributes,
}

impl Language {
    fn write(&self, to: &mut String) {
        element(to, "li").class(&["govuk-language-navigation__list-item"]).holding(|to| match &self.href {
            Some(href) if !self.current => self.write_link(to, href),
            _ => element(to, "span")
                .class(&["govuk-language-navigation__text", &self.classes])
                .attr("aria-current", "true")
                .maybe("lang", self.own_lang())
                .maybe("dir", self.direction)
                .attributes(&self.attributes)
                .holding(|to| self.content.render_to(to)),
        });
    }

    fn own_lang(&self) -> Option<&str> {
        Some(self.lang.as_str()).filter(|lang| !lang.is_empty())
    }

    fn write_link(&self, to: &mut String, href: &str) {
        element(to, "a")
            .class(&["govuk-language-navigation__link", &self.classes])
            .attr("href", href)
            .attr("rel", "alternate")
            .maybe("lang", self.own_lang())
            .maybe("hreflang", self.own_lang())
            .maybe("dir", self.direction)
            .attributes(&self.attributes)
            .holding(|to| {
                self.content.render_to(to);
                if let Some(described) = &self.described {
                    visually_hidden(to, &format!(" {described}"));
                }
            });
    }
}

#[derive(Clone, Debug, Default)]
pub struct LanguageNavigation {
    pub languages: Vec<Language>,
    pub label: Option<String>,
    pub classes: String,
    pub attributes: Attributes,
}

impl Render for LanguageNavigation {
    fn render_to(&self, to: &mut String) {
        element(to, "nav")
            .class(&["govuk-language-navigation", &self.classes])
            .attributes(&self.attributes)
            .attr("aria-label", self.label.as_deref().unwrap_or("Language"))
            .holding(|to| {
                element(to, "ul")
                    .class(&["govuk-language-navigation__list"])
                    .holding(|to| self.languages.iter().for_each(|language| language.write(to)));
            });
    }
}
