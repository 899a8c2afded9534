//! One year against another, and against what is held: facts that changed, homes that opened again, people who were in
//! care and are not spoken of.

use super::{Check, Found, Run, Whole, Year};
use crate::dates::{in_words, year_start};
use crate::layout::{FileType, field_in_words};
use crate::places::Place;
use crate::problems::{Edit, Fix, Problem, Severity};
use crate::rows::{Episode, Header, Record};
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

pub(super) static CHECKS: &[Check] = &[
    Check {
        code: "202",
        says: "SEX is as before",
        run: Run::Whole(|whole, found| fact_as_before(whole, found, "SEX")),
    },
    Check {
        code: "203",
        says: "DOB is as before",
        run: Run::Whole(|whole, found| fact_as_before(whole, found, "DOB")),
    },
    Check {
        code: "204",
        says: "ETHNIC is as before",
        run: Run::Whole(|whole, found| fact_as_before(whole, found, "ETHNIC")),
    },
    Check {
        code: "208",
        says: "UPN is as before",
        run: Run::Whole(|whole, found| fact_as_before(whole, found, "UPN")),
    },
    Check {
        code: "207",
        says: "MOTHER is as before",
        run: Run::Whole(|whole, found| fact_as_before(whole, found, "MOTHER")),
    },
    Check {
        code: "624",
        says: "MC_DOB is as before",
        run: Run::Whole(|whole, found| fact_as_before(whole, found, "MC_DOB")),
    },
    Check { code: "W30", says: "a home that had ended stays ended", run: Run::Whole(stays_ended) },
    Check { code: "W31", says: "no file is older than what is held", run: Run::Whole(not_older) },
    Check { code: "W32", says: "a home's facts are as before", run: Run::Whole(home_as_before) },
    Check { code: "502", says: "last year's open home goes on this year", run: Run::Whole(open_home_goes_on) },
    Check { code: "1010", says: "who was in care last year has a home this year", run: Run::Whole(in_care_last_year) },
    Check {
        code: "NoE",
        says: "who was in care before this year is in last year's file",
        run: Run::Whole(in_last_years_file),
    },
];

/// Compares each Header with the last word before it: an earlier year's in these files, else what is held.
fn fact_as_before(whole: &Whole<'_>, found: &mut Found, column: &'static str) {
    let held = whole.known.people.iter();
    let mut last: HashMap<&str, (u16, &Header)> =
        held.map(|(child, person)| (child.as_str(), (person.year, &person.facts))).collect();
    for year in whole.years {
        for row in year.rows(FileType::Header) {
            let Record::Header(header) = &row.record else { continue };
            let before = last.get(header.child.as_str()).copied();
            if let Some((_, before)) = before.filter(|(before, _)| *before <= year.year)
                && let Some(severity) = severity_of_change(column, &value(before, column), &value(header, column))
            {
                let problem = fact_changed(found, &row.at, severity, column, before, header);
                found.add(problem);
            }
            if before.is_none_or(|(before, _)| before <= year.year) {
                last.insert(&header.child, (year.year, header));
            }
        }
    }
}

fn value(header: &Header, column: &str) -> String {
    Record::Header(Box::new(header.clone())).field(column).unwrap_or_default()
}

/// How much a change matters: not at all where it only says more than before.
fn severity_of_change(column: &str, before: &str, after: &str) -> Option<Severity> {
    if before == after || before.is_empty() || after.is_empty() {
        return None;
    }
    match (column, before, after) {
        ("SEX", "U", _) | ("ETHNIC", "NOBT" | "REFU", _) | ("MOTHER", "0", "1") => None,
        ("UPN", unknown, _) if unknown.starts_with("UN") => None,
        ("ETHNIC", ..) => Some(Severity::Notice),
        _ => Some(Severity::Warning),
    }
}

