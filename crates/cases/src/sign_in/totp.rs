//! The changing code of an authenticator app: the second factor beside a password (SEC-22, SEC-24, RFC 6238).

use diesel::prelude::*;
use jiff::Timestamp;
use totp_rs::{Builder, Secret};

use crate::access::Who;
use crate::db::{Reading, Tx, on_each_engine};
use crate::error::Result;
use crate::schema::account_totp;

const ALPHABET: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
/// Bytes in a secret: the length authenticator apps and RFC 4226 expect.
const SECRET_BYTES: usize = 20;

/// A secret shared with one authenticator app, as the 32 letters and digits somebody can type.
#[derive(Clone, PartialEq, Eq)]
pub struct TotpSecret([u8; SECRET_BYTES]);

impl std::fmt::Debug for TotpSecret {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("TotpSecret")
    }
}

impl TotpSecret {
    pub fn fresh() -> Self {
        let mut bytes = [0; SECRET_BYTES];
        getrandom::fill(&mut bytes).expect("the system's random source answers");
        Self(bytes)
    }

    /// Reads a secret as shown or stored.
    pub fn parse(text: &str) -> Option<Self> {
        let mut bits = 0u64;
        let mut held = 0u32;
        let mut bytes = Vec::with_capacity(SECRET_BYTES);
        for letter in text.bytes().filter(|letter| *letter != b' ') {
            let value = ALPHABET.iter().position(|known| *known == letter.to_ascii_uppercase())?;
            bits = (bits << 5) | value as u64;
            held += 5;
            if held >= 8 {
                held -= 8;
                bytes.push((bits >> held) as u8);
                bits &= (1 << held) - 1;
            }
        }
        bytes.try_into().ok().map(Self)
    }

    /// The 32 letters and digits, for those who type it.
    pub fn text(&self) -> String {
        let mut text = String::with_capacity(32);
        for group in self.0.chunks(5) {
            let bits = group.iter().fold(0u64, |bits, byte| (bits << 8) | u64::from(*byte));
            text.extend((0..8).rev().map(|place| ALPHABET[(bits >> (place * 5)) as usize & 31] as char));
        }
        text
    }

    /// The address an authenticator app reads from a square code.
    pub fn address(&self, service: &str, account: &str) -> String {
        let (service, account) = (percent(service), percent(account));
        format!("otpauth://totp/{service}:{account}?secret={}&issuer={service}&digits=6&period=30", self.text())
    }

    /// The code an app shows at an instant: for tests and for the demonstration council's sample sign-ins.
    pub fn code_at(&self, at: Timestamp) -> String {
        self.generator().generate(seconds(at)).to_string()
    }

    /// The step this code belongs to, if it is the code of now or of one step either side (for clocks a little off)
    /// and of no step used before. Each step is good once.
    pub fn step_of(&self, code: &str, at: Timestamp, last_step: i64) -> Option<i64> {
        let code: String = code.chars().filter(|c| !c.is_whitespace()).collect();
        let step = self.generator().check(&code, seconds(at))?;
        i64::try_from(step).ok().filter(|step| *step > last_step)
    }

    fn generator(&self) -> totp_rs::Totp {
        Builder::new()
            .with_secret(Secret::new_stack(self.0))
            .with_skew(1)
            .build()
            .expect("a secret of 20 bytes, six digits and a step of 30 s are what the standard asks")
    }
}

fn seconds(at: Timestamp) -> u64 {
    u64::try_from(at.as_second()).unwrap_or_default()
}

