//! What they think of their plan, in their words (Y05). They can say it again at any time; the last one counts.

use maud::html;
use waymark_cases::access::{AddOwnWords, Read, class};
use waymark_cases::plans::{self, Answer, Writer, versions};
use waymark_govuk::{Button, Radios, Textarea};

use super::says;
use crate::ctx::Ctx;
use crate::error::PageResult;
use crate::form::{self, Fields, Form, Mends, Typed};
use crate::frame::{Sheet, form_fields};

/// What they think, and why.
pub struct Agree;

impl Fields for Agree {
    const ONE: &'static [&'static str] = &["answer", "words"];
}

const LONGEST: usize = 4000;

pub async fn get(ctx: Ctx) -> PageResult {
    let answer = form::query(&ctx)?.text("answer").to_owned();
    show(&ctx, &Typed::of([("answer", answer)]), &Mends::default())
}

fn show(ctx: &Ctx, typed: &Typed, mends: &Mends) -> PageResult {
    let error = |field: &str| mends.of(field).map(str::to_owned);
    let answer = Radios::new("answer", "What do you think of your plan?");
    let answer = Answer::ALL.iter().fold(answer, |radios, one| radios.choice(one.code(), says(*one)));
    let main = html! {
        form method="post" action="/me/plan/agree" novalidate {
            (form_fields(ctx))
            (answer.chosen(typed.text("answer").to_owned()).error(error("answer")))
            (Textarea::new("words", "What do you want to say about it?").hint("Use your own words.").rows(4)
                .value(typed.raw("words").to_owned()).error(error("words")))
            p.govuk-body { "Your words stay in the plan. Your adviser and the manager can see them." }
            (Button::save("Save what I think"))
        }
        p.govuk-body { a.govuk-link href="/me/plan" { "Skip" } }
    };
    ctx.show(Sheet::new("Do you agree?", main).to_mend(mends))
}

pub async fn post(ctx: Ctx, form: Form<Agree>) -> PageResult {
    let me = ctx.myself()?;
    let mut mends = Mends::default();
    let answer = Answer::from_code(form.typed.text("answer"));
    if answer.is_none() {
        mends.add("answer", "Choose one, or skip");
    }
    let words = form.typed.text("words").to_owned();
    if words.chars().count() > LONGEST {
        mends.add("words", "That is too long. Say it in two parts");
    }
    let Some(answer) = answer.filter(|_| mends.is_empty()) else { return show(&ctx, &form.typed, &mends) };
    let to = ctx
        .write_once(&form.key, move |tx| {
            let read = tx.permit::<class::Plan, Read>(&me)?;
            let version = plans::as_read(tx, &read)?.to_agree().map(|version| version.id.clone());
            let version = version.ok_or(waymark_cases::Error::NotFound)?;
            let permit = tx.permit::<class::Plan, AddOwnWords>(&me)?;
            versions::agree(tx, Writer::Themselves(&permit), &version, answer, &words, "")?;
            Ok("/me/plan".into())
        })
        .await?;
    ctx.go_saying(&to, "Saved. Your words are in the plan.")
}
