//! What a browser is half-way through while signing in: kept in memory, for a few minutes, under the browser's own
//! secret. Nothing of it is written down, and a restart only means starting again.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use jiff::{SignedDuration, Timestamp};

const GOOD_FOR: SignedDuration = SignedDuration::from_mins(10);
const MOST: usize = 10_000;

/// What each browser left here, by its binding.
pub(crate) struct HalfWay<T>(Mutex<HashMap<String, Left<T>>>);

struct Left<T> {
    what: T,
    until: Timestamp,
}

impl<T> Default for HalfWay<T> {
    fn default() -> Self {
        Self(Mutex::default())
    }
}

impl<T> HalfWay<T> {
    /// Leaves something for this browser, in place of what it left before.
    pub(crate) fn leave(&self, browser: String, what: T, now: Timestamp) {
        let mut left = self.held();
        if left.len() >= MOST {
            left.retain(|_, one| one.until > now);
        }
        if left.len() >= MOST {
            // A flood: whoever leaves first is asked to start again, so that memory stays bounded.
            let oldest = left.iter().min_by_key(|(_, one)| one.until).map(|(browser, _)| browser.clone());
            oldest.and_then(|browser| left.remove(&browser));
        }
        left.insert(browser, Left { what, until: now + GOOD_FOR });
    }

    /// Takes back what this browser left, if it is not too old. It is gone afterwards.
    pub(crate) fn take(&self, browser: &str, now: Timestamp) -> Option<T> {
        self.held().remove(browser).filter(|one| one.until > now).map(|one| one.what)
    }

    /// Whether this browser left something that can still be taken.
    pub(crate) fn has(&self, browser: &str, now: Timestamp) -> bool {
        self.held().get(browser).is_some_and(|one| one.until > now)
    }

    fn held(&self) -> MutexGuard<'_, HashMap<String, Left<T>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(minute: i64) -> Timestamp {
        Timestamp::UNIX_EPOCH + SignedDuration::from_mins(minute)
    }

    #[test]
    fn what_was_left_is_there_for_ten_minutes_and_once() {
        let half_way = HalfWay::default();
        half_way.leave("one".into(), 1, at(0));
        assert!(half_way.has("one", at(9)) && !half_way.has("one", at(10)));
        assert_eq!(half_way.take("one", at(9)), Some(1));
        assert_eq!(half_way.take("one", at(9)), None);
    }

    #[test]
    fn another_browser_finds_nothing() {
        let half_way = HalfWay::default();
        half_way.leave("one".into(), 1, at(0));
        assert_eq!(half_way.take("another", at(0)), None);
    }

    #[test]
    fn a_flood_takes_no_more_room() {
        let half_way = HalfWay::default();
        for number in 0..MOST as i64 + 50 {
            half_way.leave(number.to_string(), number, at(0) + SignedDuration::from_millis(number));
        }
        assert_eq!(half_way.held().len(), MOST);
        assert!(!half_way.has("0", at(0)) && half_way.has("10049", at(0)));
    }
}
