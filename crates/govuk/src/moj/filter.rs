//! Choosing which of a list to show. The page puts it inside its own `form method="get"`.

use crate::element::{element, visually_hidden};
use crate::{Attributes, Button, Content};
use maud::Render;

/// One kind of choice made, each with the address that takes it away.
#[derive(Clone, Debug, Default)]
pub struct Chosen {
    pub kind: Content,
    pub values: Vec<(String, String)>,
}

impl Chosen {
    /// `values` are words and the address without them.
    pub fn new(kind: impl Into<Content>, values: impl IntoIterator<Item = (String, String)>) -> Chosen {
        Chosen { kind: kind.into(), values: values.into_iter().collect() }
    }

    fn write(&self, to: &mut String) {
        element(to, "h3").class(&["govuk-heading-s govuk-!-margin-bottom-0"]).holding(|to| self.kind.render_to(to));
        element(to, "ul").class(&["moj-filter-tags"]).holding(|to| {
            for (words, href) in &self.values {
                element(to, "li").holding(|to| {
                    element(to, "a").class(&["moj-filter__tag"]).attr("href", href).holding(|to| {
                        visually_hidden(to, "Remove this filter");
                        to.push(' ');
                        words.render_to(to);
                    });
                });
            }
        });
    }
}

#[derive(Clone, Debug)]
pub struct Filter {
    pub heading: Content,
    pub chosen: Vec<Chosen>,
    pub chosen_heading: Content,
    pub clear_words: Content,
    pub clear_href: String,
    pub apply: Content,
    pub options: Content,
    /// The same button again under a long list of options.
    pub apply_below: bool,
    pub attributes: Attributes,
}

impl Filter {
    pub fn new(options: impl Into<Content>, clear_href: impl Into<String>) -> Filter {
        Filter {
            heading: "Filter".into(),
            chosen: Vec::new(),
            chosen_heading: "Selected filters".into(),
            clear_words: "Clear filters".into(),
            clear_href: clear_href.into(),
            apply: "Apply filters".into(),
            options: options.into(),
            apply_below: true,
            attributes: Attributes::new(),
        }
    }

    #[must_use]
    pub fn chosen(mut self, chosen: impl IntoIterator<Item = Chosen>) -> Filter {
        self.chosen = chosen.into_iter().collect();
        self
    }

    fn write_header(&self, to: &mut String) {
        element(to, "div").class(&["moj-filter__header"]).holding(|to| {
            element(to, "div").class(&["moj-filter__header-title"]).holding(|to| {
                element(to, "h2").class(&["govuk-heading-m"]).holding(|to| self.heading.render_to(to));
            });
            element(to, "div").class(&["moj-filter__header-action"]).holding(|_| ());
        });
    }

    fn write_chosen(&self, to: &mut String) {
        element(to, "div").class(&["moj-filter__selected"]).holding(|to| {
            element(to, "div").class(&["moj-filter__selected-heading"]).holding(|to| {
                element(to, "div").class(&["moj-filter__heading-title"]).holding(|to| {
                    element(to, "h2").class(&["govuk-heading-m"]).holding(|to| self.chosen_heading.render_to(to));
                });
                element(to, "div").class(&["moj-filter__heading-action"]).holding(|to| {
                    element(to, "p").holding(|to| {
                        element(to, "a")
                            .class(&["govuk-link govuk-link--no-visited-state"])
                            .attr("href", &self.clear_href)
                            .holding(|to| self.clear_words.render_to(to));
                    });
                });
            });
            self.chosen.iter().for_each(|chosen| chosen.write(to));
        });
    }
}

impl Render for Filter {
    fn render_to(&self, to: &mut String) {
        let apply = Button::new(self.apply.clone());
        element(to, "div")
            .class(&["moj-filter"])
            .attr("data-module", "moj-filter")
            .attributes(&self.attributes)
            .holding(|to| {
                self.write_header(to);
                element(to, "div").class(&["moj-filter__content"]).holding(|to| {
                    if !self.chosen.is_empty() {
                        self.write_chosen(to);
                    }
                    element(to, "div").class(&["moj-filter__options"]).holding(|to| {
                        apply.render_to(to);
                        self.options.render_to(to);
                        if self.apply_below {
                            apply.render_to(to);
                        }
                    });
                });
            });
    }
}
