//! Calendar sums of rules DAT-01 to DAT-12.

use jiff::civil::{Date, date};
use proptest::prelude::*;
use serde::Deserialize;
use waymark_rules::bank_holidays::{BankHolidays, by_rule};
use waymark_rules::dates::*;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    sum: Vec<Sum>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Sum {
    says: String,
    #[serde(rename = "rules")]
    _rules: Vec<String>,
    working_days: Option<Vector>,
    months: Option<Vector>,
    days: Option<Vector>,
    birthday: Option<Vector>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Vector {
    from: Date,
    add: i32,
    is: Date,
    #[serde(default)]
    leap_birthday: LeapBirthday,
}

#[test]
fn every_sum_comes_out_as_written() {
    let file: File = waymark_rules::from_toml(include_str!("../scenarios/sums.toml")).unwrap();
    let holidays = BankHolidays::shipped();
    let mut looked_at = 0;
    for sum in &file.sum {
        let mut check = |vector: &Option<Vector>, by: &dyn Fn(&Vector) -> Date| {
            if let Some(vector) = vector {
                assert_eq!(by(vector), vector.is, "{}", sum.says);
                looked_at += 1;
            }
        };
        check(&sum.working_days, &|v| add_working_days(v.from, v.add.unsigned_abs(), &holidays));
        check(&sum.months, &|v| add_months(v.from, v.add));
        check(&sum.days, &|v| add_days(v.from, v.add));
        check(&sum.birthday, &|v| anniversary(v.from, i16::try_from(v.add).unwrap(), v.leap_birthday));
    }
    assert_eq!(looked_at, file.sum.len(), "each sum states one thing");
}

mod ages {
    use super::*;

    #[test]
    fn a_person_is_16_for_the_whole_of_the_16th_birthday() {
        let born_on = date(2009, 5, 10);
        assert_eq!(age_on(born_on, date(2025, 5, 9), LeapBirthday::Mar1), 15);
        assert_eq!(age_on(born_on, date(2025, 5, 10), LeapBirthday::Mar1), 16);
        assert_eq!(age_on(born_on, date(2025, 5, 11), LeapBirthday::Mar1), 16);
    }

    #[test]
    fn somebody_born_on_a_leap_day_is_still_17_on_28_february_unless_the_council_chooses_it() {
        let born_on = date(2008, 2, 29);
        assert_eq!(age_on(born_on, date(2026, 2, 28), LeapBirthday::Mar1), 17);
        assert_eq!(age_on(born_on, date(2026, 2, 28), LeapBirthday::Feb28), 18);
        assert_eq!(age_on(born_on, date(2026, 3, 1), LeapBirthday::Mar1), 18);
    }

    #[test]
    fn the_16th_birthday_of_a_leap_day_child_is_never_in_doubt_and_the_14th_18th_21st_and_25th_always_are() {
        for year in (1904..=2080).step_by(4) {
            let born_on = date(year, 2, 29);
            let differs =
                |n| anniversary(born_on, n, LeapBirthday::Mar1) != anniversary(born_on, n, LeapBirthday::Feb28);
            assert!(!differs(16), "{year}");
            assert!([14, 18, 21, 25].into_iter().all(differs), "{year}");
        }
    }

    #[test]
    fn nobody_has_an_age_below_nought() {
        assert_eq!(age_on(date(2026, 1, 1), date(2020, 1, 1), LeapBirthday::Mar1), 0);
    }
}

mod lengths {
    use super::*;

    #[test]
    fn eight_weeks_are_not_two_months_and_twelve_weeks_are_not_three() {
        let holidays = BankHolidays::shipped();
        let anchor = date(2026, 11, 22);
        let weeks = |n| Interval::new(n, Unit::Week).after(anchor, &holidays);
        let months = |n| Interval::new(n, Unit::Month).after(anchor, &holidays);
        assert_eq!((weeks(8), months(2)), (date(2027, 1, 17), date(2027, 1, 22)));
        assert_eq!((weeks(12), months(3)), (date(2027, 2, 14), date(2027, 2, 22)));
    }

    #[test]
    fn a_bare_number_of_days_is_calendar_days_and_working_days_are_said() {
        let holidays = BankHolidays::shipped();
        let friday = date(2026, 11, 20);
        assert_eq!(Interval::new(5, Unit::CalendarDay).after(friday, &holidays), date(2026, 11, 25));
        assert_eq!(Interval::new(5, Unit::WorkingDay).after(friday, &holidays), date(2026, 11, 27));
    }

    #[test]
    fn a_review_done_early_brings_the_next_one_forward() {
        let holidays = BankHolidays::shipped();
        let six_months = Interval::new(6, Unit::Month);
        let first_due = six_months.after(date(2026, 1, 20), &holidays);
        assert_eq!(first_due, date(2026, 7, 20));
        assert_eq!(next_due(date(2026, 7, 15), six_months, &holidays), date(2027, 1, 15));
    }

    #[test]
    fn a_chain_of_months_is_counted_from_the_anchor() {
        let anchor = date(2026, 8, 31);
        assert_eq!(add_months(anchor, 12), date(2027, 8, 31));
        assert_eq!(add_months(add_months(anchor, 6), 6), date(2027, 8, 28));
    }

    #[test]
    fn not_more_than_three_months_after_a_day_includes_the_corresponding_day() {
        assert_eq!(not_more_than_months_after(date(2026, 11, 22), 3), date(2027, 2, 22));
        assert_eq!(within_days_of(date(2026, 11, 22), 7), date(2026, 11, 29));
    }

    #[test]
    fn a_due_date_on_a_day_off_stays_and_the_hint_is_the_working_day_before() {
        let holidays = BankHolidays::shipped();
        assert_eq!(do_by(date(2026, 12, 27), &holidays), date(2026, 12, 24));
        assert_eq!(do_by(date(2026, 4, 6), &holidays), date(2026, 4, 2));
        assert_eq!(do_by(date(2026, 11, 20), &holidays), date(2026, 11, 20));
    }
}

mod bank_holidays {
    use super::*;

    #[test]
    fn the_yearly_rule_gives_the_computed_holidays_of_2026_to_2028() {
        let days = |year: i16, days: [(i8, i8); 8]| days.map(|(month, day)| date(year, month, day));
        assert_eq!(by_rule(2026), days(2026, [(1, 1), (4, 3), (4, 6), (5, 4), (5, 25), (8, 31), (12, 25), (12, 28)]));
        assert_eq!(by_rule(2027), days(2027, [(1, 1), (3, 26), (3, 29), (5, 3), (5, 31), (8, 30), (12, 27), (12, 28)]));
        assert_eq!(by_rule(2028), days(2028, [(1, 3), (4, 14), (4, 17), (5, 1), (5, 29), (8, 28), (12, 25), (12, 26)]));
    }

    #[test]
    fn the_table_agrees_with_the_yearly_rule_but_for_the_proclaimed_and_moved_days() {
        let shipped = BankHolidays::shipped();
        let by_rule_only = BankHolidays::by_rule_only();
        let mut differ: Vec<Date> = Vec::new();
        for year in 2019..=2028 {
            let (listed, ruled) = (shipped.of_year(year), by_rule_only.of_year(year));
            differ.extend(listed.iter().filter(|on| !ruled.contains(on)));
            differ.extend(ruled.iter().filter(|on| !listed.contains(on)));
        }
        let moved_or_proclaimed = [
            date(2020, 5, 8),
            date(2020, 5, 4),
            date(2022, 6, 2),
            date(2022, 6, 3),
            date(2022, 9, 19),
            date(2022, 5, 30),
            date(2023, 5, 8),
        ];
        assert_eq!(differ, moved_or_proclaimed);
    }

    #[test]
    fn easter_falls_where_the_published_tables_say() {
        let easter_monday = |year| by_rule(year)[2];
        assert_eq!(easter_monday(1981), date(1981, 4, 20));
        assert_eq!(easter_monday(2000), date(2000, 4, 24));
        assert_eq!(easter_monday(2008), date(2008, 3, 24));
        assert_eq!(easter_monday(2011), date(2011, 4, 25));
        assert_eq!(easter_monday(2038), date(2038, 4, 26));
        assert_eq!(easter_monday(2049), date(2049, 4, 19));
    }

    #[test]
    fn a_proclaimed_day_can_be_added_and_taken_away_inside_or_outside_the_table() {
        let mut holidays = BankHolidays::shipped();
        for on in [date(2026, 7, 20), date(2035, 7, 20)] {
            assert!(is_working_day(date(2026, 7, 20), &BankHolidays::shipped()));
            holidays.insert(on, "A proclaimed day");
            assert!(holidays.contains(on));
            assert_eq!(holidays.name(on), Some("A proclaimed day"));
            assert!(holidays.remove(on));
            assert!(!holidays.contains(on));
        }
    }

    #[test]
    fn the_table_can_be_written_and_read_again() {
        let mut holidays = BankHolidays::shipped();
        holidays.insert(date(2027, 6, 7), "A day with \"quotes\" in its name");
        assert_eq!(BankHolidays::from_toml(&holidays.to_toml()).unwrap(), holidays);
    }

    #[test]
    fn a_table_that_ends_before_it_begins_is_refused() {
        let text = "valid_from = 2027-01-01\nvalid_to = 2026-01-01\nholidays = []";
        assert!(BankHolidays::from_toml(text).unwrap_err().to_string().contains("valid_to must be later"));
    }
}

mod periods {
    use super::*;

    #[test]
    fn the_first_day_is_in_and_the_last_day_is_not() {
        let period = Period::new(date(2024, 1, 1), date(2024, 1, 3));
        let inside: Vec<bool> = [(2023, 12, 31), (2024, 1, 1), (2024, 1, 2), (2024, 1, 3)]
            .map(|(y, m, d)| period.contains(date(y, m, d)))
            .into();
        assert_eq!(inside, [false, true, true, false]);
        assert!(Period::from(date(2024, 1, 1)).contains(date(2099, 1, 1)));
    }

    #[test]
    fn periods_that_touch_do_not_overlap_but_are_joined() {
        let first = Period::new(date(2024, 1, 1), date(2024, 2, 1));
        let second = Period::new(date(2024, 2, 1), date(2024, 3, 1));
        assert!(!first.overlaps(&second));
        assert_eq!(union(vec![second, first]), [Period::new(date(2024, 1, 1), date(2024, 3, 1))]);
    }

    #[test]
    fn a_day_in_two_periods_is_counted_once() {
        let periods = vec![
            Period::new(date(2024, 1, 1), date(2024, 1, 11)),
            Period::new(date(2024, 1, 6), date(2024, 1, 21)),
            Period::new(date(2024, 1, 8), date(2024, 1, 8)),
            Period::from(date(2024, 2, 1)),
        ];
        assert!(periods[0].overlaps(&periods[1]) && !periods[0].overlaps(&periods[2]));
        assert_eq!(union_days(periods.clone(), date(2024, 1, 1), date(2024, 2, 1)), 20);
        assert_eq!(union_days(periods, date(2024, 1, 15), date(2024, 2, 11)), 16);
    }
}

fn any_date() -> impl Strategy<Value = Date> {
    (-12_000..36_000).prop_map(|days| add_days(date(2000, 1, 1), days))
}

fn any_period() -> impl Strategy<Value = Period> {
    (any_date(), proptest::option::of(0..400))
        .prop_map(|(start, days)| Period { start, end: days.map(|d| add_days(start, d)) })
}

proptest! {
    #[test]
    fn a_month_later_has_the_same_day_number_or_is_a_last_day(from in any_date(), months in -400..400) {
        let to = add_months(from, months);
        let month_number = i32::from(from.year()) * 12 + i32::from(from.month()) + months;
        prop_assert_eq!(i32::from(to.year()) * 12 + i32::from(to.month()), month_number);
        prop_assert!(to.day() == from.day() || (to == to.last_of_month() && to.day() < from.day()));
    }

    #[test]
    fn adding_days_and_counting_them_agree(from in any_date(), days in -10_000..10_000) {
        prop_assert_eq!(days_between(from, add_days(from, days)), days);
    }

    #[test]
    fn an_age_is_the_number_of_birthdays_so_far(born_on in any_date(), days in 0..36_000, feb28 in any::<bool>()) {
        let leap = if feb28 { LeapBirthday::Feb28 } else { LeapBirthday::Mar1 };
        let on = add_days(born_on, days);
        let birthdays = (1..=100).filter(|n| anniversary(born_on, *n, leap) <= on).count();
        prop_assert_eq!(usize::try_from(age_on(born_on, on, leap)).unwrap(), birthdays);
    }

    #[test]
    fn working_days_land_on_working_days_and_pass_exactly_that_many(from in any_date(), number in 1_u32..60) {
        let holidays = BankHolidays::shipped();
        let to = add_working_days(from, number, &holidays);
        prop_assert!(is_working_day(to, &holidays));
        let passed = (1..=days_between(from, to)).filter(|d| is_working_day(add_days(from, *d), &holidays)).count();
        prop_assert_eq!(passed, number as usize);
    }

    #[test]
    fn joined_periods_cover_the_same_days_apart_and_in_order(periods in proptest::collection::vec(any_period(), 0..6), probe in any_date()) {
        let joined = union(periods.clone());
        prop_assert_eq!(joined.iter().any(|p| p.contains(probe)), periods.iter().any(|p| p.contains(probe)));
        for pair in joined.windows(2) {
            prop_assert!(pair[0].end.is_some_and(|end| end < pair[1].start));
        }
    }
}

/// Our sums do without the library's, which are made for times of day as well and slower; both agree on every day.
#[test]
fn sums_of_days_and_months_agree_with_the_calendar_library() {
    use jiff::ToSpan;
    for days in 0..3_000 {
        let on = date(2019, 12, 25) + days.days();
        assert_eq!(add_days(date(2019, 12, 25), days), on);
        assert_eq!(add_days(on, -days), date(2019, 12, 25));
        for step in [-800, -60, -31, -1, 0, 1, 27, 28, 29, 31, 365, 366, 1_461] {
            assert_eq!(add_days(on, step), on + step.days(), "{on} and {step} days");
        }
        for step in [-25, -12, -6, -1, 0, 1, 2, 3, 6, 11, 12, 48] {
            assert_eq!(add_months(on, step), on + step.months(), "{on} and {step} months");
        }
    }
    for century in [1600_i16, 1700, 1900, 2000, 2100, 2400] {
        let eve = date(century, 2, 28);
        assert_eq!(add_days(eve, 1), eve + 1.day());
        assert_eq!(add_days(eve, 146_097), eve + 146_097.days());
    }
}

#[test]
fn sums_stop_at_the_ends_of_the_calendar() {
    use jiff::civil::Date;
    assert_eq!((add_days(Date::MAX, 1), add_days(Date::MIN, -1)), (Date::MAX, Date::MIN));
    assert_eq!((add_months(Date::MAX, 1), add_months(Date::MIN, -1)), (Date::MAX, Date::MIN));
    assert_eq!((add_days(Date::MIN, i32::MAX), add_months(Date::MAX, i32::MAX)), (Date::MAX, Date::MAX));
    assert_eq!((add_days(Date::MAX, i32::MIN), add_months(Date::MIN, i32::MIN)), (Date::MIN, Date::MIN));
}
