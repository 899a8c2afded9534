//! One import (S63): what each file was recognised as while it is being prepared (journey 5, step 2), and what it did
//! once it is loaded.

use axum::extract::Path;
use maud::{Markup, Render, html};
use waymark_cases::clock::day_of;
use waymark_cases::db::instant;
use waymark_cases::imports::{self, Applied, Batch, FileSeen, Preview, State};
use waymark_govuk::{
    Button, CardTable, Cell, Column, Content, Details, Figure, Figures, InsetText, Panel, Tag, TagColour, TextInput,
};

use super::upload::check_files;
use super::{Sent, files_box, id, number, people, step, year};
use crate::ctx::Ctx;
use crate::error::{Error, PageResult};
use crate::form::{Fields, Form, Mends, OnlyAButton, Typed};
use crate::frame::{button_form, form_fields};
use crate::{urls, words};

pub async fn get(ctx: Ctx, Path(import): Path<String>) -> PageResult {
    let id = id(&import)?;
    show(&ctx, id, &Typed::default(), &Mends::default()).await
}

async fn show(ctx: &Ctx, id: waymark_cases::ids::ImportId, typed: &Typed, mends: &Mends) -> PageResult {
    let (batch, preview) = ctx
        .read(move |r| {
            let batch = imports::batch(r, &id)?;
            let preview = if batch.state == State::Draft { Some(imports::preview(r, &id)?) } else { None };
            Ok((batch, preview))
        })
        .await?;
    let sheet = match (&batch.state, &preview) {
        (State::Draft, Some(preview)) => {
            step("Check the files", "/team/data", files(ctx, &batch, preview, typed, mends)).to_mend(mends)
        }
        (State::Applied, _) => step("Import", "/team/data", done(ctx, &batch)).own_heading(),
        (State::Undone, _) => step("This import was undone", "/team/data", undone(&batch)),
        _ => step("This import was given up", "/team/data", given_up()),
    };
    ctx.show(sheet)
}

fn files(ctx: &Ctx, batch: &Batch, preview: &Preview, typed: &Typed, mends: &Mends) -> Markup {
    let to = urls::import(&batch.id);
    html! {
        p.govuk-body { "Year to 31 March " (batch.year) ". Nothing is saved in a record yet." }
        (found(ctx, &to, &preview.files))
        @match &preview.blocked {
            Some(why) => { (InsetText::new(why.clone())) }
            None => { p { (Button::link("See the preview", format!("{to}/preview"))) } }
        }
        (Details::new("Add more files or change the year", more(ctx, &to, batch, typed, mends)).open(!mends.is_empty()))
        (button_form(ctx, &format!("{to}/give-up"), &Button::new("Give up this import").secondary()))
    }
}

fn found(ctx: &Ctx, to: &str, files: &[FileSeen]) -> Markup {
    if files.is_empty() {
        return html! {};
    }
    let rows = files.iter().map(|file| {
        let mut row = file_row(file);
        row.push(take_out(ctx, to, file));
        row
    });
    let columns = COLUMNS.iter().copied().chain(["Take out"]).map(Column::new);
    CardTable::new("Files", columns).caption_hidden().rows(rows).render()
}

const COLUMNS: [&str; 5] = ["File", "Read as", "Year", "Rows", "What we found"];

fn take_out(ctx: &Ctx, to: &str, file: &FileSeen) -> Cell {
    let button =
        Button::new("Take out").secondary().spoken_after(file.report.name.clone()).class("govuk-!-margin-bottom-0");
    Cell::new(button_form(ctx, &format!("{to}/files/{}/take-out", file.position), &button))
}

/// The files at the head of the preview: one line while all look fine, and open when one does not.
pub(super) fn in_short(to: &str, files: &[FileSeen]) -> Markup {
    let odd = files.iter().filter(|file| !looks_fine(file)).count();
    let title = match odd {
        0 => format!("{} read, and all look fine", count_of_files(files.len())),
        odd => format!("{} read, {} to look at", count_of_files(files.len()), number(odd)),
    };
    let inside = html! {
        (CardTable::new("Files", COLUMNS.map(Column::new)).caption_hidden().rows(files.iter().map(file_row)).render())
        p.govuk-body { a.govuk-link href=(to) { "Add or take out files, or change the year" } }
    };
    Details::new(title, inside).open(odd > 0).render()
}

fn count_of_files(count: usize) -> String {
    words::count(i64::try_from(count).unwrap_or(i64::MAX), "file", "files")
}

fn looks_fine(file: &FileSeen) -> bool {
    file.report.recognised && file.says.is_empty() && file.report.set_aside == 0
}

fn file_row(file: &FileSeen) -> Vec<Cell> {
    let report = &file.report;
    let year = report.year.map_or_else(|| "Not known".to_owned(), |year| format!("To March {year}"));
    vec![
        Cell::new(html! { bdi { (report.name) } }),
        Cell::new(recognised(file)),
        Cell::new(if report.recognised { year } else { "–".into() }),
        Cell::new(if report.recognised { number(report.rows) } else { "–".into() }),
        Cell::new(says(file)),
    ]
}

fn recognised(file: &FileSeen) -> String {
    match (&file.report.kind, file.report.types.as_slice()) {
        (Some(kind), [one]) => format!("{kind}: {}", one.in_words()),
        (Some(kind), _) => kind.clone(),
        (None, _) => "Not recognised".into(),
    }
}

