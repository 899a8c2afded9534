//! Dates as the return writes them: DD/MM/YYYY and nothing else. Anything that is not so written is named for what it
//! looks like, so that the message can say "this is written year first" and not only "this is wrong".

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::fmt;

/// Why a value could not be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BadValue {
    Blank,
    /// `2005-06-01`, with or without a time.
    YearFirst(Date),
    /// `06/28/2005`: only makes sense month first.
    MonthFirst(Date),
    /// `01/06/05`.
    ShortYear,
    /// `1/6/2005`.
    Unpadded(Date),
    /// `01/06/2005 00:00`.
    WithTime(Date),
    /// `01-06-2005` or `01.06.2005`.
    OtherMarks(Date),
    /// `38504`: how a spreadsheet stores a date inside.
    SpreadsheetNumber,
    /// `31/02/2005`.
    NoSuchDay,
    /// A year before 1900 or after 2100.
    StrangeYear,
    /// `1.23E+05` where an identifier should be.
    Scientific,
    TooLong,
    NotADate,
}

impl BadValue {
    /// What the value looks like, to stand after "“2005-06-01” ".
    pub fn in_words(self) -> &'static str {
        match self {
            BadValue::Blank => "is empty",
            BadValue::YearFirst(_) => "is written year first",
            BadValue::MonthFirst(_) => "is written month first, the American way",
            BadValue::ShortYear => "has a year of two figures",
            BadValue::Unpadded(_) => "has a day or month of one figure",
            BadValue::WithTime(_) => "has a time after the date",
            BadValue::OtherMarks(_) => "does not have / between day, month and year",
            BadValue::SpreadsheetNumber => "is a number, the way a spreadsheet stores a date",
            BadValue::NoSuchDay => "is a day that does not exist",
            BadValue::StrangeYear => "has a year that cannot be right",
            BadValue::Scientific => "is an id that a spreadsheet has shortened",
            BadValue::TooLong => "is too long",
            BadValue::NotADate => "is not a date",
        }
    }

    /// The date that was surely meant, where there is only one way to read it.
    pub fn meant(self) -> Option<Date> {
        match self {
            BadValue::YearFirst(date)
            | BadValue::Unpadded(date)
            | BadValue::WithTime(date)
            | BadValue::OtherMarks(date) => Some(date),
            _ => None,
        }
    }
}

/// Reads DD/MM/YYYY. Years from 1900 to 2100 only.
pub fn read_date(text: &str) -> Result<Date, BadValue> {
    match text.as_bytes() {
        [d1, d2, b'/', m1, m2, b'/', y1, y2, y3, y4] => {
            match (digits(&[*y1, *y2, *y3, *y4]), digits(&[*m1, *m2]), digits(&[*d1, *d2])) {
                (Some(year), Some(month), Some(day)) => day_month_year(day, month, year),
                _ => Err(BadValue::NotADate),
            }
        }
        _ => Err(looks_like(text)),
    }
}

/// Writes a date the way the return does.
pub fn write_date(date: Date) -> String {
    format!("{:02}/{:02}/{:04}", date.day(), date.month(), date.year())
}

/// A date as staff pages write it: 22 November 2026.
pub fn in_words(date: Date) -> String {
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
    let month = usize::try_from(date.month()).ok().and_then(|month| MONTHS.get(month - 1)).unwrap_or(&"");
    format!("{} {month} {}", date.day(), date.year())
}

/// The collection a date falls in, named by the year it ends: 1 April 2025 to 31 March 2026 is 2026.
pub fn return_year(date: Date) -> u16 {
    let year = u16::try_from(date.year()).unwrap_or(0);
    if date.month() >= 4 { year + 1 } else { year }
}

/// 31 March, the last day of the collection year.
pub fn year_end(year: u16) -> Date {
    jiff::civil::date(i16::try_from(year).unwrap_or(i16::MAX).clamp(-9999, 9999), 3, 31)
}

/// 1 April, the first day of the collection year.
pub fn year_start(year: u16) -> Date {
    jiff::civil::date(i16::try_from(year).unwrap_or(i16::MAX).clamp(-9998, 9999) - 1, 4, 1)
}

/// Whole years of age on a day. Someone born on 29 February has their birthday on 1 March in a common year (DAT-03).
pub fn age_on(born: Date, on: Date) -> i16 {
    let had_birthday = (on.month(), on.day()) >= (born.month(), born.day());
    on.year() - born.year() - i16::from(!had_birthday)
}

