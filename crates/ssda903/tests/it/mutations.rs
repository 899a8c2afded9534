//! Damaged files: whatever the damage, reading ends, never panics, and either gives a whole file or none of it.

use crate::fixture;
use proptest::prelude::*;
use std::collections::BTreeSet;
use waymark_ssda903::groups::GROUPS;
use waymark_ssda903::merge::Known;
use waymark_ssda903::preview::{Choices, Upload, preview};
use waymark_ssda903::read::read_file;

#[derive(Clone, Debug)]
enum Damage {
    FlipBit(prop::sample::Index, u8),
    Cut(prop::sample::Index),
    Quote(prop::sample::Index),
    Insert(prop::sample::Index, Vec<u8>),
    Delete(prop::sample::Index, usize),
    SwapColumns(prop::sample::Index, prop::sample::Index),
    DropColumn(prop::sample::Index),
    RepeatLine(prop::sample::Index),
    Replace(&'static str, &'static str),
}

fn damage() -> impl Strategy<Value = Damage> {
    let index = any::<prop::sample::Index>;
    prop_oneof![
        (index(), 0_u8..8).prop_map(|(at, bit)| Damage::FlipBit(at, bit)),
        index().prop_map(Damage::Cut),
        index().prop_map(Damage::Quote),
        (index(), prop::collection::vec(any::<u8>(), 1..6)).prop_map(|(at, bytes)| Damage::Insert(at, bytes)),
        (index(), 1_usize..80).prop_map(|(at, length)| Damage::Delete(at, length)),
        (index(), index()).prop_map(|(a, b)| Damage::SwapColumns(a, b)),
        index().prop_map(Damage::DropColumn),
        index().prop_map(Damage::RepeatLine),
        prop::sample::select(vec![
            (",", ";"),
            ("/", "-"),
            ("\r\n", "\r"),
            (",", ",,"),
            ("20", "99"),
            ("<", "<<"),
            ("CHILD", "")
        ])
        .prop_map(|(from, to)| Damage::Replace(from, to)),
    ]
}

fn by_columns(bytes: &[u8], change: impl Fn(&mut Vec<&str>)) -> Vec<u8> {
    let Ok(text) = std::str::from_utf8(bytes) else { return bytes.to_vec() };
    let changed = text.lines().map(|line| {
        let mut cells: Vec<&str> = line.split(',').collect();
        change(&mut cells);
        cells.join(",") + "\n"
    });
    changed.collect::<String>().into_bytes()
}

fn damaged(mut bytes: Vec<u8>, damage: &Damage) -> Vec<u8> {
    if bytes.is_empty() {
        return bytes;
    }
    let width = bytes.split(|byte| *byte == b'\n').next().map_or(1, |line| line.split(|byte| *byte == b',').count());
    match damage {
        Damage::FlipBit(at, bit) => {
            let at = at.index(bytes.len());
            bytes[at] ^= 1 << bit;
        }
        Damage::Cut(at) => bytes.truncate(at.index(bytes.len())),
        Damage::Quote(at) => bytes.insert(at.index(bytes.len()), b'"'),
        Damage::Insert(at, more) => {
            let at = at.index(bytes.len());
            bytes.splice(at..at, more.iter().copied());
        }
        Damage::Delete(at, length) => {
            let at = at.index(bytes.len());
            let end = (at + length).min(bytes.len());
            bytes.drain(at..end);
        }
        Damage::SwapColumns(a, b) => {
            let (a, b) = (a.index(width), b.index(width));
            return by_columns(&bytes, |cells| {
                if a < cells.len() && b < cells.len() {
                    cells.swap(a, b);
                }
            });
        }
        Damage::DropColumn(at) => {
            let at = at.index(width);
            return by_columns(&bytes, |cells| {
                if at < cells.len() {
                    cells.remove(at);
                }
            });
        }
        Damage::RepeatLine(at) => {
            let lines: Vec<&[u8]> = bytes.split_inclusive(|byte| *byte == b'\n').collect();
            let at = at.index(lines.len());
            return [&lines[..=at], &lines[at..]].concat().concat();
        }
        Damage::Replace(from, to) => {
            if let Ok(text) = std::str::from_utf8(&bytes) {
                return text.replace(from, to).into_bytes();
            }
        }
    }
    bytes
}

