//! Which year each file is for, when the files of several years come together.
//!
//! How it is worked out, in this order, the same every time:
//! 1. **Sets.** If no kind of file is there twice, all files are one year. If each folder holds each kind once, each
//!    folder is one year. Otherwise files are matched by the children in them: a Header belongs with the Episodes whose
//!    children it holds, the other files with the Header that holds theirs. An XML return is a year of its own.
//! 2. **Year of a set.** The latest collection year with a fair share of the start and end dates in its Episodes
//!    (a few stray dates do not count); without Episodes, the other dates; without those, the youngest person in OC3, who
//!    must be 17. The year is named by its end: 2026 is 1 April 2025 to 31 March 2026.
//! 3. **The year the person gave** names the latest set. Where at least [`SURE_DATES`] dates say another year, the dates
//!    win, with a warning; where there are few dates or none, the given year wins.
//! 4. Folder names ("prev", "last year") only break a tie.
//!
//! What was worked out is said in a notice, and what could not be is asked.

use crate::dates::return_year;
use crate::layout::FileType;
use crate::places::FileName;
use crate::problems::{Problem, Severity};
use crate::read::{Format, ReadFile};
use crate::rows::{Record, SourcedRow};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// With this many dates behind it, the year the files show is surer than the year that was typed.
pub const SURE_DATES: usize = 20;

/// The most sets that are matched by trying every way; more are matched by their dates alone.
const MOST_SETS_TRIED: usize = 6;

/// The files of one collection year.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct YearFiles {
    /// The year the collection ends in: 2026 is 1 April 2025 to 31 March 2026.
    pub year: u16,
    pub files: Vec<ReadFile>,
}

impl YearFiles {
    /// Every row that was read, file by file.
    pub fn rows(&self) -> impl Iterator<Item = &SourcedRow> {
        self.files.iter().flat_map(|file| file.rows.iter())
    }

    /// Is there a file of this kind, even an empty one?
    pub fn has(&self, table: FileType) -> bool {
        self.files.iter().any(|file| file.types.contains(&table))
    }
}

/// Files put into years, oldest first, and what should be said about it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SortedYears {
    pub years: Vec<YearFiles>,
    pub problems: Vec<Problem>,
    /// Files whose year we could not tell; a problem of group `year-not-known` goes with them.
    pub without_year: Vec<ReadFile>,
}

/// Puts files into years. `year` is the latest year, as the person gave it.
pub fn sort_years(files: Vec<ReadFile>, year: Option<u16>) -> SortedYears {
    let mut sets: Vec<Set> = into_sets(files).into_iter().map(Set::of).collect();
    sets.sort_by_key(|set| (set.evidence.map(|evidence| evidence.year), !set.hints_at_past));
    label(sets, year)
}

/// What the content says about the year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Evidence {
    year: u16,
    dates: usize,
}

struct Set {
    files: Vec<ReadFile>,
    evidence: Option<Evidence>,
    hints_at_past: bool,
}

impl Set {
    fn of(files: Vec<ReadFile>) -> Self {
        let evidence = evidence(&files);
        let hints_at_past = files.iter().all(|file| hints_at_past(&file.name));
        Self { files, evidence, hints_at_past }
    }

    fn is_sure(&self) -> bool {
        self.evidence.is_some_and(|evidence| evidence.dates >= SURE_DATES)
    }
}

fn label(sets: Vec<Set>, given: Option<u16>) -> SortedYears {
    let mut sorted = SortedYears::default();
    let several = sets.len() > 1;
    let newest_hints_at_past = sets.last().is_some_and(|set| set.hints_at_past);
    let mut later: Option<u16> = None;
    for set in sets.into_iter().rev() {
        let named_older = set.hints_at_past && !newest_hints_at_past;
        let found = set.evidence.map(|evidence| evidence.year);
        let year = match later {
            None => latest_year(&set, given, &mut sorted.problems),
            // An equal year is another file of the same year, unless its name says that it is older.
            Some(later) => found
                .map(|year| if year >= later && named_older { later.saturating_sub(1) } else { year.min(later) })
                .or(Some(later.saturating_sub(1))),
        };
        let Some(year) = year else {
            sorted.problems.extend(set.files.iter().map(|file| ask_for_year(&file.name)));
            sorted.without_year.extend(set.files);
            continue;
        };
        later = Some(year);
        if several {
            sorted.problems.extend(say_what_was_worked_out(&set, year));
        }
        sorted.years.push(YearFiles { year, files: set.files });
    }
    sorted.years.reverse();
    sorted.problems.reverse();
    sorted
}

