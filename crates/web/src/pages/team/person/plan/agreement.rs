//! What they think of the plan, written down by a worker who heard it: the answer, their words, and how it was said.

use axum::extract::Path;
use maud::{Markup, html};
use waymark_cases::access::{Write, class};
use waymark_cases::ids::PersonId;
use waymark_cases::plans::{Answer, Writer, versions};
use waymark_govuk::{Button, Radios, TextInput, Textarea};

use super::{ANSWERS, Scene, address, page};
use crate::ctx::Ctx;
use crate::error::{Error, PageResult};
use crate::form::{Fields, Form, Mends, Typed};
use crate::frame::form_fields;

/// What they said of the plan.
pub struct Said;

impl Fields for Said {
    const ONE: &'static [&'static str] = &["answer", "words", "heard"];
}

const LONGEST: usize = 4000;

pub async fn get(ctx: Ctx, Path(person): Path<String>) -> PageResult {
    show(&ctx, PersonId::parse(&person)?, &Typed::default(), &Mends::default()).await
}

async fn show(ctx: &Ctx, person: PersonId, typed: &Typed, mends: &Mends) -> PageResult {
    let scene = ctx.read(move |r| Scene::to_write(r, &person)).await?;
    let main = match scene.plan.read.to_agree() {
        Some(version) => view(ctx, &scene, version.number, typed, mends),
        None => html! { p.govuk-body { "No version was sent for approval yet. There is nothing to agree to." } },
    };
    ctx.show(scene.heading.sheet(ctx, "plan", "Do they agree?", main).to_mend(mends))
}

fn view(ctx: &Ctx, scene: &Scene, number: i32, typed: &Typed, mends: &Mends) -> Markup {
    let error = |field: &str| mends.of(field).map(str::to_owned);
    let answer = Radios::new("answer", format!("What does {} think of version {number}?", scene.name()));
    let answer = ANSWERS.iter().fold(answer, |radios, one| radios.choice(one.code(), one.says()));
    html! {
        form method="post" action=(page(&scene.heading.person, "agreement")) novalidate {
            (form_fields(ctx))
            (answer.chosen(typed.text("answer").to_owned()).error(error("answer")))
            (Textarea::new("words", "Their words").hint("As they said it. Nobody will correct it.").rows(3)
                .value(typed.raw("words").to_owned()).error(error("words")))
            (TextInput::new("heard", "Who said it, and how?").hint("Such as: Sam, on the phone.")
                .value(typed.raw("heard").to_owned()).error(error("heard")))
            (Button::save("Save what they said"))
        }
    }
}

pub async fn post(ctx: Ctx, Path(person): Path<String>, form: Form<Said>) -> PageResult {
    let person = PersonId::parse(&person)?;
    let mut mends = Mends::default();
    let typed = &form.typed;
    let answer = Answer::from_code(typed.text("answer"));
    if answer.is_none() {
        mends.add("answer", "Select what they think");
    }
    let (words, heard) = (typed.text("words").to_owned(), typed.text("heard").to_owned());
    if words.is_empty() && answer.is_some_and(|answer| answer != Answer::Agrees) {
        mends.add("words", "Enter what they do not agree with, in their words");
    }
    if heard.is_empty() {
        mends.add("heard", "Enter who said it, and how");
    }
    for (field, text) in [("words", &words), ("heard", &heard)] {
        if text.chars().count() > LONGEST {
            mends.add(field, "This must be 4,000 characters or less");
        }
    }
    let Some(answer) = answer.filter(|_| mends.is_empty()) else {
        return show(&ctx, person, typed, &mends).await;
    };
    keep(&ctx, &form.key, person, answer, words, heard).await
}

async fn keep(ctx: &Ctx, key: &str, person: PersonId, answer: Answer, words: String, heard: String) -> PageResult {
    let to = ctx
        .write_once(key, move |tx| {
            let permit = tx.permit::<class::Plan, Write>(&person)?;
            let version = versions::to_agree(tx, &permit)?.ok_or(waymark_cases::Error::NotFound)?;
            versions::agree(tx, Writer::Worker(&permit), &version, answer, &words, &heard)?;
            Ok(address(&person))
        })
        .await
        .map_err(|error| match error {
            Error::NotFound => Error::Contradicts("No version was sent for approval yet.".into()),
            other => other,
        })?;
    ctx.go_saying(&to, "Saved. Their words are in the plan.")
}
