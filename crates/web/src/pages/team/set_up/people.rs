//! S80 People and roles: who works here and what they may do. A role is asked for by one administrator and agreed by
//! another; ending one needs nobody else, and is felt with the next request (ACC-05, ACC-09).

use axum::extract::Path;
use maud::{Markup, html};
use waymark_cases::access::{Post, PostKind, Read, Role, Who, Write, class};
use waymark_cases::ids::{RowId, StaffId, TeamId};
use waymark_cases::role_requests::{self, Request};
use waymark_cases::sign_in::invites;
use waymark_cases::staff::{self, HeldPost, HeldRole, NewStaff, Staff, Team};
use waymark_govuk::{Button, Select, TextInput};

use crate::ctx::Ctx;
use crate::error::PageResult;
use crate::form::{Fields, Form, Mends, OnlyAButton, Typed};
use crate::frame::{Sheet, button_form, form_fields};
use crate::pages::outbox;
use crate::words;

struct Everyone {
    staff: Vec<Staff>,
    roles: Vec<HeldRole>,
    posts: Vec<HeldPost>,
    teams: Vec<Team>,
    waiting: Vec<Request>,
}

async fn everyone(ctx: &Ctx) -> Result<Everyone, crate::error::Error> {
    ctx.read(|r| {
        let permit = r.service_permit::<class::UsersAndSettings, Read>()?;
        Ok(Everyone {
            staff: staff::everyone(r)?,
            roles: staff::held_roles(r)?,
            posts: staff::all_posts(r)?,
            teams: staff::teams(r)?,
            waiting: role_requests::waiting(r, &permit)?,
        })
    })
    .await
}

pub async fn get(ctx: Ctx) -> PageResult {
    let all = everyone(&ctx).await?;
    ctx.show(Sheet::new("People and roles", view(&ctx, &all)).wide())
}

fn view(ctx: &Ctx, all: &Everyone) -> Markup {
    html! {
        (waiting(ctx, &all.waiting))
        p.govuk-body { a.govuk-link href="/team/set-up/people/add" { "Add a member of staff" } }
        table class="govuk-table wm-reflow" {
            caption class="govuk-table__caption govuk-table__caption--m" { (words::count(all.staff.len() as i64, "person", "people")) }
            thead.govuk-table__head { tr.govuk-table__row {
                @for heading in ["Name", "Job", "Team", "Roles"] { th.govuk-table__header scope="col" { (heading) } }
            } }
            tbody.govuk-table__body { @for one in &all.staff { (row(ctx, all, one)) } }
        }
    }
}

fn row(ctx: &Ctx, all: &Everyone, one: &Staff) -> Markup {
    html! {
        tr.govuk-table__row {
            th.govuk-table__header scope="row" data-label="Name" {
                a.govuk-link href=(format!("/team/set-up/people/{}", one.id)) { (one.full_name) }
            }
            td.govuk-table__cell data-label="Job" { (one.job) }
            td.govuk-table__cell data-label="Team" { (teams_of(ctx, all, one)) }
            td.govuk-table__cell data-label="Roles" { (roles_of(ctx, all, one).join(", ")) }
        }
    }
}

fn teams_of(ctx: &Ctx, all: &Everyone, one: &Staff) -> String {
    let held = all.posts.iter().filter(|post| post.staff_id == one.id).filter_map(HeldPost::post);
    let names = held.filter(|post| post.holds_on(ctx.today())).filter_map(|post| match post.kind {
        PostKind::Team(team) => {
            all.teams.iter().find(|known| known.id == team.as_str()).map(|known| known.name.clone())
        }
        PostKind::Service => Some("The whole service".into()),
        PostKind::CostCentre => Some("Budgets".into()),
        PostKind::DutyShift => Some("Duty".into()),
    });
    names.collect::<Vec<_>>().join(", ")
}

fn is_held(ctx: &Ctx, role: &HeldRole) -> bool {
    role.from_on.0 <= ctx.today() && role.to_on.is_none_or(|end| ctx.today() < end.0)
}

