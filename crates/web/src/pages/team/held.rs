//! S54 Notes that are not shared and wait for a manager, longest first. Nothing is shown, and nothing kept, by the passing
//! of time (pages.md §1 rule 4).

use maud::{Markup, html};
use waymark_cases::access::class;
use waymark_cases::clock::day_of;
use waymark_cases::contacts::Share;
use waymark_cases::db::instant;
use waymark_cases::ids::PersonId;
use waymark_cases::own_record::decisions::{self, Waiting};
use waymark_cases::own_record::replies;

use super::person::held::address;
use super::today::said;
use crate::ctx::Ctx;
use crate::error::PageResult;
use crate::frame::Sheet;
use crate::words;

pub async fn get(ctx: Ctx) -> PageResult {
    let waiting = ctx
        .read(|r| {
            let notes = r.list_permit::<class::CaseNotes>()?;
            Ok((decisions::waiting(r, &notes)?, replies::waiting_for(r, &notes, None)?))
        })
        .await?;
    // Whoever has no adviser is answered by the manager.
    let main = html! { (view(&ctx, &waiting.0)) (said(&ctx, &waiting.1)) };
    ctx.show(Sheet::new("Notes held back", main))
}

fn view(ctx: &Ctx, waiting: &[Waiting]) -> Markup {
    html! {
        @if waiting.is_empty() { p.govuk-body { "Nothing waits for you." } }
        @else {
            p.govuk-body { "A worker wrote these down and did not share them. Read each and decide, the oldest first." }
            ul.wm-changes { @for one in waiting { li { (line(ctx, one)) } } }
        }
    }
}

fn line(ctx: &Ctx, one: &Waiting) -> Markup {
    let person = PersonId::stored(one.person_id.clone());
    let written = day_of(instant(one.recorded_at));
    html! {
        a.govuk-link href=(address(&person, &one.entry)) { bdi { (one.name) } ", written " (words::date(written)) }
        ". " (why(one)) " " span.wm-muted { "Waits since " (words::how_soon(one.look_on.0, ctx.today())) }
    }
}

fn why(one: &Waiting) -> &'static str {
    match Share::from_code(&one.share) {
        Some(Share::TalkFirst) => "The day to talk it through has passed.",
        Some(Share::Held) | Some(Share::Shared) | None => "It was held back.",
    }
}
