//! A table of people that becomes one card each on a narrow screen (pages S10), so that nothing scrolls
//! sideways (WCAG 1.4.10). Sorting is done by the server, by links in the headings.

use crate::{Cell, Content};
use maud::{Markup, Render, html};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SortOrder {
    Ascending,
    Descending,
}

#[derive(Clone, Debug, Default)]
pub struct Column {
    pub content: Content,
    pub numeric: bool,
    /// Where pressing the heading goes.
    pub sort_href: Option<String>,
    pub sorted: Option<SortOrder>,
}

impl Column {
    pub fn new(content: impl Into<Content>) -> Column {
        Column { content: content.into(), ..Column::default() }
    }

    pub fn number(content: impl Into<Content>) -> Column {
        Column { numeric: true, ..Column::new(content) }
    }

    #[must_use]
    pub fn sort(mut self, href: impl Into<String>, sorted: Option<SortOrder>) -> Column {
        (self.sort_href, self.sorted) = (Some(href.into()), sorted);
        self
    }

    fn aria_sort(&self) -> Option<&'static str> {
        self.sort_href.as_ref().map(|_| match self.sorted {
            Some(SortOrder::Ascending) => "ascending",
            Some(SortOrder::Descending) => "descending",
            None => "none",
        })
    }

    fn arrow(&self) -> &'static str {
        match self.sorted {
            Some(SortOrder::Ascending) => "\u{25b2}",
            Some(SortOrder::Descending) => "\u{25bc}",
            None => "\u{25b4}\u{25be}",
        }
    }

    fn class(&self) -> &'static str {
        if self.numeric { "govuk-table__header govuk-table__header--numeric" } else { "govuk-table__header" }
    }
}

impl Render for Column {
    fn render(&self) -> Markup {
        html! {
            th class=(self.class()) scope="col" role="columnheader" aria-sort=[self.aria_sort()] {
                @if let Some(href) = &self.sort_href {
                    a.govuk-link.govuk-link--no-visited-state.wm-table__sort href=(href) {
                        (self.content) span.wm-table__arrow aria-hidden="true" { (self.arrow()) }
                    }
                } @else {
                    (self.content)
                }
            }
        }
    }
}

/// The first cell of each row names it, and heads its card.
#[derive(Clone, Debug, Default)]
pub struct CardTable {
    pub caption: Content,
    pub caption_hidden: bool,
    pub columns: Vec<Column>,
    pub rows: Vec<Vec<Cell>>,
}

impl CardTable {
    pub fn new(caption: impl Into<Content>, columns: impl IntoIterator<Item = Column>) -> CardTable {
        CardTable { caption: caption.into(), columns: columns.into_iter().collect(), ..CardTable::default() }
    }

    #[must_use]
    pub fn caption_hidden(mut self) -> CardTable {
        self.caption_hidden = true;
        self
    }

    #[must_use]
    pub fn row(mut self, cells: impl IntoIterator<Item = impl Into<Cell>>) -> CardTable {
        self.rows.push(cells.into_iter().map(Into::into).collect());
        self
    }

    #[must_use]
    pub fn rows(mut self, rows: impl IntoIterator<Item = Vec<Cell>>) -> CardTable {
        self.rows.extend(rows);
        self
    }

    /// The heading goes with each cell, and shows once the columns are gone.
    fn cell(&self, column: Option<&Column>, cell: &Cell) -> Markup {
        let numeric = cell.numeric || column.is_some_and(|column| column.numeric);
        let numeric = if numeric { "govuk-table__cell--numeric" } else { "" };
        html! {
            td class={ "govuk-table__cell " (numeric) " " (cell.classes) } role="cell" {
                @if let Some(column) = column { span.wm-table__label { (column.content) } " " }
                span.wm-table__value { (cell.content) }
            }
        }
    }

    fn row_of(&self, cells: &[Cell]) -> Markup {
        html! {
            tr.govuk-table__row role="row" {
                @for (index, cell) in cells.iter().enumerate() {
                    @if index == 0 {
                        th.govuk-table__header scope="row" role="rowheader" { (cell.content) }
                    } @else {
                        (self.cell(self.columns.get(index), cell))
                    }
                }
            }
        }
    }
}

impl Render for CardTable {
    fn render(&self) -> Markup {
        let hidden = if self.caption_hidden { "govuk-visually-hidden" } else { "govuk-table__caption--m" };
        // Roles are said again because a table laid out as cards loses them in some browsers.
        html! {
            table.govuk-table.wm-table role="table" {
                caption class={ "govuk-table__caption " (hidden) } { (self.caption) }
                thead.govuk-table__head role="rowgroup" {
                    tr.govuk-table__row role="row" { @for column in &self.columns { (column) } }
                }
                tbody.govuk-table__body role="rowgroup" { @for cells in &self.rows { (self.row_of(cells)) } }
            }
        }
    }
}
