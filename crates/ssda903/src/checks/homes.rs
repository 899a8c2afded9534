//! The run of homes: each has a start and an end, one follows another, none overlap. Read over all years together, since
//! a home that is open in one year's file is often closed in the next.

use super::{Check, Found, Run, Whole, Year};
use crate::dates::{in_words, write_date, year_end};
use crate::layout::{FileType, field_in_words};
use crate::merge::Dated;
use crate::problems::{Edit, Fix, Problem, Severity};
use crate::rows::{Episode, Record};
use jiff::civil::{Date, date};

pub(super) static CHECKS: &[Check] = &[
    Check { code: "355", says: "a home lasts at least a day", run: Run::Year(lasts_a_day) },
    Check { code: "356", says: "a home does not end before it starts", run: Run::Year(ends_after_start) },
    Check { code: "W25", says: "nothing else ends before it starts", run: Run::Year(other_ends_after_start) },
    Check { code: "354", says: "a home starts by the end of the year", run: Run::Year(starts_by_year_end) },
    Check { code: "385", says: "a home ends by the end of the year", run: Run::Year(ends_by_year_end) },
    Check { code: "353", says: "no home started before 14 October 1991", run: Run::Year(starts_since_the_act) },
    Check { code: "302", says: "no home started before birth", run: Run::Year(starts_after_birth) },
    Check { code: "142", says: "a home has ended when the next has started", run: Run::Whole(ended_before_next) },
    Check { code: "501", says: "a home ends before the next starts", run: Run::Whole(no_overlap) },
    Check { code: "148", says: "end date and end reason go together", run: Run::Whole(date_and_reason) },
    Check { code: "388", says: "after a move there is a next home", run: Run::Whole(next_home_follows) },
];

/// Goes over the episodes of one year.
fn each_episode(year: &Year<'_>, found: &mut Found, look: impl Fn(&Found, &Episode, &Problem) -> Option<Problem>) {
    for row in year.rows(FileType::Episodes) {
        let Record::Episode(episode) = &row.record else { continue };
        let blank = found.on_row(Severity::Warning, "", row, "");
        if let Some(problem) = look(found, episode, &blank) {
            found.add(problem);
        }
    }
}

/// A problem like the blank one, filled in.
fn filled(
    blank: &Problem,
    severity: Severity,
    group: &'static str,
    field: &'static str,
    says: String,
) -> Option<Problem> {
    Some(Problem { severity, group: group.into(), says, ..blank.clone() }.on(field))
}

fn lasts_a_day(year: &Year<'_>, found: &mut Found) {
    each_episode(year, found, |_, episode, blank| {
        let dec = episode.dec.filter(|dec| *dec == episode.decom)?;
        let says = format!("The home starts and ends on {}.", in_words(dec));
        filled(blank, Severity::Warning, "starts-and-ends-same-day", "DEC", says)
    });
}

fn ends_after_start(year: &Year<'_>, found: &mut Found) {
    each_episode(year, found, |_, episode, blank| {
        let dec = episode.dec.filter(|dec| *dec < episode.decom)?;
        let says = format!(
            "The home starts on {} and ends on {}, before it starts. We set this row aside.",
            in_words(episode.decom),
            in_words(dec)
        );
        filled(blank, Severity::Blocking, "ends-before-start", "DEC", says)
    });
}

/// The other rows that run from a day to a day.
fn other_ends_after_start(year: &Year<'_>, found: &mut Found) {
    for kind in [FileType::Missing, FileType::PlacedAdoption, FileType::SwEpisodes, FileType::Dolo] {
        for row in year.rows(kind) {
            let (start, end, field) = match &row.record {
                Record::Missing(row) => (row.mis_start, row.mis_end, "MIS_END"),
                Record::PlacedAdoption(row) => (row.date_placed, row.date_placed_ceased, "DATE_PLACED_CEASED"),
                Record::SocialWorker(row) => (row.sw_decom, row.sw_dec, "SW_DEC"),
                Record::Dolo(row) => (row.dolo_start, row.dolo_end, "DOLO_END"),
                _ => continue,
            };
            if let Some(end) = end.filter(|end| *end < start) {
                let says = format!(
                    "It starts on {} and ends on {}, before it starts. We set this row aside.",
                    in_words(start),
                    in_words(end)
                );
                found.add(found.on_row(Severity::Blocking, "ends-before-start", row, says).on(field));
            }
        }
    }
}

fn after_year_end(blank: &Problem, year: u16, date: Option<Date>, field: &'static str) -> Option<Problem> {
    let date = date.filter(|date| *date > year_end(year))?;
    let says = format!("The {} {} is after 31 March {year}.", field_in_words(field), in_words(date));
    filled(blank, Severity::Warning, "after-year-end", field, says)
}

fn starts_by_year_end(year: &Year<'_>, found: &mut Found) {
    each_episode(year, found, |_, episode, blank| after_year_end(blank, year.year, Some(episode.decom), "DECOM"));
}

fn ends_by_year_end(year: &Year<'_>, found: &mut Found) {
    each_episode(year, found, |_, episode, blank| after_year_end(blank, year.year, episode.dec, "DEC"));
}

fn starts_since_the_act(year: &Year<'_>, found: &mut Found) {
    each_episode(year, found, |_, episode, blank| {
        if episode.decom >= date(1991, 10, 14) {
            return None;
        }
        let says = format!("The home starts on {}.", in_words(episode.decom));
        filled(blank, Severity::Warning, "long-ago", "DECOM", says)
    });
}

