//! Ways through care that lead to each status, by the law and not by saying so.
//!
//! Each way gives dates a real record might hold; [`super::invented`] asks the law engine about every one and stops the
//! build if the answer is not the group the person was dealt.

use jiff::civil::Date;
use waymark_rules::dates::{add_days, add_months, anniversary, days_between};
use waymark_rules::facts::{
    AccommodationKind, AftercareRequest, FamilyMember, FamilyPlacement, LegalStatus, Order, OrderKind,
    OtherAccommodation, Programme, RequestKind,
};
use waymark_rules::policy::Policy;

use super::chance::Chance;
use super::shares::{Activity, Group, Profile};
use crate::history::{Care, Person};

/// Longer than the 13 weeks of the law, whatever is decided about the last day.
const WELL_OVER_13_WEEKS: i32 = 100;
/// Nothing in a person's way through care is newer than this, so that it was known when the record was written.
pub(super) const SETTLED: i32 = 14;

/// A person's birthdays and the day the demonstration stands on.
#[derive(Debug, Clone, Copy)]
pub(super) struct Life {
    pub born_on: Date,
    pub day: Date,
}

impl Life {
    pub(super) fn birthday(&self, years: i16) -> Date {
        anniversary(self.born_on, years, Policy::default().leap_birthday)
    }

    fn days_since(&self, years: i16) -> i32 {
        days_between(self.birthday(years), self.day)
    }
}

/// A date of birth that gives the age, far enough past 16 for what has to have happened since.
pub(super) fn born(profile: &Profile, day: Date, chance: &mut Chance) -> Date {
    let least = match profile.group {
        Group::Relevant => 60,
        Group::Eligible | Group::FormerRelevant | Group::Qualifying => 0,
    };
    let latest = add_months(day, -12 * i32::from(profile.age));
    loop {
        let born_on = add_days(latest, -chance.between(least, 364));
        if waymark_rules::dates::age_on(born_on, day, Policy::default().leap_birthday) == profile.age {
            return born_on;
        }
    }
}

/// Tells a way through care that leads where the person was dealt.
pub(super) fn through_care(
    person: Person,
    profile: &Profile,
    life: Life,
    council: &str,
    chance: &mut Chance,
) -> Person {
    match profile.group {
        Group::Eligible => {
            studying(person.in_care(until_now(profile, life, chance).by(council)), profile, life, chance)
        }
        Group::Relevant => relevant(person, life, council, chance),
        Group::FormerRelevant => former_relevant(person, profile, life, council, chance),
        Group::Qualifying => qualifying(person, profile, life, council, chance),
    }
}

/// In care from some day until something ends it: homes and orders change on the way.
fn care(separated: bool, from_on: Date, to_on: Date, life: Life, chance: &mut Chance) -> Care {
    let homes = homes(from_on, to_on, life, chance);
    if separated {
        return changing(Care::under(LegalStatus::V2, from_on).because("N8"), from_on, to_on, homes, life, chance);
    }
    let need = chance.weighed(&[(60, "N1"), (4, "N2"), (5, "N3"), (9, "N4"), (14, "N5"), (4, "N6"), (4, "N8")]);
    let interim = chance.in_100(60);
    let care = Care::under(if interim { LegalStatus::C1 } else { LegalStatus::V2 }, from_on).because(need);
    let mut changes = homes;
    if interim || chance.in_100(20) {
        changes.push((add_days(from_on, chance.between(90, 260)), Change::CareOrder));
    }
    changing(care, from_on, to_on, changes, life, chance)
}

/// What changes while in care.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Change {
    Home,
    CareOrder,
}

fn homes(from_on: Date, to_on: Date, life: Life, chance: &mut Chance) -> Vec<(Date, Change)> {
    let longest = if days_between(life.birthday(14), to_on) < 0 { 300 } else { 800 };
    let mut on = from_on;
    let mut moves = Vec::new();
    for _ in 0..chance.weighed(&[(25, 0), (30, 1), (20, 2), (15, 3), (6, 5), (4, 8)]) {
        on = add_days(on, chance.between(40, longest));
        moves.push((on, Change::Home));
    }
    moves
}

