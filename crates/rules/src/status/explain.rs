//! The reasons for a status, in the order of the law, each with the rule and the facts it used.

use std::borrow::Cow;

use jiff::civil::Date;
use serde::Serialize;

use super::decide::{Family, Standing};
use super::reading::{Birthdays, Reading, THIRTEEN_WEEKS_IN_DAYS};
use super::result::{Branch, Flag, Status, StatusResult, SubState, Test};
use crate::citation;
use crate::dates::is_leap_birthday;
use crate::policy::{BoundaryPolicy, NoncompliantV3};
use crate::words::{count_of_days, count_of_months, long_date};

/// One step of the explanation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Reason {
    /// The rule, the id of one of [`crate::citation::rules`].
    pub rule: &'static str,
    /// The step in plain English, with this person's dates and numbers in it.
    pub says: Cow<'static, str>,
    pub facts: Vec<Fact>,
}

impl Reason {
    /// The rule's source, kind and confidence.
    pub fn citation(&self) -> Option<&'static citation::Rule> {
        citation::rule(self.rule)
    }
}

/// A fact a reason rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Fact {
    pub name: &'static str,
    pub value: FactValue,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum FactValue {
    On(Date),
    Number(i32),
    Text(&'static str),
}

impl From<Date> for FactValue {
    fn from(on: Date) -> Self {
        FactValue::On(on)
    }
}

impl From<i32> for FactValue {
    fn from(number: i32) -> Self {
        FactValue::Number(number)
    }
}

impl From<&'static str> for FactValue {
    fn from(text: &'static str) -> Self {
        FactValue::Text(text)
    }
}

fn fact(name: &'static str, value: impl Into<FactValue>) -> Fact {
    Fact { name, value: value.into() }
}

struct Account<'a, 'b> {
    reading: &'a Reading<'b>,
    standing: &'a Standing,
    result: &'a StatusResult,
    reasons: Vec<Reason>,
}

pub(super) fn explanation(reading: &Reading, standing: &Standing, result: &StatusResult) -> Vec<Reason> {
    let mut account = Account { reading, standing, result, reasons: Vec::with_capacity(10) };
    account.age();
    if !reading.facts.care_spells.is_empty() {
        account.thirteen_weeks();
        account.short_breaks();
        account.test();
    }
    if result.status != Status::Closed {
        account.family();
    }
    account.decision();
    account.sub_state();
    account.reasons
}

impl Account<'_, '_> {
    fn add(&mut self, rule: &'static str, says: impl Into<Cow<'static, str>>, facts: &[Fact]) {
        self.reasons.push(Reason { rule, says: says.into(), facts: facts.to_vec() });
    }

    /// DAT-02 and DAT-03: which birthdays were used.
    fn age(&mut self) {
        let born_on = self.reading.facts.born_on;
        let Birthdays { b16, b18, .. } = self.reading.ages;
        let says = format!(
            "Born on {}: 16 on {} and 18 on {}. Aged {} on {}.",
            long_date(born_on),
            long_date(b16),
            long_date(b18),
            self.result.age,
            long_date(self.result.as_of)
        );
        self.add("DAT-02", says, &[fact("born_on", born_on), fact("turned_16_on", b16), fact("turned_18_on", b18)]);
        if is_leap_birthday(born_on) {
            let depends =
                if self.result.has(Flag::LeapDob) { " The other choice would change the status today." } else { "" };
            let says = format!(
                "In a year without 29 February the birthday is {}, by this council’s choice.{depends}",
                match self.reading.policy.leap_birthday {
                    crate::dates::LeapBirthday::Mar1 => "1 March",
                    crate::dates::LeapBirthday::Feb28 => "28 February",
                }
            );
            self.add("DAT-03", says, &[fact("turned_18_on", b18)]);
        }
    }

    /// STA-01 to STA-04: the count.
    fn thirteen_weeks(&mut self) {
        let Birthdays { b14, b16, b18, .. } = self.reading.ages;
        let counters = self.result.counters;
        let until = self.result.as_of.min(crate::dates::add_days(b18, -1));
        self.add(
            "STA-01",
            "The test is 91 days (13 weeks) in care after turning 14, with time in care after turning 16.",
            &[fact("days_needed", THIRTEEN_WEEKS_IN_DAYS)],
        );
        let says = match until < b14 {
            true => format!("They turn 14 on {}, so no day counts yet.", long_date(b14)),
            false => format!(
                "They were in care for {} from {} to {}.",
                count_of_days(counters.days),
                long_date(b14),
                long_date(until)
            ),
        };
        self.add("STA-02", says, &[fact("from", b14), fact("to", until), fact("N", counters.days)]);
        if counters.days_with_closing != counters.days && self.result.thirteen_weeks != Test::Met {
            let says =
                format!("With the day each period ended, that is {}.", count_of_days(counters.days_with_closing));
            self.add("STA-03", says, &[fact("N_incl", counters.days_with_closing)]);
        }
        if self.result.as_of >= b16 {
            let were = if counters.days_after_16 == 1 { "was" } else { "were" };
            let says = format!(
                "Of those, {} {were} on or after the 16th birthday, {}.",
                count_of_days(counters.days_after_16),
                long_date(b16)
            );
            self.add("STA-04", says, &[fact("turned_16_on", b16), fact("N16", counters.days_after_16)]);
        }
    }

