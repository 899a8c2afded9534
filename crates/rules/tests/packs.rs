//! Policy packs: read, refused when looser than the law, dated, and true to what they reproduce.

use jiff::civil::date;
use waymark_rules::clocks::packs::SHIPPED;
use waymark_rules::clocks::terms::SchoolTerms;
use waymark_rules::clocks::values::Value;
use waymark_rules::clocks::{Choice, Pack, Packs, Parameter};
use waymark_rules::dates::{Interval, Unit};

fn choice(parameter: Parameter, is: &str) -> Result<Choice, String> {
    Choice::new(parameter, is, date(2026, 1, 1), "A rule of the council", "")
}

/// K20 of the rules reference.
#[test]
fn twelve_weeks_are_refused_for_two_months_and_taken_for_three() {
    let refused = choice(Parameter::HomeVisitEvery, "12 weeks").unwrap_err();
    assert!(refused.contains("CLK-22") && refused.contains("2 months"), "{refused}");
    assert!(choice(Parameter::LongTermVisitEvery, "12 weeks").is_ok());
    assert!(choice(Parameter::HomeVisitEvery, "8 weeks").is_ok());
}

#[test]
fn days_are_taken_up_to_the_shortest_the_months_can_be() {
    let limits = [
        (Parameter::HomeVisitEvery, 59),
        (Parameter::LongTermVisitEvery, 89),
        (Parameter::PlanReviewEvery, 181),
        (Parameter::OfferEvery, 365),
    ];
    for (parameter, most) in limits {
        assert!(choice(parameter, &format!("{most} days")).is_ok(), "{}", parameter.code());
        let refused = choice(parameter, &format!("{} days", most + 1)).unwrap_err();
        assert!(refused.contains(parameter.rule()), "{refused}");
    }
}

/// A practice of yearly reviews from 18 exists, and is below the law.
#[test]
fn yearly_plan_reviews_are_refused_by_name() {
    let refused = choice(Parameter::PlanReviewEvery, "12 months").unwrap_err();
    assert!(refused.contains("plan_review_every") && refused.contains("CLK-10") && refused.contains("6 months"));
}

#[test]
fn working_days_are_never_taken_for_fewer_days_than_christmas_makes_them() {
    assert!(choice(Parameter::FirstHomeVisitWithin, "2 working days").is_ok());
    assert!(choice(Parameter::FirstHomeVisitWithin, "5 working days").is_err());
    assert!(choice(Parameter::FirstCareReviewWithin, "25 days").is_ok());
    assert!(choice(Parameter::FirstCareReviewWithin, "28 days").is_err());
    assert!(choice(Parameter::FirstCareReviewWithin, "21 working days").is_err());
}

#[test]
fn the_assessment_may_not_begin_later_than_16() {
    assert!(choice(Parameter::AssessmentStartAge, "16 years").is_ok());
    assert!(choice(Parameter::AssessmentStartAge, "16 years 1 month").unwrap_err().contains("CLK-01"));
}

#[test]
fn a_value_of_another_sort_or_without_a_source_is_refused() {
    for (parameter, is) in [
        (Parameter::InTouchEvery, "often"),
        (Parameter::InTouchEvery, "3 fortnights"),
        (Parameter::MidwayChecks, "yes"),
        (Parameter::OversightAt, "9, 6 months, then every 3 months"),
        (Parameter::StayingCloseInForceFrom, "soon"),
        (Parameter::InTouchAlsoFor, "everybody"),
        (Parameter::SdqLastAge, "sixteen"),
    ] {
        assert!(choice(parameter, is).is_err(), "{}: {is}", parameter.code());
    }
    let unsourced = Choice::new(Parameter::InTouchEvery, "42 days", date(2026, 1, 1), " ", "");
    assert!(unsourced.unwrap_err().contains("source"));
}

#[test]
fn a_pack_with_a_looser_value_or_an_unknown_one_is_not_loaded() {
    let with = |parameter: &str, is: &str| {
        Pack::from_toml(&format!(
            "name = \"own\"\ntitle = \"Own\"\nsays = \"Own.\"\n[[value]]\nparameter = \"{parameter}\"\nis = \"{is}\"\n\
             effective_from = 2026-01-01\nsource = \"Own\"\n"
        ))
    };
    assert!(with("plan_review_every", "6 months").is_ok());
    assert!(with("plan_review_every", "7 months").unwrap_err().0.contains("CLK-10"));
    assert!(with("plan_reviews", "6 months").is_err());
}

