//! S63 Returns and imports: files of the yearly return in, checked, previewed, loaded and, for seven days, taken back
//! (journey 5). S64 Data problems. For the one who prepares returns, who sees child numbers and counts, never a name.

pub mod changes;
pub mod confirm;
pub mod one;
pub mod preview;
pub mod problems;
mod upload;

use std::collections::BTreeMap;

use jiff::civil::Date;
use maud::{Markup, Render, html};
use waymark_cases::clock::day_of;
use waymark_cases::db::{Reading, instant};
use waymark_cases::ids::{ImportId, StaffId};
use waymark_cases::imports::{self, Batch, State};
use waymark_govuk::{Button, CardTable, Cell, Column, Content, FileUpload, Tag, TagColour, TextInput};

pub use upload::Sent;

use crate::ctx::Ctx;
use crate::error::{Error, PageResult};
use crate::form::{Mends, Typed};
use crate::frame::{Sheet, form_fields};
use crate::{urls, words};

/// S63: earlier imports, and the way to a new one.
pub async fn get(ctx: Ctx) -> PageResult {
    let typed =
        Typed::of([("year", last_year_ended(ctx.today()).to_string()), ("authority", ctx.council().authority.clone())]);
    show(&ctx, &typed, &Mends::default()).await
}

async fn show(ctx: &Ctx, typed: &Typed, mends: &Mends) -> PageResult {
    let (batches, people) = ctx
        .read(|r| {
            let batches = imports::list(r)?;
            let people = who_added(r, &batches)?;
            Ok((batches, people))
        })
        .await?;
    let main = html! {
        (add_files(ctx, typed, mends))
        h2.govuk-heading-m { "Imports" }
        @if batches.is_empty() { p.govuk-body { "No return has been loaded yet. Add the files above." } }
        @else {
            (list(&batches, &people))
            p.govuk-body { a.govuk-link href="/team/data/problems" { "Data problems" } " left over from the last import" }
        }
    };
    ctx.show(Sheet::new("Returns", main).wide().to_mend(mends))
}

/// The return that ended last: in November 2026 the year to 31 March 2026.
fn last_year_ended(today: Date) -> i16 {
    if today.month() >= 4 { today.year() } else { today.year() - 1 }
}

fn add_files(ctx: &Ctx, typed: &Typed, mends: &Mends) -> Markup {
    let error = |field| mends.of(field).map(str::to_owned);
    html! {
        h2.govuk-heading-m { "Add the files of the yearly return" }
        form method="post" action="/team/data" enctype="multipart/form-data" novalidate {
            (form_fields(ctx))
            (files_box("Files", error(upload::FILES)))
            (TextInput::new("year", "Which year does the return end in?")
                .hint("2026 for 1 April 2025 to 31 March 2026. With last year's files too, the later year.")
                .numeric().width(4).value(typed.raw("year").to_owned()).error(error("year")))
            (TextInput::new("authority", "Council code")
                .hint("The code the return is sent under, such as E09000012.")
                .width(10).value(typed.raw("authority").to_owned()).error(error("authority")))
            (Button::save("Check files"))
        }
    }
}

fn files_box(label: &'static str, error: Option<String>) -> FileUpload {
    FileUpload::new(upload::FILES, label)
        .multiple()
        .accept(".csv,.xml")
        .hint("CSV files or the XML return, all at once. They can have any name. Nothing is saved in a record yet.")
        .error(error)
}

/// The names of those who added imports, by how the import says it.
fn who_added(r: &mut Reading<'_>, batches: &[Batch]) -> waymark_cases::Result<BTreeMap<String, String>> {
    let mut names = BTreeMap::new();
    for batch in batches {
        let Some(id) = batch.created_by.strip_prefix("staff:") else { continue };
        if !names.contains_key(&batch.created_by) {
            let staff = waymark_cases::staff::by_id(r, &StaffId::stored(id.to_owned()))?;
            names.insert(batch.created_by.clone(), staff.full_name);
        }
    }
    Ok(names)
}

fn list(batches: &[Batch], people: &BTreeMap<String, String>) -> Markup {
    let columns = ["Added", "Year", "By", "People new", "People changed", "Where it stands"];
    let rows = batches.iter().map(|batch| row(batch, people));
    CardTable::new("Imports, newest first", columns.map(Column::new)).caption_hidden().rows(rows).render()
}