    /// STA-05 and STA-09: days in the record that are not in the count.
    fn short_breaks(&mut self) {
        let as_of = self.result.as_of;
        if self.result.has(Flag::V3Over17Days) {
            let counted = match self.reading.policy.noncompliant_v3 {
                NoncompliantV3::CountAndFlag => "its days are counted",
                NoncompliantV3::ExcludeAndFlag => "its days are still not counted, by this council’s choice",
            };
            self.add("STA-05", format!("A short break lasted more than 17 days, so {counted}."), &[]);
        }
        let with_breaks = self.result.counters.days_with_short_breaks;
        if with_breaks != self.result.counters.days {
            let left_out = with_breaks - self.result.counters.days;
            let then = match self.result.has(Flag::ShortBreakSensitive) {
                true => ", which would change the answer",
                false => "",
            };
            let says = format!(
                "Short breaks of {} are not counted. With them there would be {}{then}.",
                count_of_days(left_out),
                count_of_days(with_breaks)
            );
            self.add("STA-05", says, &[fact("short_break_days", left_out), fact("N_with_short_breaks", with_breaks)]);
        }
        if self.reading.agreements.iter().any(|agreement| agreement.start <= as_of) {
            let says = "An agreement for short breaks has dates, but they are not days in care.";
            self.add("STA-05", says, &[]);
        }
        if self.reading.facts.care_spells.iter().any(|spell| spell.period().is_empty() && spell.start_on <= as_of) {
            let says = "A period that started and ended on one day adds no day.";
            self.add("STA-09", says, &[]);
        }
    }

    /// STA-06 to STA-08: what the count means.
    fn test(&mut self) {
        if self.result.as_of < self.reading.ages.b14 {
            return;
        }
        let (says, answer) = match self.result.thirteen_weeks {
            Test::Met => ("The 13-week test is met.", "Met"),
            Test::Boundary => ("The 13-week test is met only if the day care ended counts.", "Boundary"),
            Test::NotMet => ("The 13-week test is not met.", "NotMet"),
        };
        self.add("STA-06", says, &[fact("test", answer)]);
        if self.standing.boundary_asked {
            let says = self.boundary();
            self.add("STA-07", says, &[]);
        }
        if let Some(from) = self.result.eligible_from {
            let says = match from <= self.result.as_of {
                true => format!("They have been eligible since {}.", long_date(from)),
                false => format!("If they stay in care they will be eligible from {}.", long_date(from)),
            };
            self.add("STA-08", says, &[fact("eligible_from", from)]);
        }
    }

    fn boundary(&self) -> String {
        let met = |met: bool| if met { "met" } else { "not met" };
        match &self.reading.facts.boundary_decision {
            Some(decision) => format!(
                "A manager decided on {} to treat the test as {}.",
                long_date(decision.decided_on),
                met(decision.treat_as_met)
            ),
            None => format!(
                "By this council’s choice that is treated as {} until a manager has decided.",
                met(self.reading.policy.boundary_policy == BoundaryPolicy::TreatAsMet)
            ),
        }
    }

    /// STA-13 and STA-14: home with family.
    fn family(&mut self) {
        match self.standing.family {
            Family::NotSixMonths => {}
            Family::Ceased { lived_from, on, with } => {
                let says = format!(
                    "They lived with {} from {}. On {} that was 6 months, so they stopped being relevant.",
                    with.says(),
                    long_date(lived_from),
                    long_date(on)
                );
                self.add("STA-13", says, &[fact("lived_from", lived_from), fact("six_months_on", on)]);
            }
            Family::BrokeDown { on, with } => {
                let says =
                    format!("Living with {} lasted 6 months, then broke down on {}.", with.says(), long_date(on));
                let rule = if self.standing.post18_breakdown { "STA-14c" } else { "STA-14" };
                self.add(rule, says, &[fact("broke_down_on", on)]);
            }
        }
    }

