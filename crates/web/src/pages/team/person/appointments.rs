//! Plan a visit or call (S14, S02): a day agreed with them. They see it on Home, and Today offers to record it.

use axum::extract::Path;
use jiff::civil::Date;
use maud::{Markup, html};
use waymark_cases::access::{Read, Write, class};
use waymark_cases::appointments::{self, Appointment, NewAppointment};
use waymark_cases::contacts::Way;
use waymark_cases::ids::PersonId;
use waymark_govuk::{Button, DateInput, Radios, TextInput};
use waymark_rules::dates::add_days;

use super::Heading;
use crate::ctx::Ctx;
use crate::error::{Error, PageResult};
use crate::form::{Fields, Form, Mends, Typed};
use crate::frame::form_fields;
use crate::{urls, words};

/// The ways that are agreed for a day and a time.
const WAYS: [Way; 4] = [Way::AtHome, Way::SomewhereElse, Way::Video, Way::Phone];
/// Nobody agrees a visit further ahead than this.
const FURTHEST: i32 = 366;

pub struct Planned;

impl Fields for Planned {
    const ONE: &'static [&'static str] = &["way", "on-day", "on-month", "on-year", "at", "place"];
}

pub struct CalledOff;

impl Fields for CalledOff {
    const ONE: &'static [&'static str] = &["appointment"];
}

pub(crate) fn address(person: &PersonId) -> String {
    urls::person_page(person, "contact/plan")
}

struct Scene {
    heading: Heading,
    coming: Vec<Appointment>,
}

async fn scene(ctx: &Ctx, person: PersonId) -> Result<Scene, Error> {
    ctx.read(move |r| {
        r.permit::<class::CaseNotes, Write>(&person)?;
        let notes = r.permit::<class::CaseNotes, Read>(&person)?;
        Ok(Scene { heading: Heading::read(r, &person)?, coming: appointments::of_person(r, &notes)? })
    })
    .await
}

pub async fn get(ctx: Ctx, Path(person): Path<String>) -> PageResult {
    let scene = scene(&ctx, PersonId::parse(&person)?).await?;
    show(&ctx, &scene, &Typed::default(), &Mends::default())
}

fn show(ctx: &Ctx, scene: &Scene, typed: &Typed, mends: &Mends) -> PageResult {
    let main = html! { (coming(ctx, scene)) (form(ctx, scene, typed, mends)) };
    ctx.show(scene.heading.sheet(ctx, "contact", "Plan a visit or call", main).to_mend(mends))
}

fn coming(ctx: &Ctx, scene: &Scene) -> Markup {
    html! {
        @if !scene.coming.is_empty() {
            h3.govuk-heading-m { "Planned now" }
            ul.wm-changes {
                @for one in &scene.coming {
                    li {
                        (told(one)) ", " (words::how_soon(one.on, ctx.today()))
                        form method="post" action=(format!("{}/off", address(&scene.heading.person))) {
                            (form_fields(ctx))
                            input type="hidden" name="appointment" value=(one.id);
                            (Button::save("Call it off").secondary().spoken_after(words::date(one.on)))
                        }
                    }
                }
            }
        }
    }
}

/// What was agreed, for staff: the way, the time and the place.
pub(crate) fn told(one: &Appointment) -> Markup {
    html! {
        (words::sentence_case(one.way.in_a_sentence()))
        @if !one.at.is_empty() { " at " bdi { (one.at) } }
        @if !one.place.is_empty() { " (" bdi { (one.place) } ")" }
    }
}

fn form(ctx: &Ctx, scene: &Scene, typed: &Typed, mends: &Mends) -> Markup {
    let error = |field: &str| mends.of(field).map(str::to_owned);
    let date = typed.date("on");
    let ways = Radios::new("way", "How will you meet or talk?").error(error("way"));
    let ways = WAYS.iter().fold(ways, |radios, way| radios.choice(way.code(), way.says()));
    html! {
        form method="post" action=(address(&scene.heading.person)) novalidate {
            (form_fields(ctx))
            (ways.chosen(typed.text("way").to_owned()))
            (DateInput::new("on", "Which day?").typed([date.day, date.month, date.year]).error(error("on-day")))
            (TextInput::new("at", "What time? (you can leave this)").hint("For example, 2:30pm")
                .value(typed.raw("at").to_owned()).error(error("at")))
            (TextInput::new("place", "Where? (you can leave this)").hint("They see this too.")
                .value(typed.raw("place").to_owned()).error(error("place")))
            (Button::save("Save plan"))
        }
    }
}

/// What was typed, if it can be taken.
fn read(today: Date, typed: &Typed, mends: &mut Mends) -> Option<NewAppointment> {
    let way = Way::from_code(typed.text("way")).filter(|way| WAYS.contains(way));
    if way.is_none() {
        mends.add("way", "Select how you will meet or talk");
    }
    let on = mends.keep("on-day", typed.date("on").read("Day"));
    if let Some(says) = on.and_then(|on| cannot_be(today, on)) {
        mends.add("on-day", says);
    }
    for (field, longest, says) in [("at", 20, "The time"), ("place", 200, "The place")] {
        if typed.text(field).chars().count() > longest {
            mends.add(field, format!("{says} must be {longest} characters or less"));
        }
    }
    let new =
        NewAppointment { on: on?, way: way?, at: typed.text("at").to_owned(), place: typed.text("place").to_owned() };
    mends.is_empty().then_some(new)
}

fn cannot_be(today: Date, on: Date) -> Option<&'static str> {
    if on < today {
        return Some("The day must be today or later. Use Record a contact for a day that has been");
    }
    (on > add_days(today, FURTHEST)).then_some("The day must be within a year")
}

pub async fn post(ctx: Ctx, Path(person): Path<String>, form: Form<Planned>) -> PageResult {
    let person = PersonId::parse(&person)?;
    let mut mends = Mends::default();
    let Some(new) = read(ctx.today(), &form.typed, &mut mends) else {
        return show(&ctx, &scene(&ctx, person).await?, &form.typed, &mends);
    };
    let to = ctx
        .write_once(&form.key, move |tx| {
            let permit = tx.permit::<class::CaseNotes, Write>(&person)?;
            appointments::agree(tx, &permit, &new)?;
            Ok(address(&person))
        })
        .await?;
    ctx.go_saying(&to, "Plan saved")
}

pub async fn post_off(ctx: Ctx, Path(person): Path<String>, form: Form<CalledOff>) -> PageResult {
    let person = PersonId::parse(&person)?;
    let id = form.typed.text("appointment").to_owned();
    let to = ctx
        .write_once(&form.key, move |tx| {
            let permit = tx.permit::<class::CaseNotes, Write>(&person)?;
            appointments::call_off(tx, &permit, &id)?;
            Ok(address(&person))
        })
        .await?;
    ctx.go_saying(&to, "Called off. Tell them too")
}
