//! Reading the XML form of the return: EXPSSDA903, with a CHILD for each child, holding one HEADER and its EPISODEs.
//! The values become the same typed rows as in the CSV files. No document type, no entities of the file's own, no
//! nesting deeper than [`DEEPEST_XML`]: nothing in the file can make the reader fetch, expand or recurse.

use crate::layout::FileType;
use crate::places::{FileName, Place};
use crate::problems::{Problem, Severity};
use crate::read::intake::{Intake, shown};
use crate::read::sniff::refusal;
use crate::read::{DEEPEST_XML, Format, ReadFile};
use quick_xml::Reader;
use quick_xml::events::{BytesRef, Event};
use std::collections::{BTreeMap, BTreeSet};

/// An element with its text and the elements inside it.
#[derive(Default)]
struct Node {
    name: String,
    text: String,
    inside: Vec<Node>,
}

impl Node {
    fn named(name: String) -> Self {
        Self { name, ..Self::default() }
    }

    fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Node> {
        self.inside.iter().filter(move |node| node.name == name)
    }

    fn value(&self, name: &str) -> &str {
        self.inside.iter().find(|node| node.name == name).map_or("", |node| node.text.as_str())
    }
}

/// Names that belong to the return, by the element they stand in.
const IN_CHILD: [&str; 2] = ["HEADER", "EPISODE"];
const IN_HEADER: [&str; 22] = [
    "CHILDID",
    "UPN",
    "SEX",
    "DOB",
    "ETHNIC",
    "UASC",
    "DUC",
    "DATE_INT",
    "DATE_MATCH",
    "FOSTER_CARE",
    "NB_ADOPTR",
    "SEX_ADOPTR",
    "LS_ADOPTR",
    "IN_TOUCH",
    "ACTIV",
    "ACCOM",
    "AMISSING",
    "AREVIEW",
    "MOTHER",
    "MC_DOB",
    "PERMANENCE",
    "OC2",
];

/// A file full of names of its own gets no more than this many remarks.
const MOST_STRANGERS_NAMED: usize = 20;

pub(super) fn read(name: &FileName, text: &str) -> Result<ReadFile, Vec<Problem>> {
    let mut return_ = Return { intake: Intake::new(name), name, counts: BTreeMap::new(), strangers: BTreeMap::new() };
    return_.intake.expect(FileType::Header);
    return_.read(text)?;
    return_.note_strangers();
    return_.intake.finish(Format::Xml)
}

struct Return<'a> {
    name: &'a FileName,
    intake: Intake,
    /// Rows so far of each kind: an XML row's number.
    counts: BTreeMap<FileType, u32>,
    /// Elements we do not know, and how often.
    strangers: BTreeMap<String, u32>,
}

