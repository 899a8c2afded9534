//! The outside of a page: the document, the skip link, the main part.

use crate::element::element;
use crate::{Attributes, Content};
use maud::{DOCTYPE, Markup, Render, html};

/// The first thing on every page for someone using a keyboard.
#[derive(Clone, Debug)]
pub struct SkipLink {
    pub content: Content,
    pub href: String,
    pub classes: String,
    pub attributes: Attributes,
}

impl Default for SkipLink {
    fn default() -> SkipLink {
        SkipLink {
            content: "Skip to main content".into(),
            href: "#main-content".into(),
            classes: String::new(),
            attributes: Attributes::default(),
        }
    }
}

impl Render for SkipLink {
    fn render_to(&self, to: &mut String) {
        element(to, "a")
            .attr("href", &self.href)
            .class(&["govuk-skip-link", &self.classes])
            .attributes(&self.attributes)
            .attr("data-module", "govuk-skip-link")
            .holding(|to| self.content.render_to(to));
    }
}

/// A whole document. Style sheets and scripts are addresses: nothing is inline, so the content security
/// policy can forbid it (SEC-08).
#[derive(Clone, Debug)]
pub struct Page {
    pub title: String,
    pub language: String,
    /// `ltr`, or `rtl` for Arabic, Farsi, Kurdish Sorani, Urdu and others.
    pub direction: Option<&'static str>,
    pub theme_colour: String,
    pub styles: Vec<String>,
    /// Loaded as modules, after the page is there.
    pub scripts: Vec<String>,
    pub icon: Option<String>,
    /// Extra for `head`.
    pub head: Markup,
    pub body_classes: String,
    /// Before the header: banners.
    pub above_header: Markup,
    pub header: Markup,
    /// Between header and main: back link, breadcrumbs, identity bar.
    pub before_main: Markup,
    pub main: Markup,
    pub main_classes: String,
    pub footer: Markup,
}

impl Default for Page {
    fn default() -> Page {
        Page {
            title: String::new(),
            language: "en-GB".into(),
            direction: None,
            theme_colour: "#00615f".into(),
            styles: Vec::new(),
            scripts: Vec::new(),
            icon: None,
            head: html! {},
            body_classes: String::new(),
            above_header: html! {},
            header: html! {},
            before_main: html! {},
            main: html! {},
            main_classes: String::new(),
            footer: html! {},
        }
    }
}

impl Page {
    fn head(&self) -> Markup {
        html! {
            head {
                meta charset="utf-8";
                title { (self.title) }
                meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover";
                meta name="theme-color" content=(self.theme_colour);
                meta name="color-scheme" content="light";
                meta name="referrer" content="no-referrer";
                @for style in &self.styles { link rel="stylesheet" href=(style); }
                @if let Some(icon) = &self.icon { link rel="icon" href=(icon); }
                @for script in &self.scripts { script type="module" src=(script) {} }
                (self.head)
            }
        }
    }
}

impl Render for Page {
    fn render_to(&self, to: &mut String) {
        let body = crate::element::classes(&["govuk-template__body", &self.body_classes]);
        let main = crate::element::classes(&["govuk-main-wrapper", &self.main_classes]);
        html! {
            (DOCTYPE)
            html.govuk-template lang=(self.language) dir=[self.direction] {
                (self.head())
                body class=(body) {
                    (SkipLink::default())
                    (self.above_header)
                    @if !self.header.0.is_empty() { header.govuk-template__header { (self.header) } }
                    div.govuk-width-container {
                        (self.before_main)
                        main #main-content class=(main) { (self.main) }
                    }
                    @if !self.footer.0.is_empty() { footer.govuk-template__footer { (self.footer) } }
                }
            }
        }
        .render_to(to);
    }
}