fn percent(text: &str) -> String {
    text.bytes().fold(String::new(), |mut out, byte| {
        if byte.is_ascii_alphanumeric() || b"-._~@".contains(&byte) {
            out.push(byte as char);
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
        out
    })
}

/// Gives an account its authenticator, in place of any before. `step` is the step of the code that proved it works.
pub fn set(tx: &mut Tx<'_>, who: &Who, secret: &TotpSecret, step: i64) -> Result<()> {
    let at = tx.now_micros();
    let (owner, text) = (who.to_string(), secret.text());
    let changed = (account_totp::secret.eq(&text), account_totp::confirmed_at.eq(at), account_totp::last_step.eq(step));
    on_each_engine!(&mut *tx.reading.conn, conn => diesel::insert_into(account_totp::table)
        .values((account_totp::who.eq(&owner), changed))
        .on_conflict(account_totp::who)
        .do_update()
        .set(changed)
        .execute(conn))?;
    super::note(tx, Some(who), "authenticator set", "allowed")
}

/// Whether the account has an authenticator.
pub fn is_set(r: &mut Reading<'_>, who: &Who) -> Result<bool> {
    Ok(stored(r, who)?.is_some())
}

fn stored(r: &mut Reading<'_>, who: &Who) -> Result<Option<(TotpSecret, i64)>> {
    let found: Option<(String, i64)> = account_totp::table
        .find(who.to_string())
        .select((account_totp::secret, account_totp::last_step))
        .first(r.conn)
        .optional()?;
    Ok(found.and_then(|(text, step)| Some((TotpSecret::parse(&text)?, step))))
}

/// Takes one code of the account's authenticator, once. `false` for a wrong, old or used one.
pub fn take(tx: &mut Tx<'_>, who: &Who, code: &str) -> Result<bool> {
    let Some((secret, last_step)) = stored(tx, who)? else { return Ok(false) };
    let Some(step) = secret.step_of(code, tx.now(), last_step) else { return Ok(false) };
    diesel::update(account_totp::table.find(who.to_string()))
        .set(account_totp::last_step.eq(step))
        .execute(tx.reading.conn)?;
    Ok(true)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).expect("an instant")
    }

    /// RFC 6238, appendix B, the SHA-1 rows, of whose eight digits apps show the last six.
    #[test]
    fn codes_are_those_of_the_standard() {
        let secret = TotpSecret(*b"12345678901234567890");
        for (second, code) in [(59, "287082"), (1_111_111_109, "081804"), (2_000_000_000, "279037")] {
            assert_eq!(secret.code_at(at(second)), code);
        }
    }

    #[test]
    fn a_secret_reads_back_from_what_is_shown() {
        let secret = TotpSecret(*b"12345678901234567890");
        assert_eq!(secret.text(), "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
        assert_eq!(TotpSecret::parse("gezd gnbv gy3t qojq gezd gnbv gy3t qojq"), Some(secret));
        assert_eq!(TotpSecret::parse("GEZD"), None);
        assert_eq!(TotpSecret::parse("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJ1"), None);
    }

    #[test]
    fn sec_24_a_code_is_good_for_its_own_step_and_one_either_side() {
        let secret = TotpSecret::fresh();
        let code = secret.code_at(at(3000));
        for (second, good) in [(2969, false), (2970, true), (3000, true), (3059, true), (3060, false)] {
            assert_eq!(secret.step_of(&code, at(second), 0).is_some(), good, "{second}");
        }
    }

    #[test]
    fn sec_24_a_step_is_good_once_and_none_before_it_afterwards() {
        let secret = TotpSecret::fresh();
        let (earlier, now) = (secret.code_at(at(2970)), secret.code_at(at(3000)));
        let step = secret.step_of(&now, at(3000), 0).expect("good the first time");
        assert_eq!(secret.step_of(&now, at(3001), step), None);
        assert_eq!(secret.step_of(&earlier, at(3001), step), None);
    }

    #[test]
    fn the_address_for_the_app_names_the_service_and_escapes_what_was_typed() {
        let address = TotpSecret(*b"12345678901234567890").address("Way mark", "sam@example.org");
        assert!(address.starts_with("otpauth://totp/Way%20mark:sam@example.org?secret=GEZDGNBV"), "{address}");
        assert!(address.contains("&issuer=Way%20mark&"));
    }
}
