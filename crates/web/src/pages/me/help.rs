//! Y40 Get help now: no sign-in, no script, nothing looked up but the council's own numbers.

use maud::{Markup, html};

use crate::ctx::Ctx;
use crate::error::PageResult;
use crate::frame::Sheet;

/// Somewhere to turn, open to anybody in England. National lines: a council checks each number before it opens.
struct Line {
    title: &'static str,
    says: &'static str,
    call: &'static [(&'static str, &'static str)],
}

const LINES: &[Line] = &[
    Line {
        title: "Are you in danger now?",
        says: "Call 999. If you cannot speak, call 999, then press 55.",
        call: &[("Call 999", "999")],
    },
    Line {
        title: "Someone to talk to",
        says: "You can call at any time. It is free.",
        call: &[
            ("Samaritans 116 123", "116123"),
            ("Childline, up to 19, 0800 1111", "08001111"),
            ("NHS 111, then 2", "111"),
        ],
    },
    Line {
        title: "Nowhere to stay tonight",
        says: "Call us first. You can call Shelter too.",
        call: &[("Shelter 0808 800 4444", "08088004444")],
    },
    Line { title: "No food or money", says: "Call us. We can help on the same day.", call: &[] },
    Line {
        title: "Someone on your side",
        says: "An advocate speaks up for you. It is free. They do not work for us.",
        call: &[("Coram Voice 0808 800 5792", "08088005792"), ("NYAS 0808 808 1001", "08088081001")],
    },
];

pub async fn get(ctx: Ctx) -> PageResult {
    ctx.show(Sheet::new("Get help now", view(&ctx)))
}

fn view(ctx: &Ctx) -> Markup {
    html! {
        @for line in LINES { (card(line)) }
        (our_numbers(ctx))
    }
}

fn card(line: &Line) -> Markup {
    html! {
        section.wm-card {
            h2.wm-card__title { (line.title) }
            p.govuk-body { (line.says) }
            @for (says, number) in line.call { p.govuk-body { a.govuk-link href=(crate::urls::tel(number)) { (says) } } }
        }
    }
}

/// The council's own lines: its name is not shown to a stranger at a discreet door (SES-03).
fn our_numbers(ctx: &Ctx) -> Markup {
    let numbers =
        [("In the day", &ctx.council().office_phone), ("Nights and weekends", &ctx.council().out_of_hours_phone)];
    let known: Vec<_> = numbers.into_iter().filter(|(_, number)| !number.is_empty()).collect();
    html! {
        @if !known.is_empty() {
            section.wm-card {
                h2.wm-card__title { "Call us" }
                @for (when, number) in known {
                    p.govuk-body { (when) ": " a.govuk-link href=(crate::urls::tel(number)) { (number) } }
                }
            }
        }
    }
}
