//! Making a document ready: what is wrong is refused, words are cleaned, and a format's own ways are applied.

use crate::{Error, Format, Letter, Level, Part, Sheet, WalletCard, text};
use serde_json::{Value, json};

/// What a template reads.
pub(crate) struct Ready {
    pub data: Value,
    /// Each a file of its own: a drawing is the one thing that is not words.
    pub drawings: Vec<String>,
}

pub(crate) fn sheet(sheet: &Sheet, format: Format) -> Result<Ready, Error> {
    needed(&sheet.title, Error::NoTitle)?;
    let sheet = Sheet { parts: parts(&sheet.parts, format)?, ..sheet.clone() };
    let mut data = json!(sheet);
    data["format"] = json!(format);
    Ok(cleaned(data))
}

pub(crate) fn card(card: &WalletCard) -> Result<Ready, Error> {
    needed(&card.title, Error::NoTitle)?;
    needed(&card.name_to_use, Error::NoName)?;
    Ok(cleaned(json!(card)))
}

pub(crate) fn letter(letter: &Letter, format: Format) -> Result<Ready, Error> {
    needed(&letter.subject, Error::NoTitle)?;
    needed(&letter.name_to_use, Error::NoName)?;
    Ok(cleaned(json!({
        "format": format,
        "language": letter.language,
        "title": letter.subject,
        "council": letter.council,
        "council_address": letter.council_address,
        "made_on": letter.made_on,
        "recipient": letter.recipient,
        "greeting": format!("Hello {},", letter.name_to_use),
        "footer": letter.footer,
        "parts": parts(&letter_parts(letter), format)?,
        "signed_by": letter.signed_by,
        "job": letter.job,
    })))
}

fn needed(words: &str, otherwise: Error) -> Result<(), Error> {
    if text::clean(words).trim().is_empty() { Err(otherwise) } else { Ok(()) }
}

fn letter_parts(letter: &Letter) -> Vec<Part> {
    let mut made: Vec<Part> = letter.paragraphs.iter().cloned().map(Part::Paragraph).collect();
    if !letter.what_you_can_do.is_empty() {
        made.push(Part::Heading(Level::One, "What you can do".into()));
        made.push(Part::List(letter.what_you_can_do.clone()));
    }
    if !letter.who_to_call.is_empty() {
        let calls = letter.who_to_call.iter().map(|call| (call.who.clone(), call.number.clone()));
        made.push(Part::Heading(Level::One, "Who to call".into()));
        made.push(Part::Facts(calls.collect()));
    }
    made
}

fn parts(given: &[Part], format: Format) -> Result<Vec<Part>, Error> {
    let mut deepest = 0;
    let mut made = Vec::new();
    for part in given {
        made.extend(part_in(part, format, &mut deepest)?);
    }
    Ok(made)
}

/// One part as the format has it. `above` is the level of the heading before it: a heading stands at most one below.
fn part_in(part: &Part, format: Format, above: &mut u8) -> Result<Vec<Part>, Error> {
    Ok(match part {
        Part::Heading(level, words) => vec![Part::Heading(in_order(*level, above), words.clone())],
        Part::Paragraph(words) if format == Format::EasyRead => vec![Part::Paragraph(text::one_idea_a_line(words))],
        Part::Table { caption, columns, rows } => table(caption, columns, rows, format)?,
        Part::Drawing { alt, .. } => {
            needed(alt, Error::DrawingWithoutWords)?;
            vec![part.clone()]
        }
        Part::Box(inner) => vec![Part::Box(boxed(inner, format, above)?)],
        // A list of nothing would be a list to a screen reader all the same.
        Part::List(items) | Part::Numbered(items) if items.is_empty() => Vec::new(),
        Part::Facts(pairs) if pairs.is_empty() => Vec::new(),
        _ => vec![part.clone()],
    })
}

fn boxed(inner: &[Part], format: Format, above: &mut u8) -> Result<Vec<Part>, Error> {
    let mut made = Vec::new();
    for part in inner {
        // A page cannot end inside a box.
        if *part != Part::PageBreak {
            made.extend(part_in(part, format, above)?);
        }
    }
    Ok(made)
}

fn in_order(level: Level, above: &mut u8) -> Level {
    let allowed = u8::from(level).min(*above + 1);
    *above = allowed;
    match allowed {
        1 => Level::One,
        2 => Level::Two,
        _ => Level::Three,
    }
}

/// How many columns can be read beside each other in large letters.
const SIDE_BY_SIDE: usize = 3;

fn table(caption: &str, columns: &[String], rows: &[Vec<String>], format: Format) -> Result<Vec<Part>, Error> {
    if columns.is_empty() {
        return Err(Error::TableWithoutColumns(caption.to_owned()));
    }
    if rows.iter().any(|row| row.len() != columns.len()) {
        return Err(Error::RaggedTable(caption.to_owned()));
    }
    if format == Format::Standard || columns.len() <= SIDE_BY_SIDE {
        let (columns, rows) = (columns.to_vec(), rows.to_vec());
        return Ok(vec![Part::Table { caption: caption.to_owned(), columns, rows }]);
    }
    Ok(row_by_row(caption, columns, rows))
}

fn row_by_row(caption: &str, columns: &[String], rows: &[Vec<String>]) -> Vec<Part> {
    let told = |row: &Vec<String>| {
        let pairs = columns.iter().cloned().zip(row.iter().cloned()).collect();
        Part::Box(vec![Part::Facts(pairs)])
    };
    std::iter::once(Part::Paragraph(caption.to_owned())).chain(rows.iter().map(told)).collect()
}

fn cleaned(data: Value) -> Ready {
    let mut drawings = Vec::new();
    let data = clean(data, &mut drawings);
    Ready { data, drawings }
}

fn clean(value: Value, drawings: &mut Vec<String>) -> Value {
    match value {
        Value::String(words) => Value::String(text::clean(&words)),
        Value::Array(values) => values.into_iter().map(|value| clean(value, drawings)).collect(),
        Value::Object(fields) => fields.into_iter().map(|(name, value)| clean_field(name, value, drawings)).collect(),
        other => other,
    }
}

fn clean_field(name: String, value: Value, drawings: &mut Vec<String>) -> (String, Value) {
    let value = match value {
        Value::String(svg) if name == "svg" => {
            drawings.push(text::only_printable(&svg));
            Value::String(format!("drawing-{}.svg", drawings.len() - 1))
        }
        other => clean(other, drawings),
    };
    (name, value)
}