    /// The line of the table that fitted.
    fn decision(&mut self) {
        let says = self.decided_because();
        let mut facts = Vec::with_capacity(2);
        facts.push(fact("status", self.standing.status.code()));
        if self.standing.status == Status::Qualifying {
            self.add("STA-15", "They are under 21 and fit a branch of section 24.", &[]);
        }
        if let Some(since) = self.standing.since {
            facts.push(fact("since", since));
        }
        self.reasons.push(Reason { rule: self.standing.rule, says, facts });
        if let Some(pending) = self.result.pending_qualifying {
            let says = format!(
                "They are in a stay that began on {}. When it ends they may be qualifying under {}.",
                long_date(pending.since),
                pending.branch.code()
            );
            let rule = qualifying_rule(pending.branch);
            self.add(rule, says, &[fact("since", pending.since)]);
        }
    }

    fn decided_because(&self) -> Cow<'static, str> {
        let since = self.standing.since.map(long_date);
        let since = since.as_ref().map_or_else(|| "an earlier day".to_owned(), ToString::to_string);
        let Birthdays { b18, b21, b25, .. } = self.reading.ages;
        match self.standing.rule {
            "STA-10" => match self.reading.facts.died_on.filter(|died_on| *died_on <= self.result.as_of) {
                Some(died_on) => format!("They died on {}, so the record is closed.", long_date(died_on)).into(),
                None => format!("They turned 25 on {}, so duties have ended.", long_date(b25)).into(),
            },
            "STA-11" => "They are 16 or 17, in care, and the 13-week test is met, so they are eligible.".into(),
            "STA-11a" => "They are 16 or 17 and in care, but the 13-week test is not met yet.".into(),
            "STA-11b" => "Their only care now is short breaks.".into(),
            "STA-11c" => "They are in care and under 16.".into(),
            "STA-12a" => {
                format!("They are 16 or 17 and left care on {since} with the test met, so they are relevant.").into()
            }
            "STA-12b" => {
                "They went from care into custody or hospital and turned 16 there, so they are relevant.".into()
            }
            "STA-14" => format!("Because home with family broke down, they are relevant again from {since}.").into(),
            "STA-14a" => {
                format!("They were relevant when they turned 18 on {}, so they are former relevant.", long_date(b18))
                    .into()
            }
            "STA-14b" => {
                format!("They were in care until they turned 18 on {}, so they are former relevant.", long_date(b18))
                    .into()
            }
            "STA-14c" => "The council treats that as former relevant, until somebody has taken advice.".into(),
            "STA-16" => format!(
                "They turned 21 on {} and are in full-time education, so help with it can go on.",
                long_date(b21)
            )
            .into(),
            "STA-17" => "No rule gives a leaving care status on this day.".into(),
            _ => self.qualifies_because(&since).into(),
        }
    }

    fn qualifies_because(&self, since: &str) -> String {
        match self.standing.branch {
            Some(Branch::Section24SpecialGuardianship) => {
                format!("They went from care to a special guardian on {since}.")
            }
            Some(Branch::Section24LookedAfter) if self.standing.short_break_only => {
                format!("Their care after 16 was short breaks only. It ended on {since}.")
            }
            Some(Branch::Section24LookedAfter) => format!("They were in care after 16. It ended on {since}."),
            Some(Branch::Section24VoluntaryOrganisation) => {
                format!("After 16 they lived in a home run by a voluntary organisation. They left it on {since}.")
            }
            Some(Branch::Section24PrivateHome) => {
                format!("After 16 they lived in a private children’s home. They left it on {since}.")
            }
            Some(Branch::Section24HealthOrEducation) => format!(
                "They were in a hospital, care home or the like for 3 months or more, past 16. They left it on {since}."
            ),
            _ => format!("After 16 they lived in private foster care. They left it on {since}."),
        }
    }

    /// STA-18: why help goes on after 21.
    fn sub_state(&mut self) {
        let offer_every = self.reading.policy.offer_every_months;
        let assess_within = self.reading.policy.education_assessment_months;
        for at in 0..self.result.sub_states.len() {
            let (rule, says): (_, Cow<'static, str>) = match self.result.sub_states[at] {
                SubState::Programme => {
                    ("STA-18a", "A course in the plan made before 21 is still going, so all help goes on.".into())
                }
                SubState::Education => (
                    "STA-18b",
                    format!(
                        "They study or want to. Needs are assessed within {} of being told.",
                        count_of_months(assess_within.into())
                    )
                    .into(),
                ),
                SubState::Active => (
                    "STA-18c",
                    "They asked for support and have not said stop, so they have an adviser until 25.".into(),
                ),
                SubState::Dormant => (
                    "STA-18d",
                    format!(
                        "They are not using support. It is offered at least every {} until 25.",
                        count_of_months(offer_every.into())
                    )
                    .into(),
                ),
            };
            self.add(rule, says, &[]);
        }
    }
}

fn qualifying_rule(branch: Branch) -> &'static str {
    match branch {
        Branch::Section24VoluntaryOrganisation => "STA-22",
        Branch::Section24PrivateHome => "STA-23",
        Branch::Section24HealthOrEducation => "STA-24",
        _ => "STA-25",
    }
}
