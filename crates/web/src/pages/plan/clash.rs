//! State C: somebody else wrote in the same place since the page was opened. Both versions are shown; whoever writes
//! chooses, and neither is lost.

use maud::{Markup, html};
use waymark_cases::plans::{Entry, Line};
use waymark_govuk::Button;

use super::teller;
use crate::ctx::Ctx;
use crate::form::Typed;
use crate::frame::form_fields;
use crate::words;

/// The two versions and the ways on. `to` takes the form again with what was typed.
pub(crate) fn view(
    ctx: &Ctx,
    name: &str,
    to: &str,
    mine: &Entry,
    theirs: &Line,
    typed: &Typed,
    position: i32,
) -> Markup {
    let both = matches!(mine, Entry::Text { .. });
    let who = teller(&theirs.by, ctx.door(), name);
    html! {
        p.govuk-body { (who) " wrote here while you did. Nothing is lost. You choose." }
        div.wm-cards {
            div.wm-card { h3.wm-card__title { "Yours" } p.govuk-body data-own-words { bdi { (says(mine)) } } }
            div.wm-card {
                h3.wm-card__title { "Theirs" }
                p.govuk-body data-own-words { bdi { (says(&theirs.entry)) } }
                p.wm-muted { (who) ", " (words::date(theirs.on)) }
            }
        }
        form method="post" action=(to) novalidate {
            (form_fields(ctx))
            input type="hidden" name="seen" value=(position);
            @for (field, value) in typed.pairs().filter(|(field, _)| !["seen", "keep"].contains(field)) {
                input type="hidden" name=(field) value=(value);
            }
            div.govuk-button-group {
                (Button::save("Keep mine").sends("keep", "mine"))
                (Button::save("Keep theirs").secondary().sends("keep", "theirs"))
                @if both { (Button::save("Keep both as separate entries").secondary().sends("keep", "both")) }
            }
        }
    }
}

/// An entry in a few words.
pub(crate) fn says(entry: &Entry) -> String {
    match entry {
        Entry::Moved { to, words, .. } if words.is_empty() => to.says().to_owned(),
        Entry::Moved { to, words, .. } => format!("{}: {words}", to.says()),
        Entry::Areas { areas } => areas.iter().map(|area| area.says()).collect::<Vec<_>>().join(", "),
        Entry::NotNeeded { why, .. } => format!("Not needed: {why}"),
        Entry::Near { number, words } => format!("{number} out of 10. {words}").trim().to_owned(),
        Entry::StepMoved { to, words } => format!("{}. {words}", to.says()).trim().to_owned(),
        Entry::Goal { words, .. }
        | Entry::Words { words, .. }
        | Entry::Text { words, .. }
        | Entry::Step { words, .. }
        | Entry::Note { words } => words.clone(),
    }
}
