//! S54 Approvals: what waits for a manager, oldest first, one section for each kind of thing.

use maud::{Markup, html};
use waymark_cases::access::class;
use waymark_cases::assessments;
use waymark_cases::plans::versions::{self, Waiting};
use waymark_govuk::{CardTable, Cell, Column};

use crate::ctx::Ctx;
use crate::door::Door;
use crate::error::PageResult;
use crate::frame::Sheet;
use crate::pages::plan::teller;
use crate::{urls, words};

/// Everything that waits.
struct Approvals {
    plans: Vec<Waiting>,
    assessments: Vec<assessments::Waiting>,
}

/// So many of one kind are shown; the oldest come first.
const MOST: i64 = 200;

pub async fn get(ctx: Ctx) -> PageResult {
    let waiting = ctx
        .read(|r| {
            let permit = r.list_permit::<class::Plan>()?;
            Ok(Approvals {
                plans: versions::waiting(r, &permit)?,
                assessments: assessments::waiting(r, &permit, MOST)?,
            })
        })
        .await?;
    ctx.show(Sheet::new("Approvals", view(&ctx, &waiting)).wide())
}

fn view(ctx: &Ctx, waiting: &Approvals) -> Markup {
    html! { (plans(ctx, &waiting.plans)) (getting_to_know(ctx, &waiting.assessments)) }
}

/// Plans sent by their workers.
fn plans(ctx: &Ctx, waiting: &[Waiting]) -> Markup {
    let columns = ["Name", "What", "Sent", "Sent by"].map(Column::new);
    html! {
        h2.govuk-heading-m { "Plans" }
        @if waiting.is_empty() { p.govuk-body { "Nothing waiting." } } @else {
            p.govuk-body { "Read each one, and write what you find. Whoever wrote a plan cannot approve it." }
            (CardTable::new("Plans that wait, oldest first", columns).caption_hidden().rows(waiting.iter().map(|one| cells(ctx, one))))
        }
    }
}

fn cells(ctx: &Ctx, one: &Waiting) -> Vec<Cell> {
    let to = urls::person_page(&one.person, &format!("plan/version/{}", one.number));
    let name = html! { a.govuk-link href=(to) { bdi { (one.shown_name) } } };
    let what = format!("Plan, version {}", one.number);
    let sent = words::how_soon(one.sent_on, ctx.today());
    vec![name.into(), what.into(), sent.into(), teller(&one.sent_by, Door::Team, &one.shown_name).into()]
}

/// Assessments sent by their workers.
fn getting_to_know(ctx: &Ctx, waiting: &[assessments::Waiting]) -> Markup {
    let columns = ["Name", "Sent"].map(Column::new);
    let cells = |one: &assessments::Waiting| -> Vec<Cell> {
        let to = urls::person_page(&one.person, "assess/approve");
        let name = html! { a.govuk-link href=(to) { bdi { (one.shown_name) } } };
        vec![name.into(), words::how_soon(one.sent_on, ctx.today()).into()]
    };
    html! {
        h2.govuk-heading-m { "Getting to know you" }
        @if waiting.is_empty() { p.govuk-body { "Nothing waiting." } } @else {
            p.govuk-body { "Read what both sides wrote. Whoever wrote any of it cannot approve it." }
            (CardTable::new("Assessments that wait, oldest first", columns).caption_hidden().rows(waiting.iter().map(cells)))
        }
    }
}
