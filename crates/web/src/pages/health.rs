//! Up or down, and nothing else (SEC-38).

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

use crate::app::App;

pub async fn get(State(app): State<App>) -> Response {
    let answers = tokio::task::spawn_blocking(move || app.store().answers()).await.unwrap_or(false);
    if answers { "up".into_response() } else { (StatusCode::SERVICE_UNAVAILABLE, "down").into_response() }
}
