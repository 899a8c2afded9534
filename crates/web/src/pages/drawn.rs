//! What both doors draw of how it is going and of questions from 0 to 10: the same numbers, in each door's words.

use jiff::civil::{Date, date};
use waymark_cases::areas::{Area, Words};
use waymark_cases::going::{Answer, Going, Standing};
use waymark_cases::scales::{self, Question};
use waymark_cases::sides::{Side, Workers};
use waymark_govuk::{LineOf, NumberLine, NumberPoint, NumberSeries, StepBars, StepRow, Twin};

use crate::words;

/// Who a door calls each side.
pub(crate) struct Called<'a> {
    /// "You", or their name.
    pub them: &'a str,
    /// Whether it is their own door.
    pub own: bool,
    pub workers: &'a Workers,
}

impl Called<'_> {
    /// Who gave an answer, as a table says it.
    pub(crate) fn who(&self, side: Side, who: &str, recorded_by: &str) -> String {
        match side {
            Side::Theirs => self.them.to_owned(),
            Side::SomebodyElse if !who.is_empty() => who.to_owned(),
            Side::SomebodyElse => "Somebody else".into(),
            Side::Worker => self.worker(recorded_by),
        }
    }

    pub(crate) fn worker(&self, recorded_by: &str) -> String {
        match self.workers.name(recorded_by) {
            Some(name) if !self.own => name.to_owned(),
            _ => self.first_name(recorded_by),
        }
    }

    /// The worker by first name, where there is little room.
    fn first_name(&self, recorded_by: &str) -> String {
        let first = self.workers.name(recorded_by).and_then(|name| name.split_whitespace().next());
        first.unwrap_or(if self.own { "Your adviser" } else { "Their worker" }).to_owned()
    }
}

/// One part as a row of the drawing, with the adviser's view beside it.
pub(crate) fn step_row(going: &Going, area: Area, on: Date, words: &Words, called: &Called<'_>) -> StepRow {
    let theirs = going.standing(Side::Theirs, area, on);
    let others = going.standing(Side::Worker, area, on);
    let other = others.now.filter(|answer| answer.step.is_some());
    StepRow {
        part: theirs.now.map_or_else(|| words.area(area).to_owned(), |answer| answer.area_says.clone()),
        step: theirs.step().map(|step| step.number()),
        says: says(&theirs),
        before: theirs.before.and_then(|answer| answer.step).map(|step| step.number()),
        before_says: theirs.before.map(|answer| answer.step_says.clone()).unwrap_or_default(),
        change: theirs.change().map(|change| change.says()).unwrap_or_default(),
        on: theirs.now.map(|answer| words::short_date(answer.on)).unwrap_or_default(),
        by: theirs.now.map(|answer| by(answer, called)).unwrap_or_default(),
        other: other.and_then(|answer| answer.step).map(|step| step.number()),
        other_says: other.map(|answer| answer.step_says.clone()).unwrap_or_default(),
    }
}

/// What they answered beside their worker says so.
fn by(answer: &Answer, called: &Called<'_>) -> String {
    match called.workers.name(&answer.recorded_by) {
        Some(_) => format!("{}, with {}", called.them, called.first_name(&answer.recorded_by)),
        None => called.them.to_owned(),
    }
}

fn says(standing: &Standing<'_>) -> String {
    match standing.now {
        None => "Not asked yet".into(),
        Some(answer) if answer.step.is_none() => "Skipped".into(),
        Some(answer) => answer.step_says.clone(),
    }
}

/// All eight parts on a day.
pub(crate) fn step_bars(going: &Going, on: Date, words: &Words, called: &Called<'_>, twin: Twin) -> StepBars {
    let rows = going.order.iter().map(|area| step_row(going, *area, on, words, called)).collect();
    StepBars {
        id: format!("going-{on}"),
        title: format!("How it's going, {}", words::date(on)),
        says: finding(going, on, words, called),
        rows,
        other_is: other_is(going, called),
        twin,
        deep: !called.own,
    }
}

fn other_is(going: &Going, called: &Called<'_>) -> String {
    let last = going.answers.iter().rev().find(|answer| answer.side == Side::Worker);
    let worker = last.map(|answer| called.first_name(&answer.recorded_by)).unwrap_or_default();
    format!("{worker}'s view")
}

