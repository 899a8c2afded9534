//! S38 Print the plan: in the form they read best, for them or for somebody they said yes to. Nobody else is on the list.

use axum::extract::Path;
use maud::{Markup, html};
use waymark_cases::access::{Read, Scope, class};
use waymark_cases::ids::PersonId;
use waymark_cases::packs::{self, For};
use waymark_cases::permissions::{self, Part, Permission};
use waymark_govuk::{Button, Radios};

use super::Heading;
use crate::ctx::Ctx;
use crate::error::{Error, PageResult};
use crate::form::{Fields, Form, Mends, Typed};
use crate::frame::form_fields;
use crate::pages::paper::{self, Cover};
use crate::{urls, words};

/// For whom, in what form, and whose page it was (SEC-41).
pub struct Prints;

impl Fields for Prints {
    const ONE: &'static [&'static str] = &["to", "format", "record"];
}

struct Scene {
    heading: Heading,
    allowed: Vec<Permission>,
}

async fn scene(ctx: &Ctx, person: PersonId) -> Result<Scene, Error> {
    let today = ctx.today();
    ctx.read(move |r| {
        let heading = Heading::read(r, &person)?;
        let plan = r.permit::<class::Plan, Read>(&person)?;
        if plan.grounds().scope != Scope::Whole {
            return Err(waymark_cases::Error::NotFound);
        }
        let sharing = r.permit::<class::Permissions, Read>(&person)?;
        let all = permissions::in_force(r, &sharing, today)?;
        Ok(Scene { heading, allowed: all.into_iter().filter(|one| one.covers(Part::Plan)).collect() })
    })
    .await
}

pub async fn get(ctx: Ctx, Path(person): Path<String>) -> PageResult {
    let scene = scene(&ctx, PersonId::parse(&person)?).await?;
    let typed = Typed::of([("to", "themselves".to_owned()), ("format", "standard".to_owned())]);
    show(&ctx, &scene, &typed, &Mends::default())
}

fn show(ctx: &Ctx, scene: &Scene, typed: &Typed, mends: &Mends) -> PageResult {
    let main = view(ctx, scene, typed, mends);
    ctx.show(scene.heading.sheet(ctx, "pack", "Print the plan", main).to_mend(mends))
}

fn view(ctx: &Ctx, scene: &Scene, typed: &Typed, mends: &Mends) -> Markup {
    let person = &scene.heading.person;
    let to = Radios::new("to", "Who is it for?").choice("themselves", scene.heading.name().to_owned());
    let to = scene.allowed.iter().fold(to, |radios, one| {
        radios.choice(one.id.clone(), format!("{}, until {}", one.given.recipient, words::date(one.ends_on)))
    });
    html! {
        p.govuk-body { "Only people " bdi { (scene.heading.name()) } " said yes to are here. The record says who was given it." }
        @if scene.allowed.is_empty() {
            p.govuk-body { "They have said yes to nobody for the plan. " a.govuk-link href=(urls::person_page(person, "sharing")) { "Ask them" } }
        }
        form method="post" action=(urls::person_page(person, "pack")) novalidate {
            (form_fields(ctx))
            input type="hidden" name="record" value=(person.as_str());
            (to.chosen(typed.text("to").to_owned()).error(mends.of("to").map(str::to_owned)))
            (paper::formats("In what form?", typed.text("format"), mends.of("format")))
            (Button::save(format!("Make the plan of {}", scene.heading.name())))
        }
    }
}

pub async fn post(ctx: Ctx, Path(person): Path<String>, form: Form<Prints>) -> PageResult {
    let person = PersonId::parse(&person)?;
    if form.typed.text("record") != person.as_str() {
        return Err(Error::NotFound);
    }
    let scene = scene(&ctx, person.clone()).await?;
    let mut mends = Mends::default();
    let to = read_to(&scene, &form.typed, &mut mends);
    let format = paper::format_of(form.typed.text("format"));
    let format = mends.keep("format", format.ok_or_else(|| "Select a form".to_owned()));
    let (Some(to), Some(format)) = (to, format) else { return show(&ctx, &scene, &form.typed, &mends) };
    let (again, copy) = (person.clone(), to.clone());
    ctx.write_once(&form.key, move |tx| {
        let plan = tx.permit::<class::Plan, Read>(&person)?;
        let sharing = tx.permit::<class::Permissions, Read>(&person)?;
        packs::record(tx, &plan, &sharing, &to)?;
        Ok(urls::person_page(&person, "pack"))
    })
    .await?;
    let pack = ctx
        .read(move |r| {
            let plan = r.permit::<class::Plan, Read>(&again)?;
            let sharing = r.permit::<class::Permissions, Read>(&again)?;
            packs::read(r, &plan, &sharing, &copy)
        })
        .await?;
    let cover = Cover { name: scene.heading.name().to_owned(), recipient: pack.recipient, mark: pack.mark };
    paper::answer(paper::sheet(&ctx, &cover, &pack.plan), format).await
}

fn read_to(scene: &Scene, typed: &Typed, mends: &mut Mends) -> Option<For> {
    let to = match typed.text("to") {
        "themselves" => Ok(For::Themselves),
        id if scene.allowed.iter().any(|one| one.id == id) => Ok(For::Permission(id.to_owned())),
        _ => Err("Select who it is for".to_owned()),
    };
    mends.keep("to", to)
}
