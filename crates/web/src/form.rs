//! Reading a form: checked for where it came from, held to its own list of fields, and kept as typed.
//!
//! A field that is not on the list is refused, not ignored (SEC-04); a field sent twice where one is expected is
//! refused (SEC-05). What a person typed is a value, never an error: the page reads it, and draws itself again with
//! everything kept if something must be mended.

use std::collections::BTreeMap;

use axum::extract::{FromRequest, Request};
use axum::http::{HeaderMap, StatusCode, header};
use jiff::civil::Date;
use unicode_normalization::UnicodeNormalization;

use crate::ctx::Ctx;
use crate::error::Error;

/// The fields of one page's form.
pub trait Fields: Send + 'static {
    /// Expected at most once.
    const ONE: &'static [&'static str];
    /// Checkboxes and the like: any number of times.
    const MANY: &'static [&'static str] = &[];
}

/// The hidden fields every form of ours has.
pub const TOKEN: &str = "form_token";
pub const KEY: &str = "form_key";

/// The most a form may weigh, fields it may have, and one field may hold (assurance §9).
const BODY: usize = 1024 * 1024;
const FIELDS: usize = 500;
const FIELD: usize = 64 * 1024;

/// A form of ours, sent from a page of ours.
pub struct Form<F> {
    pub typed: Typed,
    /// Makes a second sending of the same form harmless (REL-05).
    pub key: String,
    of: std::marker::PhantomData<F>,
}

/// What was typed, by field.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Typed(BTreeMap<String, Vec<String>>);

impl Typed {
    /// For a page drawn the first time with values of its own.
    pub fn of<const N: usize>(pairs: [(&str, String); N]) -> Self {
        let mut typed = Self::default();
        for (name, value) in pairs {
            typed.0.entry(name.to_owned()).or_default().push(value);
        }
        typed
    }

    /// A field as it was typed; empty if it was not sent.
    pub fn raw(&self, field: &str) -> &str {
        self.0.get(field).and_then(|values| values.first()).map_or("", String::as_str)
    }

    /// A field without the white space around it.
    pub fn text(&self, field: &str) -> &str {
        self.raw(field).trim()
    }

    pub fn many(&self, field: &str) -> &[String] {
        self.0.get(field).map_or(&[], Vec::as_slice)
    }

    pub fn is_on(&self, field: &str) -> bool {
        !self.text(field).is_empty()
    }

    /// A date typed into the three boxes `field-day`, `field-month`, `field-year`.
    pub fn date(&self, field: &str) -> DateTyped {
        let part = |name: &str| self.text(&format!("{field}-{name}")).to_owned();
        DateTyped { day: part("day"), month: part("month"), year: part("year") }
    }

    /// Puts another value in a field's place.
    pub fn set(&mut self, field: &str, value: String) {
        self.0.insert(field.to_owned(), vec![value]);
    }

    /// With several values of one field, in place of what it held.
    pub fn with_many<'a>(mut self, field: &str, values: impl Iterator<Item = &'a str>) -> Self {
        self.0.insert(field.to_owned(), values.map(str::to_owned).collect());
        self
    }

    /// Every field with every value it holds.
    pub fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().flat_map(|(field, values)| values.iter().map(|value| (field.as_str(), value.as_str())))
    }

    fn add(&mut self, name: String, value: String) {
        self.0.entry(name).or_default().push(value);
    }
}

/// Three boxes of a date, as typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DateTyped {
    pub day: String,
    pub month: String,
    pub year: String,
}

impl DateTyped {
    pub fn of(on: Date) -> Self {
        Self { day: on.day().to_string(), month: on.month().to_string(), year: on.year().to_string() }
    }

    pub fn is_blank(&self) -> bool {
        [&self.day, &self.month, &self.year].into_iter().all(String::is_empty)
    }

    /// The date, or a sentence that says what to mend. `what` begins the sentence: "Date of birth".
    pub fn read(&self, what: &str) -> Result<Date, String> {
        let missing: Vec<&str> = [("a day", &self.day), ("a month", &self.month), ("a year", &self.year)]
            .into_iter()
            .filter(|(_, typed)| typed.is_empty())
            .map(|(part, _)| part)
            .collect();
        if missing.len() == 3 {
            return Err(format!("Enter the {}", lower_first(what)));
        }
        if !missing.is_empty() {
            return Err(format!("{what} must include {}", missing.join(" and ")));
        }
        let not_real = || format!("{what} must be a real date");
        let day: i8 = self.day.parse().map_err(|_| not_real())?;
        let month = month_number(&self.month).ok_or_else(not_real)?;
        let year: i16 = self.year.parse().map_err(|_| not_real())?;
        if year < 1000 {
            return Err(format!("{what} must have a year with 4 numbers"));
        }
        Date::new(year, month, day).map_err(|_| not_real())
    }
}

