//! When what was typed contradicts what is on record: both are shown, and whoever writes decides. Nothing typed is lost.

use maud::{Markup, Render, html};
use waymark_govuk::{InsetText, Radios};
use waymark_rules::clocks::{Evidence, Outcome};

use super::Scene;
use super::form::Answer;
use super::table::Does;
use crate::form::{Mends, Typed};
use crate::words;

#[derive(Debug)]
pub(super) enum Clash {
    /// Another of the same kind was going on that day.
    Overlaps(Evidence),
    /// Another of the same kind began later, and this one has no end before it.
    BeforeALaterOne(Evidence),
    /// The same was written down for the same day.
    SameDay(Evidence),
}

pub(super) fn of(scene: &Scene, answer: &Answer) -> Option<Clash> {
    if matches!(scene.row.does, Does::End(_)) {
        return None;
    }
    let new = &answer.new;
    let mut same = scene.clocks.evidence.iter().filter(|one| one.kind == new.kind && one.outcome == Outcome::Done);
    if !new.kind.lasts() {
        return same.find(|one| one.on == new.on && one.about == new.about).cloned().map(Clash::SameDay);
    }
    let overlaps = |one: &&Evidence| {
        one.on <= new.on && one.until.is_none_or(|until| until > new.on) && scene.clocks.kept(&one.id).is_some()
    };
    let later = |one: &&Evidence| one.on > new.on && new.until.is_none_or(|until| until > one.on);
    if let Some(one) = same.clone().filter(overlaps).max_by_key(|one| one.on) {
        return Some(Clash::Overlaps(one.clone()));
    }
    same.filter(later).min_by_key(|one| one.on).cloned().map(Clash::BeforeALaterOne)
}

impl Clash {
    const fn other(&self) -> &Evidence {
        match self {
            Self::Overlaps(one) | Self::BeforeALaterOne(one) | Self::SameDay(one) => one,
        }
    }

    const fn field(&self) -> &'static str {
        match self {
            Self::Overlaps(_) => "other",
            _ => "sure",
        }
    }

    pub(super) fn is_answered(&self, typed: &Typed) -> bool {
        match self {
            Self::Overlaps(_) => matches!(typed.text("other"), "end" | "keep"),
            _ => typed.text("sure") == "yes",
        }
    }

    /// The id of the other one, if it is to end that day.
    pub(super) fn ended_by(self, typed: &Typed) -> Option<String> {
        match self {
            Self::Overlaps(one) if typed.text("other") == "end" => Some(one.id),
            _ => None,
        }
    }

    pub(super) fn ask(&self, scene: &Scene, mends: &mut Mends) {
        let name = scene.names(self.other());
        let says = match self {
            Self::Overlaps(_) => format!("This is on record for that day as well: {name}. Say what is right"),
            Self::BeforeALaterOne(_) => format!("A later one is on record: {name}. Say what is right"),
            Self::SameDay(_) => format!("This is on record already: {name}. Say if it happened twice"),
        };
        mends.add(self.field(), says);
    }

    pub(super) fn shown(&self, scene: &Scene, typed: &Typed, mends: &Mends) -> Markup {
        let on_record = html! {
            p.govuk-body { strong { "On record: " } (scene.names(self.other())) @if let Some(until) = self.other().until { " to " (words::date(until)) } }
            p.govuk-body { strong { "You typed: " } (scene.row.title) ", " (typed_day(typed)) }
        };
        let radios = match self {
            Self::Overlaps(one) => Radios::new("other", "What is right?")
                .choice("end", format!("{} ended that day", scene.names(one)))
                .choice("keep", "Both are true"),
            _ => Radios::new("sure", "What is right?").choice("yes", "Both are true: save mine as well"),
        };
        html! {
            (InsetText::new(on_record))
            (radios.chosen(typed.text(self.field()).to_owned()).hint("Or put the date right below.")
                .error(mends.of(self.field()).map(str::to_owned)).render())
        }
    }
}

fn typed_day(typed: &Typed) -> String {
    typed.date("on").read("Date").map(words::date).unwrap_or_default()
}
