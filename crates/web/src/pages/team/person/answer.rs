//! Answering what a young person said of an entry of their record (Y31): they read the answer beside their own words.

use axum::extract::Path;
use maud::{Markup, html};
use waymark_cases::access::{Read, Write, class};
use waymark_cases::ids::PersonId;
use waymark_cases::own_record::replies::{self, Answer, Reply, ReplyKind};
use waymark_govuk::{Button, Radios, Textarea};

use super::{Heading, met};
use crate::ctx::Ctx;
use crate::error::{Error, PageResult};
use crate::form::{self, Fields, Form, Mends, Typed};
use crate::frame::form_fields;
use crate::urls;

const LONGEST: usize = 4000;

pub(crate) fn address(person: &PersonId, reply: &str) -> String {
    urls::person_page(person, &format!("contact/entry/answer?id={reply}"))
}

/// The answer to one thing they said.
pub struct Answered;

impl Fields for Answered {
    const ONE: &'static [&'static str] = &["id", "answer", "words"];
}

struct Scene {
    heading: Heading,
    /// Nothing where it was answered already, or none was named.
    reply: Option<Reply>,
}

async fn scene(ctx: &Ctx, person: PersonId, id: String) -> Result<Scene, Error> {
    ctx.read(move |r| {
        r.permit::<class::CaseNotes, Write>(&person)?;
        let heading = Heading::read(r, &person)?;
        let notes = r.permit::<class::CaseNotes, Read>(&person)?;
        let mut waiting = replies::of_person(r, &notes)?.into_iter().filter(Reply::waits);
        Ok(Scene { heading, reply: waiting.find(|one| one.id == id) })
    })
    .await
}

pub async fn get(ctx: Ctx, Path(person): Path<String>) -> PageResult {
    let id = form::query(&ctx)?.text("id").to_owned();
    let scene = scene(&ctx, PersonId::parse(&person)?, id).await?;
    show(&ctx, &scene, &Typed::default(), &Mends::default())
}

fn show(ctx: &Ctx, scene: &Scene, typed: &Typed, mends: &Mends) -> PageResult {
    let main = match &scene.reply {
        Some(reply) => view(ctx, scene, reply, typed, mends),
        None => html! {
            p.govuk-body {
                "Nothing here waits for an answer. "
                a.govuk-link href=(urls::person_page(&scene.heading.person, "timeline")) { "See the timeline" }
            }
        },
    };
    ctx.show(scene.heading.sheet(ctx, "contact", "Answer them", main).to_mend(mends))
}

fn view(ctx: &Ctx, scene: &Scene, reply: &Reply, typed: &Typed, mends: &Mends) -> Markup {
    let error = |field: &str| mends.of(field).map(str::to_owned);
    let answers = Radios::new("answer", "What came of it?").error(error("answer"));
    let answers = Answer::ALL.iter().fold(answers, |radios, one| radios.choice(one.code(), one.says()));
    html! {
        p.govuk-body { (reply.kind().map_or("", ReplyKind::says)) "." }
        @if !reply.words.is_empty() { figure.wm-words { blockquote { p.wm-as-typed { (reply.words) } } } }
        @if !reply.entry.is_empty() {
            p.govuk-body { a.govuk-link href=(met::address(&scene.heading.person, &reply.entry)) { "Read the entry it is about" } }
        }
        form method="post" action=(urls::person_page(&scene.heading.person, "contact/entry/answer")) novalidate {
            (form_fields(ctx))
            input type="hidden" name="id" value=(reply.id);
            (answers.chosen(typed.text("answer").to_owned()))
            (Textarea::new("words", "What do you want to tell them?").rows(3).value(typed.raw("words").to_owned())
                .hint("If it is put right, write what is right. It stands beside the entry, and so do your words.").error(error("words")))
            (Button::save("Save answer"))
        }
    }
}

pub async fn post(ctx: Ctx, Path(person): Path<String>, form: Form<Answered>) -> PageResult {
    let person = PersonId::parse(&person)?;
    let (typed, mut mends) = (form.typed, Mends::default());
    let chosen = Answer::from_code(typed.text("answer"));
    if chosen.is_none() {
        mends.add("answer", "Select what came of it");
    }
    if typed.text("words").is_empty() && chosen.is_some_and(|one| one != Answer::Talked) {
        mends.add("words", "Enter what is right now, or why both stay");
    }
    if typed.text("words").chars().count() > LONGEST {
        mends.add("words", "What you tell them must be 4,000 characters or less");
    }
    let id = typed.text("id").to_owned();
    let (Some(chosen), true) = (chosen, mends.is_empty()) else {
        return show(&ctx, &scene(&ctx, person, id).await?, &typed, &mends);
    };
    let said = typed.text("words").to_owned();
    let to = ctx
        .write_once(&form.key, move |tx| {
            let permit = tx.permit::<class::CaseNotes, Write>(&person)?;
            replies::answer(tx, &permit, &id, chosen, &said)?;
            Ok(urls::person_page(&person, "timeline"))
        })
        .await?;
    ctx.go_saying(&to, "Answer saved. They can read it")
}
