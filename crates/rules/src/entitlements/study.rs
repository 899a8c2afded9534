//! What a course is, as far as the record says: the law of bursaries and benefits tells four kinds apart.

use jiff::civil::Date;

use crate::dates::days_between;
use crate::facts::{Facts, Programme};

/// The kinds of course the rules of §6 tell apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A degree, or anything else at level 4 or above.
    Higher,
    /// School, college and other courses up to level 3.
    Further,
    Apprenticeship,
    /// The record does not say.
    NotSaid,
}

const HIGHER: [&str; 12] = [
    "degree",
    "higher education",
    "higher_education",
    "university",
    "hnc",
    "hnd",
    "bachelor",
    "master",
    "ba",
    "bsc",
    "msc",
    "phd",
];
const FURTHER: [&str; 10] = [
    "a level",
    "a-level",
    "t level",
    "btec",
    "gcse",
    "further education",
    "further_education",
    "college",
    "sixth form",
    "entry level",
];

impl Kind {
    /// Reads what somebody wrote for the level of a course.
    fn of(level: &str) -> Kind {
        let level = level.to_lowercase();
        let says = |word: &&str| -> bool {
            level.match_indices(*word).any(|(at, found)| {
                let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
                let plural = level[at + found.len()..].strip_prefix('s').unwrap_or(&level[at + found.len()..]);
                !letter(level[..at].chars().next_back()) && !letter(plural.chars().next())
            })
        };
        if level.contains("apprentice") {
            return Kind::Apprenticeship;
        }
        match numbered(&level) {
            Some(4..) => Kind::Higher,
            Some(_) => Kind::Further,
            None if HIGHER.iter().any(&says) => Kind::Higher,
            None if FURTHER.iter().any(&says) => Kind::Further,
            None => Kind::NotSaid,
        }
    }
}

/// The number after the word "level".
fn numbered(level: &str) -> Option<u32> {
    let rest = level.split("level").nth(1)?.trim_start();
    rest.chars().next()?.to_digit(10)
}

/// One course on a day.
#[derive(Debug, Clone, Copy)]
pub(super) struct Course<'a> {
    pub kind: Kind,
    pub programme: &'a Programme,
}

impl Course<'_> {
    pub fn is_in_plan(&self) -> bool {
        self.programme.in_plan_since().is_some()
    }

    /// Whole weeks of the course that fall between two days, if its end is known.
    pub fn weeks_between(&self, from: Date, to: Date) -> Option<i64> {
        self.programme.period().end?;
        let days = self.programme.period().days_within(from, to);
        Some(i64::from((days + 6) / 7))
    }

    /// Whole days from the first day of the course to a day.
    pub fn days_on(&self, day: Date) -> i32 {
        days_between(self.programme.start_on, day)
    }
}

/// The courses going on, or still to come, on a day; the one going on first.
pub(super) fn courses(facts: &Facts, as_of: Date) -> Vec<Course<'_>> {
    let not_over = facts.programmes.iter().filter(|programme| !programme.period().has_ended_by(as_of));
    let kind = |programme: &Programme| programme.level.as_deref().map_or(Kind::NotSaid, Kind::of);
    let mut found: Vec<Course> = not_over.map(|programme| Course { kind: kind(programme), programme }).collect();
    found.sort_by_key(|course| course.programme.start_on);
    found
}

#[cfg(test)]
mod tests {
    use super::Kind;

    #[test]
    fn a_level_is_read_as_people_write_it() {
        for (says, kind) in [
            ("Level 3 in motor vehicle repair", Kind::Further),
            ("Degree in biomedical science", Kind::Higher),
            ("Degree apprenticeship", Kind::Apprenticeship),
            ("Level 5 diploma", Kind::Higher),
            ("BSc nursing", Kind::Higher),
            ("A levels", Kind::Further),
            ("higher_education", Kind::Higher),
            ("Basic cookery", Kind::NotSaid),
            ("Level", Kind::NotSaid),
            ("", Kind::NotSaid),
        ] {
            assert_eq!(Kind::of(says), kind, "{says}");
        }
    }
}
