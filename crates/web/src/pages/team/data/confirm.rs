//! The last question before an import is loaded, and before one is taken back (journey 5, step 5).

use axum::extract::Path;
use axum::http::StatusCode;
use maud::{Markup, html};
use waymark_cases::imports::{self, Batch, Preview, State};
use waymark_govuk::{Button, InsetText, WarningText};

use super::{id, number, people, step};
use crate::ctx::Ctx;
use crate::error::{Error, PageResult};
use crate::form::{Form, OnlyAButton};
use crate::frame::button_form;
use crate::urls;

pub async fn get(ctx: Ctx, Path(import): Path<String>) -> PageResult {
    let id = id(&import)?;
    let (batch, preview) = ctx.read(move |r| Ok((imports::batch(r, &id)?, imports::preview(r, &id)?))).await?;
    let to = urls::import(&batch.id);
    if batch.state != State::Draft || preview.blocked.is_some() {
        return ctx.go(&to);
    }
    ctx.show(step("Import these files?", &format!("{to}/changes"), question(&ctx, &to, &batch, &preview)))
}

fn question(ctx: &Ctx, to: &str, batch: &Batch, preview: &Preview) -> Markup {
    let result = &preview.result;
    let set_aside: usize = preview.files.iter().map(|file| file.report.set_aside).sum();
    html! {
        p.govuk-body { "Return for the year to 31 March " (batch.year) ", council " (batch.authority) "." }
        ul class="govuk-list govuk-list--bullet" {
            li { (people(result.people.new)) " new" }
            li { (people(result.people.changed)) " changed" }
            li { (number(result.episodes.new)) " homes new and " (number(result.episodes.changed)) " changed" }
            @if set_aside > 0 { li { (number(set_aside)) " rows set aside and not loaded" } }
        }
        @if result.people.new > 0 { p.govuk-body { (where_they_start(preview.starting_team.as_deref())) } }
        p.govuk-body { "All of it is loaded, or nothing. You can undo it for " (imports::DAYS_TO_UNDO) " days." }
        (button_form(ctx, &format!("{to}/confirm"), &Button::save("Import now")))
    }
}

/// Who will see new people first: the return names no worker.
fn where_they_start(team: Option<&str>) -> String {
    match team {
        Some(team) => format!("New people start in this team: {team}. Its manager gives them an adviser."),
        None => "There is no team yet, so only a head of service will see new people. An administrator adds a team under Set-up.".into(),
    }
}

pub async fn post(ctx: Ctx, Path(import): Path<String>, form: Form<OnlyAButton>) -> PageResult {
    let id = id(&import)?;
    let to = ctx
        .write_once(&form.key, move |tx| {
            imports::apply(tx, &id)?;
            Ok(urls::import(&id))
        })
        .await?;
    ctx.go(&to)
}

pub async fn get_undo(ctx: Ctx, Path(import): Path<String>) -> PageResult {
    let id = id(&import)?;
    let batch = ctx.read(move |r| imports::batch(r, &id)).await?;
    let to = urls::import(&batch.id);
    if !batch.can_be_undone(ctx.now()) {
        return ctx.go(&to);
    }
    ctx.show(step("Undo this import?", &to, undo_question(&ctx, &to, &batch)))
}

fn undo_question(ctx: &Ctx, to: &str, batch: &Batch) -> Markup {
    let (new, changed) = batch.result.as_ref().map_or((0, 0), |result| (result.people.new, result.people.changed));
    html! {
        (WarningText::new(format!("{} will no longer be on record.", people(new))))
        @if changed > 0 { p.govuk-body { (people(changed)) " will be as they were before." } }
        p.govuk-body { "What the import said stays in the history." }
        p.govuk-body { "If anybody's record was worked on since, nothing is undone and we say so." }
        (button_form(ctx, &format!("{to}/undo"), &Button::save("Undo this import").warning()))
    }
}

pub async fn post_undo(ctx: Ctx, Path(import): Path<String>, form: Form<OnlyAButton>) -> PageResult {
    let id = id(&import)?;
    let back = urls::import(&id);
    let undone = ctx
        .write_once(&form.key, move |tx| {
            imports::undo(tx, &id)?;
            Ok(urls::import(&id))
        })
        .await;
    match undone {
        Ok(to) => ctx.go_saying(&to, "The import was undone"),
        Err(Error::Contradicts(says)) => {
            ctx.show(step("Nothing was undone", &back, html! { (InsetText::new(says)) }).status(StatusCode::CONFLICT))
        }
        Err(error) => Err(error),
    }
}
