//! Questions that open a talk: what to ask about each part of life, strengths first, and questions for when somebody is
//! stuck. They are data (`questions/bank.toml`), shown as prompts inside the page at both doors.

use std::sync::LazyLock;

use serde::Deserialize;

use super::Domain;
use crate::access::words::listed;

listed! {
    /// What a question looks for.
    Asks {
        GoingWell = "going_well", "What is going well";
        Coping = "coping", "How they get through";
        Resilience = "resilience", "What hard times taught them";
        People = "people", "What others would say";
        Better = "better", "When it was better";
        Hard = "hard", "What is hard";
        Wants = "wants", "What they want";
        PreferredFuture = "preferred_future", "A day that is good enough";
        Helps = "helps", "What helps";
        Goals = "goals", "Keeping a goal in sight";
        Stuck = "stuck", "When nothing moves";
        Resources = "resources", "What keeps the number up";
        Reflection = "reflection", "One point higher";
    }
}

/// One question, as it is put to the young person.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Question {
    pub asks: Asks,
    /// The part of life it is about; any of them when none is named.
    pub domain: Option<Domain>,
    /// In plain words, for either door.
    pub says: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Bank {
    question: Vec<Question>,
}

static BANK: LazyLock<Vec<Question>> = LazyLock::new(|| {
    let bank: Bank = toml::from_str(include_str!("../../questions/bank.toml")).expect("the questions read");
    bank.question
});

/// Every question there is.
pub fn questions() -> &'static [Question] {
    &BANK
}

/// Those to ask of one part of life: its own first, then those for any part.
pub fn about(domain: Domain, asks: Asks) -> impl Iterator<Item = &'static Question> {
    let own = BANK.iter().filter(move |one| one.domain == Some(domain) && one.asks == asks);
    own.chain(any(asks))
}

/// Those that fit any part of life.
pub fn any(asks: Asks) -> impl Iterator<Item = &'static Question> {
    BANK.iter().filter(move |one| one.domain.is_none() && one.asks == asks)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_part_of_life_has_strengths_to_ask_about_first_and_what_is_hard_after() {
        for domain in Domain::ALL {
            for asks in [Asks::GoingWell, Asks::Hard, Asks::Wants, Asks::Helps] {
                let own = BANK.iter().filter(|one| one.domain == Some(*domain) && one.asks == asks).count();
                assert!(own >= 1, "{domain} has no question of its own that asks {asks}");
            }
        }
    }

    #[test]
    fn each_sort_of_question_is_there_and_none_twice() {
        for asks in Asks::ALL {
            assert!(BANK.iter().any(|one| one.asks == *asks), "{asks}");
        }
        let mut said: Vec<&str> = BANK.iter().map(|one| one.says.as_str()).collect();
        said.sort_unstable();
        said.dedup();
        assert_eq!(said.len(), BANK.len());
    }

    #[test]
    fn a_question_is_short_and_ends_as_one() {
        for one in BANK.iter() {
            assert!(one.says.ends_with('?'), "{}", one.says);
            let longest = one.says.split_inclusive(['.', '?']).map(|part| part.split_whitespace().count()).max();
            assert!(longest.is_some_and(|words| words <= 15), "{}", one.says);
        }
    }
}