fn roles_of(ctx: &Ctx, all: &Everyone, one: &Staff) -> Vec<&'static str> {
    let held = all.roles.iter().filter(|role| role.staff_id == one.id && is_held(ctx, role));
    held.filter_map(|role| Role::from_code(&role.role)).map(|role| role.says()).collect()
}

fn waiting(ctx: &Ctx, requests: &[Request]) -> Markup {
    html! {
        @if !requests.is_empty() {
            h2.govuk-heading-m { "Roles that wait for a second person" }
            @for request in requests { (request_card(ctx, request)) }
        }
    }
}

fn request_card(ctx: &Ctx, request: &Request) -> Markup {
    let role = Role::from_code(&request.role).map_or("", |role| role.says());
    let mine = ctx.actor().is_some_and(|actor| actor.who.to_string() == request.asked_by);
    let to = format!("/team/set-up/roles/{}", request.id);
    html! {
        div.wm-card {
            h3.wm-card__title { (role) " for " (request.full_name) }
            p.govuk-body { (request.reason) }
            @if mine {
                p.govuk-body { "You asked for this. Another administrator must agree." }
            } @else {
                form method="post" action=(to) {
                    (form_fields(ctx))
                    (Button::save("Agree").sends("decision", "agree"))
                    " "
                    (Button::save("Do not agree").secondary().sends("decision", "no"))
                }
            }
        }
    }
}

/// The two buttons of a waiting role.
pub struct Decision;

impl Fields for Decision {
    const ONE: &'static [&'static str] = &["decision"];
}

pub async fn post_decision(ctx: Ctx, Path(request): Path<String>, form: Form<Decision>) -> PageResult {
    let request = RowId::parse(&request)?;
    let granted = form.typed.text("decision") == "agree";
    let to = ctx
        .write_once(&form.key, move |tx| {
            let permit = tx.service_permit::<class::UsersAndSettings, Write>()?;
            role_requests::settle(tx, &permit, &request, granted)?;
            Ok("/team/set-up/people".into())
        })
        .await?;
    ctx.go_saying(&to, if granted { "The role is theirs from now" } else { "The role was not given" })
}

/// The form of a new member of staff.
pub struct Add;

impl Fields for Add {
    const ONE: &'static [&'static str] = &["full_name", "first_name", "job", "email", "phone", "team"];
}

pub async fn get_add(ctx: Ctx) -> PageResult {
    show_add(&ctx, &Typed::default(), &Mends::default()).await
}

async fn show_add(ctx: &Ctx, typed: &Typed, mends: &Mends) -> PageResult {
    let all = everyone(ctx).await?;
    let main = html! {
        form method="post" action="/team/set-up/people/add" novalidate {
            (form_fields(ctx))
            @for (field, says) in TEXTS {
                (TextInput::new(*field, *says).value(typed.raw(field).to_owned()).error(mends.of(field).map(str::to_owned)))
            }
            (team_choice(&all.teams, typed))
            (Button::save("Save"))
        }
    };
    ctx.show(Sheet::new("Add a member of staff", main).to_mend(mends))
}

const TEXTS: &[(&str, &str)] = &[
    ("full_name", "Full name"),
    ("first_name", "First name, as young people will see it"),
    ("job", "Job, as young people will see it"),
    ("email", "Work email"),
    ("phone", "Work phone, if they have one"),
];

fn team_choice(teams: &[Team], typed: &Typed) -> Select {
    let first = Select::new("team", "Team").option("", "None").option("service", "The whole service");
    teams
        .iter()
        .fold(first, |select, team| select.option(team.id.clone(), team.name.clone()))
        .chosen(typed.text("team").to_owned())
}

