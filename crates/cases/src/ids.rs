//! Names for things that never say anything about them.
//!
//! Every id is 128 bits from the system generator (SEC-02): it shows no order, no time of creation and nothing
//! of the council's own numbers, so knowing one gives nothing. Shown as 26 lower-case letters and digits
//! (Crockford's base 32, without the letters that look like digits).

use std::fmt;

const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
const LENGTH: usize = 26;

/// Fresh random text of `bytes` bytes in the same alphabet, for ids and tokens alike.
pub fn random_text(bytes: usize) -> String {
    let mut raw = vec![0u8; bytes];
    getrandom::fill(&mut raw).expect("the system's random source answers");
    spell(&raw)
}

fn spell(raw: &[u8]) -> String {
    let mut text = String::with_capacity(raw.len() * 8 / 5 + 1);
    let (mut held, mut bits) = (0u32, 0u32);
    for byte in raw {
        held = (held << 8) | u32::from(*byte);
        bits += 8;
        while bits >= 5 {
            bits -= 5;
            text.push(ALPHABET[((held >> bits) & 31) as usize] as char);
        }
        held &= (1 << bits) - 1;
    }
    if bits > 0 {
        text.push(ALPHABET[((held << (5 - bits)) & 31) as usize] as char);
    }
    text
}

/// Text that is not an id of ours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not an id")]
pub struct NotAnId;

fn check(text: &str) -> Result<(), NotAnId> {
    let right = text.len() == LENGTH && text.bytes().all(|byte| ALPHABET.contains(&byte));
    if right { Ok(()) } else { Err(NotAnId) }
}

macro_rules! id {
    ($(#[$says:meta])* $name:ident) => {
        $(#[$says])*
        #[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
        #[serde(transparent)]
        pub struct $name(String);

        impl $name {
            /// A fresh id, never seen before.
            pub fn fresh() -> Self {
                Self(random_text(16))
            }
            /// Reads an id somebody sent; anything else than our own spelling is refused.
            pub fn parse(text: &str) -> Result<Self, NotAnId> {
                check(text).map(|()| Self(text.to_owned()))
            }
            /// An id read back from our own database.
            pub fn stored(text: String) -> Self {
                Self(text)
            }
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }
        impl fmt::Display for $name {
            fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                out.write_str(&self.0)
            }
        }
        impl fmt::Debug for $name {
            fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(out, "{}({})", stringify!($name), self.0)
            }
        }
        impl std::str::FromStr for $name {
            type Err = NotAnId;
            fn from_str(text: &str) -> Result<Self, NotAnId> {
                Self::parse(text)
            }
        }
        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                &self.0
            }
        }
    };
}

id!(/// A young person's record.
    PersonId);
id!(/// Somebody employed by the council, or invited to work with it.
    StaffId);
id!(/// A team of staff.
    TeamId);
id!(/// One upload of files and everything it changed.
    ImportId);
id!(/// A dated tie between a person and somebody who may see their record.
    RelationshipId);
id!(/// One stored row of any other kind.
    RowId);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_reads_back_as_itself() {
        let id = PersonId::fresh();
        assert_eq!(PersonId::parse(id.as_str()), Ok(id));
    }

    #[test]
    fn no_two_ids_are_alike_and_none_shows_its_order() {
        let mut ids: Vec<_> = (0..1000).map(|_| PersonId::fresh()).collect();
        let made = ids.clone();
        ids.sort();
        assert_ne!(ids, made, "ids in order of making would tell when a record was made");
        ids.dedup();
        assert_eq!(ids.len(), 1000);
    }

    #[test]
    fn anything_but_our_own_spelling_is_refused() {
        for wrong in ["", "1", "O0000000000000000000000000", "../../../etc/passwd", "zzzzzzzzzzzzzzzzzzzzzzzzzzz"] {
            assert_eq!(PersonId::parse(wrong), Err(NotAnId), "{wrong}");
        }
    }
}
