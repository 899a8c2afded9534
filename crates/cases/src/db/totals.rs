//! How many people a list of the whole service holds, remembered until the next change.
//!
//! Counting a hundred thousand lines costs more than everything else on the page, and between two changes each answer is
//! the same. A total is forgotten at once when anything is written here, and soon in case another program wrote.

use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// How long a change made by another program, such as an import on the command line, may stay uncounted.
const BELIEVED_FOR: Duration = Duration::from_secs(2);
/// There are only so many filters; more than this is somebody trying them all.
const MOST: usize = 500;

#[derive(Default)]
pub(crate) struct Totals {
    /// Goes up with each write.
    age: AtomicU64,
    known: Mutex<HashMap<String, Total>>,
    counting: Mutex<()>,
}

struct Total {
    age: u64,
    counted: Instant,
    people: i64,
}

impl Totals {
    pub(super) fn forget(&self) {
        self.age.fetch_add(1, Ordering::AcqRel);
    }

    /// To be asked before the moment of a reading begins: what is counted in it is then never newer than it says.
    pub(super) fn age(&self) -> u64 {
        self.age.load(Ordering::Acquire)
    }

    pub(crate) fn known(&self, of: &str, age: u64) -> Option<i64> {
        let known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let total = known.get(of)?;
        (total.age == age && total.counted.elapsed() < BELIEVED_FOR).then_some(total.people)
    }

    /// Held by whoever counts.
    pub(crate) fn counting(&self) -> MutexGuard<'_, ()> {
        self.counting.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn keep(&self, of: String, age: u64, people: i64) {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if known.len() >= MOST {
            known.clear();
        }
        known.insert(of, Total { age, counted: Instant::now(), people });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_total_is_known_until_something_is_written() {
        let totals = Totals::default();
        let age = totals.age();
        assert_eq!(totals.known("everyone", age), None);
        totals.keep("everyone".into(), age, 810);
        assert_eq!(totals.known("everyone", totals.age()), Some(810));
        assert_eq!(totals.known("somebody else", totals.age()), None);
        totals.forget();
        assert_eq!(totals.known("everyone", totals.age()), None);
    }

    #[test]
    fn a_total_counted_before_a_write_is_not_believed_after_it() {
        let totals = Totals::default();
        let before = totals.age();
        totals.forget();
        totals.keep("everyone".into(), before, 810);
        assert_eq!(totals.known("everyone", totals.age()), None);
    }
}
