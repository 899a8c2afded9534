//! What a recording did, or would do: which duties it meets, which it starts and by when, where it does not count and why
//! (rules.md §5). Worked out by running the clocks without it and with it.

use std::collections::BTreeMap;

use jiff::civil::Date;
use maud::{Markup, html};
use waymark_cases::access::Class;
use waymark_cases::clocks::{Clocks, class_of};
use waymark_rules::clocks::Clock;

use crate::words;

#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Effects {
    pub met: Vec<&'static str>,
    /// A duty by its name, and the first day it is due.
    pub due: BTreeMap<&'static str, Date>,
    pub stopped: Vec<&'static str>,
    pub not_counted: Vec<(&'static str, &'static str)>,
}

impl Effects {
    /// `id` is what was recorded. Clocks of a class the reader may not read are left out.
    pub(super) fn between(before: &Clocks, after: &Clocks, id: &str, readable: &[Class]) -> Self {
        let (Ok(was), Ok(is)) = (before.run(), after.run()) else { return Self::default() };
        let shown = |clock: &&Clock<'_>| {
            let class = class_of(clock.rule());
            class == Class::Status || readable.contains(&class)
        };
        let mut effects = Self::default();
        for clock in is.iter().filter(shown) {
            effects.add(clock, was.iter().find(|one| one.key() == clock.key()), id);
        }
        effects.stopped = was
            .iter()
            .filter(shown)
            .filter(|one| one.state.is_open() && one.due_on.is_some())
            .filter(|one| {
                is.iter()
                    .find(|other| other.key() == one.key())
                    .is_none_or(|other| !other.state.is_open() && !other.state.is_met())
            })
            .map(|one| one.definition.label)
            .filter(|label| !effects.due.contains_key(label) && !effects.met.contains(label))
            .collect();
        effects.stopped.dedup();
        effects
    }

    fn add(&mut self, clock: &Clock<'_>, was: Option<&Clock<'_>>, id: &str) {
        let label = clock.definition.label;
        if satisfied_by(clock, id) && !self.met.contains(&label) {
            self.met.push(label);
        }
        let had = was.filter(|was| was.state.is_open()).and_then(|was| was.due_on);
        if let Some(due_on) = clock.due_on.filter(|due_on| clock.state.is_open() && had != Some(*due_on)) {
            let first = self.due.entry(label).or_insert(due_on);
            *first = due_on.min(*first);
        }
        let refused = clock.not_counted.iter().find(|one| one.evidence == id && clock.state.is_open());
        if let Some(refused) = refused {
            let line = (label, refused.why.says());
            if !self.not_counted.contains(&line) {
                self.not_counted.push(line);
            }
        }
    }

    fn is_nothing(&self) -> bool {
        *self == Self::default()
    }

    /// As a list. `would` before it is saved.
    pub(super) fn list(&self, would: bool, today: Date) -> Markup {
        html! {
            @if self.is_nothing() {
                p.govuk-body { @if would { "It starts no clock, and ends none." } @else { "No clock turned on it." } }
            } @else {
                ul class="govuk-list govuk-list--bullet" {
                    @for label in &self.met { li { "Done: " (label) } }
                    @for (label, due_on) in &self.due { li { (label) @if *due_on < today { " was due by " } @else { " is due by " } strong { (words::date(*due_on)) } } }
                    @for label in &self.stopped { li { "No longer asked for: " (label) } }
                    @for (label, why) in &self.not_counted { li { "Does not count for “" (label) "”. " (why) } }
                }
            }
        }
    }
}

fn satisfied_by(clock: &Clock<'_>, id: &str) -> bool {
    clock.satisfied_by == Some(id) || clock.earlier.iter().any(|past| past.satisfied_by == Some(id))
}

/// The same record without one piece of evidence: how it stood before.
pub(super) fn without(clocks: &Clocks, id: &str) -> Clocks {
    let mut before = clocks.clone();
    before.evidence.retain(|one| one.id != id);
    before
}