/// Lets the changes happen in their order, none in the last month and no two on one day.
fn changing(
    care: Care,
    from_on: Date,
    to_on: Date,
    mut changes: Vec<(Date, Change)>,
    life: Life,
    chance: &mut Chance,
) -> Care {
    changes.sort_unstable();
    let mut care = care.living(home(from_on, life, chance));
    let mut last = from_on;
    for (on, change) in changes {
        if on == last || add_days(on, 30) >= to_on {
            continue;
        }
        last = on;
        care = match change {
            Change::Home => care.moved(on, home(on, life, chance)),
            Change::CareOrder => care.order(on, LegalStatus::C2),
        };
    }
    care
}

/// Supported homes are for 16 and over; before the year 2024/25 they had another code.
fn home(on: Date, life: Life, chance: &mut Chance) -> &'static str {
    let supported = if on >= jiff::civil::date(2024, 4, 1) { "K3" } else { "H5" };
    if on >= life.birthday(16) {
        chance.weighed(&[(35, "U6"), (10, "U4"), (12, "K2"), (35, supported), (3, "P1"), (5, "U1")])
    } else {
        chance.weighed(&[(45, "U6"), (20, "U4"), (15, "U1"), (14, "K2"), (4, "P1"), (2, "S1")])
    }
}

/// A first day of care: any time from early childhood, but at least 13 weeks before it must have counted.
fn first_day(separated: bool, life: Life, before: Date, chance: &mut Chance) -> Date {
    let latest = add_days(before, -WELL_OVER_13_WEEKS);
    let earliest = add_days(life.born_on, if separated { 365 * 14 + 100 } else { 400 });
    let lately = add_days(latest, -chance.between(0, 1200));
    let any_time = add_days(latest, -chance.between(0, days_between(earliest, latest)));
    if chance.in_100(35) { lately.max(earliest.min(latest)) } else { any_time }
}

fn until_now(profile: &Profile, life: Life, chance: &mut Chance) -> Care {
    let from_on = first_day(profile.separated, life, life.day, chance);
    care(profile.separated, from_on, add_days(life.day, -SETTLED), life, chance)
}

/// Left care after 16 with 13 weeks behind them, and not six months at home.
fn relevant(person: Person, life: Life, council: &str, chance: &mut Chance) -> Person {
    let least = add_days(life.birthday(16), 10);
    let most_days = days_between(least, add_days(life.day, -SETTLED)).clamp(0, 150);
    let left_on = add_days(life.day, -SETTLED - chance.between(0, most_days));
    let from_on = first_day(false, life, left_on, chance);
    let care = care(false, from_on, left_on, life, chance).by(council);
    match chance.in_100(60) {
        true => person.in_care(care.until(left_on, "E4A")).with_family(FamilyPlacement {
            start_on: left_on,
            end_on: None,
            with: FamilyMember::Parent,
            broke_down: false,
        }),
        false => person.in_care(care.until(left_on, if chance.in_100(50) { "E13" } else { "E8" })),
    }
}

/// In care until 18, or relevant when turning 18; over 21, with or without support now.
fn former_relevant(person: Person, profile: &Profile, life: Life, council: &str, chance: &mut Chance) -> Person {
    let b18 = life.birthday(18);
    let early = !profile.separated && chance.in_100(7);
    let left_on = if early { add_days(b18, -chance.between(5, 120)) } else { b18 };
    let from_on = first_day(profile.separated, life, left_on, chance);
    let care = care(profile.separated, from_on, left_on, life, chance).by(council);
    let why = match early {
        true => "E13",
        false => chance.weighed(&[(30, "E17"), (40, "E5"), (15, "E6"), (10, "E4A"), (5, "E7")]),
    };
    let person = studying(person.in_care(care.until(left_on, why)), profile, life, chance);
    if profile.age < 21 { person } else { after_21(person, profile, life, chance) }
}

/// A course that was in the plan: running now, or a degree that goes on past 21.
fn studying(person: Person, profile: &Profile, life: Life, chance: &mut Chance) -> Person {
    let (years, level) = match profile.activity {
        Activity::Degree => (3, "Degree"),
        Activity::College => (2, "College course"),
        Activity::Apprenticeship => (2, "Apprenticeship"),
        _ => return person,
    };
    let start_on = add_days(life.day, -chance.between(SETTLED, 365));
    let start_on = start_on.max(life.birthday(16));
    person.studies(Programme {
        start_on,
        expected_end_on: Some(add_months(start_on, 12 * years)),
        ended_on: None,
        full_time: true,
        level: Some(level.into()),
        plan_reference: None,
        planned_on: Some(start_on),
    })
}

