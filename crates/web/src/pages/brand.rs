//! The council's colour as a style sheet of its own, so that nothing is written inline.

use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};

use crate::assets;
use crate::ctx::Ctx;

/// Kept by the browser for a day; its address carries the colour, so a new colour is a new address.
pub async fn get(ctx: Ctx) -> Response {
    let kind = HeaderValue::from_static("text/css; charset=utf-8");
    let kept = HeaderValue::from_static("public, max-age=86400");
    ([(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, kept)], assets::brand_css(&ctx.council().colour))
        .into_response()
}
