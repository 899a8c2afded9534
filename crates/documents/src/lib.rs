//! Documents on paper: plain structs in, the bytes of a PDF out.
//!
//! A page on a screen can be asked for again; a sheet in a young person's drawer cannot. So what is printed must be
//! readable by everyone who may pick it up: large print and easy read are formats, not afterthoughts, and every file is
//! PDF/UA-1, with its title, language, headings, lists, quotations and tables marked for a screen reader. The
//! exporter refuses a file that is not (assurance §4).
//!
//! What a person wrote is data. It reaches the typesetter in a file of JSON that a fixed template reads, so no mark in
//! it can become an instruction, and the typesetter is given nothing else to read: no disk, no network, no clock.
//! The same sheet is the same bytes on any day.
//!
//! The typesetter is heavy, and stops here: callers see this crate's own types and nothing of it.

mod card;
mod error;
mod letter;
mod ready;
mod sheet;
mod text;
mod typeface;
mod typeset;

pub use card::{Call, WalletCard};
pub use error::Error;
pub use letter::Letter;
pub use sheet::{Format, Level, Part, Sheet};

/// A sheet of any length.
pub fn pdf(sheet: &Sheet, format: Format) -> Result<Vec<u8>, Error> {
    typeset::document("sheet.typ", &ready::sheet(sheet, format)?)
}

/// One A4 page with a card to cut out and fold to the size of a bank card.
pub fn wallet_card(card: &WalletCard) -> Result<Vec<u8>, Error> {
    typeset::document("card.typ", &ready::card(card)?)
}

pub fn letter(letter: &Letter, format: Format) -> Result<Vec<u8>, Error> {
    typeset::document("letter.typ", &ready::letter(letter, format)?)
}
