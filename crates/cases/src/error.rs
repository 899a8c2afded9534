//! What can go wrong with a record, by what the person asking can do about it.

/// Every failure of this crate.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// No such record, or one this actor may not know of: the two are never told apart (ACC-10).
    #[error("not found")]
    NotFound,
    /// The record was changed by somebody else since it was read (REL-09).
    #[error("changed by somebody else")]
    Changed,
    /// The facts contradict each other; the sentence says how and what to do.
    #[error("{0}")]
    Contradicts(String),
    /// The answer could not be made durable, so it must not be given (AUD-02, REL-04).
    #[error("not confirmed on stable storage: {0}")]
    NotDurable(String),
    /// Anything else: logged once at the edge, shown as a reference number.
    #[error(transparent)]
    Other(#[from] anyhow::Error),
}

pub type Result<T, E = Error> = std::result::Result<T, E>;

impl From<diesel::result::Error> for Error {
    fn from(error: diesel::result::Error) -> Self {
        match error {
            diesel::result::Error::NotFound => Self::NotFound,
            other if out_of_space(&other) => Self::NotDurable(other.to_string()),
            other => Self::Other(anyhow::Error::new(other).context("database")),
        }
    }
}

/// Full or failing disks answer in the engine's own words; both engines' are matched here and nowhere else.
fn out_of_space(error: &diesel::result::Error) -> bool {
    let text = error.to_string();
    ["disk is full", "disk I/O error", "No space left", "readonly database", "unable to open database"]
        .iter()
        .any(|sign| text.contains(sign))
}

impl From<serde_json::Error> for Error {
    fn from(error: serde_json::Error) -> Self {
        Self::Other(anyhow::Error::new(error).context("stored JSON"))
    }
}
