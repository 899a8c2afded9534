//! Why a document is not made.

/// Why there is no document. All but the last are for whoever made the sheet to mend.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    #[error("the document has no title")]
    NoTitle,
    #[error("the document does not say whom it speaks to")]
    NoName,
    #[error("a drawing has no words for those who cannot see it")]
    DrawingWithoutWords,
    #[error("the table “{0}” has no columns")]
    TableWithoutColumns(String),
    #[error("a row of the table “{0}” has more or fewer cells than the table has columns")]
    RaggedTable(String),
    #[error("there is more on the card than can be read at its size")]
    CardTooFull,
    #[error("the document could not be set: {0}")]
    NotSet(String),
}
