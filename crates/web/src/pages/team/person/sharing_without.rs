//! Sharing without a yes: everything that INF-11 wants on record, put to a manager. Nothing is shared by saving it.

use axum::extract::Path;
use maud::{Markup, html};
use waymark_cases::access::{Write, class};
use waymark_cases::disclosures::{self, Ground, NewDisclosure};
use waymark_cases::ids::PersonId;
use waymark_govuk::{Button, DateInput, Radios, TextInput, Textarea};

use super::Heading;
use super::sharing::address;
use crate::ctx::Ctx;
use crate::error::{Error, PageResult};
use crate::form::{Fields, Form, Mends, Typed};
use crate::frame::form_fields;

pub struct Proposed;

impl Fields for Proposed {
    const ONE: &'static [&'static str] = &[
        "ground",
        "with_whom",
        "what",
        "why",
        "alternatives",
        "asked",
        "told",
        "again-day",
        "again-month",
        "again-year",
    ];
}

/// Each is asked for: a disclosure with a gap is no record of why.
const TEXTS: &[(&str, &str, &str, &str)] = &[
    ("what", "What exactly is shared?", "No more than is needed.", "Enter what exactly is shared"),
    ("why", "Why is it needed, and in proportion?", "They may read this.", "Enter why it is needed"),
    ("alternatives", "What else did you think of?", "", "Enter what else you thought of"),
    ("asked", "Did you ask them? If not, why was that not safe or possible?", "", "Enter if you asked them"),
    ("told", "Did you tell them? If not, why?", "Tell them as soon as it is safe.", "Enter if you told them"),
];
const LONGEST: usize = 2000;

async fn heading(ctx: &Ctx, person: PersonId) -> Result<Heading, Error> {
    ctx.read(move |r| {
        r.permit::<class::Permissions, Write>(&person)?;
        Heading::read(r, &person)
    })
    .await
}

pub async fn get(ctx: Ctx, Path(person): Path<String>) -> PageResult {
    let heading = heading(&ctx, PersonId::parse(&person)?).await?;
    show(&ctx, &heading, &Typed::default(), &Mends::default())
}

fn show(ctx: &Ctx, heading: &Heading, typed: &Typed, mends: &Mends) -> PageResult {
    ctx.show(heading.sheet(ctx, "sharing", "Share without a yes", form(ctx, heading, typed, mends)).to_mend(mends))
}

fn form(ctx: &Ctx, heading: &Heading, typed: &Typed, mends: &Mends) -> Markup {
    let error = |field: &str| mends.of(field).map(str::to_owned);
    let ground = Radios::new("ground", "What allows it?").error(error("ground"));
    let ground = Ground::ALL.iter().fold(ground, |radios, one| radios.choice(one.code(), one.says()));
    let again = typed.date("again");
    html! {
        p.govuk-body { "This is rare. A manager decides, and they are told as soon as it is safe." }
        form method="post" action=(format!("{}/without", address(&heading.person))) novalidate {
            (form_fields(ctx))
            (ground.chosen(typed.text("ground").to_owned()))
            (TextInput::new("with_whom", "With whom, and what is their role?").value(typed.raw("with_whom").to_owned()).error(error("with_whom")))
            @for (field, says, hint, _) in TEXTS {
                @let area = Textarea::new(*field, *says).rows(2).value(typed.raw(field).to_owned()).error(error(field));
                @if hint.is_empty() { (area) } @else { (area.hint(*hint)) }
            }
            (DateInput::new("again", "If you did not tell them: when do you look at that again?")
                .typed([again.day, again.month, again.year]).error(error("again-day")))
            (Button::save("Put it to a manager"))
        }
    }
}

fn read(ctx: &Ctx, typed: &Typed, mends: &mut Mends) -> Option<NewDisclosure> {
    let ground = Ground::from_code(typed.text("ground"));
    let ground = mends.keep("ground", ground.ok_or_else(|| "Select what allows it".to_owned()));
    if typed.text("with_whom").is_empty() {
        mends.add("with_whom", "Enter who it is shared with");
    }
    for (field, _, _, missing) in TEXTS {
        match typed.text(field).chars().count() {
            0 => mends.add(*field, *missing),
            long if long > LONGEST => mends.add(*field, "This must be 2,000 characters or less"),
            _ => {}
        }
    }
    let again = typed.date("again");
    let told_review_on = if again.is_blank() { None } else { mends.keep("again-day", again.read("Day to look again")) };
    if told_review_on.is_some_and(|on| on <= ctx.today()) {
        mends.add("again-day", "Day to look again must be after today");
    }
    let text = |field: &str| typed.text(field).to_owned();
    let new = NewDisclosure {
        ground: ground?,
        with_whom: text("with_whom"),
        what: text("what"),
        why: text("why"),
        alternatives: text("alternatives"),
        asked: text("asked"),
        told: text("told"),
        told_review_on,
    };
    mends.is_empty().then_some(new)
}

pub async fn post(ctx: Ctx, Path(person): Path<String>, form: Form<Proposed>) -> PageResult {
    let person = PersonId::parse(&person)?;
    let mut mends = Mends::default();
    let Some(new) = read(&ctx, &form.typed, &mut mends) else {
        return show(&ctx, &heading(&ctx, person).await?, &form.typed, &mends);
    };
    let to = ctx
        .write_once(&form.key, move |tx| {
            let permit = tx.permit::<class::Permissions, Write>(&person)?;
            disclosures::propose(tx, &permit, &new)?;
            Ok(address(&person))
        })
        .await?;
    ctx.go_saying(&to, "A manager can see it. Nothing is shared yet")
}
