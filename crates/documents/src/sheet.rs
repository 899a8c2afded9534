//! What a sheet says, in the order it is read.

use serde::Serialize;

/// How it is set. The words are the same in each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Format {
    Standard,
    /// 18 point and more, with wide spacing; wide tables are told row by row.
    LargePrint,
    /// 16 point, one sentence to a line, short lines, and each step in a box of its own.
    EasyRead,
}

/// How deep a heading stands below the title.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(into = "u8")]
pub enum Level {
    One,
    Two,
    Three,
}

impl From<Level> for u8 {
    fn from(level: Level) -> u8 {
        match level {
            Level::One => 1,
            Level::Two => 2,
            Level::Three => 3,
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Sheet {
    pub title: String,
    /// Two letters: `en`.
    pub language: String,
    /// The name they use.
    pub for_whom: Option<String>,
    /// A day in words: “3 March 2027”. No other day enters the document.
    pub made_on: String,
    pub council: String,
    /// A few words at the foot of each page, beside its number.
    pub footer: String,
    pub parts: Vec<Part>,
}

/// A piece of a sheet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", content = "is", rename_all = "kebab-case")]
pub enum Part {
    Heading(Level, String),
    /// A blank line parts one paragraph from the next, a line end one line from the next.
    Paragraph(String),
    /// What somebody said or wrote, as they said it. It is never shortened, split or mended.
    TheirWords {
        words: String,
        who: String,
        when: String,
    },
    List(Vec<String>),
    Numbered(Vec<String>),
    /// Pairs of a label and what stands there.
    Facts(Vec<(String, String)>),
    Table {
        caption: String,
        columns: Vec<String>,
        rows: Vec<Vec<String>>,
    },
    /// An SVG, with the same in words, which are also printed below it.
    Drawing {
        svg: String,
        alt: String,
    },
    Note(String),
    Box(Vec<Part>),
    PageBreak,
    /// A line to sign on, and one for the day. The words say who signs.
    SignatureLine(String),
}
