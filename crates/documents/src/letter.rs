//! A letter, which speaks to one person by the name they use.

use crate::Call;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letter {
    /// Two letters: `en`.
    pub language: String,
    pub council: String,
    /// The council's address, line by line.
    pub council_address: Vec<String>,
    /// A day in words: “3 March 2027”.
    pub made_on: String,
    /// Whom it goes to, and where, line by line.
    pub recipient: Vec<String>,
    /// The name they use. A letter to nobody in particular is refused.
    pub name_to_use: String,
    pub subject: String,
    pub paragraphs: Vec<String>,
    pub what_you_can_do: Vec<String>,
    pub who_to_call: Vec<Call>,
    /// A person, never a department.
    pub signed_by: String,
    pub job: String,
    pub footer: String,
}
