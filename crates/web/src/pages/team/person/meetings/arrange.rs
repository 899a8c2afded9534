//! S41 Set up a review, or change its day: what it is for in a sentence they would understand, when, where, how, and who
//! leads.

use axum::extract::Path;
use jiff::civil::Date;
use maud::{Markup, html};
use waymark_cases::db::Reading;
use waymark_cases::ids::PersonId;
use waymark_cases::meetings::{self, Arrangement, Hand, Kind, Lead, Way};
use waymark_govuk::{Button, DateInput, Radios, TextInput};
use waymark_rules::dates::add_days;

use super::{Heading, WAYS, kinds, page};
use crate::ctx::Ctx;
use crate::error::{Error, PageResult};
use crate::form::{DateTyped, Fields, Form, Mends, Typed};
use crate::frame::form_fields;

pub struct Arranges;

impl Fields for Arranges {
    const ONE: &'static [&'static str] =
        &["kind", "way", "on-day", "on-month", "on-year", "at", "place", "purpose", "lead", "seen"];
}

/// Nobody sets a review further ahead than this.
const FURTHEST: i32 = 366;

fn may_arrange(r: &mut Reading<'_>, person: &PersonId) -> waymark_cases::Result<Heading> {
    match meetings::hand(r, person)? {
        Hand::Worker(_) | Hand::ReviewingOfficer(_) => Heading::read(r, person),
        Hand::Themselves(_) | Hand::Manager(_) => Err(waymark_cases::Error::NotFound),
    }
}

async fn heading(ctx: &Ctx, person: PersonId) -> Result<Heading, Error> {
    ctx.read(move |r| may_arrange(r, &person)).await
}

pub async fn get(ctx: Ctx, Path(person): Path<String>) -> PageResult {
    let heading = heading(&ctx, PersonId::parse(&person)?).await?;
    let kind = if heading.summary.looked_after { Kind::Both } else { Kind::Plan };
    let typed = Typed::of([("kind", kind.code().into()), ("lead", Lead::Themselves.code().into())]);
    show(&ctx, &heading, &typed, &Mends::default())
}

fn show(ctx: &Ctx, heading: &Heading, typed: &Typed, mends: &Mends) -> PageResult {
    let main = html! {
        p.govuk-body { "Ask them first: it is their meeting. They see this at once and can plan it." }
        form method="post" action=(page(&heading.person, "new")) novalidate {
            (form_fields(ctx))
            (fields(kinds(heading), typed, mends))
            (Button::save("Save review"))
        }
    };
    ctx.show(heading.sheet(ctx, "meetings", "Set up a review", main).to_mend(mends))
}

/// An arrangement in the fields of its form.
pub(super) fn as_typed(now: &Arrangement) -> Typed {
    let date = DateTyped::of(now.on);
    Typed::of([
        ("kind", now.kind.code().to_owned()),
        ("way", now.way.code().to_owned()),
        ("on-day", date.day),
        ("on-month", date.month),
        ("on-year", date.year),
        ("at", now.at.clone()),
        ("place", now.place.clone()),
        ("purpose", now.purpose.clone()),
        ("lead", now.lead.code().to_owned()),
    ])
}

pub(super) fn fields(kinds: &[Kind], typed: &Typed, mends: &Mends) -> Markup {
    let error = |field: &str| mends.of(field).map(str::to_owned);
    let date = typed.date("on");
    let kind = kinds
        .iter()
        .fold(Radios::new("kind", "What is reviewed?"), |radios, one| radios.choice(one.code(), one.says()));
    let way = WAYS.iter().fold(Radios::new("way", "How?"), |radios, one| radios.choice(one.code(), one.says()));
    let lead = Radios::new("lead", "Who leads it?").hint("They can lead all of it or a part, and change their mind.");
    let lead = Lead::ALL.iter().fold(lead, |radios, one| radios.choice(one.code(), one.says()));
    html! {
        (kind.chosen(typed.text("kind").to_owned()).error(error("kind")))
        (TextInput::new("purpose", "What is it for? One sentence they would understand")
            .value(typed.raw("purpose").to_owned()).error(error("purpose")))
        (DateInput::new("on", "Which day? For a series, the last one").typed([date.day, date.month, date.year]).error(error("on-day")))
        (TextInput::new("at", "What time? (you can leave this)").hint("For example, 2:30pm")
            .value(typed.raw("at").to_owned()).error(error("at")))
        (way.chosen(typed.text("way").to_owned()).error(error("way")))
        (TextInput::new("place", "Where? (you can leave this)").value(typed.raw("place").to_owned()).error(error("place")))
        (lead.chosen(typed.text("lead").to_owned()).error(error("lead")))
    }
}

/// What was typed, if it can be taken.
pub(super) fn read(kinds: &[Kind], today: Date, typed: &Typed, mends: &mut Mends) -> Option<Arrangement> {
    let kind = Kind::from_code(typed.text("kind")).filter(|kind| kinds.contains(kind));
    let kind = mends.keep("kind", kind.ok_or_else(|| "Select what is reviewed".to_owned()));
    for (field, longest, says) in
        [("purpose", 300, "What it is for"), ("at", 20, "The time"), ("place", 200, "The place")]
    {
        if typed.text(field).chars().count() > longest {
            mends.add(field, format!("{says} must be {longest} characters or less"));
        }
    }
    if typed.text("purpose").is_empty() {
        mends.add("purpose", "Enter what it is for");
    }
    let on = mends.keep("on-day", typed.date("on").read("Day"));
    if on.is_some_and(|on| on < today || on > add_days(today, FURTHEST)) {
        mends.add("on-day", "The day must be today or later, and within a year");
    }
    let way = mends.keep("way", Way::from_code(typed.text("way")).ok_or_else(|| "Select how".to_owned()));
    let lead = mends.keep("lead", Lead::from_code(typed.text("lead")).ok_or_else(|| "Select who leads it".to_owned()));
    let text = |field: &str| typed.text(field).to_owned();
    let new = Arrangement {
        kind: kind?,
        way: way?,
        on: on?,
        at: text("at"),
        place: text("place"),
        purpose: text("purpose"),
        lead: lead?,
    };
    mends.is_empty().then_some(new)
}

pub async fn post(ctx: Ctx, Path(person): Path<String>, form: Form<Arranges>) -> PageResult {
    let person = PersonId::parse(&person)?;
    let heading = heading(&ctx, person.clone()).await?;
    let mut mends = Mends::default();
    let Some(new) = read(kinds(&heading), ctx.today(), &form.typed, &mut mends) else {
        return show(&ctx, &heading, &form.typed, &mends);
    };
    let to = ctx
        .write_once(&form.key, move |tx| {
            let hand = meetings::hand(tx, &person)?;
            let id = meetings::set_up(tx, &hand, &new)?;
            Ok(page(&person, id.as_str()))
        })
        .await?;
    ctx.go_saying(&to, "Saved. They can see it and plan it")
}
