//! Something we promise in the plan, beside any goal: who will do it, and by when. With a day it starts a clock (CLK-36).

use axum::extract::Path;
use maud::html;
use waymark_cases::access::{Write, class};
use waymark_cases::ids::PersonId;
use waymark_cases::plans::{Writer, write};
use waymark_govuk::Button;

use super::{Scene, address, page};
use crate::ctx::Ctx;
use crate::door::Door;
use crate::error::PageResult;
use crate::form::{Form, Mends, Typed};
use crate::frame::form_fields;
use crate::pages::plan::parts::{self, Asks, Part, PartForm};

pub async fn get(ctx: Ctx, Path(person): Path<String>) -> PageResult {
    let typed = Typed::of([("who", "mine".to_owned())]);
    show(&ctx, PersonId::parse(&person)?, &typed, &Mends::default()).await
}

async fn show(ctx: &Ctx, person: PersonId, typed: &Typed, mends: &Mends) -> PageResult {
    let scene = ctx.read(move |r| Scene::to_write(r, &person)).await?;
    let asks = Asks { door: Door::Team, name: scene.name(), typed, mends, words: &scene.words };
    let main = html! {
        p.govuk-body { "A promise of ours, such as a call to make or a form to get. They read it as a promise." }
        form method="post" action=(page(&scene.heading.person, "promise")) novalidate {
            (form_fields(ctx))
            (asks.part(Part::Step))
            (Button::save("Save promise"))
        }
    };
    ctx.show(scene.heading.sheet(ctx, "plan", "Promise something", main).to_mend(mends))
}

pub async fn post(ctx: Ctx, Path(person): Path<String>, form: Form<PartForm>) -> PageResult {
    let person = PersonId::parse(&person)?;
    let mut mends = Mends::default();
    if form.typed.text("who") == "theirs" {
        mends.add("who", "A promise is ours. Add a step to a goal for theirs");
    }
    let Some(entry) = parts::read(Part::Step, Door::Team, "", &form.typed, &mut mends) else {
        return show(&ctx, person, &form.typed, &mends).await;
    };
    let to = ctx
        .write_once(&form.key, move |tx| {
            let permit = tx.permit::<class::Plan, Write>(&person)?;
            write(tx, Writer::Worker(&permit), "", entry.clone(), None)?;
            Ok(address(&person))
        })
        .await?;
    ctx.go_saying(&to, "Saved. They can see what we promised.")
}
