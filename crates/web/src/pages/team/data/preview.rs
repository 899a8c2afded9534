//! The preview of an import (journey 5, step 3): three figures, and problems gathered by what would mend them, each
//! with a choice. Nothing is saved in a record yet.

use axum::extract::Path;
use maud::{Markup, Render, html};
use waymark_cases::imports::{self, Batch, Choice, GroupSeen, Preview, State};
use waymark_govuk::{
    Button, CardTable, Cell, Column, Content, Details, Figure, Figures, InsetText, Pagination, SummaryCard, Tag,
    TagColour, TextInput,
};
use waymark_ssda903::problems::{Problem, Severity};

use super::{id, number, people, step};
use crate::ctx::Ctx;
use crate::error::{Error, PageResult};
use crate::form::{self, Fields, Form, Mends, Typed};
use crate::frame::form_fields;
use crate::{urls, words};

pub async fn get(ctx: Ctx, Path(import): Path<String>) -> PageResult {
    let id = id(&import)?;
    let (batch, preview) = ctx.read(move |r| Ok((imports::batch(r, &id)?, imports::preview(r, &id)?))).await?;
    let to = urls::import(&batch.id);
    if batch.state != State::Draft || preview.blocked.is_some() {
        return ctx.go(&to);
    }
    ctx.show(step("Preview", &to, view(&ctx, &to, &preview)))
}

fn view(ctx: &Ctx, to: &str, preview: &Preview) -> Markup {
    let (notices, asks): (Vec<&GroupSeen>, Vec<&GroupSeen>) =
        preview.groups.iter().partition(|seen| seen.group.as_ref().is_some_and(|one| one.severity == Severity::Notice));
    let problems: usize = asks.iter().filter_map(|seen| seen.group.as_ref()).map(|group| group.problems.len()).sum();
    html! {
        p.govuk-body { "Nothing is saved in a record yet." }
        (Figures(vec![
            Figure::new(number(preview.result.people.new), "people new"),
            Figure::new(number(preview.result.people.changed), "people changed"),
            Figure::new(number(problems), if problems == 1 { "problem" } else { "problems" }),
        ]))
        @if preview.nothing_new { (InsetText::new("Everything in these files is in the records already. An import would change nothing.")) }
        (super::one::in_short(to, &preview.files))
        p { (Button::link("See what will change", format!("{to}/changes"))) }
        @if !asks.is_empty() {
            h2.govuk-heading-m { "Problems, by what would mend them" }
            p.govuk-body { "You can choose for each, or go on: a problem without a choice is left for the adviser." }
            @for seen in asks { (group_card(ctx, to, seen)) }
        }
        @if !notices.is_empty() { (Details::new("What we tidied or worked out", noticed(to, &notices))) }
    }
}

/// A group's place on the page, from its key.
fn anchor(key: &str) -> String {
    let plain: String = key.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect();
    format!("group-{plain}")
}

fn group_card(ctx: &Ctx, to: &str, seen: &GroupSeen) -> Markup {
    let inside = html! {
        @if let Some(group) = &seen.group {
            p.govuk-body { (group.explanation) }
            @if let Some(fix) = &group.likely_fix { p.govuk-body { strong { "Likely fix: " } (fix) } }
        }
        p.govuk-body { (Content::of(&choice_tag(seen))) @if let Some(Choice::IgnoreWithReason(reason)) = &seen.choice { " " (reason) } }
        @if seen.fixed > 0 { p.govuk-body { "The fix changed " (rows(seen.fixed)) "." } }
        @if let Some(group) = &seen.group {
            (choose(ctx, to, seen, group.fixable))
            p.govuk-body { a.govuk-link href=(group_page(to, &seen.key)) {
                "See " (who(group.people, group.problems.len())) span.govuk-visually-hidden { ": " (seen.title) }
            } }
            (Details::new("Rules behind this", html! { p.govuk-body { (group.codes.join(", ")) } }))
        }
    };
    html! { div id=(anchor(&seen.key)) { (SummaryCard::new(seen.title.clone()).level(3).holding(inside)) } }
}

fn who(of_people: usize, of_rows: usize) -> String {
    if of_people > 0 { people(of_people) } else { rows(of_rows) }
}

fn rows(count: usize) -> String {
    words::count(i64::try_from(count).unwrap_or(i64::MAX), "row", "rows")
}

fn group_page(to: &str, key: &str) -> String {
    format!("{to}/groups/{key}")
}

fn choice_tag(seen: &GroupSeen) -> Tag {
    match &seen.choice {
        Some(Choice::ApplyFix) => Tag::new("Fix chosen"),
        Some(Choice::LeaveForAdviser) => Tag::new("Left for the adviser").colour(TagColour::Teal),
        Some(Choice::IgnoreWithReason(_)) => Tag::new("Not a problem here").colour(TagColour::Grey),
        None => Tag::new("To choose").colour(TagColour::Yellow),
    }
}

/// One press chooses; ignoring takes a reason and so a page of its own.
fn choose(ctx: &Ctx, to: &str, seen: &GroupSeen, fixable: usize) -> Markup {
    let about = format!(": {}", seen.title);
    let press = |words: &'static str, choice: &str| {
        Button::save(words).secondary().sends("choice", choice.to_owned()).spoken_after(about.clone())
    };
    html! {
        form method="post" action=(group_page(to, &seen.key)) novalidate {
            (form_fields(ctx))
            div.govuk-button-group {
                @if fixable > 0 { (press("Apply the fix", "apply")) }
                (press("Leave for the adviser", "leave"))
                a.govuk-link href=(format!("{}#reason", group_page(to, &seen.key))) {
                    "Not a problem here" span.govuk-visually-hidden { (about) }
                }
            }
        }
    }
}

