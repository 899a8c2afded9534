//! Dates, ages and amounts as people read them (design/language.md §6).

use jiff::civil::Date;

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const DAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

fn month(on: Date) -> &'static str {
    MONTHS[usize::from(on.month().unsigned_abs()) - 1]
}

/// `22 November 2026`, on staff pages.
pub fn date(on: Date) -> String {
    format!("{} {} {}", on.day(), month(on), on.year())
}

/// `22 Nov 2026`, in tight tables.
pub fn short_date(on: Date) -> String {
    format!("{} {} {}", on.day(), &month(on)[..3], on.year())
}

/// `Sunday 22 November`, on young people's pages; the year only if it is not this one.
pub fn day(on: Date, today: Date) -> String {
    let weekday = DAYS[on.weekday().to_monday_zero_offset().unsigned_abs() as usize];
    let year = if on.year() == today.year() { String::new() } else { format!(" {}", on.year()) };
    format!("{weekday} {} {}{year}", on.day(), month(on))
}

/// `in 3 days (Wednesday 25 November)`: always both.
pub fn how_soon(on: Date, today: Date) -> String {
    let days = (on - today).get_days();
    let when = day(on, today);
    match days {
        0 => format!("today ({when})"),
        1 => format!("tomorrow ({when})"),
        -1 => format!("yesterday ({when})"),
        2..=60 => format!("in {days} days ({when})"),
        -60..=-2 => format!("{} days ago ({when})", -days),
        _ => when,
    }
}

/// `2:30pm`, `midday`, `midnight`.
pub fn time(at: jiff::Timestamp) -> String {
    let clock = at.to_zoned(waymark_cases::clock::london());
    let (hour, minute) = (clock.hour(), clock.minute());
    if minute == 0 && hour == 0 {
        return "midnight".into();
    }
    if minute == 0 && hour == 12 {
        return "midday".into();
    }
    let half = if hour < 12 { "am" } else { "pm" };
    let twelve = if hour % 12 == 0 { 12 } else { hour % 12 };
    if minute == 0 { format!("{twelve}{half}") } else { format!("{twelve}:{minute:02}{half}") }
}

/// One of something, or several.
pub fn count(number: i64, one: &str, many: &str) -> String {
    format!("{} {}", thousands(number), if number == 1 { one } else { many })
}

/// `12,345`.
pub fn thousands(number: i64) -> String {
    let digits = number.unsigned_abs().to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    if number < 0 { format!("-{text}") } else { text }
}

/// The first letter large, as at the head of a line.
pub(crate) fn sentence_case(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date as on;

    #[test]
    fn a_date_is_written_out() {
        assert_eq!(date(on(2026, 11, 22)), "22 November 2026");
        assert_eq!(short_date(on(2026, 9, 1)), "1 Sep 2026");
    }

    #[test]
    fn a_young_persons_date_has_its_day_and_the_year_only_when_it_differs() {
        assert_eq!(day(on(2026, 11, 22), on(2026, 1, 1)), "Sunday 22 November");
        assert_eq!(day(on(2027, 1, 3), on(2026, 11, 22)), "Sunday 3 January 2027");
    }

    #[test]
    fn how_soon_says_both() {
        assert_eq!(how_soon(on(2026, 11, 25), on(2026, 11, 22)), "in 3 days (Wednesday 25 November)");
        assert_eq!(how_soon(on(2026, 11, 22), on(2026, 11, 22)), "today (Sunday 22 November)");
    }

    #[test]
    fn times_are_read_as_spoken() {
        let at = |text: &str| time(text.parse().unwrap());
        assert_eq!(at("2026-11-22T14:30:00Z"), "2:30pm");
        assert_eq!(at("2026-11-22T12:00:00Z"), "midday");
        assert_eq!(at("2026-11-22T00:00:00Z"), "midnight");
        assert_eq!(at("2026-07-01T08:05:00Z"), "9:05am");
    }

    #[test]
    fn large_numbers_have_commas() {
        assert_eq!(thousands(1234567), "1,234,567");
        assert_eq!(count(1, "person", "people"), "1 person");
        assert_eq!(count(2675, "person", "people"), "2,675 people");
    }
}