fn lower_first(text: &str) -> String {
    let mut characters = text.chars();
    characters.next().map(|first| first.to_lowercase().chain(characters).collect()).unwrap_or_default()
}

/// `6`, `06`, `june` and `Jun` are all June.
fn month_number(typed: &str) -> Option<i8> {
    const NAMES: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    if let Ok(number) = typed.parse::<i8>() {
        return (1..=12).contains(&number).then_some(number);
    }
    let typed = typed.to_lowercase();
    let at = NAMES.iter().position(|name| typed.len() >= 3 && typed.starts_with(name))?;
    i8::try_from(at + 1).ok()
}

/// What has to be mended before a form can be taken: a sentence for each field, in the order of the page.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Mends(Vec<(String, String)>);

impl Mends {
    pub fn add(&mut self, field: impl Into<String>, says: impl Into<String>) {
        self.0.push((field.into(), says.into()));
    }

    /// Keeps a good answer; turns a bad one into something to mend.
    pub fn keep<T>(&mut self, field: &str, answer: Result<T, String>) -> Option<T> {
        answer.map_err(|says| self.add(field, says)).ok()
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn of(&self, field: &str) -> Option<&str> {
        self.0.iter().find(|(name, _)| name == field).map(|(_, says)| says.as_str())
    }

    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(field, says)| (field.as_str(), says.as_str()))
    }
}

impl<S: Send + Sync, F: Fields> FromRequest<S> for Form<F> {
    type Rejection = Error;

    async fn from_request(request: Request, _: &S) -> Result<Self, Error> {
        let ctx = request.extensions().get::<Ctx>().cloned().ok_or(Error::NotFound)?;
        came_from_us(&ctx, request.headers())?;
        is_a_form(request.headers())?;
        let body = axum::body::to_bytes(request.into_body(), BODY)
            .await
            .map_err(|_| Error::Malformed(StatusCode::PAYLOAD_TOO_LARGE, "form too large"))?;
        let mut typed = read_pairs(&body)?;
        check_fields::<F>(&typed)?;
        let token = typed.0.remove(TOKEN).unwrap_or_default().concat();
        if !ctx.visit().knows(&token) {
            return Err(Error::Distrusted("form token"));
        }
        let key = typed.0.remove(KEY).unwrap_or_default().concat();
        if key.len() > 64 {
            return Err(Error::Malformed(StatusCode::BAD_REQUEST, "form key"));
        }
        Ok(Self { typed, key, of: std::marker::PhantomData })
    }
}

/// Posts come from our own pages: browsers say where a request was made from, and a browser too old to say sends the
/// page's address (SEC-06). The token in the form is checked besides.
pub(crate) fn came_from_us(ctx: &Ctx, headers: &HeaderMap) -> Result<(), Error> {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    match text("sec-fetch-site") {
        Some("same-origin") => return Ok(()),
        Some(_) => return Err(Error::Distrusted("sent from another site")),
        None => {}
    }
    match text("origin") {
        Some(origin) if same_origin(ctx, origin) => Ok(()),
        Some(_) => Err(Error::Distrusted("sent from another origin")),
        None => Err(Error::Distrusted("no origin")),
    }
}

fn same_origin(ctx: &Ctx, origin: &str) -> bool {
    ctx.app().config().origin.origin().ascii_serialization() == origin
}

fn is_a_form(headers: &HeaderMap) -> Result<(), Error> {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    if kind.split(';').next().unwrap_or_default().trim() == "application/x-www-form-urlencoded" {
        Ok(())
    } else {
        Err(Error::Malformed(StatusCode::UNSUPPORTED_MEDIA_TYPE, "not a form"))
    }
}

fn read_pairs(body: &[u8]) -> Result<Typed, Error> {
    let bad = |why| Error::Malformed(StatusCode::BAD_REQUEST, why);
    let mut typed = Typed::default();
    for (number, pair) in body.split(|byte| *byte == b'&').filter(|pair| !pair.is_empty()).enumerate() {
        if number >= FIELDS {
            return Err(bad("too many fields"));
        }
        let mut halves = pair.splitn(2, |byte| *byte == b'=');
        let name = decoded(halves.next().unwrap_or_default()).ok_or_else(|| bad("unreadable text"))?;
        let value = decoded(halves.next().unwrap_or_default()).ok_or_else(|| bad("unreadable text"))?;
        if value.len() > FIELD {
            return Err(Error::Malformed(StatusCode::PAYLOAD_TOO_LARGE, "field too long"));
        }
        if name.contains('\0') || value.contains('\0') {
            return Err(bad("a NUL in text"));
        }
        typed.add(name, value);
    }
    Ok(typed)
}

