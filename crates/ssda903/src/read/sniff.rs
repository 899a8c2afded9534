//! What the bytes are before they are read as a return: text in UTF-8, or one of the things that get saved under a
//! `.csv` name by accident, each named so that the person knows what to do next.

use crate::places::FileName;
use crate::problems::{Problem, Severity};
use crate::read::MOST_BYTES;

pub(super) enum Text<'a> {
    Delimited(&'a str),
    Xml(&'a str),
}

/// A file that is not used at all, and why.
pub(super) fn refusal(name: &FileName, code: &'static str, says: impl Into<String>) -> Problem {
    Problem::new(code, Severity::Blocking, "file-not-read", says).in_file(name)
}

pub(super) fn text_of<'a>(name: &FileName, bytes: &'a [u8]) -> Result<Text<'a>, Vec<Problem>> {
    let refuse = |code, says: String| Err(vec![refusal(name, code, format!("{name}: {says} Nothing was loaded."))]);
    if bytes.len() > MOST_BYTES {
        return refuse("W50", "the file is larger than 50MB.".to_owned());
    }
    if let Some(says) = known_signature(bytes) {
        return refuse("W51", says.to_owned());
    }
    if looks_utf16(bytes) {
        return refuse(
            "W52",
            "row 1: the file is saved as UTF-16 (“Unicode text”). Save it again as “CSV UTF-8”.".to_owned(),
        );
    }
    if let Some(at) = bytes.iter().position(|&byte| byte == 0) {
        let (row, column) = row_and_column(bytes, at);
        return refuse(
            "W53",
            format!(
                "row {row}, column {column}: there is a character that is not text. The file is damaged. Export it again."
            ),
        );
    }
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text.strip_prefix('\u{feff}').unwrap_or(text),
        Err(error) => {
            let (row, column) = row_and_column(bytes, error.valid_up_to());
            return refuse(
                "W54",
                format!(
                    "row {row}, column {column}: there is a letter we cannot read, because the file is saved in an older way (Windows “ANSI”). Save it again as “CSV UTF-8”."
                ),
            );
        }
    };
    let start = text.trim_start();
    if start.is_empty() {
        return refuse("W55", "row 1: the file is empty.".to_owned());
    }
    if !start.starts_with('<') {
        return Ok(Text::Delimited(text));
    }
    match xml_root(start) {
        Some(root) if root.eq_ignore_ascii_case("EXPSSDA903") => Ok(Text::Xml(text)),
        Some(root) if ["html", "table", "body", "head"].iter().any(|tag| root.eq_ignore_ascii_case(tag)) => {
            refuse("W56", "row 1: this is a web page, not a CSV file. Export the file again as CSV.".to_owned())
        }
        Some(root) if root.eq_ignore_ascii_case("Workbook") => {
            refuse("W51", "row 1: this is a spreadsheet saved as XML. Save it again as “CSV UTF-8”.".to_owned())
        }
        Some(root) => refuse(
            "W57",
            format!(
                "row 1: this is XML, but not the return. The return begins with EXPSSDA903 and this begins with {}.",
                super::intake::shown(root)
            ),
        ),
        None => refuse("W56", "row 1: the file begins like a web page or XML, but it is cut off.".to_owned()),
    }
}

fn known_signature(bytes: &[u8]) -> Option<&'static str> {
    const SIGNATURES: [(&[u8], &str); 6] = [
        (
            b"PK\x03\x04",
            "row 1: this is a spreadsheet (Excel), even if its name ends in .csv. Open it and save it as “CSV UTF-8”.",
        ),
        (b"PK\x05\x06", "row 1: this is an empty zip file. Export the files again and add them one by one."),
        (
            b"\xd0\xcf\x11\xe0",
            "row 1: this is an older Excel spreadsheet, even if its name ends in .csv. Open it and save it as “CSV UTF-8”.",
        ),
        (b"%PDF", "row 1: this is a PDF. The return comes as CSV or XML files."),
        (b"\x1f\x8b", "row 1: this is a compressed file. Unpack it first."),
        (b"{\\rtf", "row 1: this is a Word document. The return comes as CSV or XML files."),
    ];
    SIGNATURES.iter().find(|(signature, _)| bytes.starts_with(signature)).map(|(_, says)| *says)
}

/// A byte-order mark, or every second byte empty as it is when English text is written in UTF-16.
fn looks_utf16(bytes: &[u8]) -> bool {
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        return true;
    }
    let sample = &bytes[..bytes.len().min(2048)];
    let zeros = |first: usize| sample.iter().skip(first).step_by(2).filter(|&&byte| byte == 0).count();
    sample.len() >= 4 && zeros(0).max(zeros(1)) * 5 > sample.len() * 2
}

/// Row and column of a byte, both from 1, counting line ends and commas.
fn row_and_column(bytes: &[u8], at: usize) -> (usize, usize) {
    let before = &bytes[..at.min(bytes.len())];
    let line_start = before.iter().rposition(|&byte| byte == b'\n' || byte == b'\r').map_or(0, |end| end + 1);
    let feeds = before.iter().filter(|&&byte| byte == b'\n').count();
    let rows = if feeds == 0 { before.iter().filter(|&&byte| byte == b'\r').count() } else { feeds };
    (rows + 1, before[line_start..].iter().filter(|&&byte| byte == b',').count() + 1)
}

/// The name of the first element, past the declaration, comments and any document type.
fn xml_root(text: &str) -> Option<&str> {
    let mut rest = text;
    loop {
        rest = &rest[rest.find('<')? + 1..];
        if let Some(comment) = rest.strip_prefix("!--") {
            rest = &comment[comment.find("-->")? + 3..];
        } else if rest.starts_with('!')
            && rest.len() > 8
            && rest.get(..8).is_some_and(|tag| tag.eq_ignore_ascii_case("!doctype"))
        {
            let name = rest[8..].trim_start();
            return name.split(|c: char| !c.is_alphanumeric()).next().filter(|name| !name.is_empty());
        } else if rest.starts_with(['?', '!']) {
            rest = &rest[rest.find('>')? + 1..];
        } else {
            let end = rest.find(|c: char| c.is_whitespace() || c == '>' || c == '/')?;
            return Some(&rest[..end]);
        }
    }
}
