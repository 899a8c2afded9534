//! The frame around each page: header, navigation, main, foot (design/pages.md §3).
//!
//! A page gives a [`Sheet`]; the door it stands at decides the rest. Titles say the page first; at the young person's
//! door they say nothing that would tell a stranger what the site is.

pub(crate) mod failure;
mod me;
mod team;

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use maud::{Markup, Render, html};
use waymark_govuk::{ErrorItem, ErrorSummary, Page};

use crate::assets;
use crate::ctx::Ctx;
use crate::door::Door;
use crate::error::PageResult;
use crate::form::Mends;

/// A page's own part.
pub struct Sheet {
    /// The page's name, and its one `h1` unless the page draws that itself.
    pub title: String,
    /// Between navigation and main: identity bar, back link.
    pub before_main: Markup,
    pub main: Markup,
    /// Whether the frame draws the `h1`.
    pub heading: bool,
    /// A section list beside the main part, on a person's pages.
    pub aside: Option<Markup>,
    /// Wide main part, for tables.
    pub wide: bool,
    mends: Mends,
    status: StatusCode,
}

impl Sheet {
    pub fn new(title: impl Into<String>, main: Markup) -> Self {
        Self {
            title: title.into(),
            before_main: html! {},
            main,
            heading: true,
            aside: None,
            wide: false,
            mends: Mends::default(),
            status: StatusCode::OK,
        }
    }

    pub fn before_main(mut self, before: Markup) -> Self {
        self.before_main = before;
        self
    }

    pub fn aside(mut self, aside: Markup) -> Self {
        self.aside = Some(aside);
        self
    }

    /// The page draws its own `h1`.
    pub fn own_heading(mut self) -> Self {
        self.heading = false;
        self
    }

    pub fn wide(mut self) -> Self {
        self.wide = true;
        self
    }

    pub fn status(mut self, status: StatusCode) -> Self {
        self.status = status;
        self
    }

    /// A form that has to be mended: the summary first, and a 422 if anything is in it.
    pub fn to_mend(mut self, mends: &Mends) -> Self {
        if !mends.is_empty() {
            self.status = StatusCode::UNPROCESSABLE_ENTITY;
        }
        self.mends = mends.clone();
        self
    }

    fn document_title(&self, service: &str) -> String {
        let error = if self.mends.is_empty() { "" } else { "Error: " };
        format!("{error}{} – {service}", self.title)
    }

    /// What stands in `main`, in order: what must be mended, what was just done, the heading, the page.
    fn body(&self, ctx: &Ctx) -> Markup {
        html! {
            @if !self.mends.is_empty() { (error_summary(&self.mends)) }
            @if let Some(says) = ctx.flash() { (done(says)) }
            @if self.heading { h1.govuk-heading-l { (self.title) } }
            (self.main)
        }
    }
}

fn error_summary(mends: &Mends) -> ErrorSummary {
    ErrorSummary::new(mends.iter().map(|(field, says)| ErrorItem::new(field, says.to_owned())))
}

fn done(says: &str) -> Markup {
    use waymark_govuk::NotificationBanner;
    NotificationBanner::success(says.to_owned()).render()
}

impl Ctx {
    /// Draws a page in the frame of this visitor's door.
    pub fn show(&self, sheet: Sheet) -> PageResult {
        let status = sheet.status;
        Ok((status, as_html(self.framed(&sheet))).into_response())
    }

    pub(crate) fn framed(&self, sheet: &Sheet) -> Page {
        match self.door() {
            Door::Team => team::page(self, sheet),
            Door::Me => me::page(self, sheet),
            Door::Street => me::street(self, sheet),
        }
    }
}

pub(crate) fn as_html(page: Page) -> Response {
    let kind = HeaderValue::from_static("text/html; charset=utf-8");
    ([(header::CONTENT_TYPE, kind)], page.render().into_string()).into_response()
}

/// The hidden fields of every form: where it was drawn, and a key that makes sending it twice harmless.
pub fn form_fields(ctx: &Ctx) -> Markup {
    html! {
        input type="hidden" name=(crate::form::TOKEN) value=(ctx.visit().form_token());
        input type="hidden" name=(crate::form::KEY) value=(waymark_cases::ids::random_text(10));
    }
}

/// A form holding one button.
pub fn button_form(ctx: &Ctx, action: &str, button: &waymark_govuk::Button) -> Markup {
    html! { form method="post" action=(action) { (form_fields(ctx)) (button) } }
}

/// Said on every page of a demonstration (issue: sample sign-ins exist only there).
fn demonstration_banner(ctx: &Ctx) -> Markup {
    html! {
        @if ctx.app().is_demonstration() {
            div.wm-demonstration role="region" aria-label="Demonstration" {
                div.govuk-width-container {
                    p { strong { "Demonstration. " } "Everyone here is invented. Put nothing real in it." }
                    @if ctx.app().config().day_is_set {
                        p { "This demonstration stands on " strong { (crate::words::date(ctx.today())) } "." }
                    }
                }
            }
        }
    }
}

fn base(ctx: &Ctx, styles: Vec<String>, script: &str) -> Page {
    Page {
        styles,
        icon: Some(const { assets::url("icon.svg") }.to_owned()),
        head: html! { script type="module" nonce=(ctx.nonce()) src=(script) {} },
        theme_colour: ctx.council().colour.clone(),
        above_header: demonstration_banner(ctx),
        ..Page::default()
    }
}