fn read(typed: &Typed, mends: &mut Mends) -> NewStaff {
    for (field, says) in &TEXTS[..4] {
        if typed.text(field).is_empty() {
            mends.add(*field, format!("Enter the {}", says.split(',').next().unwrap_or_default().to_lowercase()));
        }
    }
    let email = typed.text("email");
    if !email.is_empty() && (!email.contains('@') || email.contains(' ')) {
        mends.add("email", "Enter an email address in the right format, like name@example.gov.uk");
    }
    NewStaff {
        full_name: typed.text("full_name").to_owned(),
        first_name: typed.text("first_name").to_owned(),
        job: typed.text("job").to_owned(),
        email: email.to_owned(),
        phone: typed.is_on("phone").then(|| typed.text("phone").to_owned()),
    }
}

pub async fn post_add(ctx: Ctx, form: Form<Add>) -> PageResult {
    let mut mends = Mends::default();
    let new = read(&form.typed, &mut mends);
    if mends.is_empty() && email_taken(&ctx, &new.email).await? {
        mends.add("email", "Somebody already has that email address");
    }
    if !mends.is_empty() {
        return show_add(&ctx, &form.typed, &mends).await;
    }
    let post = post_kind(form.typed.text("team"))?;
    let to = ctx
        .write_once(&form.key, move |tx| {
            tx.service_permit::<class::UsersAndSettings, Write>()?;
            let id = staff::add(tx, &new)?;
            if let Some(kind) = &post {
                staff::place(tx, &id, &Post { kind: kind.clone(), from_on: tx.today(), to_on: None })?;
            }
            waymark_cases::sign_in::accounts::open(tx, &Who::Staff(id.clone()))?;
            Ok(format!("/team/set-up/people/{id}"))
        })
        .await?;
    ctx.go_saying(&to, "Added. Now ask for their roles.")
}

async fn email_taken(ctx: &Ctx, email: &str) -> Result<bool, crate::error::Error> {
    let email = email.to_owned();
    ctx.read(move |r| Ok(staff::by_email(r, &email)?.is_some())).await
}

fn post_kind(typed: &str) -> Result<Option<PostKind>, crate::error::Error> {
    Ok(match typed {
        "" => None,
        "service" => Some(PostKind::Service),
        team => Some(PostKind::Team(TeamId::parse(team)?)),
    })
}

/// One member of staff: what they hold, and the form to ask for a role.
pub async fn get_one(ctx: Ctx, Path(id): Path<String>) -> PageResult {
    show_one(&ctx, StaffId::parse(&id)?, &Typed::default(), &Mends::default()).await
}

async fn show_one(ctx: &Ctx, id: StaffId, typed: &Typed, mends: &Mends) -> PageResult {
    let all = everyone(ctx).await?;
    let one = all.staff.iter().find(|one| one.id == id.as_str()).ok_or(crate::error::Error::NotFound)?;
    let main = html! {
        dl.wm-facts {
            dt { "Job" } dd { (one.job) }
            dt { "Email" } dd { (one.email) }
            dt { "Team" } dd { (teams_of(ctx, &all, one)) }
        }
        (held(ctx, &all, one))
        (ask(ctx, one, typed, mends))
        h2.govuk-heading-m { "Signing in" }
        p.govuk-body { "We send a link to " (one.email) ". There they choose a password. It works once, for 7 days." }
        p.govuk-body { "It also lets somebody in again whose account was closed because nobody used it for 45 days." }
        (button_form(ctx, &format!("/team/set-up/people/{id}/invite"), &Button::save("Send an invitation").secondary()))
        h2.govuk-heading-m { "If they have left" }
        (button_form(ctx, &format!("/team/set-up/people/{id}/left"), &Button::save("They have left").warning()))
    };
    ctx.show(Sheet::new(one.full_name.clone(), main).to_mend(mends))
}

fn held(ctx: &Ctx, all: &Everyone, one: &Staff) -> Markup {
    let roles: Vec<&HeldRole> = all.roles.iter().filter(|role| role.staff_id == one.id && is_held(ctx, role)).collect();
    html! {
        h2.govuk-heading-m { "Roles" }
        @if roles.is_empty() { p.govuk-body { "None yet." } }
        @for role in roles {
            div.wm-card {
                p.govuk-body { (Role::from_code(&role.role).map_or("", |role| role.says())) ", since " (words::date(role.from_on.0)) }
                (button_form(ctx, &format!("/team/set-up/people/{}/end-role/{}", one.id, role.id), &Button::save("End this role").secondary()))
            }
        }
    }
}

