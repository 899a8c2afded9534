//! Y33 Get a full copy: what they get, how long it takes, and somebody to read it with.

use maud::{Markup, html};
use waymark_cases::access::{Read, class};
use waymark_cases::clocks;
use waymark_cases::own_record::copies;
use waymark_govuk::{Button, Checkboxes, Textarea};

use crate::ctx::Ctx;
use crate::error::PageResult;
use crate::form::{Fields, Form};
use crate::frame::{Sheet, form_fields};
use crate::words;

const LONGEST: usize = 1000;

pub struct Wishes;

impl Fields for Wishes {
    const ONE: &'static [&'static str] = &["with_somebody", "words"];
}

struct Asked {
    asked_on: Option<jiff::civil::Date>,
    due_on: Option<jiff::civil::Date>,
}

pub async fn get(ctx: Ctx) -> PageResult {
    let me = ctx.myself()?;
    let asked = ctx
        .read(move |r| {
            let copy = r.permit::<class::WholeRecordExport, Read>(&me)?;
            let status = r.permit::<class::Status, Read>(&me)?;
            let asked = copies::on_its_way(r, &copy)?;
            let clocks = clocks::of_person(r, &status)?;
            let of = asked.as_ref().map(|one| one.series.clone());
            let run = clocks.run()?;
            let clock = run.iter().find(|clock| clock.rule() == "CLK-77" && clock.about.map(str::to_owned) == of);
            Ok(Asked { asked_on: asked.map(|one| one.happened_on.0), due_on: clock.and_then(|clock| clock.due_on) })
        })
        .await?;
    ctx.show(Sheet::new("Get a copy of my record", view(&ctx, &asked)))
}

fn view(ctx: &Ctx, asked: &Asked) -> Markup {
    html! {
        p.govuk-body { "You can have a copy of all we have written about you. It is free." }
        ul class="govuk-list govuk-list--bullet" {
            li { "It has our notes, your plans and letters." }
            li { "We take out what other people told us about themselves." }
            li { "We give it to you in a month." }
            li { "Some of it can be hard to read. Someone can read it with you." }
        }
        @match asked.asked_on {
            Some(on) => {
                div.wm-card {
                    h2.wm-card__title { "You asked for your copy" }
                    p.govuk-body { "You asked on " (words::day(on, ctx.today())) "." }
                    @if let Some(due) = asked.due_on { p.govuk-body { "We will give it to you by " (words::day(due, ctx.today())) "." } }
                }
            },
            None => (form(ctx)),
        }
    }
}

fn form(ctx: &Ctx) -> Markup {
    html! {
        form method="post" action="/me/record/copy" novalidate {
            (form_fields(ctx))
            (Checkboxes::single("with_somebody", "yes", "I want someone to read it with me"))
            (Textarea::new("words", "Is there something you want to say? (you can skip this)").rows(3)
                .hint("Such as paper or email, large print, or one part first."))
            (Button::save("Ask for my copy"))
        }
    }
}

pub async fn post(ctx: Ctx, form: Form<Wishes>) -> PageResult {
    let me = ctx.myself()?;
    let mut wishes: String = form.typed.text("words").chars().take(LONGEST).collect();
    if form.typed.is_on("with_somebody") {
        wishes = format!("Wants somebody to read it with. {wishes}").trim_end().to_owned();
    }
    let to = ctx
        .write_once(&form.key, move |tx| {
            let permit = tx.permit::<class::WholeRecordExport, Read>(&me)?;
            copies::ask(tx, &permit, &wishes)?;
            Ok("/me/record/copy".into())
        })
        .await?;
    ctx.go_saying(&to, "Saved. We will get your copy ready")
}
