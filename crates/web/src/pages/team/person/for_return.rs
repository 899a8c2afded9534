//! What the yearly return will say of home and activity, worked out from what was written down (OC3): shown beside the
//! facts it comes from, and never asked.

use jiff::civil::Date;
use maud::{Markup, html};
use waymark_cases::evidence::Kept;
use waymark_rules::clocks::EvidenceKind;
use waymark_rules::dates::{LeapBirthday, anniversary};
use waymark_rules::facts::Facts;
use waymark_ssda903::codes;
use waymark_ssda903::outcomes::{self, Activity, ActivityKind, Answer, Home, HomeKind, Life, WhyNotNow, Window};

use crate::words;

/// Everything the two answers rest on.
pub(super) fn life(kept: &[Kept], facts: &Facts) -> Life {
    let of = |kind: EvidenceKind| kept.iter().filter(move |one| one.kind() == Some(kind));
    let held = |one: &Kept| (one.happened_on.0, one.until_on.map(|day| day.0));
    Life {
        homes: of(EvidenceKind::Home).filter_map(home).collect(),
        held: of(EvidenceKind::Custody).map(held).collect(),
        activities: of(EvidenceKind::LearningOrWork).filter_map(activity).collect(),
        not_now: of(EvidenceKind::ProgressCheck).filter_map(not_now).collect(),
        died_on: facts.died_on,
    }
}

/// What a form asked beside the clocks' own questions.
pub(super) fn asked(one: &Kept, field: &str) -> String {
    let detail: serde_json::Value = one.detail().unwrap_or_default();
    detail.get(field).and_then(serde_json::Value::as_str).unwrap_or_default().to_owned()
}

fn home(one: &Kept) -> Option<Home> {
    let suitable = match asked(one, "settled").as_str() {
        "yes" => Some(true),
        "no" => Some(false),
        _ => None,
    };
    let kind = HomeKind::from_code(&asked(one, "home"))?;
    Some(Home { from_on: one.happened_on.0, until_on: one.until_on.map(|day| day.0), kind, suitable })
}

fn activity(one: &Kept) -> Option<Activity> {
    Some(Activity {
        from_on: one.happened_on.0,
        until_on: one.until_on.map(|day| day.0),
        kind: ActivityKind::from_code(&asked(one, "activity"))?,
        full_time: asked(one, "pattern") == "full",
    })
}

fn not_now(one: &Kept) -> Option<(Date, WhyNotNow)> {
    Some((one.happened_on.0, WhyNotNow::from_code(&asked(one, "now"))?))
}

/// The last birthday from 17 to 21, which the return asks about.
fn birthday(facts: &Facts, leap: LeapBirthday, today: Date) -> Option<(i16, Date)> {
    (17..=21).rev().map(|age| (age, anniversary(facts.born_on, age, leap))).find(|(_, on)| *on <= today)
}

pub(super) fn of_home(life: &Life, facts: &Facts, leap: LeapBirthday, today: Date) -> Markup {
    let answer = |on| outcomes::home_around(life, facts.born_on, on, Window::default());
    line("ACCOM", birthday(facts, leap, today), answer)
}

pub(super) fn of_activity(life: &Life, facts: &Facts, leap: LeapBirthday, today: Date) -> Markup {
    line("ACTIV", birthday(facts, leap, today), |on| outcomes::activity_around(life, on, Window::default()))
}

fn line(column: &str, birthday: Option<(i16, Date)>, answer: impl Fn(Date) -> Answer) -> Markup {
    let Some((age, on)) = birthday else {
        return html! { p.govuk-body { "The yearly return asks from the 17th birthday on." } };
    };
    html! {
        p.govuk-body {
            "Around the " (age) (if age == 21 { "st" } else { "th" }) " birthday (" (words::date(on)) "): "
            @match answer(on) {
                Answer::Code(code) => { strong { (codes::staff_words(column, code)) } " (" (code) ")" }
                Answer::Missing(what) => { "not known yet. " (what) "." }
            }
        }
    }
}
