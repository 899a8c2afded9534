//! Passwords (SEC-21): fifteen characters or more of anything, none that is guessed first, kept as a slow hash.
//!
//! There is no rule about capitals or symbols and no expiry: length and not being guessable are what counts.

use std::sync::{Condvar, LazyLock, Mutex, PoisonError};

use argon2::password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash};
use argon2::{Algorithm, Argon2, Params, Version};
use diesel::prelude::*;
use unicode_normalization::UnicodeNormalization;

use super::sessions;
use crate::access::Who;
use crate::db::{Reading, Tx, on_each_engine};
use crate::error::Result;
use crate::ids::random_text;
use crate::schema::account_password;

pub const SHORTEST: usize = 15;
pub const LONGEST: usize = 128;

/// Why a new password will not do, in words for the one choosing it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PasswordProblem {
    #[error("Password must be 15 characters or more")]
    TooShort,
    #[error("Password must be 128 characters or fewer")]
    TooLong,
    #[error("Password must be harder to guess. Three or four words that have nothing to do with each other work well")]
    TooCommon,
}

/// How hard a hash is to compute. The effort is written in each hash, so both kinds are checked alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Effort {
    /// At least 200 ms on a small server.
    Full,
    /// Next to nothing: for tests and the demonstration council, whose passwords are on its sign-in page.
    Light,
}

impl Effort {
    const fn memory_and_passes(self) -> (u32, u32) {
        match self {
            Self::Full => (32 * 1024, 9),
            Self::Light => (64, 1),
        }
    }

    fn hasher(self) -> Argon2<'static> {
        let (memory, passes) = self.memory_and_passes();
        let params = Params::new(memory, passes, 1, None).expect("the parameters are within the standard's bounds");
        Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
    }
}

/// A hash ready to be stored: salt, effort and digest in one text.
#[derive(Clone, PartialEq, Eq)]
pub struct Hashed(String);

impl std::fmt::Debug for Hashed {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("Hashed")
    }
}

/// The same text however a keyboard composed its accents.
fn composed(password: &str) -> String {
    password.nfc().collect()
}

/// Whether a new password will do. `about` is what somebody guessing would know: the council, the name, the address.
pub fn check_new(password: &str, about: &[&str]) -> Result<(), PasswordProblem> {
    let length = composed(password).chars().count();
    if length < SHORTEST {
        return Err(PasswordProblem::TooShort);
    }
    if length > LONGEST {
        return Err(PasswordProblem::TooLong);
    }
    if is_guessed_first(password, about) { Err(PasswordProblem::TooCommon) } else { Ok(()) }
}

const COMMON: &str = include_str!("common_passwords.txt");

struct Common {
    whole: Vec<&'static str>,
    pieces: Vec<&'static str>,
}

static KNOWN: LazyLock<Common> = LazyLock::new(|| {
    let (whole, pieces) = COMMON.split_once("---").expect("the list has its two parts");
    let lines = |part: &'static str| part.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).collect();
    Common { whole: lines(whole), pieces: lines(pieces) }
});

/// Characters that must be left when everything guessable is taken away.
const OWN_CHARACTERS: usize = 6;

fn is_guessed_first(password: &str, about: &[&str]) -> bool {
    let about: Vec<String> = about.iter().flat_map(|text| words_of(text)).collect();
    [plain(password), unmasked(password)].iter().any(|folded| {
        let trimmed = folded.trim_end_matches(|c: char| c.is_ascii_digit());
        KNOWN.whole.iter().any(|known| known == folded || (known == &trimmed && !trimmed.is_empty()))
            || own_characters(folded, &about) < OWN_CHARACTERS
    })
}

fn words_of(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric()).map(plain).filter(|word| word.chars().count() >= 3).collect()
}

