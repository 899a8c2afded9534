//! Leave this page (SES-04): one request ends the session, clears what the browser keeps of ours and goes on to an
//! ordinary site. It works without script, without a session and when the records cannot be reached: whoever presses
//! it is gone. The only page whose GET changes anything (SEC-06).

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};

use crate::ctx::Ctx;
use crate::pages::team::sign_out::{end_session, forget};

/// The one address that is not ours anything here leads to: an ordinary weather page.
const SOMEWHERE_ORDINARY: &str = "https://www.bbc.co.uk/weather";

pub async fn get(ctx: Ctx) -> Response {
    if let Err(error) = end_session(&ctx).await {
        // The cookie goes all the same, and the session ends by itself within minutes.
        tracing::error!(%error, "ending a session on leaving");
    }
    let to = HeaderValue::from_static(SOMEWHERE_ORDINARY);
    let mut response = (StatusCode::SEE_OTHER, [(header::LOCATION, to)]).into_response();
    forget(&ctx, &mut response, "\"cache\", \"cookies\", \"storage\"");
    response
}
