//! The leaving-care answers (OC3): in touch, learning and work, home.

use super::{Check, Found, Run, Year};
use crate::dates::{age_on, year_end};
use crate::layout::FileType;
use crate::problems::Severity;
use crate::rows::{Oc3, Record};

pub(super) static CHECKS: &[Check] = &[
    Check { code: "153", says: "all three answers are given", run: Run::Year(all_three) },
    Check { code: "344", says: "someone who died or went home has 0 and 0", run: Run::Year(died_or_home_has_nothing) },
    Check { code: "345", says: "someone in touch has no 0", run: Run::Year(in_touch_has_answers) },
    Check { code: "391", says: "they were 17 by the end of the year", run: Run::Year(seventeen_by_year_end) },
];

fn each_answer(year: &Year<'_>, found: &mut Found, group: &'static str, wrong: impl Fn(&Oc3) -> Option<String>) {
    for row in year.rows(FileType::Oc3) {
        let Record::Oc3(answer) = &row.record else { continue };
        if let Some(says) = wrong(answer) {
            found.add(found.on_row(Severity::Warning, group, row, says));
        }
    }
}

fn all_three(year: &Year<'_>, found: &mut Found) {
    each_answer(year, found, "answers-missing", |answer| {
        let missing: Vec<&str> =
            [("in touch", &answer.in_touch), ("learning and work", &answer.activ), ("home", &answer.accom)]
                .into_iter()
                .filter(|(_, value)| value.is_empty())
                .map(|(name, _)| name)
                .collect();
        (!missing.is_empty()).then(|| format!("These answers are missing: {}.", missing.join(", ")))
    });
}

fn died_or_home_has_nothing(year: &Year<'_>, found: &mut Found) {
    each_answer(year, found, "answers-contradict", |answer| {
        let gone = matches!(answer.in_touch.as_str(), "DIED" | "RHOM");
        let given = |value: &str| !value.is_empty() && value != "0";
        (gone && (given(&answer.activ) || given(&answer.accom))).then(|| {
            format!(
                "In touch says {}, so work and home must be 0, but they are {} and {}.",
                answer.in_touch, answer.activ, answer.accom
            )
        })
    });
}

fn in_touch_has_answers(year: &Year<'_>, found: &mut Found) {
    each_answer(year, found, "answers-contradict", |answer| {
        (answer.in_touch == "YES" && (answer.activ == "0" || answer.accom == "0")).then(|| {
            format!("They are in touch, but work is {} and home is {}. Neither can be 0.", answer.activ, answer.accom)
        })
    });
}

fn seventeen_by_year_end(year: &Year<'_>, found: &mut Found) {
    each_answer(year, found, "too-young-for-answers", |answer| {
        let dob = year.headers.get(answer.child.as_str()).map(|(_, header)| header.dob).or(answer.dob)?;
        let age = age_on(dob, year_end(year.year));
        (age < 17).then(|| format!("They were {age} on 31 March {}.", year.year))
    });
}
