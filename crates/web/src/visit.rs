//! Cookies and the token in each form.
//!
//! A visitor at a door holds one opaque cookie: of their session, or before sign-in of the visit. The token in a form
//! is a keyed digest of that cookie with a fresh number before it, so a form works only in the browser it was drawn
//! for, no page shows the same token twice, and nothing needs to be stored (SEC-06, SEC-07).

use axum::http::{HeaderMap, HeaderValue, header};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use subtle::ConstantTimeEq;
use waymark_cases::ids::random_text;
use waymark_cases::sign_in::sessions::{Session, SessionKind, Started};

use crate::device;
use crate::door::Door;

/// The cookie of somebody who has not signed in: it ties a sign-in form to the browser that asked for it.
const VISIT: &str = "__Host-waymark-visit";
const FLASH: &str = "__Host-waymark-said";
/// By this a browser that signed in to a staff account before keeps its own count of wrong guesses (SEC-25). It opens
/// nothing.
const REMEMBERED: &str = "__Host-waymark-known";
const A_YEAR: i64 = 365 * 24 * 60 * 60;

/// What the browser showed.
pub struct Visit {
    /// The secret the form tokens are made from: the session's token, or the visit's.
    secret: String,
    /// A new visit cookie to be set, if the browser had none.
    pub(crate) fresh: bool,
    pub session: Option<Session>,
    /// What the browser says it is, in a few words, for the list of devices.
    pub device: String,
    /// The token of a browser that signed in to a staff account before.
    pub remembered: Option<String>,
}

impl Visit {
    pub(crate) fn signed_in(token: String, session: Session, headers: &HeaderMap) -> Self {
        Self::with(token, false, Some(session), headers)
    }

    pub(crate) fn stranger(headers: &HeaderMap) -> Self {
        match cookie(headers, VISIT).filter(|token| token.len() == 52) {
            Some(token) => Self::with(token, false, None, headers),
            None => Self::with(random_text(32), true, None, headers),
        }
    }

    fn with(secret: String, fresh: bool, session: Option<Session>, headers: &HeaderMap) -> Self {
        let agent = headers.get(header::USER_AGENT).and_then(|value| value.to_str().ok());
        let device = device::in_words(agent.unwrap_or_default());
        Self { secret, fresh, session, device, remembered: cookie(headers, REMEMBERED) }
    }

    /// The text that ties something to this browser, for one-time codes; never shown.
    pub fn binding(&self) -> String {
        digest(&self.secret, "binding", "")
    }

    /// The session's token, for ending or renewing it.
    pub fn token(&self) -> Option<&str> {
        self.session.as_ref().map(|_| self.secret.as_str())
    }

    /// A token for one form.
    pub fn form_token(&self) -> String {
        let fresh = random_text(10);
        format!("{fresh}.{}", digest(&self.secret, "form", &fresh))
    }

    /// Whether a form's token was drawn for this browser.
    pub fn knows(&self, token: &str) -> bool {
        let Some((fresh, proof)) = token.split_once('.') else { return false };
        let right = digest(&self.secret, "form", fresh);
        right.as_bytes().ct_eq(proof.as_bytes()).into()
    }

    pub(crate) fn visit_cookie(&self) -> Option<HeaderValue> {
        self.fresh.then(|| set(VISIT, &self.secret, None))
    }
}

/// The cookies of a session just begun. Only on somebody's own phone does it outlast the browser; the visit's cookie
/// has served its time.
pub(crate) fn begun(door: Door, started: &Started) -> Vec<HeaderValue> {
    let mut cookies = vec![session_cookie(door, &started.token, started.session.kind), unset(VISIT)];
    cookies.extend(started.remember.as_ref().map(|token| set(REMEMBERED, token, Some(A_YEAR))));
    cookies
}