fn starts_after_birth(year: &Year<'_>, found: &mut Found) {
    each_episode(year, found, |_, episode, blank| {
        let (_, header) = year.headers.get(episode.child.as_str())?;
        if episode.decom >= header.dob {
            return None;
        }
        let says =
            format!("The home starts on {} and they were born on {}.", in_words(episode.decom), in_words(header.dob));
        filled(blank, Severity::Warning, "care-before-birth", "DECOM", says)
    });
}

/// Goes over each child's homes in order, each with the start of the next one.
fn each_home(whole: &Whole<'_>, found: &mut Found, look: impl Fn(&Found, &Home<'_>) -> Option<Problem>) {
    for story in whole.combined.stories.values() {
        let mut homes = story.episodes.values().peekable();
        while let Some(dated) = homes.next() {
            let home = Home { dated, episode: &dated.row, next: homes.peek().map(|next| next.row.decom) };
            if let Some(problem) = look(found, &home) {
                found.add(problem);
            }
        }
    }
}

struct Home<'a> {
    dated: &'a Dated<'a, Episode>,
    episode: &'a Episode,
    next: Option<Date>,
}

impl Home<'_> {
    /// A problem with this home, on its row if it comes from a file.
    fn problem(&self, found: &Found, group: &'static str, field: &'static str, says: String) -> Problem {
        let problem = found.of(Severity::Warning, group, &self.episode.child, says).on(field);
        match self.dated.from {
            Some(at) => problem.at(at),
            None => problem,
        }
    }

    /// A fix for the row, if it comes from a file.
    fn fix(&self, code: &str, says: String, edits: Vec<Edit>) -> Option<Fix> {
        self.dated.from.map(|at| Fix::set(code, at, says, edits))
    }
}

fn ended_before_next(whole: &Whole<'_>, found: &mut Found) {
    each_home(whole, found, |found, home| {
        let next = home.next.filter(|_| home.episode.dec.is_none())?;
        let (start, next_start) = (in_words(home.episode.decom), in_words(next));
        let says = format!("The home from {start} has no end date. The next one starts on {next_start}.");
        let reason = if home.episode.rec.is_empty() { "X1" } else { home.episode.rec.as_str() };
        let edits = vec![Edit::new("DEC", "", write_date(next)), Edit::new("REC", home.episode.rec.as_str(), reason)];
        let fix = home.fix(found.code, format!("End the home from {start} on {next_start}."), edits);
        Some(home.problem(found, "no-end-for-old-home", "DEC", says).with_fix(fix))
    });
}

fn no_overlap(whole: &Whole<'_>, found: &mut Found) {
    each_home(whole, found, |found, home| {
        let (dec, next) = (home.episode.dec?, home.next?);
        if dec <= next {
            return None;
        }
        let (end, next_start) = (in_words(dec), in_words(next));
        let says = format!(
            "The home from {} ends on {end}, but the next one starts on {next_start}.",
            in_words(home.episode.decom)
        );
        let edit = Edit::new("DEC", write_date(dec), write_date(next));
        let fix = home.fix(found.code, format!("End the earlier home on {next_start}."), vec![edit]);
        Some(home.problem(found, "homes-overlap", "DEC", says).with_fix(fix))
    });
}

fn date_and_reason(whole: &Whole<'_>, found: &mut Found) {
    each_home(whole, found, |found, home| {
        let episode = home.episode;
        let start = in_words(episode.decom);
        match (episode.dec, episode.rec.as_str(), home.next) {
            // An open home with a later one is rule 142's, which mends both.
            (None, _, Some(_)) | (None, "", None) => None,
            (None, "X1", None) => {
                let says = format!("The home from {start} has an end reason (moves to a next home) but no end date.");
                let fix =
                    home.fix(found.code, "Take away the end reason.".to_owned(), vec![Edit::new("REC", "X1", "")]);
                Some(home.problem(found, "end-reason-no-date-open", "REC", says).with_fix(fix))
            }
            (None, rec, None) => {
                let reason = crate::codes::staff_words("REC", rec);
                let says = format!("The home from {start} has an end reason ({reason}) but no end date.");
                Some(home.problem(found, "left-care-no-date", "DEC", says))
            }
            (Some(dec), "", next) => {
                let says = format!("The home from {start} ends on {} but has no end reason.", in_words(dec));
                if next == Some(dec) {
                    let fix =
                        home.fix(found.code, "Give the end reason X1.".to_owned(), vec![Edit::new("REC", "", "X1")]);
                    return Some(home.problem(found, "end-date-no-reason", "REC", says).with_fix(fix));
                }
                Some(home.problem(found, "end-date-no-reason-known", "REC", says))
            }
            (Some(_), _, _) => None,
        }
    });
}

fn next_home_follows(whole: &Whole<'_>, found: &mut Found) {
    each_home(whole, found, |found, home| {
        let dec = home.episode.dec.filter(|_| home.episode.rec == "X1")?;
        let end = in_words(dec);
        match home.next {
            None => {
                let says = format!("The home ends on {end} with a move, but there is no next home.");
                Some(home.problem(found, "next-home-missing", "REC", says))
            }
            Some(next) if next > dec => {
                let says =
                    format!("The home ends on {end} with a move, but the next one starts on {}.", in_words(next));
                Some(home.problem(found, "gap-after-move", "REC", says))
            }
            Some(_) => None,
        }
    });
}
