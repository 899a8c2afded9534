//! S40 Meetings: the open reviews of everybody in reach, soonest first: what is coming, and what is owed after.

use maud::{Markup, html};
use waymark_cases::access::class;
use waymark_cases::clock::day_of;
use waymark_cases::db::instant;
use waymark_cases::ids::PersonId;
use waymark_cases::meetings::lists::{self, Open};
use waymark_govuk::{CardTable, Cell, Column};

use super::person::meetings::page;
use crate::ctx::Ctx;
use crate::error::PageResult;
use crate::frame::Sheet;
use crate::words;

pub async fn get(ctx: Ctx) -> PageResult {
    let open = ctx
        .read(|r| {
            let permit = r.list_permit::<class::Plan>()?;
            lists::open(r, &permit)
        })
        .await?;
    ctx.show(Sheet::new("Meetings", view(&ctx, &open)).wide())
}

fn view(ctx: &Ctx, open: &[(Open, String)]) -> Markup {
    let (owed, coming): (Vec<_>, Vec<_>) = open.iter().partition(|(one, _)| one.held_on.is_some());
    html! {
        (table(ctx, "Coming", &coming, "No review has a day yet."))
        (table(ctx, "Held, with something still to do", &owed, "Nothing is owed after a review."))
    }
}

fn table(ctx: &Ctx, title: &'static str, rows: &[&(Open, String)], empty: &'static str) -> Markup {
    let columns = ["Name", "What", "When", "Where it stands"].map(Column::new);
    html! {
        h2.govuk-heading-m { (title) }
        @if rows.is_empty() { p.govuk-body { (empty) } } @else {
            (CardTable::new(title, columns).caption_hidden().rows(rows.iter().map(|row| cells(ctx, row))))
        }
    }
}

fn cells(ctx: &Ctx, (one, name): &(Open, String)) -> Vec<Cell> {
    let to = page(&PersonId::stored(one.person_id.clone()), &one.id);
    let name = html! { a.govuk-link href=(to) { bdi { (name) } } };
    let when = one.held_on.unwrap_or(one.planned_on).0;
    vec![name.into(), one.kind().says().into(), words::how_soon(when, ctx.today()).into(), stands(one).into()]
}

/// The next thing that is owed.
fn stands(one: &Open) -> String {
    let report = match one.report_shared_at {
        Some(at) => format!("Report given {}", words::date(day_of(instant(at)))),
        None => "Report not given yet".into(),
    };
    match (one.held_on, one.decisions_shared_at) {
        (None, _) => report,
        (Some(_), None) => "They are not told yet what was decided".into(),
        (Some(_), Some(_)) => "Told what was decided. Notes, copy or end still to do".into(),
    }
}