#[test]
fn every_shipped_pack_is_read_says_where_it_comes_from_and_is_written_back_the_same() {
    for (name, _) in SHIPPED {
        let pack = Pack::shipped(name).unwrap();
        assert_eq!(pack.name, name);
        assert!(!pack.title.is_empty() && pack.says.ends_with('.'));
        assert!(pack.choices.iter().all(|choice| !choice.source.is_empty()));
        assert_eq!(Pack::from_toml(&pack.to_toml()).unwrap(), pack);
    }
    assert!(Pack::shipped("another").is_none());
}

fn interval(packs: &Packs, parameter: Parameter) -> Interval {
    match packs.value(parameter, date(2026, 11, 22)) {
        Some(Value::Length(interval)) => *interval,
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_shipped_packs_reproduce_their_sources() {
    let of = |name: &str| Packs::of(&[Pack::shipped(name).unwrap()]);
    let days = |number| Interval::new(number, Unit::CalendarDay);
    assert_eq!(interval(&Packs::national(), Parameter::InTouchEvery), days(56));
    assert_eq!(interval(&of("contact_every_6_weeks"), Parameter::InTouchEvery), days(42));
    assert_eq!(interval(&of("an_hour_every_4_weeks"), Parameter::InTouchEvery), days(28));
    assert_eq!(interval(&of("an_hour_every_4_weeks"), Parameter::HourOfTheirOwnEvery), Interval::new(4, Unit::Week));
    let back = of("stepping_back");
    assert_eq!(interval(&back, Parameter::SteppedBackOfferEvery), Interval::new(3, Unit::Month));
    assert_eq!(interval(&back, Parameter::OfferEvery), Interval::new(12, Unit::Month));
    let early = of("early_plan_and_12_week_visits");
    assert_eq!(interval(&early, Parameter::LongTermVisitEvery), Interval::new(12, Unit::Week));
    assert_eq!(interval(&early, Parameter::CareVisitEvery), Interval::new(6, Unit::Week));
    assert_eq!(early.value(Parameter::AssessmentStartAge, date(2026, 1, 1)), Some(&Value::Age(15 * 12 + 9)));
}

#[test]
fn the_latest_value_that_has_begun_is_in_force() {
    let own = |is: &str, from| Choice::new(Parameter::InTouchEvery, is, from, "Own", "").unwrap();
    let pack = Pack {
        name: "own".into(),
        title: "Own".into(),
        says: "Own.".into(),
        choices: vec![own("35 days", date(2026, 6, 1)), own("42 days", date(2026, 1, 1))],
    };
    let packs = Packs::of(&[pack]);
    let on = |day| packs.value(Parameter::InTouchEvery, day).map(Value::says);
    assert_eq!(on(date(2025, 12, 31)).unwrap(), "56 days");
    assert_eq!(on(date(2026, 1, 1)).unwrap(), "42 days");
    assert_eq!(on(date(2026, 5, 31)).unwrap(), "42 days");
    assert_eq!(on(date(2026, 6, 1)).unwrap(), "35 days");
    let source = |day| packs.choice(Parameter::InTouchEvery, day).map(|choice| choice.source.as_str());
    assert_eq!(source(date(2026, 6, 1)), Some("Own"));
    assert_ne!(source(date(2025, 12, 31)), Some("Own"));
    assert!(packs.is_councils_own(Parameter::InTouchEvery, date(2026, 1, 1)));
    assert!(!packs.is_councils_own(Parameter::InTouchEvery, date(2025, 12, 31)));
}

#[test]
fn school_terms_follow_one_another() {
    assert!(SchoolTerms::shipped().term.len() >= 9);
    let backwards = "[[term]]\nfirst_day = 2026-12-18\nhalf_term_from = 2026-10-26\nhalf_term_to = 2026-10-30\nlast_day = 2026-09-02\n";
    assert!(SchoolTerms::from_toml(backwards).is_err());
}
