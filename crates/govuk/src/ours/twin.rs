//! The table beside a drawing: the same numbers for whoever does not see it (visuals §0).

use maud::{Markup, html};

/// Where the table of a drawing is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Twin {
    /// Under the drawing, always there.
    #[default]
    Shown,
    /// At an address of its own: the same page with the table shown. Needs no script.
    At(String),
}

/// Draws the table, or the link that leads to it. `cells` are rows of text, the first naming the row.
pub(super) fn table(twin: &Twin, caption: &str, head: &[&str], cells: &[Vec<String>]) -> Markup {
    match twin {
        Twin::At(to) => html! { p.govuk-body { a.govuk-link href=(to) { "See this as a table" } } },
        Twin::Shown => html! {
            table class="govuk-table wm-reflow" {
                caption class="govuk-table__caption govuk-table__caption--s" { (caption) }
                thead.govuk-table__head { tr.govuk-table__row {
                    @for name in head { th.govuk-table__header scope="col" { (name) } }
                } }
                tbody.govuk-table__body { @for row in cells { (line(head, row)) } }
            }
        },
    }
}

fn line(head: &[&str], row: &[String]) -> Markup {
    html! {
        tr.govuk-table__row {
            @for (at, (name, cell)) in head.iter().zip(row).enumerate() {
                @if at == 0 {
                    th.govuk-table__header scope="row" data-label=(name) { bdi { (cell) } }
                } @else {
                    td.govuk-table__cell data-label=(name) { bdi { (cell) } }
                }
            }
        }
    }
}
