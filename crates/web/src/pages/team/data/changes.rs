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
        @else { p.govuk-body { "These are " (number(preview.sample.len())) " of them, before and after." } }
        p { (Button::link("Import", format!("{to}/confirm"))) }
        @for sample in &preview.sample { (one(sample)) }
        @if preview.sample.len() > 3 { p { (Button::link("Import", format!("{to}/confirm")).spoken_after("all of these")) } }
    }
}

fn one(sample: &Sample) -> Markup {
    let kind = if sample.is_new { "new" } else { "changed" };
    let title = format!("Number {}, {kind}", sample.child);
    let rows = sample.lines.iter().map(|line| before_and_after(line, sample.is_new));
    html! {
        (CardTable::new(title, ["About", "Before", "After"].map(Column::new)).rows(rows).render())
        @if sample.more > 0 { p.govuk-body { "And " (number(sample.more)) " more." } }
    }
}

fn before_and_after(line: &SampleLine, is_new: bool) -> Vec<Cell> {
    let nothing = if is_new { "Not on record" } else { "Nothing" };
    let before = line.before.clone().unwrap_or_else(|| nothing.into());
    vec![Cell::new(line.about.clone()), Cell::new(before), Cell::new(line.after.clone())]
}
