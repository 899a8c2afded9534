//! Tables. A list of people on a phone wants [`crate::CardTable`], which becomes cards.

use crate::element::element;
use crate::{Attributes, Content};
use maud::Render;

#[derive(Clone, Debug, Default)]
pub struct Cell {
    pub content: Content,
    /// Figures, set to the right.
    pub numeric: bool,
    pub colspan: Option<u16>,
    pub rowspan: Option<u16>,
    pub classes: String,
    pub attributes: Attributes,
}

impl Cell {
    pub fn new(content: impl Into<Content>) -> Cell {
        Cell { content: content.into(), ..Cell::default() }
    }

    pub fn number(content: impl Into<Content>) -> Cell {
        Cell { numeric: true, ..Cell::new(content) }
    }
}

impl<C: Into<Content>> From<C> for Cell {
    fn from(content: C) -> Cell {
        Cell::new(content)
    }
}

#[derive(Clone, Debug, Default)]
pub struct Table {
    pub caption: Option<String>,
    pub caption_classes: String,
    pub head: Vec<Cell>,
    pub rows: Vec<Vec<Cell>>,
    /// The first cell names its row.
    pub first_cell_is_header: bool,
    pub classes: String,
    pub attributes: Attributes,
}

impl Table {
    pub fn new(caption: impl Into<String>, head: impl IntoIterator<Item = impl Into<Cell>>) -> Table {
        Table {
            caption: Some(caption.into()),
            head: head.into_iter().map(Into::into).collect(),
            first_cell_is_header: true,
            ..Table::default()
        }
    }

    #[must_use]
    pub fn row(mut self, cells: impl IntoIterator<Item = impl Into<Cell>>) -> Table {
        self.rows.push(cells.into_iter().map(Into::into).collect());
        self
    }

    #[must_use]
    pub fn rows(mut self, rows: impl IntoIterator<Item = Vec<Cell>>) -> Table {
        self.rows.extend(rows);
        self
    }

    fn write_head(&self, to: &mut String) {
        element(to, "thead").class(&["govuk-table__head"]).holding(|to| {
            element(to, "tr").class(&["govuk-table__row"]).holding(|to| {
                for cell in &self.head {
                    write_cell(to, "th", Some("col"), cell, true);
                }
            });
        });
    }

    fn write_row(&self, to: &mut String, cells: &[Cell]) {
        element(to, "tr").class(&["govuk-table__row"]).holding(|to| {
            for (index, cell) in cells.iter().enumerate() {
                if index == 0 && self.first_cell_is_header {
                    write_cell(to, "th", Some("row"), cell, false);
                } else {
                    write_cell(to, "td", None, cell, true);
                }
            }
        });
    }
}

fn write_cell(to: &mut String, name: &'static str, scope: Option<&str>, cell: &Cell, formats: bool) {
    let (class, numeric) = match name {
        "th" => ("govuk-table__header", "govuk-table__header--numeric"),
        _ => ("govuk-table__cell", "govuk-table__cell--numeric"),
    };
    element(to, name)
        .maybe("scope", scope)
        .class(&[class, if cell.numeric && formats { numeric } else { "" }, &cell.classes])
        .number("colspan", cell.colspan)
        .number("rowspan", cell.rowspan)
        .attributes(&cell.attributes)
        .holding(|to| cell.content.render_to(to));
}

impl Render for Table {
    fn render_to(&self, to: &mut String) {
        element(to, "table").class(&["govuk-table", &self.classes]).attributes(&self.attributes).holding(|to| {
            if let Some(caption) = &self.caption {
                element(to, "caption")
                    .class(&["govuk-table__caption", &self.caption_classes])
                    .holding(|to| caption.render_to(to));
            }
            if !self.head.is_empty() {
                self.write_head(to);
            }
            element(to, "tbody")
                .class(&["govuk-table__body"])
                .holding(|to| self.rows.iter().for_each(|row| self.write_row(to, row)));
        });
    }
}