/// The year of the latest set: what was given, unless many dates say otherwise.
fn latest_year(set: &Set, given: Option<u16>, problems: &mut Vec<Problem>) -> Option<u16> {
    let (Some(given), Some(evidence)) = (given, set.evidence) else {
        return given.or(set.evidence.map(|evidence| evidence.year));
    };
    if evidence.year == given {
        return Some(given);
    }
    let used = if set.is_sure() { evidence.year } else { given };
    let doubtful = set.is_sure() || evidence.year > given;
    if doubtful && let Some(file) = set.files.first() {
        let says = format!(
            "You gave the year to 31 March {given}. The dates in {} and the files that go with it go up to the year to 31 March {}. We used {used}.",
            file.name, evidence.year
        );
        problems.push(Problem::new("W41", Severity::Warning, "year-differs", says).in_file(&file.name));
    }
    Some(used)
}

fn ask_for_year(file: &FileName) -> Problem {
    let says = format!("{file}: there are no dates that show which year this is. Say which year it is for.");
    Problem::new("W40", Severity::Blocking, "year-not-known", says).in_file(file)
}

fn say_what_was_worked_out(set: &Set, year: u16) -> impl Iterator<Item = Problem> {
    let (severity, how) = match set.evidence {
        Some(_) => (Severity::Notice, "by the dates in it and in the files that go with it"),
        None => (Severity::Warning, "by its place among the other files"),
    };
    set.files.iter().map(move |file| {
        let says = format!("{}: we took this for the year to 31 March {year}, {how}.", file.name);
        Problem::new("W42", severity, "year-worked-out", says).in_file(&file.name)
    })
}

fn hints_at_past(name: &FileName) -> bool {
    let lower = name.as_str().to_lowercase();
    lower.split(|c: char| !c.is_alphanumeric()).any(|part| matches!(part, "prev" | "previous" | "last" | "old"))
}

/// The year the dates in a set of files point to.
fn evidence(files: &[ReadFile]) -> Option<Evidence> {
    let rows = || files.iter().flat_map(|file| file.rows.iter().map(|row| &row.record));
    let episodes: Vec<Date> = rows().flat_map(episode_dates).collect();
    if let Some(found) = latest_fair_year(&episodes) {
        return Some(found);
    }
    let others: Vec<Date> = rows().filter_map(own_date).collect();
    if let Some(found) = latest_fair_year(&others) {
        return Some(found);
    }
    let youngest = rows().filter(|row| matches!(row, Record::Oc3(_))).filter_map(Record::dob).max()?;
    Some(Evidence { year: return_year(youngest) + 17, dates: 1 })
}

/// Start dates, and the last day before each end date: a stay that ends on 1 April was this year's.
fn episode_dates(row: &Record) -> impl Iterator<Item = Date> {
    let dates = match row {
        Record::Episode(episode) => [Some(episode.decom), episode.dec.and_then(|dec| dec.yesterday().ok())],
        _ => [None, None],
    };
    dates.into_iter().flatten()
}

/// A date that lies within the year the row was returned for.
fn own_date(row: &Record) -> Option<Date> {
    match row {
        Record::Review(row) => Some(row.review),
        Record::Missing(row) => Some(row.mis_start),
        Record::SocialWorker(row) => Some(row.sw_decom),
        Record::PlacedAdoption(row) => row.date_placed_ceased,
        Record::Dolo(row) => Some(row.dolo_start),
        _ => None,
    }
}

/// The latest year that holds at least one date in a hundred.
fn latest_fair_year(dates: &[Date]) -> Option<Evidence> {
    let mut by_year: BTreeMap<u16, usize> = BTreeMap::new();
    for date in dates {
        *by_year.entry(return_year(*date)).or_default() += 1;
    }
    let fair = |count: &usize| count * 100 >= dates.len();
    by_year.into_iter().rev().find(|(_, count)| fair(count)).map(|(year, _)| Evidence { year, dates: dates.len() })
}

fn into_sets(files: Vec<ReadFile>) -> Vec<Vec<ReadFile>> {
    let (xml, csv): (Vec<ReadFile>, Vec<ReadFile>) = files.into_iter().partition(|file| file.format == Format::Xml);
    let mut sets: Vec<Vec<ReadFile>> = xml.into_iter().map(|file| vec![file]).collect();
    if csv.is_empty() {
        return sets;
    }
    if kinds_differ(csv.iter()) {
        sets.push(csv);
        return sets;
    }
    let mut folders: BTreeMap<String, Vec<ReadFile>> = BTreeMap::new();
    for file in csv {
        folders.entry(file.name.folder().to_owned()).or_default().push(file);
    }
    if folders.values().all(|files| kinds_differ(files.iter())) {
        sets.extend(folders.into_values());
    } else {
        sets.extend(match_by_children(folders.into_values().flatten().collect()));
    }
    sets
}

fn kinds_differ<'a>(files: impl Iterator<Item = &'a ReadFile>) -> bool {
    let mut seen = BTreeSet::new();
    files.flat_map(|file| file.types.iter()).all(|kind| seen.insert(*kind))
}

