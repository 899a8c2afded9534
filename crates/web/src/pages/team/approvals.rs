//! S54 Approvals: what waits for a manager, oldest first, one section for each kind of thing.

use maud::{Markup, html};
use waymark_cases::access::{Role, class};
use waymark_cases::assessments;
use waymark_cases::clock::day_of;
use waymark_cases::db::instant;
use waymark_cases::disclosures::{self, Disclosure};
use waymark_cases::own_record::decisions;
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
    /// Sharing without a yes, and how many notes wait: for those who settle them.
    disclosures: Vec<(Disclosure, String)>,
    notes: Option<usize>,
}

/// So many of one kind are shown; the oldest come first.
const MOST: i64 = 200;

pub async fn get(ctx: Ctx) -> PageResult {
    let settles = ctx.has_role(Role::TeamManager);
    let waiting = ctx
        .read(move |r| {
            let permit = r.list_permit::<class::Plan>()?;
            let (disclosures, notes) = match settles {
                true => {
                    let (sharing, notes) =
                        (r.list_permit::<class::Permissions>()?, r.list_permit::<class::CaseNotes>()?);
                    (disclosures::waiting(r, &sharing)?, Some(decisions::waiting(r, &notes)?.len()))
                }
                false => (Vec::new(), None),
            };
            Ok(Approvals {
                disclosures,
                notes,
                plans: versions::waiting(r, &permit)?,
                assessments: assessments::waiting(r, &permit, MOST)?,
            })
        })
        .await?;
    ctx.show(Sheet::new("Approvals", view(&ctx, &waiting)).wide())
}

fn view(ctx: &Ctx, waiting: &Approvals) -> Markup {
    html! {
        (plans(ctx, &waiting.plans))
        (getting_to_know(ctx, &waiting.assessments))
        @if let Some(notes) = waiting.notes { (sharing(ctx, &waiting.disclosures)) (held(notes)) }
    }
}

/// Sharing without a yes, put to a manager who did not propose it.
fn sharing(ctx: &Ctx, waiting: &[(Disclosure, String)]) -> Markup {
    html! {
        h2.govuk-heading-m { "Sharing without a yes" }
        @if waiting.is_empty() { p.govuk-body { "Nothing waiting." } } @else {
            ul.wm-changes {
                @for (one, name) in waiting {
                    li {
                        a.govuk-link href=(format!("/team/p/{}/sharing/without/decide?id={}", one.person_id, one.id)) { bdi { (name) } }
                        ": " bdi { (one.with_whom) } " "
                        span.wm-muted { (words::how_soon(day_of(instant(one.proposed_at)), ctx.today())) }
                    }
                }
            }
        }
    }
}

/// Notes that are not shared have a list of their own.
fn held(notes: usize) -> Markup {
    html! {
        h2.govuk-heading-m { "Notes held back" }
        p.govuk-body {
            @if notes == 0 { "Nothing waiting." } @else {
                a.govuk-link href="/team/held" { (words::count(i64::try_from(notes).unwrap_or(i64::MAX), "note waits", "notes wait")) " for a decision" }
            }
        }
    }
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