/// Form encoding undone. Text is kept as typed, in composed form, with line ends as one character.
pub(crate) fn decoded(raw: &[u8]) -> Option<String> {
    let mut bytes = Vec::with_capacity(raw.len());
    let mut rest = raw.iter();
    while let Some(byte) = rest.next() {
        match byte {
            b'+' => bytes.push(b' '),
            b'%' => {
                let pair = [*rest.next()?, *rest.next()?];
                bytes.push(u8::from_str_radix(std::str::from_utf8(&pair).ok()?, 16).ok()?);
            }
            other => bytes.push(*other),
        }
    }
    let text = String::from_utf8(bytes).ok()?;
    Some(text.nfc().collect::<String>().replace("\r\n", "\n"))
}

fn check_fields<F: Fields>(typed: &Typed) -> Result<(), Error> {
    for (name, values) in &typed.0 {
        let name = name.as_str();
        let once = F::ONE.contains(&name) || name == TOKEN || name == KEY;
        if !once && !F::MANY.contains(&name) {
            return Err(Error::Malformed(StatusCode::UNPROCESSABLE_ENTITY, "a field that is not the form's"));
        }
        if once && values.len() > 1 {
            return Err(Error::Malformed(StatusCode::BAD_REQUEST, "a field sent twice"));
        }
    }
    Ok(())
}

/// A query's values, by the same rules as a form: unknown names are left alone (links gather them), repeats are
/// refused.
pub fn query(ctx: &Ctx) -> Result<Typed, Error> {
    let typed = read_pairs(ctx.query().unwrap_or_default().as_bytes())?;
    if typed.0.values().any(|values| values.len() > 1) {
        return Err(Error::Malformed(StatusCode::BAD_REQUEST, "a query value sent twice"));
    }
    Ok(typed)
}

/// A form that holds nothing but its token: a button.
pub struct OnlyAButton;

impl Fields for OnlyAButton {
    const ONE: &'static [&'static str] = &[];
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn typed(day: &str, month: &str, year: &str) -> DateTyped {
        DateTyped { day: day.into(), month: month.into(), year: year.into() }
    }

    #[test]
    fn a_month_can_be_a_number_or_a_word() {
        for month in ["6", "06", "june", "Jun", "JUNE"] {
            assert_eq!(typed("5", month, "2026").read("Date"), Ok(date(2026, 6, 5)), "{month}");
        }
    }

    #[test]
    fn a_date_with_a_part_missing_says_which() {
        assert_eq!(typed("5", "6", "").read("Date of birth"), Err("Date of birth must include a year".into()));
        assert_eq!(typed("", "", "").read("Date of birth"), Err("Enter the date of birth".into()));
    }

    #[test]
    fn a_day_that_does_not_exist_is_not_taken() {
        assert_eq!(typed("31", "2", "2026").read("Date"), Err("Date must be a real date".into()));
        assert_eq!(typed("5", "6", "26").read("Date"), Err("Date must have a year with 4 numbers".into()));
    }

    #[test]
    fn text_is_kept_as_typed_in_composed_form() {
        assert_eq!(decoded(b"Zoe%CC%88+O%27Neil%0D%0Atwo").as_deref(), Some("Zo\u{eb} O'Neil\ntwo"));
        assert_eq!(decoded(b"%FF"), None, "bad UTF-8 is refused");
        assert_eq!(decoded(b"%4"), None);
    }

    struct Two;
    impl Fields for Two {
        const ONE: &'static [&'static str] = &["name"];
        const MANY: &'static [&'static str] = &["tick"];
    }

    #[test]
    fn sec_04_a_field_that_is_not_the_forms_is_refused() {
        let pairs = read_pairs(b"name=a&role=admin").unwrap();
        assert!(matches!(check_fields::<Two>(&pairs), Err(Error::Malformed(StatusCode::UNPROCESSABLE_ENTITY, _))));
    }

    #[test]
    fn sec_05_a_field_sent_twice_is_refused_unless_it_may_be() {
        let twice = read_pairs(b"name=a&name=b").unwrap();
        assert!(matches!(check_fields::<Two>(&twice), Err(Error::Malformed(StatusCode::BAD_REQUEST, _))));
        assert!(check_fields::<Two>(&read_pairs(b"tick=a&tick=b").unwrap()).is_ok());
    }
}
