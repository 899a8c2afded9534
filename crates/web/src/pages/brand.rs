//! The council's colour as a style sheet of its own, so that nothing is written inline; for young people's pages it
//! comes at the end of the door's whole sheet, which saves them a request (design/pages.md §3).

use axum::extract::RawQuery;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};

use crate::assets;
use crate::ctx::Ctx;

/// The door's sheet, by its own hashed address.
const WITH_ME: &str = const { assets::url("me.css") };

/// The colour alone. The address carries it, so a new colour is a new address.
pub(crate) fn address(ctx: &Ctx) -> String {
    format!("/brand.css?{}", ctx.council().colour.trim_start_matches('#'))
}

/// The young person's sheet with the colour; the address carries both.
pub(crate) fn address_with_me(ctx: &Ctx) -> String {
    format!("{}&{WITH_ME}", address(ctx))
}

/// Kept by the browser for a day.
pub async fn get(ctx: Ctx, RawQuery(query): RawQuery) -> Response {
    let kind = HeaderValue::from_static("text/css; charset=utf-8");
    let kept = HeaderValue::from_static("public, max-age=86400");
    let with_me = query.is_some_and(|query| query.ends_with(WITH_ME));
    let sheet = if with_me { assets::text("me.css") } else { "" };
    let sheet = sheet.to_owned() + &assets::brand_css(&ctx.council().colour);
    ([(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, kept)], sheet).into_response()
}