fn says(file: &FileSeen) -> Markup {
    let tag = match (looks_fine(file), file.report.recognised) {
        (true, _) => Tag::new("Looks fine"),
        (false, true) => Tag::new("Look at this").colour(TagColour::Yellow),
        (false, false) => Tag::new("Cannot be read").colour(TagColour::Magenta),
    };
    let set_aside = file.report.set_aside;
    html! {
        (Content::of(&tag))
        @for line in &file.says { p.govuk-body { (line) } }
        @if set_aside > 0 {
            p.govuk-body {
                (words::count(i64::try_from(set_aside).unwrap_or(i64::MAX), "row is", "rows are"))
                " set aside. The problems say why."
            }
        }
    }
}

fn more(ctx: &Ctx, to: &str, batch: &Batch, typed: &Typed, mends: &Mends) -> Markup {
    let error = |field| mends.of(field).map(str::to_owned);
    let now = if typed.raw("year").is_empty() { batch.year.to_string() } else { typed.raw("year").to_owned() };
    html! {
        form method="post" action=(format!("{to}/files")) enctype="multipart/form-data" novalidate {
            (form_fields(ctx))
            (files_box("More files", error(super::upload::FILES)))
            (Button::save("Add files").secondary())
        }
        form method="post" action=(format!("{to}/year")) novalidate {
            (form_fields(ctx))
            (TextInput::new("year", "Which year does the return end in?").numeric().width(4).value(now).error(error("year")))
            (Button::save("Change the year").secondary())
        }
    }
}

fn done(ctx: &Ctx, batch: &Batch) -> Markup {
    let Some(result) = &batch.result else { return html! {} };
    let to = urls::import(&batch.id);
    html! {
        @if result.nothing_new {
            h1.govuk-heading-l { "Nothing changed" }
            p.govuk-body { "Everything in these files was in the records already." }
        } @else {
            (Panel::done("Import done", format!("Return for the year to March {}", batch.year)))
            (figures(result))
        }
        @if result.set_aside > 0 {
            p.govuk-body { (number(result.set_aside)) " rows were set aside and not loaded." }
        }
        p.govuk-body { a.govuk-link href="/team/data/problems" { "Data problems" } " shows what is left to find out." }
        (undo(ctx, batch, &to))
    }
}

fn figures(result: &Applied) -> Markup {
    let figures = [
        Figure::new(number(result.people.new), "people new"),
        Figure::new(number(result.people.changed), "people changed"),
        Figure::new(number(result.people.unchanged), "people as before"),
    ];
    html! {
        (Figures(figures.into()))
        p.govuk-body {
            "Homes and legal status: " (number(result.episodes.new)) " new, " (number(result.episodes.changed)) " changed. "
            (people(result.people.total_after)) " are on record now."
        }
    }
}

fn undo(ctx: &Ctx, batch: &Batch, to: &str) -> Markup {
    let until = batch.undo_until.map(|until| words::date(day_of(instant(until))));
    html! {
        @match (until, batch.can_be_undone(ctx.now())) {
            (Some(until), true) => {
                p.govuk-body { "You can undo this until " (until) "." }
                p { (Button::link("Undo this import", format!("{to}/undo")).secondary()) }
            }
            (Some(until), false) => { p.govuk-body { "It could be undone until " (until) "." } }
            (None, _) => {}
        }
    }
}

fn undone(batch: &Batch) -> Markup {
    let on = batch.undone_at.map(|at| words::date(day_of(instant(at))));
    html! {
        p.govuk-body {
            "The return for the year to March " (batch.year) " was taken back"
            @if let Some(on) = on { " on " (on) }
            ". What it changed stays readable in each person's history."
        }
        p.govuk-body { "To load it again, " a.govuk-link href="/team/data" { "add the files again" } "." }
    }
}

fn given_up() -> Markup {
    html! { p.govuk-body { "Nothing of it was loaded. " a.govuk-link href="/team/data" { "Go to Returns" } } }
}

pub async fn post_files(ctx: Ctx, Path(import): Path<String>, sent: Sent) -> PageResult {
    let id = id(&import)?;
    let mut mends = Mends::default();
    check_files(&sent.files, &mut mends);
    if !mends.is_empty() {
        return show(&ctx, id, &sent.typed, &mends).await;
    }
    let files = sent.files;
    let to = ctx
        .write_once(&sent.key, move |tx| {
            imports::add_files(tx, &id, &files)?;
            Ok(urls::import(&id))
        })
        .await?;
    ctx.go(&to)
}

pub async fn post_take_out(
    ctx: Ctx,
    Path((import, position)): Path<(String, String)>,
    form: Form<OnlyAButton>,
) -> PageResult {
    let id = id(&import)?;
    let position: i32 = position.parse().map_err(|_| Error::NotFound)?;
    let to = ctx
        .write_once(&form.key, move |tx| {
            imports::remove_file(tx, &id, position)?;
            Ok(urls::import(&id))
        })
        .await?;
    ctx.go_saying(&to, "The file was taken out")
}

/// The form of another year.
pub struct Year;

impl Fields for Year {
    const ONE: &'static [&'static str] = &["year"];
}

pub async fn post_year(ctx: Ctx, Path(import): Path<String>, form: Form<Year>) -> PageResult {
    let id = id(&import)?;
    let mut mends = Mends::default();
    let Some(year) = mends.keep("year", year(form.typed.text("year"))) else {
        return show(&ctx, id, &form.typed, &mends).await;
    };
    let to = ctx
        .write_once(&form.key, move |tx| {
            imports::set_year(tx, &id, year)?;
            Ok(urls::import(&id))
        })
        .await?;
    ctx.go_saying(&to, "Year changed")
}

pub async fn post_give_up(ctx: Ctx, Path(import): Path<String>, form: Form<OnlyAButton>) -> PageResult {
    let id = id(&import)?;
    let to = ctx
        .write_once(&form.key, move |tx| {
            imports::discard(tx, &id)?;
            Ok("/team/data".into())
        })
        .await?;
    ctx.go_saying(&to, "Given up. Nothing was loaded.")
}