/// The cookie of a session, also when it goes on under a new token (SEC-27).
pub(crate) fn session_cookie(door: Door, token: &str, kind: SessionKind) -> HeaderValue {
    let seconds = match kind {
        SessionKind::OwnPhone => Some(kind.longest().as_secs()),
        SessionKind::Staff | SessionKind::Outside | SessionKind::YoungPerson => None,
    };
    set(door.cookie().unwrap_or(VISIT), token, seconds)
}

/// What the browser is to forget when a session ends (SEC-10).
pub(crate) fn ended(door: Door) -> Vec<HeaderValue> {
    door.cookie().into_iter().chain([VISIT]).map(unset).collect()
}

fn digest(secret: &str, what: &str, fresh: &str) -> String {
    let mut mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).expect("any key length serves");
    mac.update(what.as_bytes());
    mac.update(b"\0");
    mac.update(fresh.as_bytes());
    URL_SAFE_NO_PAD.encode(mac.finalize().into_bytes())
}

/// The value of one cookie, if the browser sent exactly one of that name.
pub(crate) fn cookie(headers: &HeaderMap, name: &str) -> Option<String> {
    let mut found = headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|line| line.to_str().ok())
        .flat_map(|line| line.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .filter(|(key, _)| *key == name)
        .map(|(_, value)| value.to_owned());
    let first = found.next();
    if found.next().is_some() { None } else { first }
}

/// A cookie of ours: this host only, secure, out of scripts' reach.
pub(crate) fn set(name: &str, value: &str, seconds: Option<i64>) -> HeaderValue {
    let age = seconds.map(|seconds| format!("; Max-Age={seconds}")).unwrap_or_default();
    let text = format!("{name}={value}; Path=/; Secure; HttpOnly; SameSite=Lax{age}");
    HeaderValue::from_str(&text).unwrap_or_else(|_| HeaderValue::from_static(""))
}

/// The cookie that ends another.
pub(crate) fn unset(name: &str) -> HeaderValue {
    set(name, "", Some(0))
}

/// What the next page is to say once. Never holds personal data: a fixed sentence of ours.
pub(crate) fn flash_cookie(says: &str) -> HeaderValue {
    set(FLASH, &URL_SAFE_NO_PAD.encode(says), Some(60))
}

pub(crate) fn flash(headers: &HeaderMap) -> Option<String> {
    let raw = URL_SAFE_NO_PAD.decode(cookie(headers, FLASH)?).ok()?;
    String::from_utf8(raw).ok().filter(|text| text.len() <= 300 && !text.is_empty())
}

pub(crate) fn flash_shown() -> HeaderValue {
    unset(FLASH)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stranger() -> Visit {
        Visit::stranger(&HeaderMap::new())
    }

    #[test]
    fn a_form_works_in_the_browser_it_was_drawn_for_and_in_no_other() {
        let (mine, theirs) = (stranger(), stranger());
        let token = mine.form_token();
        assert!(mine.knows(&token));
        assert!(!theirs.knows(&token));
        assert!(!mine.knows(""));
        assert!(!mine.knows("made.up"));
    }

    #[test]
    fn no_two_forms_show_the_same_token() {
        let mine = stranger();
        assert_ne!(mine.form_token(), mine.form_token());
    }

    #[test]
    fn a_cookie_sent_twice_is_not_believed() {
        let mut headers = HeaderMap::new();
        headers.append(header::COOKIE, HeaderValue::from_static("a=1; b=2"));
        assert_eq!(cookie(&headers, "b").as_deref(), Some("2"));
        headers.append(header::COOKIE, HeaderValue::from_static("b=3"));
        assert_eq!(cookie(&headers, "b"), None);
    }

    #[test]
    fn our_cookies_are_bound_to_this_host_and_hidden_from_scripts() {
        let text = set("__Host-x", "1", None).to_str().unwrap().to_owned();
        for part in ["Path=/", "Secure", "HttpOnly", "SameSite=Lax"] {
            assert!(text.contains(part), "{part}");
        }
        assert!(!text.contains("Domain"));
    }
}
