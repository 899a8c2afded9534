//! S52 Oversight due: whose oversight by a manager, supervision or observation is late or due in 30 days.

use maud::{Markup, html};
use waymark_cases::access::class;
use waymark_cases::clocks::late;
use waymark_cases::clocks::lines::Line;
use waymark_cases::ids::PersonId;
use waymark_cases::summary::Summary;
use waymark_govuk::{CardTable, Cell, Column};
use waymark_rules::clocks::definitions;

use crate::ctx::Ctx;
use crate::error::PageResult;
use crate::frame::Sheet;
use crate::{urls, words};

pub async fn get(ctx: Ctx) -> PageResult {
    let due = ctx
        .read(|r| {
            let permit = r.list_permit::<class::ManagementOversight>()?;
            late::oversight(r, &permit)
        })
        .await?;
    ctx.show(Sheet::new("Oversight due", view(&ctx, &due)).wide())
}

fn view(ctx: &Ctx, due: &[(Summary, Line)]) -> Markup {
    if due.is_empty() {
        return html! { p.govuk-body { "No oversight is due in the next 30 days." } };
    }
    let columns = ["Name", "What", "Due", "Adviser"].map(Column::new);
    let rows = due.iter().map(|(one, line)| cells(ctx, one, line));
    html! {
        p.govuk-body { "A manager looks in on each of them. Are they safe? Are they heard? Is the plan still right?" }
        (CardTable::new("Late, or due in 30 days", columns).caption_hidden().rows(rows))
    }
}

/// In the plainest words: a list of these is read at a glance.
fn what(clock: &str) -> &'static str {
    match clock {
        "CLK-80" => "A look by the manager",
        "CLK-82.person" => "Talk about them with the manager",
        other => definitions::by_id(other).map_or("", |of| of.label),
    }
}

fn cells(ctx: &Ctx, one: &Summary, line: &Line) -> Vec<Cell> {
    let person = PersonId::stored(one.person_id.clone());
    let label = what(&line.clock);
    let name = html! { a.govuk-link href=(urls::person_page(&person, "oversight")) { bdi { (one.shown_name) } } };
    let when = if line.is_late(ctx.today()) {
        let days = i64::from(line.days_late(ctx.today()));
        html! { strong { (words::count(days, "day", "days")) " late" } ", due " (words::short_date(line.due_on.0)) }
    } else {
        html! { (words::how_soon(line.due_on.0, ctx.today())) }
    };
    let adviser = if one.adviser_name.is_empty() { "No adviser yet" } else { &one.adviser_name };
    vec![name.into(), label.into(), when.into(), adviser.to_owned().into()]
}