fn ask(ctx: &Ctx, one: &Staff, typed: &Typed, mends: &Mends) -> Markup {
    let staff_roles = Role::ALL.iter().filter(|role| **role != Role::YoungPerson);
    let select = staff_roles
        .fold(Select::new("role", "Role").option("", "Choose"), |select, role| select.option(role.code(), role.says()));
    html! {
        h2.govuk-heading-m { "Ask for a role" }
        form method="post" action=(format!("/team/set-up/people/{}", one.id)) novalidate {
            (form_fields(ctx))
            (select.chosen(typed.text("role").to_owned()).error(mends.of("role").map(str::to_owned)))
            (TextInput::new("reason", "Why do they need it?").value(typed.raw("reason").to_owned())
                .error(mends.of("reason").map(str::to_owned)))
            (Button::save("Ask a second person"))
        }
    }
}

/// The form that asks for a role.
pub struct AskRole;

impl Fields for AskRole {
    const ONE: &'static [&'static str] = &["role", "reason"];
}

pub async fn post_ask(ctx: Ctx, Path(id): Path<String>, form: Form<AskRole>) -> PageResult {
    let id = StaffId::parse(&id)?;
    let mut mends = Mends::default();
    let role = Role::from_code(form.typed.text("role")).filter(|role| *role != Role::YoungPerson);
    if role.is_none() {
        mends.add("role", "Choose a role");
    }
    if form.typed.text("reason").is_empty() {
        mends.add("reason", "Write why they need it");
    }
    let (Some(role), true) = (role, mends.is_empty()) else { return show_one(&ctx, id, &form.typed, &mends).await };
    let reason = form.typed.text("reason").to_owned();
    let to = ctx
        .write_once(&form.key, move |tx| {
            let permit = tx.service_permit::<class::UsersAndSettings, Write>()?;
            role_requests::ask(tx, &permit, &id, role, &reason)?;
            Ok("/team/set-up/people".into())
        })
        .await?;
    ctx.go_saying(&to, "Asked. Another administrator must agree.")
}

pub async fn post_invite(ctx: Ctx, Path(id): Path<String>, form: Form<OnlyAButton>) -> PageResult {
    let id = StaffId::parse(&id)?;
    let site = ctx.app().config().origin.clone();
    let link =
        move |token: &str| site.join(&format!("/team/invite/{token}")).map_or_else(|_| String::new(), String::from);
    let to = ctx
        .write_once(&form.key, move |tx| {
            let permit = tx.service_permit::<class::UsersAndSettings, Write>()?;
            invites::send(tx, &permit, &id, &link)?;
            Ok(format!("/team/set-up/people/{id}"))
        })
        .await?;
    outbox::copy_to_file(&ctx);
    ctx.go_saying(&to, "The invitation is on its way")
}

pub async fn post_end_role(ctx: Ctx, Path((id, held)): Path<(String, String)>, form: Form<OnlyAButton>) -> PageResult {
    let (id, held) = (StaffId::parse(&id)?, RowId::parse(&held)?);
    let to = ctx
        .write_once(&form.key, move |tx| {
            tx.service_permit::<class::UsersAndSettings, Write>()?;
            let today = tx.today();
            staff::end_role_of(tx, &id, held.as_str(), today)?;
            Ok(format!("/team/set-up/people/{id}"))
        })
        .await?;
    ctx.go_saying(&to, "The role has ended")
}

pub async fn post_left(ctx: Ctx, Path(id): Path<String>, form: Form<OnlyAButton>) -> PageResult {
    let id = StaffId::parse(&id)?;
    let to = ctx
        .write_once(&form.key, move |tx| {
            tx.service_permit::<class::UsersAndSettings, Write>()?;
            staff::leave(tx, &id)?;
            Ok("/team/set-up/people".into())
        })
        .await?;
    ctx.go_saying(&to, "They can no longer sign in")
}