fn noticed(to: &str, notices: &[&GroupSeen]) -> Markup {
    html! {
        ul class="govuk-list govuk-list--bullet" {
            @for seen in notices { li { a.govuk-link href=(group_page(to, &seen.key)) { (seen.title) } } }
        }
    }
}

/// The form of a choice.
pub struct Choose;

impl Fields for Choose {
    const ONE: &'static [&'static str] = &["choice", "reason"];
}

pub async fn get_group(ctx: Ctx, Path((import, group)): Path<(String, String)>) -> PageResult {
    show_group(&ctx, &import, &group, &Typed::default(), &Mends::default()).await
}

/// Problems on one page of a group.
const ON_A_PAGE: usize = 50;

async fn show_group(ctx: &Ctx, import: &str, key: &str, typed: &Typed, mends: &Mends) -> PageResult {
    let id = id(import)?;
    let (batch, preview) = ctx.read(move |r| Ok((imports::batch(r, &id)?, imports::preview(r, &id)?))).await?;
    let seen = preview.groups.iter().find(|seen| seen.key == key).ok_or(Error::NotFound)?;
    let Some(group) = &seen.group else { return Err(Error::NotFound) };
    let all: Vec<&Problem> = group.problems.iter().filter_map(|at| preview.result.problems.get(*at)).collect();
    let page: usize = form::query(ctx)?.text("page").parse().unwrap_or(1);
    let pages = all.len().div_ceil(ON_A_PAGE).max(1);
    let page = page.clamp(1, pages);
    let to = urls::import(&batch.id);
    let shown = all.iter().skip((page - 1) * ON_A_PAGE).take(ON_A_PAGE).copied();
    let main = html! {
        p.govuk-body { (group.explanation) }
        @if let Some(fix) = &group.likely_fix { p.govuk-body { strong { "Likely fix: " } (fix) } }
        (problem_table(shown))
        @if pages > 1 { (Pagination::of(page, pages, |number| format!("{}?page={number}", group_page(&to, key)))) }
        @if batch.state == State::Draft { (choose(ctx, &to, seen, group.fixable)) (ignore(ctx, &to, seen, typed, mends)) }
    };
    let back = back_to(&batch, &to, key);
    let mut sheet = step("Problems", &back, main).to_mend(mends);
    sheet.title = seen.title.clone();
    ctx.show(sheet)
}

fn back_to(batch: &Batch, to: &str, key: &str) -> String {
    match batch.state {
        State::Draft => format!("{to}/preview#{}", anchor(key)),
        _ => "/team/data/problems".into(),
    }
}

fn problem_table<'a>(problems: impl Iterator<Item = &'a Problem>) -> Markup {
    let columns = ["Number", "File and row", "What we found", "Likely fix"].map(Column::new);
    CardTable::new("Problems", columns).caption_hidden().rows(problems.map(problem_row)).render()
}

fn problem_row(problem: &Problem) -> Vec<Cell> {
    let place = match (&problem.file, problem.row) {
        (Some(file), Some(row)) => format!("{file}, row {row}"),
        (Some(file), None) => file.to_string(),
        _ => "–".into(),
    };
    vec![
        Cell::new(problem.person.clone().unwrap_or_else(|| "–".into())),
        Cell::new(html! { bdi { (place) } }),
        Cell::new(problem.says.clone()),
        Cell::new(problem.suggested_fix.as_ref().map_or_else(|| "Find out".to_owned(), |fix| fix.says.clone())),
    ]
}

fn ignore(ctx: &Ctx, to: &str, seen: &GroupSeen, typed: &Typed, mends: &Mends) -> Markup {
    let held = match &seen.choice {
        Some(Choice::IgnoreWithReason(reason)) if typed.raw("reason").is_empty() => reason.clone(),
        _ => typed.raw("reason").to_owned(),
    };
    html! {
        form method="post" action=(group_page(to, &seen.key)) novalidate {
            (form_fields(ctx))
            (TextInput::new("reason", "Why is it not a problem here?").value(held).error(mends.of("reason").map(str::to_owned)))
            (Button::save("Not a problem here").secondary().sends("choice", "ignore"))
        }
    }
}

const LONGEST_REASON: usize = 500;

pub async fn post_group(ctx: Ctx, Path((import, group)): Path<(String, String)>, form: Form<Choose>) -> PageResult {
    let mut mends = Mends::default();
    let Some(choice) = mends.keep("reason", choice(&form.typed)?) else {
        return show_group(&ctx, &import, &group, &form.typed, &mends).await;
    };
    let id = id(&import)?;
    let to = ctx
        .write_once(&form.key, move |tx| {
            imports::choose(tx, &id, &group, &choice)?;
            Ok(format!("{}/preview#{}", urls::import(&id), anchor(&group)))
        })
        .await?;
    ctx.go(&to)
}

/// What was chosen; a sentence if its reason must be mended.
fn choice(typed: &Typed) -> Result<Result<Choice, String>, Error> {
    let reason = typed.text("reason");
    Ok(match typed.text("choice") {
        "apply" => Ok(Choice::ApplyFix),
        "leave" => Ok(Choice::LeaveForAdviser),
        "ignore" if reason.is_empty() => Err("Write why it is not a problem here".into()),
        "ignore" if reason.chars().count() > LONGEST_REASON => Err("The reason must be 500 characters or less".into()),
        "ignore" => Ok(Choice::IgnoreWithReason(reason.to_owned())),
        _ => return Err(Error::Malformed(axum::http::StatusCode::UNPROCESSABLE_ENTITY, "no such choice")),
    })
}
