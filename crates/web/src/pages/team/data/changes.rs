//! What will change (journey 5, step 4): ten people before and after, in words.

use axum::extract::Path;
use maud::{Markup, Render, html};
use waymark_cases::imports::{self, Preview, Sample, SampleLine, State};
use waymark_govuk::{Button, CardTable, Cell, Column};

use super::{id, number, people, step};
use crate::ctx::Ctx;
use crate::error::PageResult;
use crate::urls;

pub async fn get(ctx: Ctx, Path(import): Path<String>) -> PageResult {
    let id = id(&import)?;
    let (batch, preview) = ctx.read(move |r| Ok((imports::batch(r, &id)?, imports::preview(r, &id)?))).await?;
    let to = urls::import(&batch.id);
    if batch.state != State::Draft || preview.blocked.is_some() {
        return ctx.go(&to);
    }
    ctx.show(step("What will change", &format!("{to}/preview"), view(&to, &preview)))
}

fn view(to: &str, preview: &Preview) -> Markup {
    let result = &preview.result;
    html! {
        p.govuk-body {
            (people(result.people.new)) " new, " (number(result.people.changed)) " changed and "
            (number(result.people.unchanged)) " as before. Homes and legal status: " (number(result.episodes.new))
            " new and " (number(result.episodes.changed)) " changed."
        }
        @if preview.sample.is_empty() { p.govuk-body { "Nothing will change." } }
        @else { p.govuk-body { (which(preview)) } }
        p { (Button::link("Import", format!("{to}/confirm"))) }
        @for sample in &preview.sample { (one(sample)) }
        @if preview.sample.len() > 3 { p { (Button::link("Import", format!("{to}/confirm")).spoken_after("all of these")) } }
    }
}

fn which(preview: &Preview) -> String {
    let people = &preview.result.people;
    match preview.sample.len() {
        shown if shown == people.new + people.changed => "Each of them is shown here, before and after.".into(),
        shown => format!("These are {} of them, before and after.", number(shown)),
    }
}

/// Somebody new has no before.
fn one(sample: &Sample) -> Markup {
    let table = if sample.is_new {
        CardTable::new(format!("Number {}, new", sample.child), ["About", "Will be on record"].map(Column::new))
            .rows(sample.lines.iter().map(after))
    } else {
        CardTable::new(format!("Number {}, changed", sample.child), ["About", "Before", "After"].map(Column::new))
            .rows(sample.lines.iter().map(before_and_after))
    };
    html! {
        (table.render())
        @if sample.more > 0 { p.govuk-body { "And " (number(sample.more)) " more." } }
    }
}

fn after(line: &SampleLine) -> Vec<Cell> {
    vec![Cell::new(line.about.clone()), Cell::new(line.after.clone())]
}

fn before_and_after(line: &SampleLine) -> Vec<Cell> {
    let before = line.before.clone().unwrap_or_else(|| "Nothing".into());
    vec![Cell::new(line.about.clone()), Cell::new(before), Cell::new(line.after.clone())]
}