fn fact_changed(
    found: &Found,
    at: &Place,
    severity: Severity,
    column: &'static str,
    before: &Header,
    after: &Header,
) -> Problem {
    let field = field_in_words(column);
    let (was, is) = (value(before, column), value(after, column));
    let says = format!("The {field} was {} and is now {}.", fact_in_words(column, &was), fact_in_words(column, &is));
    let edit = Edit::new(column, is, was.clone());
    let fix = Fix::set(found.code, at, format!("Keep {}.", fact_in_words(column, &was)), vec![edit]);
    found.of(severity, format!("differs-from-held:{column}"), &after.child, says).at(at).on(column).with_fix(Some(fix))
}

fn fact_in_words(column: &str, value: &str) -> String {
    match crate::dates::read_date(value) {
        Ok(date) => in_words(date),
        Err(_) => crate::codes::staff_words(column, value).to_owned(),
    }
}

/// Goes over each episode that more than one year speaks of (or that is held), oldest first.
fn each_retelling(whole: &Whole<'_>, mut look: impl FnMut(&Episode, &Place, &Episode)) {
    let mut last: HashMap<(&str, Date), (u16, &Episode)> = HashMap::new();
    for (child, person) in &whole.known.people {
        last.extend(person.episodes.iter().map(|held| ((child.as_str(), held.row.decom), (held.year, &held.row))));
    }
    for year in whole.years {
        for row in year.rows(FileType::Episodes) {
            let Record::Episode(episode) = &row.record else { continue };
            let key = (episode.child.as_str(), episode.decom);
            match last.get(&key) {
                Some((before, _)) if *before > year.year => continue,
                Some((_, before)) => look(before, &row.at, episode),
                None => {}
            }
            last.insert(key, (year.year, episode));
        }
    }
}

fn stays_ended(whole: &Whole<'_>, found: &mut Found) {
    each_retelling(whole, |before, at, episode| {
        let (Some(ended), None) = (before.dec, episode.dec) else { return };
        let says = format!(
            "The home from {} had ended on {}. Now it has no end date.",
            in_words(episode.decom),
            in_words(ended)
        );
        let problem = found.of(Severity::Warning, "ended-then-open", &episode.child, says).at(at).on("DEC");
        found.add(problem);
    });
}

fn home_as_before(whole: &Whole<'_>, found: &mut Found) {
    each_retelling(whole, |before, at, episode| {
        for (column, was, is) in [
            ("RNE", &before.rne, &episode.rne),
            ("LS", &before.ls, &episode.ls),
            ("CIN", &before.cin, &episode.cin),
            ("PLACE", &before.place, &episode.place),
            ("PLACE_PROVIDER", &before.place_provider, &episode.place_provider),
            ("URN", &before.urn, &episode.urn),
        ] {
            if was != is {
                let words = |code: &str| {
                    if code.is_empty() {
                        "empty".to_owned()
                    } else {
                        crate::codes::staff_words(column, code).to_owned()
                    }
                };
                let says = format!(
                    "For the home from {}, the {} was {} and is now {}.",
                    in_words(episode.decom),
                    field_in_words(column),
                    words(was),
                    words(is)
                );
                let group = "home-changed-since-last-year";
                let problem = found.of(Severity::Notice, group, &episode.child, says).at(at).on(column);
                found.add(problem);
            }
        }
    });
}

fn not_older(whole: &Whole<'_>, found: &mut Found) {
    let newest = whole.known.people.values().map(|person| person.year).max().unwrap_or(0);
    for year in whole.years.iter().filter(|year| year.year < newest) {
        for file in &year.files.files {
            let says = format!(
                "{}: this is the year to March {}, and we already hold the year to March {newest}.",
                file.name, year.year
            );
            found.add(Problem::new(found.code, Severity::Notice, "older-file", says).in_file(&file.name));
        }
    }
}

