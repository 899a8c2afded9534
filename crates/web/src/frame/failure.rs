//! The page for each way a request can end other than it should: what happened, what was kept, what to do next
//! (design/pages.md §4, language.md §8). Never anything internal.

use axum::response::Response;
use maud::{Markup, html};

use super::{Sheet, as_html};
use crate::ctx::Ctx;
use crate::door::Door;
use crate::error::Failure;

pub(crate) fn page(ctx: &Ctx, failure: &Failure) -> Response {
    let (title, main) = match ctx.door() {
        Door::Me => for_young_people(ctx, failure),
        Door::Team | Door::Street => for_staff(ctx, failure),
    };
    as_html(ctx.framed(&Sheet::new(title, main)))
}

fn for_staff(ctx: &Ctx, failure: &Failure) -> (&'static str, Markup) {
    match failure {
        Failure::NotFound => ("We cannot find that page", staff_not_found(ctx)),
        Failure::Distrusted => (
            "Send that form again",
            html! {
                p.govuk-body { "The page was open too long, or it was not one of ours. Nothing was saved." }
                p.govuk-body { "Go back, load the page again and send it once more." }
            },
        ),
        Failure::Malformed(_) => (
            "We could not read that",
            html! { p.govuk-body { "What was sent was not a form of ours. Nothing was saved." } },
        ),
        Failure::TooMany(seconds) => (
            "Wait a moment",
            html! {
                p.govuk-body { "That was too many tries. Wait " (wait(*seconds)) " and try again." }
            },
        ),
        Failure::Changed => (
            "Someone else changed this",
            html! {
                p.govuk-body { "It was changed while you had it open. Nothing of theirs was lost, and yours was not saved." }
                p.govuk-body { "Go back, load the page again and look at both." }
            },
        ),
        Failure::Contradicts(says) => (
            "Two facts do not fit",
            html! {
                p.govuk-body { (says) }
                p.govuk-body { "Nothing was saved. Go back to mend it." }
            },
        ),
        Failure::NotConfirmed => (
            "We could not confirm that",
            html! {
                p.govuk-body { "The record could not be reached safely, so nothing was shown or saved." }
                p.govuk-body { "Try again in a minute. What you typed is still in your browser if you go back." }
                (reference(ctx))
            },
        ),
        Failure::Ours => (
            "There is a problem with the service",
            html! {
                p.govuk-body { "Something went wrong on our side. Nothing was saved from that page." }
                p.govuk-body { "Go back: what you typed is still in your browser. Try again soon." }
                (reference(ctx))
            },
        ),
    }
}

fn staff_not_found(ctx: &Ctx) -> Markup {
    html! {
        p.govuk-body { "The page may have moved. Or it may be for those who work with that young person." }
        p.govuk-body { "If you need it for your work, ask your team manager." }
        p.govuk-body { a.govuk-link href=(ctx.door().home()) { "Go to the first page" } }
    }
}

fn for_young_people(ctx: &Ctx, failure: &Failure) -> (&'static str, Markup) {
    let home = html! { p.govuk-body { a.govuk-link href="/me" { "Go to Home" } } };
    match failure {
        Failure::NotFound => (
            "That page has moved",
            html! {
                p.govuk-body { "We cannot find it." }
                (home)
            },
        ),
        Failure::Distrusted | Failure::Malformed(_) => (
            "Try that again",
            html! {
                p.govuk-body { "The page was open a long time. We did not save it." }
                p.govuk-body { "Go back. Load the page again. Then send it." }
                (home)
            },
        ),
        Failure::TooMany(seconds) => (
            "Wait a moment",
            html! {
                p.govuk-body { "That was a lot of tries. Wait " (wait(*seconds)) ". Then try again." }
            },
        ),
        Failure::Changed | Failure::Contradicts(_) => (
            "That has changed",
            html! {
                p.govuk-body { "Someone changed it just now. Look again." }
                (home)
            },
        ),
        Failure::NotConfirmed | Failure::Ours => (
            "This is our fault, not yours",
            html! {
                p.govuk-body { "It did not work. Try again soon." }
                (phone(ctx))
                (reference(ctx))
                (home)
            },
        ),
    }
}

fn phone(ctx: &Ctx) -> Markup {
    let number = &ctx.council().office_phone;
    html! {
        @if !number.is_empty() && ctx.actor().is_some() {
            p.govuk-body { "Or call " a.govuk-link href=(crate::urls::tel(number)) { (number) } "." }
        }
    }
}

fn reference(ctx: &Ctx) -> Markup {
    html! { p.govuk-body { "Reference " strong { (ctx.asking().request.to_uppercase()) } } }
}

fn wait(seconds: u64) -> String {
    match seconds {
        0..=1 => "a second".into(),
        2..=90 => format!("{seconds} seconds"),
        _ => format!("{} minutes", seconds.div_ceil(60)),
    }
}