/// Letters and digits only, in small letters.
fn plain(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// With the usual disguises taken off: `P@55w0rd` is `password`.
fn unmasked(text: &str) -> String {
    let bare: String = text
        .chars()
        .map(|c| match c {
            '@' | '4' => 'a',
            '3' => 'e',
            '1' | '!' => 'i',
            '0' => 'o',
            '5' | '$' => 's',
            '7' => 't',
            other => other,
        })
        .collect();
    plain(&bare)
}

/// How many characters are left at the least when known words, digits, repeats and runs are taken away.
fn own_characters(folded: &str, about: &[String]) -> usize {
    let letters: Vec<char> = folded.chars().collect();
    let pieces: Vec<Vec<char>> = KNOWN
        .pieces
        .iter()
        .copied()
        .chain(about.iter().map(String::as_str))
        .map(|piece| piece.chars().collect())
        .collect();
    let mut least = vec![usize::MAX; letters.len() + 1];
    least[0] = 0;
    for at in 0..letters.len() {
        let one = least[at] + usize::from(!goes_without_saying(&letters, at));
        least[at + 1] = least[at + 1].min(one);
        for piece in pieces.iter().filter(|piece| letters[at..].starts_with(piece)) {
            let after = at + piece.len();
            least[after] = least[after].min(least[at]);
        }
    }
    least[letters.len()]
}

/// A digit, the same character again, or the next one in the alphabet.
fn goes_without_saying(letters: &[char], at: usize) -> bool {
    let here = letters[at];
    let follows = at > 0 && (here == letters[at - 1] || here as u32 == letters[at - 1] as u32 + 1);
    here.is_ascii_digit() || follows
}

/// Hashes a password that was checked. Slow on purpose: never inside a transaction.
pub fn hash(password: &str, effort: Effort) -> Hashed {
    let composed = composed(password);
    let hashed: PasswordHash =
        TURNS.with_one(|| effort.hasher().hash_password(composed.as_bytes())).expect("any password can be hashed");
    Hashed(hashed.to_string())
}

/// Whether this is the password a hash was made of. As slow as the hash says; never inside a transaction.
pub(super) fn matches(password: &str, stored: &Hashed) -> bool {
    let Ok(parsed) = PasswordHash::new(&stored.0) else { return false };
    let composed = composed(password);
    TURNS.with_one(|| Effort::Full.hasher().verify_password(composed.as_bytes(), &parsed)).is_ok()
}

/// What is checked when there is no such account: as slow as a real one, and nobody's password (SEC-26).
pub(super) fn decoy(effort: Effort) -> Hashed {
    static FULL: LazyLock<Hashed> = LazyLock::new(|| hash(&random_text(32), Effort::Full));
    static LIGHT: LazyLock<Hashed> = LazyLock::new(|| hash(&random_text(32), Effort::Light));
    match effort {
        Effort::Full => FULL.clone(),
        Effort::Light => LIGHT.clone(),
    }
}

/// Each hash takes tens of megabytes; a crowd at the door must not take them all at once.
struct Turns {
    taken: Mutex<usize>,
    freed: Condvar,
}

const AT_ONCE: usize = 4;
static TURNS: Turns = Turns { taken: Mutex::new(0), freed: Condvar::new() };

impl Turns {
    fn with_one<T>(&self, work: impl FnOnce() -> T) -> T {
        let mut taken = self.taken.lock().unwrap_or_else(PoisonError::into_inner);
        while *taken >= AT_ONCE {
            taken = self.freed.wait(taken).unwrap_or_else(PoisonError::into_inner);
        }
        *taken += 1;
        drop(taken);
        let answer = work();
        *self.taken.lock().unwrap_or_else(PoisonError::into_inner) -= 1;
        self.freed.notify_one();
        answer
    }
}

/// Sets an account's password and ends its other sessions (SEC-28).
pub fn set(tx: &mut Tx<'_>, who: &Who, new: &Hashed, keep_session: Option<&str>) -> Result<()> {
    let (owner, at) = (who.to_string(), tx.now_micros());
    let changed = (account_password::password_hash.eq(&new.0), account_password::set_at.eq(at));
    on_each_engine!(&mut *tx.reading.conn, conn => diesel::insert_into(account_password::table)
        .values((account_password::who.eq(&owner), changed))
        .on_conflict(account_password::who)
        .do_update()
        .set(changed)
        .execute(conn))?;
    sessions::end_all(tx, who, keep_session, "password changed")?;
    super::note(tx, Some(who), "password set", "allowed")
}

/// The stored hash of an account.
pub(super) fn stored(r: &mut Reading<'_>, who: &Who) -> Result<Option<Hashed>> {
    let found: Option<String> = account_password::table
        .find(who.to_string())
        .select(account_password::password_hash)
        .first(r.conn)
        .optional()?;
    Ok(found.map(Hashed))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problem(password: &str) -> Option<PasswordProblem> {
        check_new(password, &["Exampleshire County Council", "Amira Example", "amira.example@exampleshire.example"])
            .err()
    }

    #[test]
    fn sec_21_fifteen_to_128_characters_of_anything_will_do() {
        assert_eq!(problem("orchid kettle brisk lantern"), None);
        assert_eq!(problem("żółty parasol 🎈 na moście"), None);
        assert_eq!(problem("قطار أزرق صغير جدا"), None);
        assert_eq!(problem("vq8 pruw2 mzk4 ty"), None);
        assert_eq!(problem("fourteen chars"), Some(PasswordProblem::TooShort));
        assert_eq!(problem(&"vq8 pruw2 mzk4 ty".repeat(8)), Some(PasswordProblem::TooLong));
    }

    #[test]
    fn sec_21_what_is_guessed_first_is_refused_however_it_is_dressed_up() {
        for guessed in [
            "passwordpassword",
            "Password-Password-2026",
            "P@55w0rdP@55w0rd!",
            "123456789012345678",
            "qwertyuiopasdfgh",
            "aaaaaaaaaaaaaaaaaaaa",
            "abcdefghijklmnopqrs",
            "iloveyouiloveyou99",
            "correct horse battery staple",
            "Summer2026Summer2026",
            "Welcome123Welcome123",
        ] {
            assert_eq!(problem(guessed), Some(PasswordProblem::TooCommon), "{guessed}");
        }
    }

    #[test]
    fn sec_21_the_councils_and_ones_own_name_count_for_nothing() {
        for guessed in ["ExampleshireCouncil1", "Exampleshire2026!!", "amira.example.2026", "AmiraExampleAmira"] {
            assert_eq!(problem(guessed), Some(PasswordProblem::TooCommon), "{guessed}");
        }
    }

    #[test]
    fn every_listed_password_is_refused() {
        for listed in KNOWN.whole.iter().filter(|listed| listed.chars().count() >= SHORTEST) {
            assert_eq!(problem(listed), Some(PasswordProblem::TooCommon), "{listed}");
        }
        assert!(KNOWN.whole.len() > 100 && KNOWN.pieces.len() > 150);
    }

    #[test]
    fn a_password_matches_its_own_hash_and_no_other() {
        let stored = hash("orchid kettle brisk lantern", Effort::Light);
        assert!(matches("orchid kettle brisk lantern", &stored));
        assert!(!matches("orchid kettle brisk lanterns", &stored));
        assert!(!matches("", &stored));
        assert_ne!(stored, hash("orchid kettle brisk lantern", Effort::Light), "each hash has its own salt");
    }

    #[test]
    fn an_accent_typed_in_two_strokes_is_the_same_accent() {
        let stored = hash("caf\u{e9} lantern orchid", Effort::Light);
        assert!(matches("cafe\u{301} lantern orchid", &stored));
    }

    #[test]
    fn sec_21_the_hash_says_its_effort_and_the_full_one_is_argon2id_of_32_mebibytes() {
        let full = hash("orchid kettle brisk lantern", Effort::Full);
        assert!(full.0.starts_with("$argon2id$v=19$m=32768,t=9,p=1$"), "{}", full.0);
        assert!(matches("orchid kettle brisk lantern", &full));
    }

    #[test]
    fn nobodys_password_opens_the_decoy() {
        assert!(!matches("", &decoy(Effort::Light)));
        assert!(!matches("orchid kettle brisk lantern", &decoy(Effort::Light)));
    }
}
