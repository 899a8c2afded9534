//! The doors: each with its own cookie, sign-in and layout. A session of one never works at another.

/// Where a page belongs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Door {
    /// `/team`: everyone employed.
    Team,
    /// `/me`: the young person.
    Me,
    /// Neither: assets, health, the front page.
    Street,
}

impl Door {
    /// The door an address belongs to, for pages that are not in the table too.
    pub fn of_path(path: &str) -> Self {
        let under =
            |prefix: &str| path == prefix || path.strip_prefix(prefix).is_some_and(|rest| rest.starts_with('/'));
        if under("/team") {
            Self::Team
        } else if under("/me") {
            Self::Me
        } else {
            Self::Street
        }
    }

    pub const fn code(self) -> &'static str {
        match self {
            Self::Team => "team",
            Self::Me => "me",
            Self::Street => "street",
        }
    }

    /// The session cookie. `__Host-` binds it to this host and to secure transport (SEC-07).
    pub const fn cookie(self) -> Option<&'static str> {
        match self {
            Self::Team => Some("__Host-waymark-team"),
            Self::Me => Some("__Host-waymark-me"),
            Self::Street => None,
        }
    }

    /// Where somebody not signed in is sent.
    pub const fn sign_in(self) -> &'static str {
        match self {
            Self::Team => "/team/sign-in",
            Self::Me => "/me/in",
            Self::Street => "/",
        }
    }

    pub const fn home(self) -> &'static str {
        match self {
            Self::Team => "/team",
            Self::Me => "/me",
            Self::Street => "/",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_that_only_begins_like_a_door_is_not_that_door() {
        assert_eq!(Door::of_path("/team"), Door::Team);
        assert_eq!(Door::of_path("/team/people"), Door::Team);
        assert_eq!(Door::of_path("/teammates"), Door::Street);
        assert_eq!(Door::of_path("/me/plan"), Door::Me);
        assert_eq!(Door::of_path("/media"), Door::Street);
    }
}