/// Pairs of years that follow each other, both with a file of homes.
fn pairs<'a>(whole: &'a Whole<'a>) -> impl Iterator<Item = (&'a Year<'a>, &'a Year<'a>)> {
    let with_homes = |year: &&Year<'_>| year.files.has(FileType::Episodes);
    let last = whole.years.iter().filter(with_homes);
    let this = whole.years.iter().filter(with_homes);
    last.flat_map(move |last| this.clone().filter(move |this| this.year == last.year + 1).map(move |this| (last, this)))
}

fn episodes_by_child<'a>(year: &Year<'a>) -> BTreeMap<&'a str, BTreeMap<Date, (&'a Place, &'a Episode)>> {
    let mut by_child: BTreeMap<&str, BTreeMap<Date, (&Place, &Episode)>> = BTreeMap::new();
    for row in year.rows(FileType::Episodes) {
        if let Record::Episode(episode) = &row.record {
            by_child.entry(&episode.child).or_default().insert(episode.decom, (&row.at, episode));
        }
    }
    by_child
}

fn open_home_goes_on(whole: &Whole<'_>, found: &mut Found) {
    for (last, this) in pairs(whole) {
        let now = episodes_by_child(this);
        for (child, episodes) in episodes_by_child(last) {
            let Some((_, open)) = episodes.values().next_back().filter(|(_, episode)| episode.dec.is_none()) else {
                continue;
            };
            let Some((at, first)) = now.get(child).and_then(|now| now.values().next()) else { continue };
            if first.decom != open.decom && first.decom < year_start(this.year) {
                let says = format!(
                    "Last year ended with a home from {}. This year begins with one from {}.",
                    in_words(open.decom),
                    in_words(first.decom)
                );
                found.add(found.of(Severity::Warning, "start-date-moved", child, says).at(at).on("DECOM"));
            }
        }
    }
}

/// Who had an open home when an earlier year ended, and has none in the latest year's file.
fn in_care_last_year(whole: &Whole<'_>, found: &mut Found) {
    let Some(latest) = whole.years.iter().rev().find(|year| year.files.has(FileType::Episodes)) else { return };
    let now = latest.children(FileType::Episodes);
    let mut open: BTreeMap<&str, (Date, Option<&Place>)> = BTreeMap::new();
    for (child, person) in &whole.known.people {
        let last = person.episodes.iter().max_by_key(|held| held.row.decom);
        if let Some(held) = last.filter(|held| held.row.dec.is_none() && held.year < latest.year) {
            open.insert(child, (held.row.decom, None));
        }
    }
    for (child, story) in &whole.combined.stories {
        match story.episodes.values().next_back() {
            Some(dated) if dated.row.dec.is_none() && dated.year < latest.year => {
                open.insert(child, (dated.row.decom, dated.from));
            }
            _ => {
                open.remove(child);
            }
        }
    }
    for (child, (start, at)) in open.into_iter().filter(|(child, _)| !now.contains(child)) {
        let says = format!(
            "Their home from {} was open, but there is nothing about it in the year to March {}.",
            in_words(start),
            latest.year
        );
        let problem = found.of(Severity::Warning, "not-in-this-year", child, says);
        found.add(match at {
            Some(at) => problem.at(at),
            None => problem,
        });
    }
}

fn in_last_years_file(whole: &Whole<'_>, found: &mut Found) {
    for (last, this) in pairs(whole) {
        let before: HashSet<&str> = last.children(FileType::Episodes);
        let mut said = BTreeSet::new();
        for row in this.rows(FileType::Episodes) {
            let Record::Episode(episode) = &row.record else { continue };
            let child = episode.child.as_str();
            let held = whole.known.people.get(child).is_some_and(|person| !person.episodes.is_empty());
            if episode.decom < year_start(this.year) && !before.contains(child) && !held && said.insert(child) {
                let says = format!("Their home from {} is not in last year’s file.", in_words(episode.decom));
                found.add(found.on_row(Severity::Notice, "not-in-last-year", row, says).on("DECOM"));
            }
        }
    }
}