/// A small return of each kind, so that damage is likely to hit something that matters.
fn samples() -> Vec<(String, Vec<u8>)> {
    let xml = "<?xml version='1.0'?><EXPSSDA903><CHILD><HEADER><CHILDID>A1</CHILDID><SEX>1</SEX><DOB>15/06/2007</DOB>\
        <UASC>1</UASC><IN_TOUCH>YES</IN_TOUCH><AREVIEW><REVIEW>01/05/2025</REVIEW><REVIEW_CODE>PN1</REVIEW_CODE></AREVIEW>\
        </HEADER><EPISODE><DECOM>01/05/2024</DECOM><PL>U6</PL><DEC/><REC/></EPISODE></CHILD></EXPSSDA903>";
    let mut samples: Vec<(String, Vec<u8>)> = fixture("this")
        .into_iter()
        .map(|(name, bytes)| {
            let end = bytes.iter().enumerate().filter(|(_, byte)| **byte == b'\n').map(|(at, _)| at + 1).nth(40);
            (name, bytes[..end.unwrap_or(bytes.len())].to_vec())
        })
        .collect();
    samples.push(("return.xml".to_owned(), xml.as_bytes().to_vec()));
    samples
}

/// What must hold of any answer to one file.
fn read_whole_or_not_at_all(name: &str, bytes: &[u8]) -> Result<(), TestCaseError> {
    match read_file(name, bytes) {
        Err(problems) => {
            prop_assert!(!problems.is_empty());
            prop_assert!(
                problems.iter().all(|problem| problem.group == "file-not-read" && problem.says.contains(name))
            );
        }
        Ok(file) => {
            let mut places = BTreeSet::new();
            for at in file.rows.iter().map(|row| &row.at).chain(file.set_aside.iter().map(|row| &row.at)) {
                prop_assert!(places.insert(at.clone()), "two rows at {at:?}");
            }
            prop_assert!(file.rows.iter().all(|row| !row.record.child().is_empty()));
            prop_assert!(file.problems.iter().all(|problem| problem.group != "file-not-read"));
            // Of every row set aside something is said.
            let said: BTreeSet<_> = file.problems.iter().filter_map(|problem| problem.place()).collect();
            prop_assert!(file.set_aside.iter().all(|row| said.contains(&row.at)));
            let lines = bytes.iter().filter(|byte| matches!(byte, b'\n' | b'\r')).count() + 1;
            prop_assert!(name.ends_with("xml") || file.rows_in_file() <= lines);
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_damaged_file_is_read_whole_or_not_at_all(which in 0_usize..9, damages in prop::collection::vec(damage(), 1..4)) {
        let samples = samples();
        let (name, bytes) = &samples[which % samples.len()];
        let bytes = damages.iter().fold(bytes.clone(), damaged);
        read_whole_or_not_at_all(name, &bytes)?;
    }

    #[test]
    fn any_bytes_at_all_are_answered(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        read_whole_or_not_at_all("any.csv", &bytes)?;
    }

    #[test]
    fn any_text_under_right_headings_is_answered(rows in prop::collection::vec("[A-Z0-9/\",\\. a-z\u{e9}-]{0,60}", 0..12)) {
        let text = format!("{}\n{}", crate::HOMES, rows.join("\n"));
        read_whole_or_not_at_all("homes.csv", text.as_bytes())?;
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, failure_persistence: None, ..ProptestConfig::default() })]

    /// The whole way: one damaged file among good ones, all offered fixes applied, planned, held, and planned again.
    #[test]
    fn a_preview_with_a_damaged_file_holds_together(which in 0_usize..9, damages in prop::collection::vec(damage(), 1..3)) {
        let mut files = samples();
        let at = which % files.len();
        files[at].1 = damages.iter().fold(files[at].1.clone(), damaged);
        let uploads: Vec<Upload<'_>> = files.iter().map(|(name, bytes)| Upload { name, bytes }).collect();
        let known = Known::default();
        let first = preview(&uploads, &Choices { year: Some(2026), apply: Vec::new() }, &known);
        let apply = first.groups.iter().filter(|group| group.fixable > 0).map(|group| group.key.to_string()).collect();
        let choices = Choices { year: Some(2026), apply };
        let second = preview(&uploads, &choices, &known);
        for preview in [&first, &second] {
            let has_words = |key: &str| GROUPS.iter().any(|group| group.key == key.split(':').next().unwrap_or_default());
            prop_assert!(preview.groups.iter().all(|group| has_words(&group.key)));
            let refused = preview.files.iter().any(|file| !file.recognised);
            prop_assert!(!(refused && preview.can_import()));
            let rows: BTreeSet<_> = preview.years.iter().flat_map(|year| year.rows()).map(|row| row.at.clone()).collect();
            for person in &preview.plan.people {
                let places = person.facts.from.iter().chain(person.episodes.iter().filter_map(|row| row.from.as_ref()));
                for place in places.chain(person.others.iter().filter_map(|row| row.from.as_ref())) {
                    prop_assert!(rows.contains(place) && !preview.set_aside.contains(place));
                }
            }
        }
        let held = known.after(&second.plan);
        prop_assert!(preview(&uploads, &choices, &held).plan.is_empty() || second.plan.is_empty());
    }
}
