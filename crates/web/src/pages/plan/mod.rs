//! What both doors say and ask about a plan: one thing of a goal at a time, and what happens when two people write in the
//! same place (state C, pages.md §4).

pub(crate) mod clash;
pub(crate) mod parts;

use maud::{Markup, html};
use waymark_cases::entitlements::Teller;
use waymark_cases::plans::{Goal, Said, Step};

use crate::door::Door;
use crate::words;

/// Who wrote something, as a door says it.
pub(crate) fn teller(by: &Teller, door: Door, name: &str) -> String {
    match (by, door) {
        (Teller::Themselves, Door::Me) => "You".into(),
        (Teller::Themselves, _) => name.to_owned(),
        (Teller::Worker(worker), _) => worker.clone(),
        (Teller::System, Door::Me) => "Kept from before".into(),
        (Teller::System, _) => "From earlier records".into(),
    }
}

/// Words as they were written, with who and when under them.
pub(crate) fn quote(said: &Said, door: Door, name: &str) -> Markup {
    html! {
        figure.wm-words {
            blockquote { p { bdi { (said.words) } } }
            figcaption { (teller(&said.by, door, name)) ", " (words::date(said.on)) }
        }
    }
}

/// The goal's words, marked as somebody's own so that nothing corrects them.
pub(crate) fn shown_words(goal: &Goal) -> Markup {
    html! { span data-own-words { bdi { (goal.shown().said.words) } } }
}

/// A step's words.
pub(crate) fn step_words(step: &Step) -> Markup {
    html! { span data-own-words { bdi { (step.said.words) } } }
}

/// How near they said they are, last.
pub(crate) fn nearness(goal: &Goal) -> Option<String> {
    goal.near.last().map(|near| format!("{} out of 10", near.number))
}
