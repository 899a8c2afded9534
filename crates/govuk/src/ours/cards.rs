//! Boxes: one for each person or thing, the large links of Home, and a few figures.

use crate::{Content, Tag};
use maud::{Markup, Render, html};

/// One person, or one thing, with a few facts.
#[derive(Clone, Debug, Default)]
pub struct Card {
    pub title: Content,
    pub href: Option<String>,
    pub tag: Option<Tag>,
    pub facts: Vec<(Content, Content)>,
    pub content: Content,
    /// Of the title; 2 when absent.
    pub level: Option<u8>,
}

impl Card {
    pub fn new(title: impl Into<Content>) -> Card {
        Card { title: title.into(), ..Card::default() }
    }

    #[must_use]
    pub fn href(mut self, href: impl Into<String>) -> Card {
        self.href = Some(href.into());
        self
    }

    #[must_use]
    pub fn tag(mut self, tag: Tag) -> Card {
        self.tag = Some(tag);
        self
    }

    #[must_use]
    pub fn fact(mut self, name: impl Into<Content>, value: impl Into<Content>) -> Card {
        self.facts.push((name.into(), value.into()));
        self
    }

    #[must_use]
    pub fn holding(mut self, content: impl Into<Content>) -> Card {
        self.content = content.into();
        self
    }

    fn write_title(&self, to: &mut String) {
        crate::element::heading(to, self.level.unwrap_or(2)).class(&["wm-card__title"]).holding(|to| {
            match &self.href {
                Some(href) => html! { a.govuk-link href=(href) { (self.title) } }.render_to(to),
                None => self.title.render_to(to),
            }
        });
    }
}

impl Render for Card {
    fn render_to(&self, to: &mut String) {
        crate::element::element(to, "div").class(&["wm-card"]).holding(|to| {
            self.write_title(to);
            html! {
                @if let Some(tag) = &self.tag { p { (tag) } }
                @if !self.facts.is_empty() {
                    dl.wm-card__facts {
                        @for (name, value) in &self.facts { dt { (name) } dd { (value) } }
                    }
                }
                (self.content)
            }
            .render_to(to);
        });
    }
}

/// Cards side by side where there is room.
#[derive(Clone, Debug, Default)]
pub struct CardList(pub Vec<Card>);

impl Render for CardList {
    fn render(&self) -> Markup {
        html! { ul.wm-cards { @for card in &self.0 { li { (card) } } } }
    }
}

/// A large link with a line under it: the actions of Home.
#[derive(Clone, Debug, Default)]
pub struct ActionCard {
    pub words: Content,
    pub href: String,
    pub says: Content,
}

impl ActionCard {
    pub fn new(words: impl Into<Content>, href: impl Into<String>, says: impl Into<Content>) -> ActionCard {
        ActionCard { words: words.into(), href: href.into(), says: says.into() }
    }

    /// Several, one under another on a phone and two abreast beside.
    pub fn list(cards: impl IntoIterator<Item = ActionCard>) -> Markup {
        html! { ul.wm-actions { @for card in cards { li { (card) } } } }
    }
}

impl Render for ActionCard {
    fn render(&self) -> Markup {
        html! {
            a.wm-action href=(self.href) {
                span.wm-action__words { (self.words) }
                @if !self.says.is_empty() { " " span.wm-action__says { (self.says) } }
            }
        }
    }
}

/// A number and what it counts.
#[derive(Clone, Debug, Default)]
pub struct Figure {
    pub number: String,
    pub counts: Content,
    pub href: Option<String>,
}

impl Figure {
    pub fn new(number: impl ToString, counts: impl Into<Content>) -> Figure {
        Figure { number: number.to_string(), counts: counts.into(), href: None }
    }

    #[must_use]
    pub fn href(mut self, href: impl Into<String>) -> Figure {
        self.href = Some(href.into());
        self
    }

    fn inside(&self) -> Markup {
        html! { span.wm-figure__number { (self.number) } " " span.wm-figure__counts { (self.counts) } }
    }
}

/// Two to four figures that answer the page's question.
#[derive(Clone, Debug, Default)]
pub struct Figures(pub Vec<Figure>);

impl Render for Figures {
    fn render(&self) -> Markup {
        html! {
            ul.wm-figures {
                @for figure in &self.0 {
                    li.wm-figure {
                        @if let Some(href) = &figure.href {
                            a.govuk-link href=(href) { (figure.inside()) }
                        } @else {
                            (figure.inside())
                        }
                    }
                }
            }
        }
    }
}
