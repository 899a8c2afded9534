//! The adviser's half of "My adviser is with me": the four words from the young person's screen, and who they belong
//! to, said once more before anything happens (SEC-41).

use axum::extract::Path;
use maud::{Markup, html};
use waymark_cases::access::{Write, class};
use waymark_cases::ids::PersonId;
use waymark_cases::sign_in::phrases::{self, Confirmed};
use waymark_govuk::{Button, Checkboxes, TextInput};

use super::Heading;
use crate::ctx::Ctx;
use crate::error::{Error, PageResult};
use crate::form::{Fields, Form, Mends, Typed};
use crate::frame::form_fields;
use crate::pages::team::people::age;
use crate::pages::team::sign_in::too_many;
use crate::urls;

pub struct BesideInput;

impl Fields for BesideInput {
    const ONE: &'static [&'static str] = &["words", "with_me"];
}

pub async fn get(ctx: Ctx, Path(person): Path<String>) -> PageResult {
    let heading = read(&ctx, PersonId::parse(&person)?).await?;
    show(&ctx, &heading, &Typed::default(), &Mends::default())
}

pub async fn post(ctx: Ctx, Path(person): Path<String>, form: Form<BesideInput>) -> PageResult {
    let person = PersonId::parse(&person)?;
    let heading = read(&ctx, person.clone()).await?;
    let mut mends = parse(&heading, &form.typed);
    if !mends.is_empty() {
        return show(&ctx, &heading, &form.typed, &mends);
    }
    let typed = form.typed.text("words").to_owned();
    let confirmed = ctx
        .write(move |tx| {
            let permit = tx.permit::<class::Identity, Write>(&person)?;
            phrases::confirm(tx, &permit, &typed)
        })
        .await?;
    match confirmed {
        Confirmed::Yes => {
            return ctx.go_saying(&urls::person(&heading.person), "Done. They can press “Check now” on their screen");
        }
        Confirmed::Wait(wait) => return Err(too_many(wait)),
        Confirmed::NoSuchPhrase => mends.add("words", "Check the 4 words. No screen shows these now"),
        Confirmed::NotTheirWorker => mends.add("words", "Ask their own adviser or second worker to do this"),
    }
    show(&ctx, &heading, &form.typed, &mends)
}

async fn read(ctx: &Ctx, person: PersonId) -> Result<Heading, Error> {
    ctx.read(move |r| {
        r.permit::<class::Identity, Write>(&person)?;
        Heading::read(r, &person)
    })
    .await
}

fn parse(heading: &Heading, typed: &Typed) -> Mends {
    let mut mends = Mends::default();
    if typed.text("words").is_empty() {
        mends.add("words", "Enter the 4 words on their screen");
    }
    if !typed.is_on("with_me") {
        mends.add("with_me", format!("Confirm that you are with {}", heading.name()));
    }
    mends
}

fn show(ctx: &Ctx, heading: &Heading, typed: &Typed, mends: &Mends) -> PageResult {
    let title = "Help them sign in";
    ctx.show(heading.sheet(ctx, "beside", title, view(ctx, heading, typed, mends)).to_mend(mends))
}

fn view(ctx: &Ctx, heading: &Heading, typed: &Typed, mends: &Mends) -> Markup {
    let confirm = format!("I am with {}, aged {}", heading.name(), age(&heading.summary, ctx.today()));
    html! {
        ol class="govuk-list govuk-list--number" {
            li { "On their own device they go to the sign-in page and choose “My adviser is with me”." }
            li { "Their screen shows 4 words. Type them here." }
            li { "They choose “Check now”." }
        }
        form method="post" action=(urls::person_page(&heading.person, "beside")) novalidate {
            (form_fields(ctx))
            (TextInput::new("words", "The 4 words on their screen")
                .autocomplete("off")
                .value(typed.text("words"))
                .error(mends.of("words").map(str::to_owned)))
            (Checkboxes::single("with_me", "yes", confirm)
                .chosen(typed.is_on("with_me").then_some("yes"))
                .error(mends.of("with_me").map(str::to_owned)))
            (Button::save("Sign them in"))
        }
    }
}