fn digits(bytes: &[u8]) -> Option<i16> {
    bytes.iter().try_fold(0_i16, |sum, byte| byte.is_ascii_digit().then(|| sum * 10 + i16::from(byte - b'0')))
}

fn day_month_year(day: i16, month: i16, year: i16) -> Result<Date, BadValue> {
    if !(1900..=2100).contains(&year) {
        return Err(BadValue::StrangeYear);
    }
    if let Some(date) = civil(year, month, day) {
        return Ok(date);
    }
    match civil(year, day, month) {
        Some(date) if month > 12 => Err(BadValue::MonthFirst(date)),
        _ => Err(BadValue::NoSuchDay),
    }
}

fn civil(year: i16, month: i16, day: i16) -> Option<Date> {
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

fn looks_like(text: &str) -> BadValue {
    if text.is_empty() {
        return BadValue::Blank;
    }
    let (date_part, has_time) = match text.split_once([' ', 'T']) {
        Some((date, _)) => (date, true),
        None => (text, false),
    };
    let parts: Vec<&str> = date_part.split(['/', '-', '.']).collect();
    let [first, second, third] = parts[..] else {
        let number = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        return if number && text.len() == 5 { BadValue::SpreadsheetNumber } else { BadValue::NotADate };
    };
    if parts.iter().any(|part| part.is_empty() || part.len() > 4) {
        return BadValue::NotADate;
    }
    let (Some(a), Some(b), Some(c)) = (digits(first.as_bytes()), digits(second.as_bytes()), digits(third.as_bytes()))
    else {
        return BadValue::NotADate;
    };
    if first.len() == 4 {
        return day_month_year(c, b, a).map_or_else(|bad| bad, BadValue::YearFirst);
    }
    if third.len() <= 2 {
        return BadValue::ShortYear;
    }
    match day_month_year(a, b, c) {
        Ok(date) if has_time => BadValue::WithTime(date),
        Ok(date) if first.len() == 1 || second.len() == 1 => BadValue::Unpadded(date),
        Ok(date) => BadValue::OtherMarks(date),
        Err(bad) => bad,
    }
}

/// A date of which some or all may be unknown: `zz/MM/YYYY`, `zz/zz/YYYY`, `zz/zz/zzzz` (PrevPerm, DATE_PERM).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct PartialDate {
    pub year: Option<i16>,
    pub month: Option<i8>,
    pub day: Option<i8>,
}

impl PartialDate {
    /// The date, where all of it is known.
    pub fn whole(self) -> Option<Date> {
        Date::new(self.year?, self.month?, self.day?).ok()
    }

    pub fn read(text: &str) -> Result<Self, BadValue> {
        let parts: Vec<&str> = text.split('/').collect();
        let [day, month, year] = parts[..] else { return read_date(text).map(Self::from) };
        let unknown = |part: &str, len: usize| part.len() == len && part.bytes().all(|b| b.eq_ignore_ascii_case(&b'z'));
        if !unknown(day, 2) {
            return read_date(text).map(Self::from);
        }
        if unknown(month, 2) && unknown(year, 4) {
            return Ok(Self { year: None, month: None, day: None });
        }
        let known_month = if unknown(month, 2) { "01" } else { month };
        let date = read_date(&format!("01/{known_month}/{year}")).map_err(|_| BadValue::NotADate)?;
        Ok(Self { year: Some(date.year()), month: (!unknown(month, 2)).then(|| date.month()), day: None })
    }
}

impl From<Date> for PartialDate {
    fn from(date: Date) -> Self {
        Self { year: Some(date.year()), month: Some(date.month()), day: Some(date.day()) }
    }
}

impl fmt::Display for PartialDate {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let two = |part: Option<i8>| part.map_or_else(|| "zz".to_owned(), |number| format!("{number:02}"));
        let year = self.year.map_or_else(|| "zzzz".to_owned(), |year| format!("{year:04}"));
        write!(out, "{}/{}/{year}", two(self.day), two(self.month))
    }
}

impl From<PartialDate> for String {
    fn from(date: PartialDate) -> Self {
        date.to_string()
    }
}

impl TryFrom<String> for PartialDate {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::read(&text).map_err(BadValue::in_words)
    }
}
