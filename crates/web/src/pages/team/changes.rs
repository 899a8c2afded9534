//! S04 Since you were last here: what changed on the records in reach, by person, for whoever comes back from leave.

use jiff::{SignedDuration, Timestamp};
use maud::{Markup, html};
use waymark_cases::access::class;
use waymark_cases::clock::day_of;
use waymark_cases::db::instant;
use waymark_cases::events::{self, Changed};
use waymark_cases::sign_in::sessions;

use crate::ctx::Ctx;
use crate::error::PageResult;
use crate::form;
use crate::frame::Sheet;
use crate::words;

/// Where nothing is known of an earlier visit, and the choices beside it.
const DAYS: [(&str, i64); 3] = [("7", 7), ("14", 14), ("28", 28)];
const UNKNOWN: SignedDuration = SignedDuration::from_hours(14 * 24);

struct Changes {
    since: Timestamp,
    people: Vec<Changed>,
}

pub async fn get(ctx: Ctx) -> PageResult {
    let asked = form::query(&ctx)?.text("days").to_owned();
    let days = DAYS.iter().find(|(code, _)| *code == asked).map(|(_, days)| *days);
    let session = ctx.visit().session.clone();
    let changes = ctx
        .read(move |r| {
            let permit = r.list_permit::<class::Status>()?;
            let last_here = match (days, &session) {
                (Some(days), _) => Some(r.now() - SignedDuration::from_hours(days * 24)),
                (None, Some(session)) => sessions::last_before(r, session)?,
                (None, None) => None,
            };
            let since = last_here.unwrap_or(r.now() - UNKNOWN);
            Ok(Changes { since, people: events::by_person(r, &permit, since)? })
        })
        .await?;
    ctx.show(Sheet::new("Since you were last here", view(&ctx, &changes, &asked)))
}

fn view(ctx: &Ctx, changes: &Changes, asked: &str) -> Markup {
    let from = words::date(day_of(changes.since));
    html! {
        (choices(asked))
        @if changes.people.is_empty() {
            p.govuk-body { "Nothing new since " (from) "." }
        } @else {
            p.govuk-body { "What was written down since " (from) ", newest first." }
        }
        @for one in &changes.people { (person(ctx, one)) }
    }
}

fn choices(asked: &str) -> Markup {
    html! {
        nav.wm-tabs aria-label="Since when" {
            ul {
                li { a.govuk-link href="/team/changes" aria-current=[asked.is_empty().then_some("true")] { "Your last visit" } }
                @for (code, days) in DAYS {
                    li {
                        a.govuk-link href=(format!("/team/changes?days={code}"))
                            aria-current=[(asked == code).then_some("true")] { "Last " (days) " days" }
                    }
                }
            }
        }
    }
}

fn person(ctx: &Ctx, one: &Changed) -> Markup {
    html! {
        h2.govuk-heading-m {
            a.govuk-link href=(format!("/team/p/{}/timeline", one.person_id)) { bdi { (one.name) } }
        }
        ul.wm-changes {
            @for event in &one.events {
                li { (event.says) " " span.wm-muted { (words::how_soon(day_of(instant(event.recorded_at)), ctx.today())) } }
            }
            @if one.more > 0 { li.wm-muted { "And " (words::count(one.more, "more change", "more changes")) } }
        }
    }
}
