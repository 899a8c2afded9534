//! A card for a pocket, for the hour when there is nobody to ask.

use serde::Serialize;

/// Somebody to ring.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Call {
    pub who: String,
    pub number: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct WalletCard {
    /// Two letters: `en`.
    pub language: String,
    pub title: String,
    pub council: String,
    pub made_on: String,
    pub name_to_use: String,
    /// What others can see when things are getting hard.
    pub my_signs: Vec<String>,
    pub what_helps: Vec<String>,
    pub who_to_call: Vec<Call>,
}