fn row(batch: &Batch, people: &BTreeMap<String, String>) -> Vec<Cell> {
    let on = words::date(day_of(instant(batch.created_at)));
    let to = urls::import(&batch.id);
    let count = |of: fn(&imports::Applied) -> usize| {
        batch.result.as_ref().map_or_else(|| "–".to_owned(), |result| number(of(result)))
    };
    let added = html! {
        a.govuk-link href=(to) { (on) span.govuk-visually-hidden { ", year to March " (batch.year) } }
    };
    vec![
        Cell::new(added),
        Cell::new(format!("To March {}", batch.year)),
        Cell::new(people.get(&batch.created_by).cloned().unwrap_or_else(|| "The server".into())),
        Cell::new(count(|result| result.people.new)),
        Cell::new(count(|result| result.people.changed)),
        Cell::new(Content::of(&state_tag(batch.state))),
    ]
}

fn state_tag(state: State) -> Tag {
    match state {
        State::Draft => Tag::new("Not loaded yet").colour(TagColour::Yellow),
        State::Applied => Tag::new("Loaded"),
        State::Undone => Tag::new("Undone").colour(TagColour::Grey),
        State::Discarded => Tag::new("Given up").colour(TagColour::Grey),
    }
}

/// `2,675`.
fn number(count: usize) -> String {
    words::thousands(i64::try_from(count).unwrap_or(i64::MAX))
}

/// `2,675 people`.
fn people(count: usize) -> String {
    words::count(i64::try_from(count).unwrap_or(i64::MAX), "person", "people")
}

/// Takes the files (journey 5, step 1) and goes on to what they hold: files that cannot be previewed stop at their own
/// page.
pub async fn post(ctx: Ctx, sent: Sent) -> PageResult {
    let mut mends = Mends::default();
    upload::check_files(&sent.files, &mut mends);
    let year = mends.keep("year", year(sent.typed.text("year")));
    let authority = mends.keep("authority", authority(sent.typed.text("authority")));
    let (Some(year), Some(authority), true) = (year, authority, mends.is_empty()) else {
        return show(&ctx, &sent.typed, &mends).await;
    };
    let files = sent.files;
    let to = ctx
        .write_once(&sent.key, move |tx| {
            let id = imports::start(tx, &files, year, &authority)?;
            Ok(format!("{}/preview", urls::import(&id)))
        })
        .await?;
    ctx.go(&to)
}

fn year(typed: &str) -> Result<u16, String> {
    match typed.parse::<u16>() {
        _ if typed.is_empty() => Err("Enter the year the return ends in".into()),
        Ok(year) if (1992..=2100).contains(&year) => Ok(year),
        _ => Err("The year must be 4 numbers, such as 2026".into()),
    }
}

fn authority(typed: &str) -> Result<String, String> {
    let fits = typed.len() <= 12 && typed.chars().all(|c| c.is_ascii_alphanumeric());
    match typed {
        "" => Err("Enter the council code".into()),
        _ if fits => Ok(typed.to_uppercase()),
        _ => Err("The council code must be letters and numbers only".into()),
    }
}

fn id(text: &str) -> Result<ImportId, Error> {
    Ok(ImportId::parse(text)?)
}

/// A step of the journey: where it belongs, and the way back.
fn step(title: &'static str, back: &str, main: Markup) -> Sheet {
    let back = html! { nav aria-label="Way back" { a.govuk-back-link href=(back) { "Back" } } };
    Sheet::new(title, main).before_main(back).wide()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn the_year_offered_is_the_one_that_ended_last() {
        assert_eq!(last_year_ended(date(2026, 11, 22)), 2026);
        assert_eq!(last_year_ended(date(2026, 4, 1)), 2026);
        assert_eq!(last_year_ended(date(2026, 3, 31)), 2025);
    }

    #[test]
    fn a_year_is_four_numbers() {
        assert_eq!(year("2026"), Ok(2026));
        for wrong in ["26", "next", "3026", "-2026"] {
            assert_eq!(year(wrong), Err("The year must be 4 numbers, such as 2026".into()), "{wrong}");
        }
    }
}
