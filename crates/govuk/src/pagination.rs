//! Moving through a list that is too long for one page, or between neighbours.

use crate::element::{classes, element, visually_hidden};
use crate::{Attributes, Content};
use maud::Render;

/// The link to the page before or after.
#[derive(Clone, Debug, Default)]
pub struct PageLink {
    pub href: String,
    /// "Previous page" or "Next page" when empty.
    pub content: Content,
    /// What the neighbour is, when there are no page numbers.
    pub label: Option<String>,
    pub attributes: Attributes,
}

impl PageLink {
    pub fn new(href: impl Into<String>) -> PageLink {
        PageLink { href: href.into(), ..PageLink::default() }
    }
}

#[derive(Clone, Debug)]
pub enum PageItem {
    Page { number: String, href: String, current: bool, label: Option<String>, attributes: Attributes },
    Ellipsis,
}

impl PageItem {
    fn write(&self, to: &mut String) {
        match self {
            PageItem::Ellipsis => element(to, "li")
                .class(&["govuk-pagination__item govuk-pagination__item--ellipsis"])
                .holding(|to| to.push('\u{22ef}')),
            PageItem::Page { number, href, current, label, attributes } => {
                let here = if *current { "govuk-pagination__item--current" } else { "" };
                element(to, "li").class(&["govuk-pagination__item", here]).holding(|to| {
                    element(to, "a")
                        .class(&["govuk-link govuk-pagination__link"])
                        .attr("href", href)
                        .attr("aria-label", label.clone().unwrap_or_else(|| format!("Page {number}")))
                        .maybe("aria-current", current.then_some("page"))
                        .attributes(attributes)
                        .holding(|to| number.render_to(to));
                });
            }
        }
    }
}

#[derive(Clone, Debug, Default)]
pub struct Pagination {
    pub previous: Option<PageLink>,
    pub next: Option<PageLink>,
    pub items: Vec<PageItem>,
    pub label: Option<String>,
    pub classes: String,
    pub attributes: Attributes,
}

impl Pagination {
    /// Page `current` of `pages` (both from 1), with `address` giving each page's address. At most seven
    /// numbers are shown: the first, the last, the current and its neighbours.
    pub fn of(current: usize, pages: usize, address: impl Fn(usize) -> String) -> Pagination {
        let near = |page: usize| page == 1 || page == pages || page.abs_diff(current) <= 1;
        let mut items = Vec::new();
        let mut last = 0;
        for page in (1..=pages).filter(|page| near(*page)) {
            if page == last + 2 {
                items.push(numbered(last + 1, current, &address));
            } else if page > last + 2 {
                items.push(PageItem::Ellipsis);
            }
            items.push(numbered(page, current, &address));
            last = page;
        }
        Pagination {
            previous: (current > 1).then(|| PageLink::new(address(current - 1))),
            next: (current < pages).then(|| PageLink::new(address(current + 1))),
            items,
            ..Pagination::default()
        }
    }

    fn is_block(&self) -> bool {
        self.items.is_empty() && (self.next.is_some() || self.previous.is_some())
    }

    fn write_neighbour(&self, to: &mut String, link: &PageLink, way: Way) {
        let block = self.is_block();
        let decorated = if block && link.label.is_none() { "govuk-pagination__link-title--decorated" } else { "" };
        element(to, "div").attr("class", format!("govuk-pagination__{}", way.rel())).holding(|to| {
            element(to, "a")
                .class(&["govuk-link govuk-pagination__link"])
                .attr("href", &link.href)
                .attr("rel", way.rel())
                .attributes(&link.attributes)
                .holding(|to| {
                    if block || way == Way::Previous {
                        to.push_str(way.arrow());
                    }
                    element(to, "span")
                        .attr("class", classes(&["govuk-pagination__link-title", decorated]))
                        .holding(|to| way.write_words(to, &link.content));
                    if let Some(label) = link.label.as_deref().filter(|_| block) {
                        to.push(' ');
                        visually_hidden(to, ":");
                        to.push(' ');
                        element(to, "span").class(&["govuk-pagination__link-label"]).holding(|to| label.render_to(to));
                    }
                    if !block && way == Way::Next {
                        to.push_str(way.arrow());
                    }
                });
        });
    }
}