/// A file with what matching needs to know of it.
struct Candidate {
    file: ReadFile,
    children: BTreeSet<String>,
    latest: Option<Date>,
}

impl Candidate {
    fn of(file: ReadFile) -> Self {
        let children = file.children().map(str::to_owned).collect();
        let dates = |row: &SourcedRow| episode_dates(&row.record).max().or(own_date(&row.record)).or(row.record.dob());
        let latest = file.rows.iter().filter_map(dates).max();
        Self { file, children, latest }
    }

    fn kind(&self) -> Option<FileType> {
        self.file.types.first().copied()
    }
}

/// Matches files of several years that came without folders. The kind that is there most often starts the sets; the
/// others join where most of their children are.
fn match_by_children(files: Vec<ReadFile>) -> Vec<Vec<ReadFile>> {
    const ORDER: [FileType; 12] = [
        FileType::Episodes,
        FileType::Header,
        FileType::Oc3,
        FileType::Reviews,
        FileType::Oc2,
        FileType::Missing,
        FileType::PrevPerm,
        FileType::Uasc,
        FileType::SwEpisodes,
        FileType::Ad1,
        FileType::PlacedAdoption,
        FileType::Dolo,
    ];
    let mut by_kind: BTreeMap<usize, Vec<Candidate>> = BTreeMap::new();
    for candidate in files.into_iter().map(Candidate::of) {
        let place = ORDER.iter().position(|kind| Some(*kind) == candidate.kind()).unwrap_or(ORDER.len());
        by_kind.entry(place).or_default().push(candidate);
    }
    let most = by_kind.values().map(Vec::len).max().unwrap_or(0);
    let Some(anchor) = by_kind.iter().find(|(_, files)| files.len() == most).map(|(kind, _)| *kind) else {
        return Vec::new();
    };
    let mut seeds = by_kind.remove(&anchor).unwrap_or_default();
    seeds.sort_by(|a, b| a.latest.cmp(&b.latest).then(a.file.name.cmp(&b.file.name)));
    let mut sets: Vec<Vec<Candidate>> = seeds.into_iter().map(|seed| vec![seed]).collect();
    for (_, mut files) in by_kind {
        files.sort_by(|a, b| a.latest.cmp(&b.latest).then(a.file.name.cmp(&b.file.name)));
        let chosen = best_places(&files, &sets);
        for (file, set) in files.into_iter().zip(chosen) {
            sets[set].push(file);
        }
    }
    sets.into_iter().map(|set| set.into_iter().map(|candidate| candidate.file).collect()).collect()
}

/// For each file the set it joins, no two the same: the way in which most children fit, and among equals the one that
/// keeps the order of dates (both lists are sorted by their latest date).
fn best_places(files: &[Candidate], sets: &[Vec<Candidate>]) -> Vec<usize> {
    if sets.len() > MOST_SETS_TRIED {
        return (sets.len() - files.len()..sets.len()).collect();
    }
    let fits: Vec<Vec<u64>> = files.iter().map(|file| sets.iter().map(|set| fit(file, set)).collect()).collect();
    let mut best: Option<(u64, Vec<usize>)> = None;
    try_places(&fits, &mut Vec::new(), 0, &mut best);
    best.map(|(_, places)| places).unwrap_or_default()
}

/// Tries the places in falling order of set, so that the first of equal ways puts the latest file in the latest year.
fn try_places(fits: &[Vec<u64>], places: &mut Vec<usize>, sum: u64, best: &mut Option<(u64, Vec<usize>)>) {
    let Some(left) = fits.len().checked_sub(places.len() + 1) else {
        let in_order: Vec<usize> = places.iter().rev().copied().collect();
        if best.as_ref().is_none_or(|(most, _)| sum > *most) {
            *best = Some((sum, in_order));
        }
        return;
    };
    for set in (0..fits[left].len()).rev() {
        if !places.contains(&set) {
            places.push(set);
            try_places(fits, places, sum + fits[left][set], best);
            places.pop();
        }
    }
}

/// How well the children fit, in millionths: of the Episodes' children how many are in the Header, or of another file's
/// children how many are in the set's Header (or, without one, in any of its files).
fn fit(file: &Candidate, set: &[Candidate]) -> u64 {
    let header = set.iter().find(|member| member.kind() == Some(FileType::Header));
    let share = |part: &BTreeSet<String>, whole: &BTreeSet<String>| {
        let inside = part.intersection(whole).count() as u64;
        if part.is_empty() { 0 } else { inside * 1_000_000 / part.len() as u64 }
    };
    match (header, set.first()) {
        _ if file.kind() == Some(FileType::Header) => {
            set.first().map_or(0, |seed| share(&seed.children, &file.children))
        }
        (Some(header), _) => share(&file.children, &header.children),
        (None, Some(seed)) => share(&file.children, &seed.children),
        (None, None) => 0,
    }
}
