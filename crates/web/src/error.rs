//! What a page can end in other than itself. Each kind has a designed page with a way forward, drawn by the guard in
//! the visitor's own layout; nothing internal is ever shown.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

/// Why a page could not be shown or a form not taken.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Not there, or not for this visitor: the same answer (ACC-10).
    #[error("not found")]
    NotFound,
    /// The form came from elsewhere, or its page is too old to trust.
    #[error("the form could not be trusted: {0}")]
    Distrusted(&'static str),
    /// The request itself is malformed (SEC-04, SEC-05, assurance §8).
    #[error("malformed request: {1}")]
    Malformed(StatusCode, &'static str),
    /// Too many tries; the seconds to wait.
    #[error("too many tries")]
    TooMany(u64),
    /// Somebody else changed it meanwhile.
    #[error("changed by somebody else")]
    Changed,
    /// The facts contradict each other; the sentence says how.
    #[error("{0}")]
    Contradicts(String),
    /// It could not be made durable, so it was not done, and nothing is shown (REL-04, AUD-02).
    #[error("not confirmed: {0}")]
    NotConfirmed(String),
    /// Our fault.
    #[error(transparent)]
    Ours(#[from] anyhow::Error),
}

impl From<waymark_cases::Error> for Error {
    fn from(error: waymark_cases::Error) -> Self {
        use waymark_cases::Error as Cases;
        match error {
            Cases::NotFound => Self::NotFound,
            Cases::Changed => Self::Changed,
            Cases::Contradicts(says) => Self::Contradicts(says),
            Cases::NotDurable(why) => Self::NotConfirmed(why),
            Cases::Other(error) => Self::Ours(error),
        }
    }
}

impl From<waymark_cases::ids::NotAnId> for Error {
    fn from(_: waymark_cases::ids::NotAnId) -> Self {
        Self::NotFound
    }
}

/// What a handler answers.
pub type PageResult = Result<Response, Error>;

/// Travels with a bare response so that the guard can draw the right page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Failure {
    NotFound,
    Distrusted,
    Malformed(&'static str),
    TooMany(u64),
    Changed,
    Contradicts(String),
    NotConfirmed,
    Ours,
}

impl IntoResponse for Error {
    fn into_response(self) -> Response {
        let (status, failure) = match self {
            Self::NotFound => (StatusCode::NOT_FOUND, Failure::NotFound),
            Self::Distrusted(why) => {
                tracing::warn!(why, "form refused");
                (StatusCode::FORBIDDEN, Failure::Distrusted)
            }
            Self::Malformed(status, why) => {
                tracing::warn!(why, "request refused");
                (status, Failure::Malformed(why))
            }
            Self::TooMany(seconds) => (StatusCode::TOO_MANY_REQUESTS, Failure::TooMany(seconds)),
            Self::Changed => (StatusCode::CONFLICT, Failure::Changed),
            Self::Contradicts(says) => (StatusCode::CONFLICT, Failure::Contradicts(says)),
            Self::NotConfirmed(why) => {
                tracing::error!(why, "not confirmed on stable storage");
                (StatusCode::SERVICE_UNAVAILABLE, Failure::NotConfirmed)
            }
            Self::Ours(error) => {
                tracing::error!(error = format!("{error:#}"), "our fault");
                (StatusCode::INTERNAL_SERVER_ERROR, Failure::Ours)
            }
        };
        let mut response = status.into_response();
        response.extensions_mut().insert(failure);
        response
    }
}