impl Return<'_> {
    fn read(&mut self, text: &str) -> Result<(), Vec<Problem>> {
        let mut reader = Reader::from_str(text);
        let mut open: Vec<Node> = Vec::new();
        let mut seen_root = false;
        loop {
            let event = match reader.read_event() {
                Ok(event) => event,
                Err(_) => return Err(self.broken(text, reader.error_position(), &open)),
            };
            let at = reader.buffer_position();
            match event {
                Event::Start(tag) => {
                    let name = tag.name().as_ref().to_uppercase();
                    self.check_start(text, at, &open, &name, seen_root)?;
                    seen_root = true;
                    open.push(Node::named(name));
                }
                Event::Empty(tag) => {
                    let name = tag.name().as_ref().to_uppercase();
                    self.check_start(text, at, &open, &name, seen_root)?;
                    seen_root = true;
                    self.close(Node::named(name), &mut open)?;
                }
                Event::End(_) => {
                    let Some(node) = open.pop() else { return Err(self.broken(text, at, &open)) };
                    self.close(node, &mut open)?;
                }
                Event::Text(more) => self.add_text(text, at, &mut open, &more.xml10_content())?,
                Event::CData(more) => self.add_text(text, at, &mut open, &more.xml10_content())?,
                Event::GeneralRef(reference) => match meaning(&reference) {
                    Some(letter) => self.add_text(text, at, &mut open, letter.encode_utf8(&mut [0; 4]))?,
                    None => {
                        return Err(self.refuse(
                            text,
                            at,
                            "W60",
                            "the file uses an entity of its own. For safety we do not read such files",
                        ));
                    }
                },
                Event::DocType(_) => {
                    return Err(self.refuse(
                        text,
                        at,
                        "W60",
                        "the file has a document type (DOCTYPE). For safety we do not read such files",
                    ));
                }
                Event::Decl(_) | Event::PI(_) | Event::Comment(_) => {}
                Event::Eof if open.is_empty() => return Ok(()),
                Event::Eof => return Err(self.broken(text, at, &open)),
            }
        }
    }

    fn check_start(&self, text: &str, at: u64, open: &[Node], name: &str, seen_root: bool) -> Result<(), Vec<Problem>> {
        if open.len() >= DEEPEST_XML {
            return Err(self.refuse(text, at, "W60", "the file nests too deep. It is not a return"));
        }
        match open.len() {
            0 if seen_root => Err(self.refuse(text, at, "W57", "there is more after the end of the return")),
            0 if name != "EXPSSDA903" => Err(self.refuse(text, at, "W57", "the return begins with EXPSSDA903")),
            _ => Ok(()),
        }
    }

    fn add_text(&self, text: &str, at: u64, open: &mut [Node], more: &str) -> Result<(), Vec<Problem>> {
        match open.last_mut() {
            Some(node) => node.text.push_str(more),
            None if more.trim().is_empty() => {}
            None => return Err(self.refuse(text, at, "W57", "there is text outside the return")),
        }
        Ok(())
    }

    /// An element has ended: a CHILD of the return becomes rows, anything else joins the element around it.
    fn close(&mut self, node: Node, open: &mut [Node]) -> Result<(), Vec<Problem>> {
        match open {
            [] => Ok(()),
            [_] if node.name == "CHILD" => self.take_child(&node),
            [_] => {
                *self.strangers.entry(node.name).or_default() += 1;
                Ok(())
            }
            [.., around] => {
                around.inside.push(node);
                Ok(())
            }
        }
    }

    fn take_child(&mut self, child: &Node) -> Result<(), Vec<Problem>> {
        self.look_for_strangers(child, &IN_CHILD);
        let empty = Node::default();
        let header = child.all("HEADER").next().unwrap_or(&empty);
        self.look_for_strangers(header, &[&IN_HEADER[..], &["AD_PLACED"]].concat());
        // Looked up once: a child may have very many rows, and its id may stand last.
        let (id, dob) = (header.value("CHILDID"), header.value("DOB"));
        let of_header = |column: &str| match column {
            "CHILD" => id,
            "DOB" => dob,
            column => header.value(column),
        };
        self.take(FileType::Header, of_header)?;
        for episode in child.all("EPISODE") {
            self.take(FileType::Episodes, |column| match column {
                "CHILD" => id,
                "PLACE" => episode.value("PL"),
                column => episode.value(column),
            })?;
        }
        if header.value("UASC").trim() == "1" || !header.value("DUC").trim().is_empty() {
            self.take(FileType::Uasc, of_header)?;
        }
        for (table, says_something) in [
            (FileType::Oc3, &["IN_TOUCH", "ACTIV", "ACCOM"][..]),
            (FileType::Ad1, &["DATE_INT", "DATE_MATCH", "FOSTER_CARE", "NB_ADOPTR"]),
        ] {
            if says_something.iter().any(|column| !header.value(column).trim().is_empty()) {
                self.take(table, of_header)?;
            }
        }
        for (table, element) in [
            (FileType::Reviews, "AREVIEW"),
            (FileType::Missing, "AMISSING"),
            (FileType::PrevPerm, "PERMANENCE"),
            (FileType::Oc2, "OC2"),
            (FileType::PlacedAdoption, "AD_PLACED"),
        ] {
            for inner in
                header.all(element).filter(|inner| inner.inside.iter().any(|leaf| !leaf.text.trim().is_empty()))
            {
                self.take(table, |column| match column {
                    "CHILD" => id,
                    "DOB" => dob,
                    column => inner.value(column),
                })?;
            }
        }
        Ok(())
    }

    fn take<'v>(&mut self, table: FileType, value: impl Fn(&'static str) -> &'v str) -> Result<(), Vec<Problem>> {
        if self.intake.is_full() {
            return Err(self.intake.too_many_rows());
        }
        let row = self.counts.entry(table).or_default();
        *row += 1;
        let at = Place { file: self.name.clone(), table, row: *row };
        let cells = table.columns().iter().map(|column| value(column.name).to_owned()).collect();
        self.intake.take(at, cells);
        Ok(())
    }

    /// Elements we do not know, and values given twice: said, never used.
    fn look_for_strangers(&mut self, node: &Node, known: &[&str]) {
        const MANY: [&str; 6] = ["EPISODE", "AREVIEW", "AMISSING", "AD_PLACED", "PERMANENCE", "OC2"];
        let mut seen = BTreeSet::new();
        for inner in &node.inside {
            let name = inner.name.as_str();
            let again = !MANY.contains(&name) && !seen.insert(name);
            if again || !known.contains(&name) {
                *self.strangers.entry(inner.name.clone()).or_default() += 1;
            }
        }
    }

    fn note_strangers(&mut self) {
        for (element, times) in std::mem::take(&mut self.strangers).into_iter().take(MOST_STRANGERS_NAMED) {
            let times = if times == 1 { "once".to_owned() } else { format!("{times} times") };
            let says = format!(
                "{}: {} is there {times} more than the return knows. We did not read it.",
                self.name,
                shown(&element)
            );
            self.intake.note(Problem::new("W07", Severity::Warning, "xml-not-known", says).in_file(self.name));
        }
    }

    fn broken(&self, text: &str, at: u64, open: &[Node]) -> Vec<Problem> {
        let child = open.iter().find(|node| node.name == "CHILD").and_then(|child| {
            child
                .all("HEADER")
                .chain(open.iter().filter(|node| node.name == "HEADER"))
                .map(|header| header.value("CHILDID"))
                .find(|id| !id.is_empty())
        });
        let near = child.map(|child| format!(" in child {}", shown(child))).unwrap_or_default();
        self.refuse(text, at, "W58", &format!("the file stops or breaks in the middle{near}. Export it again"))
    }

    fn refuse(&self, text: &str, at: u64, code: &'static str, says: &str) -> Vec<Problem> {
        let (row, column) = line_and_letter(text, at);
        vec![refusal(
            self.name,
            code,
            format!("{}, row {row}, column {column}: {says}. Nothing was loaded.", self.name),
        )]
    }
}

fn meaning(reference: &BytesRef<'_>) -> Option<char> {
    match reference.xml10_content().as_ref() {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => reference.resolve_char_ref().ok().flatten(),
    }
}

/// Line and letter of a byte, both from 1.
fn line_and_letter(text: &str, at: u64) -> (usize, usize) {
    let at = usize::try_from(at).unwrap_or(usize::MAX).min(text.len());
    let before = &text.as_bytes()[..at];
    let line_start = before.iter().rposition(|&byte| byte == b'\n').map_or(0, |end| end + 1);
    (before.iter().filter(|&&byte| byte == b'\n').count() + 1, at - line_start + 1)
}