fn numbered(page: usize, current: usize, address: &impl Fn(usize) -> String) -> PageItem {
    PageItem::Page {
        number: page.to_string(),
        href: address(page),
        current: page == current,
        label: None,
        attributes: Attributes::new(),
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    Previous,
    Next,
}

impl Way {
    fn rel(self) -> &'static str {
        if self == Way::Previous { "prev" } else { "next" }
    }

    fn arrow(self) -> &'static str {
        if self == Way::Previous { ARROW_PREVIOUS } else { ARROW_NEXT }
    }

    fn write_words(self, to: &mut String, content: &Content) {
        if content.is_empty() {
            to.push_str(if self == Way::Previous { "Previous" } else { "Next" });
            visually_hidden(to, " page");
        } else {
            content.render_to(to);
        }
    }
}

const ARROW_PREVIOUS: &str = r#"<svg class="govuk-pagination__icon govuk-pagination__icon--prev" xmlns="http://www.w3.org/2000/svg" height="13" width="15" aria-hidden="true" focusable="false" viewBox="0 0 15 13"><path d="m6.5938-0.0078125-6.7266 6.7266 6.7441 6.4062 1.377-1.449-4.1856-3.9768h12.896v-2h-12.984l4.2931-4.293-1.414-1.414z"></path></svg>"#;
const ARROW_NEXT: &str = r#"<svg class="govuk-pagination__icon govuk-pagination__icon--next" xmlns="http://www.w3.org/2000/svg" height="13" width="15" aria-hidden="true" focusable="false" viewBox="0 0 15 13"><path d="m8.107-0.0078125-1.4136 1.414 4.2926 4.293h-12.986v2h12.896l-4.1855 3.9766 1.377 1.4492 6.7441-6.4062-6.7246-6.7266z"></path></svg>"#;

impl Render for Pagination {
    fn render_to(&self, to: &mut String) {
        let block = if self.is_block() { "govuk-pagination--block" } else { "" };
        element(to, "nav")
            .class(&["govuk-pagination", block, &self.classes])
            .attr("aria-label", self.label.as_deref().unwrap_or("Pagination"))
            .attributes(&self.attributes)
            .holding(|to| {
                if let Some(link) = &self.previous {
                    self.write_neighbour(to, link, Way::Previous);
                }
                if !self.items.is_empty() {
                    element(to, "ul")
                        .class(&["govuk-pagination__list"])
                        .holding(|to| self.items.iter().for_each(|item| item.write(to)));
                }
                if let Some(link) = &self.next {
                    self.write_neighbour(to, link, Way::Next);
                }
            });
    }
}

#[cfg(test)]
mod numbers {
    use super::*;

    fn shown(current: usize, pages: usize) -> String {
        let pagination = Pagination::of(current, pages, |page| format!("?page={page}"));
        let say = |item: &PageItem| match item {
            PageItem::Ellipsis => "…".to_owned(),
            PageItem::Page { number, current: true, .. } => format!("[{number}]"),
            PageItem::Page { number, .. } => number.clone(),
        };
        pagination.items.iter().map(say).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn a_short_list_shows_every_page() {
        assert_eq!(shown(2, 4), "1 [2] 3 4");
    }

    #[test]
    fn a_long_list_shows_the_ends_and_the_neighbours() {
        assert_eq!(shown(12, 33), "1 … 11 [12] 13 … 33");
    }

    #[test]
    fn a_gap_of_one_page_is_filled_with_that_page() {
        assert_eq!(shown(4, 9), "1 2 3 [4] 5 … 9");
    }

    #[test]
    fn the_first_page_has_no_previous_and_the_last_no_next() {
        assert!(Pagination::of(1, 3, |page| page.to_string()).previous.is_none());
        assert!(Pagination::of(3, 3, |page| page.to_string()).next.is_none());
    }
}
