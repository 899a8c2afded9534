//! What the plan says of one matter of the law (CON-01), or why it is not needed.

use axum::extract::Path;
use maud::{Markup, html};
use waymark_cases::access::{Read, Write, class};
use waymark_cases::ids::PersonId;
use waymark_cases::plans::{Entry, Field, MatterSays, Writer, clash, known, write};
use waymark_govuk::{Button, Radios, Textarea};
use waymark_rules::plan_content::Matter;

use super::{Scene, address, page};
use crate::ctx::Ctx;
use crate::door::Door;
use crate::error::{Error, PageResult};
use crate::form::{Fields, Form, Mends, Typed};
use crate::frame::form_fields;
use crate::pages::plan::clash as both;
use crate::pages::plan::parts::own_side;
use crate::pages::plan::quote;

/// The form of one matter.
pub struct MatterForm;

impl Fields for MatterForm {
    const ONE: &'static [&'static str] = &["seen", "how", "words", "keep"];
}

const LONGEST: usize = 4000;

fn matter_of(code: &str) -> Result<Matter, Error> {
    Matter::from_code(code).ok_or(Error::NotFound)
}

fn at(person: &PersonId, matter: Matter) -> String {
    page(person, &format!("matter/{}", matter.code()))
}

pub async fn get(ctx: Ctx, Path((person, matter)): Path<(String, String)>) -> PageResult {
    show(&ctx, PersonId::parse(&person)?, matter_of(&matter)?, None, &Mends::default()).await
}

async fn show(ctx: &Ctx, person: PersonId, matter: Matter, typed: Option<&Typed>, mends: &Mends) -> PageResult {
    let (scene, known) = ctx
        .read(move |r| {
            let scene = Scene::to_write(r, &person)?;
            let status = r.permit::<class::Status, Read>(&person)?;
            Ok((scene, known::about(r, &status, matter)?))
        })
        .await?;
    let says = scene.plan.read.content.matters.get(&matter).cloned().unwrap_or_default();
    let nothing_yet = says == MatterSays::default();
    let mut first = first(&says, scene.plan.read.content.position);
    if let Some(known) = known.as_ref().filter(|_| nothing_yet) {
        first.set("words", known.clone());
    }
    let main = html! {
        @if known.is_some() && nothing_yet { p.wm-muted { "The record says this already. Change it, or save it as it is." } }
        @for said in says.texts.iter().chain(&says.not_needed) { (quote(said, Door::Team, scene.name())) }
        (form(ctx, &scene, matter, typed.unwrap_or(&first), mends))
        (rule(matter))
        p.govuk-body { a.govuk-link href=(format!("{}#cover", address(&scene.heading.person))) { "Back to the plan" } }
    };
    ctx.show(scene.heading.sheet(ctx, "plan", matter.label(), main).to_mend(mends))
}

fn first(says: &MatterSays, position: i32) -> Typed {
    let not_needed = says.not_needed.as_ref();
    Typed::of([
        ("seen", position.to_string()),
        ("how", if not_needed.is_some() { "not_needed" } else { "words" }.to_owned()),
        ("words", not_needed.map_or_else(|| own_side(&says.texts, Door::Team), |said| said.words.clone())),
    ])
}

fn form(ctx: &Ctx, scene: &Scene, matter: Matter, typed: &Typed, mends: &Mends) -> Markup {
    let how =
        Radios::new("how", "Is it needed?").choice("words", "Yes").choice("not_needed", "It is not needed, because…");
    html! {
        form method="post" action=(at(&scene.heading.person, matter)) novalidate {
            (form_fields(ctx))
            input type="hidden" name="seen" value=(typed.text("seen"));
            (how.inline().small().chosen(typed.text("how").to_owned()).error(mends.of("how").map(str::to_owned)))
            (Textarea::new("words", matter.asks()).rows(5).hint("In plain words. They can read it.")
                .value(typed.raw("words").to_owned()).error(mends.of("words").map(str::to_owned)))
            (Button::save("Save"))
        }
    }
}

/// Why it is asked at all.
fn rule(matter: Matter) -> Markup {
    html! { @if let Some(rule) = matter.rule() { p.wm-muted { "Rule " (rule.id) ". " (rule.says) " Source: " (rule.source) "." } } }
}

fn read(matter: Matter, typed: &Typed, mends: &mut Mends) -> Option<Entry> {
    let words = typed.text("words").to_owned();
    if words.chars().count() > LONGEST {
        mends.add("words", "This must be 4,000 characters or less");
    }
    let entry = match (typed.text("how"), words.is_empty()) {
        ("words", false) => {
            Some(Entry::Text { field: Field::Matter(matter), words, beside: typed.text("keep") == "both" })
        }
        ("not_needed", false) => Some(Entry::NotNeeded { matter, why: words }),
        ("words", true) => say(mends, "words", "Enter what the plan says"),
        ("not_needed", true) => say(mends, "words", "Enter why it is not needed"),
        _ => say(mends, "how", "Select if it is needed"),
    };
    entry.filter(|_| mends.is_empty())
}

fn say(mends: &mut Mends, field: &str, says: &str) -> Option<Entry> {
    mends.add(field, says);
    None
}

pub async fn post(ctx: Ctx, Path((person, matter)): Path<(String, String)>, form: Form<MatterForm>) -> PageResult {
    let (person, matter) = (PersonId::parse(&person)?, matter_of(&matter)?);
    let back = format!("{}#cover", address(&person));
    if form.typed.text("keep") == "theirs" {
        return ctx.go_saying(&back, "Theirs is kept. Yours was not saved.");
    }
    let mut mends = Mends::default();
    let Some(entry) = read(matter, &form.typed, &mut mends) else {
        return show(&ctx, person, matter, Some(&form.typed), &mends).await;
    };
    let seen = form.typed.text("seen").parse().ok();
    let (of, new, to) = (person.clone(), entry.clone(), back);
    let saved = ctx
        .write_once(&form.key, move |tx| {
            let permit = tx.permit::<class::Plan, Write>(&of)?;
            write(tx, Writer::Worker(&permit), matter.code(), new.clone(), seen)?;
            Ok(to.clone())
        })
        .await;
    match saved {
        Ok(to) => ctx.go_saying(&to, "Saved. They can see it."),
        Err(Error::Changed) => show_both(&ctx, person, matter, &entry, &form.typed, seen).await,
        Err(error) => Err(error),
    }
}

async fn show_both(
    ctx: &Ctx,
    person: PersonId,
    matter: Matter,
    mine: &Entry,
    typed: &Typed,
    seen: Option<i32>,
) -> PageResult {
    let scene = ctx.read(move |r| Scene::to_write(r, &person)).await?;
    let by = format!("staff:{}", ctx.staff()?);
    let theirs = clash(&scene.plan.lines, matter.code(), mine, seen.unwrap_or_default(), &by).ok_or(Error::Changed)?;
    let to = at(&scene.heading.person, matter);
    let main = both::view(ctx, scene.name(), &to, mine, theirs, typed, scene.plan.read.content.position);
    let title = "Somebody else wrote here as well";
    ctx.show(scene.heading.sheet(ctx, "plan", title, main).status(axum::http::StatusCode::CONFLICT))
}
