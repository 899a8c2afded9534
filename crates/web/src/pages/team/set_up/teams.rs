//! S81 Teams and areas.

use maud::{Markup, html};
use waymark_cases::access::{Read, Write, class};
use waymark_cases::staff::{self, Team};
use waymark_govuk::{Button, TextInput};

use crate::ctx::Ctx;
use crate::error::PageResult;
use crate::form::{Fields, Form, Mends, Typed};
use crate::frame::{Sheet, form_fields};

/// The form of a new team.
pub struct Add;

impl Fields for Add {
    const ONE: &'static [&'static str] = &["name", "area"];
}

pub async fn get(ctx: Ctx) -> PageResult {
    show(&ctx, &Typed::default(), &Mends::default()).await
}

async fn show(ctx: &Ctx, typed: &Typed, mends: &Mends) -> PageResult {
    let teams = ctx
        .read(|r| {
            r.service_permit::<class::UsersAndSettings, Read>()?;
            staff::teams(r)
        })
        .await?;
    ctx.show(Sheet::new("Teams and areas", view(ctx, &teams, typed, mends)).to_mend(mends))
}

fn view(ctx: &Ctx, teams: &[Team], typed: &Typed, mends: &Mends) -> Markup {
    html! {
        @if teams.is_empty() { p.govuk-body { "No teams yet. Add the first one." } }
        @else { dl.wm-facts { @for team in teams { dt { (team.name) } dd { (team.area) } } } }
        h2.govuk-heading-m { "Add a team" }
        form method="post" action="/team/set-up/teams" novalidate {
            (form_fields(ctx))
            (TextInput::new("name", "Name").value(typed.raw("name").to_owned()).error(mends.of("name").map(str::to_owned)))
            (TextInput::new("area", "Area it serves").value(typed.raw("area").to_owned()).error(mends.of("area").map(str::to_owned)))
            (Button::save("Add a team"))
        }
    }
}

pub async fn post(ctx: Ctx, form: Form<Add>) -> PageResult {
    let mut mends = Mends::default();
    for (field, says) in [("name", "Enter the team's name"), ("area", "Enter the area it serves")] {
        if form.typed.text(field).is_empty() {
            mends.add(field, says);
        }
    }
    if !mends.is_empty() {
        return show(&ctx, &form.typed, &mends).await;
    }
    let (name, area) = (form.typed.text("name").to_owned(), form.typed.text("area").to_owned());
    let to = ctx
        .write_once(&form.key, move |tx| {
            tx.service_permit::<class::UsersAndSettings, Write>()?;
            staff::add_team(tx, &name, &area)?;
            Ok("/team/set-up/teams".into())
        })
        .await?;
    ctx.go_saying(&to, "Team added")
}