fn after_21(person: Person, profile: &Profile, life: Life, chance: &mut Chance) -> Person {
    let since_21 = life.days_since(21) - SETTLED;
    if since_21 < 1 || profile.activity == Activity::NotKnown || chance.in_100(40) {
        return person;
    }
    let asked_on = add_days(life.birthday(21), chance.between(0, since_21));
    let request = |kind, on| AftercareRequest { kind, on, channel: Some("text".into()) };
    let person = person.asked(request(RequestKind::OptIn, asked_on));
    let later = days_between(asked_on, life.day) - SETTLED;
    if later > 60 && chance.in_100(15) {
        return person.asked(request(RequestKind::OptOut, add_days(asked_on, later - 30)));
    }
    person
}

/// Some weeks in care after 16, or a guardianship order, or six months at home, or another way of section 24.
fn qualifying(person: Person, profile: &Profile, life: Life, council: &str, chance: &mut Chance) -> Person {
    let since_16 = life.days_since(16);
    if profile.separated && life.days_since(18) > SETTLED {
        return arrived_late(person, life, council, chance);
    }
    match chance.below(100) {
        _ if since_16 < 150 => guardianship(person, life, council, chance),
        0..35 => guardianship(person, life, council, chance),
        35..75 => some_weeks(person, life, council, chance),
        75..88 if since_16 > 300 => home_for_six_months(person, life, council, chance),
        88..94 => privately_fostered(person, life, chance),
        _ => some_weeks(person, life, council, chance),
    }
}

/// Came to the country alone, too close to 18 for 13 weeks.
fn arrived_late(person: Person, life: Life, council: &str, chance: &mut Chance) -> Person {
    let b18 = life.birthday(18);
    let from_on = add_days(b18, -chance.between(15, 85));
    let home = home(from_on, life, chance);
    person.in_care(Care::under(LegalStatus::V2, from_on).because("N8").living(home).by(council).until(b18, "E8"))
}

fn some_weeks(person: Person, life: Life, council: &str, chance: &mut Chance) -> Person {
    let last = add_days(life.day.min(life.birthday(18)), -SETTLED);
    let left_on = add_days(last, -chance.between(0, days_between(add_days(life.birthday(16), 90), last).max(0)));
    let from_on = add_days(left_on, -chance.between(21, 80));
    let home = home(from_on, life, chance);
    person.in_care(Care::under(LegalStatus::V2, from_on).because("N4").living(home).by(council).until(left_on, "E4A"))
}

/// Left care in childhood to a special guardian.
fn guardianship(person: Person, life: Life, council: &str, chance: &mut Chance) -> Person {
    let made_on = add_days(life.born_on, chance.between(365 * 3, 365 * 14));
    let from_on = add_days(made_on, -chance.between(200, 800));
    let why = if chance.in_100(60) { "E47" } else { "E46" };
    let care = Care::under(LegalStatus::C1, from_on).order(add_days(from_on, 120), LegalStatus::C2);
    person.in_care(care.by(council).until(made_on, why)).ordered(Order {
        kind: OrderKind::SpecialGuardianship,
        made_on,
        ended_on: None,
        looked_after_immediately_before: Some(true),
    })
}

/// Was relevant, went home, and stayed six months before turning 18.
fn home_for_six_months(person: Person, life: Life, council: &str, chance: &mut Chance) -> Person {
    let last = add_days(add_months(life.day.min(life.birthday(18)), -6), -SETTLED);
    let first = add_days(life.birthday(16), 5);
    let left_on = add_days(last, -chance.between(0, days_between(first, last).max(0)));
    let from_on = first_day(false, life, left_on, chance);
    let care = care(false, from_on, left_on, life, chance).by(council);
    person.in_care(care.until(left_on, "E4A")).with_family(FamilyPlacement {
        start_on: left_on,
        end_on: None,
        with: FamilyMember::Parent,
        broke_down: false,
    })
}

fn privately_fostered(person: Person, life: Life, chance: &mut Chance) -> Person {
    let last = add_days(life.day.min(life.birthday(18)), -SETTLED);
    let start_on = add_days(life.birthday(16), -chance.between(30, 400));
    let over_on = add_days(last, -chance.between(0, days_between(add_days(life.birthday(16), 20), last).max(0)));
    person.stayed(OtherAccommodation { kind: AccommodationKind::PrivateFostering, start_on, end_on: Some(over_on) })
}
