//! The staff frame: council and search at the top, at most six links by role, the account at the end.

use maud::{Markup, Render, html};
use waymark_cases::access::Role;
use waymark_govuk::{NavigationItem, Page, ServiceNavigation};

use super::{Sheet, base};
use crate::assets;
use crate::ctx::Ctx;
use crate::pages::brand;

pub(super) fn page(ctx: &Ctx, sheet: &Sheet) -> Page {
    let mut page = base(
        ctx,
        vec![const { assets::url("team.css") }.to_owned(), brand::address(ctx)],
        const { assets::url("team.js") },
    );
    page.title = sheet.document_title(&ctx.council().service);
    page.header = header(ctx);
    page.before_main = sheet.before_main.clone();
    page.main = main_part(ctx, sheet);
    page.body_classes = "wm-team".into();
    page.footer = foot(ctx);
    page
}

fn main_part(ctx: &Ctx, sheet: &Sheet) -> Markup {
    let body = sheet.body(ctx);
    html! {
        @if let Some(aside) = &sheet.aside {
            div.wm-beside { div.wm-beside__aside { (aside) } div.wm-beside__main { (body) } }
        } @else if sheet.wide { (body) } @else {
            div.govuk-grid-row { div class="govuk-grid-column-two-thirds" { (body) } }
        }
    }
}

fn header(ctx: &Ctx) -> Markup {
    html! {
        div.wm-masthead {
            div class="wm-masthead__inside govuk-width-container" {
                a.wm-masthead__council href="/team" { (ctx.council().name) }
                @if ctx.actor().is_some() { (account(ctx)) }
                @if ctx.has_any_role(PEOPLE) { (search_box()) }
            }
        }
        @if ctx.actor().is_some() { (navigation(ctx)) }
    }
}

fn search_box() -> Markup {
    html! {
        form.wm-search action="/team/search" method="get" role="search" aria-label="Find a young person" {
            label.govuk-visually-hidden for="masthead-search" { "Search for a young person" }
            input #masthead-search.govuk-input name="for" type="search" autocomplete="off" spellcheck="false";
            button.govuk-button type="submit" { "Search" }
        }
    }
}

fn account(ctx: &Ctx) -> Markup {
    html! { a.wm-masthead__account href="/team/account" { (ctx.greeting()) span.govuk-visually-hidden { ", your account" } } }
}

/// A link of the navigation: where it goes and who sees it.
struct Link {
    says: &'static str,
    to: &'static str,
    roles: &'static [Role],
}

const PEOPLE: &[Role] = &[
    Role::PersonalAdviser,
    Role::SocialWorker,
    Role::PracticeSupervisor,
    Role::TeamManager,
    Role::HeadOfService,
    Role::ReviewingOfficer,
    Role::QualityAuditor,
];

const LINKS: &[Link] = &[
    Link { says: "Today", to: "/team", roles: Role::ALL },
    Link { says: "What is late", to: "/team/late", roles: PEOPLE },
    Link { says: "Young people", to: "/team/people", roles: PEOPLE },
    Link { says: "Meetings", to: "/team/meetings", roles: PEOPLE },
    Link { says: "Team", to: "/team/allocate", roles: &[Role::TeamManager, Role::HeadOfService] },
    Link { says: "Approvals", to: "/team/approvals", roles: &[Role::PracticeSupervisor, Role::TeamManager] },
    Link { says: "Returns", to: "/team/data", roles: &[Role::DataAnalyst] },
    Link { says: "Set-up", to: "/team/set-up", roles: &[Role::SystemAdministrator] },
];

fn navigation(ctx: &Ctx) -> Markup {
    let links = LINKS.iter().filter(|link| ctx.has_any_role(link.roles)).map(|link| {
        let here = is_here(link.to, ctx.path());
        NavigationItem::new(link.says, link.to).active(here).current(link.to == ctx.path())
    });
    ServiceNavigation::new(links).service(ctx.council().service.clone(), "/team").render()
}

fn is_here(link: &str, path: &str) -> bool {
    match link {
        "/team" => path == "/team",
        "/team/people" => path.starts_with("/team/people") || path.starts_with("/team/p/"),
        other => path.starts_with(other),
    }
}

fn foot(ctx: &Ctx) -> Markup {
    html! {
        div class="wm-foot govuk-width-container" {
            p { (ctx.council().service) " for " (ctx.council().name) "." }
            @if ctx.actor().is_some() {
                ul {
                    li { a.govuk-link href="/team/account" { "Your account" } }
                    li { a.govuk-link href="/team/sign-out" { "Sign out" } }
                }
            }
        }
    }
}