/// The finding in words: how many parts got better, and which are harder.
pub(crate) fn finding(going: &Going, on: Date, words: &Words, called: &Called<'_>) -> String {
    let found = going.finding(Side::Theirs, on);
    let named = |areas: &[Area]| join(areas.iter().map(|area| words.area(*area)));
    let better = match found.better.len() {
        0 => None,
        1 => Some(format!("{} got better.", named(&found.better))),
        many => Some(format!("{many} parts got better.")),
    };
    let harder = match found.harder.len() {
        0 => None,
        1 => Some(format!("{} is harder.", named(&found.harder))),
        _ => Some(format!("Harder now: {}.", named(&found.harder))),
    };
    match (better, harder) {
        (None, None) if going.answers.iter().any(|one| one.side == Side::Theirs && one.on <= on) => {
            "Nothing has moved since last time.".into()
        }
        (None, None) if called.own => "You have not told us yet.".into(),
        (None, None) => "They have not told us yet.".into(),
        (better, harder) => [better, harder].into_iter().flatten().collect::<Vec<_>>().join(" "),
    }
}

/// "Home, Money and My people".
pub(crate) fn join<'a>(parts: impl Iterator<Item = &'a str>) -> String {
    let parts: Vec<&str> = parts.collect();
    match parts.split_last() {
        None => String::new(),
        Some((last, [])) => (*last).to_owned(),
        Some((last, before)) => format!("{} and {last}", before.join(", ")),
    }
}

/// One question with everyone's numbers.
pub(crate) fn number_line(question: &Question, called: &Called<'_>, twin: Twin) -> NumberLine {
    let mut series: Vec<NumberSeries> = Vec::new();
    for answer in &question.answers {
        let (of, name) = (line_of(answer.side), called.who(answer.side, &answer.who, &answer.recorded_by));
        let point = point(question, answer);
        match series.iter_mut().find(|one| one.of == of && (one.name == name || of == LineOf::Worker)) {
            Some(one) => one.points.push(point),
            None => series.push(NumberSeries { of, name, points: vec![point] }),
        }
    }
    NumberLine {
        id: "numbers".into(),
        title: question.asks.clone(),
        says: said(question, called),
        series,
        good_enough: question.good_enough.and_then(|number| u8::try_from(number).ok()),
        twin,
    }
}

const fn line_of(side: Side) -> LineOf {
    match side {
        Side::Theirs => LineOf::Theirs,
        Side::Worker => LineOf::Worker,
        Side::SomebodyElse => LineOf::SomebodyElse,
    }
}

fn point(question: &Question, answer: &scales::Answer) -> NumberPoint {
    NumberPoint {
        day: (answer.on - date(2000, 1, 1)).get_days(),
        on: words::short_date(answer.on),
        number: answer.number.and_then(|number| u8::try_from(number).ok()),
        why: answer.why.clone(),
        change: change(question.before(answer), answer.number),
    }
}

/// "up 2" from the number before, by the same one.
pub(crate) fn change(before: Option<i32>, now: Option<i32>) -> String {
    match (before, now) {
        (_, None) => String::new(),
        (None, Some(_)) => "first time".into(),
        (Some(before), Some(now)) if now > before => format!("up {}", now - before),
        (Some(before), Some(now)) if now < before => format!("down {}", before - now),
        (Some(_), Some(_)) => "same".into(),
    }
}

/// From the first number to the latest, in words.
fn said(question: &Question, called: &Called<'_>) -> String {
    let numbers: Vec<(i32, Date)> = question
        .answers
        .iter()
        .filter(|answer| answer.side == Side::Theirs)
        .filter_map(|answer| Some((answer.number?, answer.on)))
        .collect();
    let them = called.them;
    match (numbers.first(), numbers.last()) {
        (Some((first, on)), Some((last, _))) if numbers.len() > 1 => {
            format!(
                "{them} said {first} on {}. Now {} {last}.",
                words::date(*on),
                if called.own { "you say" } else { "it is" }
            )
        }
        (Some((only, on)), _) => format!("{them} said {only} on {}.", words::date(*on)),
        _ => "Not asked yet.".into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_named_as_they_are_read_out() {
        assert_eq!(join(["Home"].into_iter()), "Home");
        assert_eq!(join(["Home", "Money", "Health"].into_iter()), "Home, Money and Health");
        assert_eq!(join([].into_iter()), "");
    }

    #[test]
    fn a_change_follows_the_numbers_and_nothing_is_made_of_a_skip() {
        for before in 0..=10 {
            for now in 0..=10 {
                let says = change(Some(before), Some(now));
                let expected = match now - before {
                    0 => "same".to_owned(),
                    up if up > 0 => format!("up {up}"),
                    down => format!("down {}", -down),
                };
                assert_eq!(says, expected);
            }
        }
        assert_eq!((change(None, Some(4)).as_str(), change(Some(4), None).as_str()), ("first time", ""));
    }
}
