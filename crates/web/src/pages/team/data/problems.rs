//! S64 Data problems: what the last import of each year left to find out, by what would mend it, with the worker who
//! can find out.

use std::collections::{BTreeMap, BTreeSet};

use maud::{Markup, Render, html};
use waymark_cases::imports::{self, Batch, GroupSeen, Preview};
use waymark_govuk::{CardTable, Cell, Column, Details};
use waymark_ssda903::problems::Group;

use super::{number, people, step};
use crate::ctx::Ctx;
use crate::error::PageResult;
use crate::urls;

/// Numbers shown for each worker; the rest are on the group's own page.
const NUMBERS: usize = 10;

pub async fn get(ctx: Ctx) -> PageResult {
    let (open, workers) = ctx
        .read(|r| {
            let open = imports::open_problems(r)?;
            let all: BTreeSet<String> = open.iter().flat_map(|(_, preview)| everybody(preview)).collect();
            let workers = imports::who_can_fix(r, &all)?;
            Ok((open, workers))
        })
        .await?;
    ctx.show(step("Data problems", "/team/data", view(&open, &workers)))
}

fn everybody(preview: &Preview) -> Vec<String> {
    let groups = preview.groups.iter().filter_map(|seen| seen.group.as_ref());
    groups.flat_map(|group| people_in(preview, group)).collect()
}

/// The numbers of the people in a group, each once.
fn people_in(preview: &Preview, group: &Group) -> BTreeSet<String> {
    let problems = group.problems.iter().filter_map(|at| preview.result.problems.get(*at));
    problems.filter_map(|problem| problem.person.clone()).collect()
}

fn view(open: &[(Batch, Preview)], workers: &BTreeMap<String, String>) -> Markup {
    html! {
        @if open.is_empty() {
            p.govuk-body { "No return has been loaded yet. " a.govuk-link href="/team/data" { "Add the files" } }
        }
        @for (batch, preview) in open {
            h2.govuk-heading-m { "Year to March " (batch.year) }
            @if preview.groups.is_empty() { p.govuk-body { "Nothing is left to find out." } }
            @for seen in &preview.groups { (group(batch, preview, seen, workers)) }
        }
    }
}

fn group(batch: &Batch, preview: &Preview, seen: &GroupSeen, workers: &BTreeMap<String, String>) -> Markup {
    let Some(group) = &seen.group else { return html! {} };
    let numbers = people_in(preview, group);
    let page = format!("{}/groups/{}", urls::import(&batch.id), seen.key);
    let inside = html! {
        p.govuk-body { (group.explanation) }
        @if let Some(fix) = &group.likely_fix { p.govuk-body { strong { "Likely fix: " } (fix) } }
        @if !numbers.is_empty() { (by_worker(&numbers, workers)) }
        p.govuk-body { a.govuk-link href=(page) { "See each one" span.govuk-visually-hidden { ": " (seen.title) } } }
    };
    Details::new(seen.title.clone(), inside).render()
}

fn by_worker(numbers: &BTreeSet<String>, workers: &BTreeMap<String, String>) -> Markup {
    let mut held: BTreeMap<&str, Vec<&String>> = BTreeMap::new();
    for child in numbers {
        let worker = workers.get(child).map_or("", String::as_str);
        held.entry(if worker.is_empty() { "No adviser yet" } else { worker }).or_default().push(child);
    }
    let rows = held.into_iter().map(|(worker, numbers)| {
        let shown = numbers.iter().take(NUMBERS).map(|number| number.as_str()).collect::<Vec<_>>().join(", ");
        let more = numbers.len().saturating_sub(NUMBERS);
        let more = if more > 0 { format!(" and {} more", number(more)) } else { String::new() };
        vec![Cell::new(worker.to_owned()), Cell::new(people(numbers.len())), Cell::new(format!("{shown}{more}"))]
    });
    let columns = ["Who can find out", "People", "Numbers"].map(Column::new);
    CardTable::new("Who can find out", columns).caption_hidden().rows(rows).render()
}
