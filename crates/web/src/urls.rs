//! The site's own addresses, in one place. No personal data is ever in one (SEC-11).

use waymark_cases::ids::{ImportId, PersonId};

/// Whether a place to go on to is a path of ours: one slash first, and nothing a browser might read as another
/// host (SEC-16).
pub fn is_our_own(to: &str) -> bool {
    let mut characters = to.chars();
    characters.next() == Some('/')
        && !matches!(characters.next(), Some('/' | '\\'))
        && !to.contains('\\')
        && !to.chars().any(char::is_control)
        && !to.to_ascii_lowercase().contains("%2f%2f")
        && !to.to_ascii_lowercase().contains("%5c")
}

pub fn person(id: &PersonId) -> String {
    format!("/team/p/{id}")
}

/// A page of a person's record: `person_page(id, "timeline")`.
pub fn person_page(id: &PersonId, page: &str) -> String {
    format!("/team/p/{id}/{page}")
}

pub fn import(id: &ImportId) -> String {
    format!("/team/data/{id}")
}

/// A value as part of a query.
pub fn encoded(text: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
    text.bytes().map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") }).collect()
}

/// The link that rings a number, whatever spacing it is shown with.
pub fn tel(number: &str) -> String {
    format!("tel:{}", number.replace(' ', ""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_paths_of_ours_are_gone_on_to() {
        for ours in ["/", "/team", "/team/people?page=2", "/me/record/looked"] {
            assert!(is_our_own(ours), "{ours}");
        }
        for theirs in [
            "",
            "team",
            "//evil.example",
            "/\\evil.example",
            "https://evil.example",
            "/%2f%2fevil.example",
            "/team\r\nSet-Cookie: x",
            "javascript:alert(1)",
            "/%5cevil.example",
        ] {
            assert!(!is_our_own(theirs), "{theirs}");
        }
    }
}
