//! S81 Teams and areas, and the team that people from the yearly return start in.

use maud::{Markup, html};
use waymark_cases::access::{Read, Write, class};
use waymark_cases::ids::TeamId;
use waymark_cases::imports;
use waymark_cases::staff::{self, Team};
use waymark_govuk::{Button, Select, TextInput};

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
    let (teams, starting) = ctx
        .read(|r| {
            r.service_permit::<class::UsersAndSettings, Read>()?;
            Ok((staff::teams(r)?, imports::starting_team(r)?))
        })
        .await?;
    let main = html! {
        (view(ctx, &teams, typed, mends))
        @if let Some(starting) = &starting { (where_people_start(ctx, &teams, starting)) }
    };
    ctx.show(Sheet::new("Teams and areas", main).to_mend(mends))
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

fn where_people_start(ctx: &Ctx, teams: &[Team], starting: &Team) -> Markup {
    let first = Select::new("team", "Team").hint("Its manager sees them first, and gives each an adviser.");
    let select = teams.iter().fold(first, |select, team| select.option(team.id.clone(), team.name.clone()));
    html! {
        h2.govuk-heading-m { "Where people from the yearly return start" }
        form method="post" action="/team/set-up/teams/starting" novalidate {
            (form_fields(ctx))
            (select.chosen(starting.id.clone()))
            (Button::save("Save"))
        }
    }
}

/// The form of the team that people start in.
pub struct Starting;

impl Fields for Starting {
    const ONE: &'static [&'static str] = &["team"];
}

pub async fn post_starting(ctx: Ctx, form: Form<Starting>) -> PageResult {
    let team = TeamId::parse(form.typed.text("team"))?;
    let to = ctx
        .write_once(&form.key, move |tx| {
            let permit = tx.service_permit::<class::UsersAndSettings, Write>()?;
            imports::choose_starting_team(tx, &permit, &team)?;
            Ok("/team/set-up/teams".into())
        })
        .await?;
    ctx.go_saying(&to, "Saved. New people from the yearly return start there.")
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
            let permit = tx.service_permit::<class::UsersAndSettings, Write>()?;
            staff::add_team(tx, &name, &area)?;
            imports::give_a_team(tx, &permit)?;
            Ok("/team/set-up/teams".into())
        })
        .await?;
    ctx.go_saying(&to, "Team added")
}
