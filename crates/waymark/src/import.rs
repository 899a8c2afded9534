//! `waymark import ssda903`: the yearly return's files into the records, from the server's own command line.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, ensure};
use clap::Subcommand;
use indicatif::{ProgressBar, ProgressStyle};
use waymark_cases::clock::{Clock, SystemClock};
use waymark_cases::db::{Asking, By, Store};
use waymark_cases::imports::{self, MOST_BYTES, Preview, Upload};
use waymark_ssda903::layout::FileType;
use waymark_ssda903::merge::Tally;
use waymark_ssda903::problems::Severity;

use crate::{Globals, exit};

#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// The looked-after children return (SSDA903): CSV files and XML returns, of one year or of several
    Ssda903(Ssda903),
}

/// Files may have any name: each is known by its headings. All are loaded, or none. Loading the same files again
/// changes nothing. Ends with 0 if there was nothing to look at, 1 if problems were found, 2 if it could not be done.
#[derive(Debug, clap::Args)]
struct Ssda903 {
    /// Files, or folders of which every .csv and .xml file is read
    #[arg(required = true, value_name = "FILES")]
    files: Vec<PathBuf>,
    /// The year the return ends in: 2026 for 1 April 2025 to 31 March 2026. With several years, the latest
    #[arg(long, value_name = "YEAR", value_parser = clap::value_parser!(u16).range(1992..=2100))]
    year: u16,
    /// The code of the council whose return this is, such as E09000012
    #[arg(long, value_name = "CODE")]
    authority: String,
    /// Say what would happen and change nothing
    #[arg(long)]
    dry_run: bool,
    /// Print one JSON object for machines
    #[arg(long)]
    json: bool,
}

pub fn run(args: Args, globals: &Globals) -> anyhow::Result<ExitCode> {
    match args.what {
        What::Ssda903(args) => ssda903(&args, globals),
    }
}

fn ssda903(args: &Ssda903, globals: &Globals) -> anyhow::Result<ExitCode> {
    ensure!(!args.authority.trim().is_empty(), "say which council's return this is with --authority");
    let steps = Steps::new();
    steps.now("Reading the files");
    let found = gather(&args.files)?;
    let clock = Arc::new(SystemClock);
    let store = Store::open(crate::place(globals)?, clock.clone())?;
    let asking = Asking::new(By::System("import"), clock.now());

    steps.now("Checking");
    let mut preview = store.read(&asking, |r| imports::look(r, &found.files, args.year))?;
    store.settle(&asking)?;
    let apply = !args.dry_run && preview.blocked.is_none();
    if apply {
        steps.now("Saving");
        store.write(&asking, |tx| {
            let id = imports::start(tx, &found.files, args.year, &args.authority)?;
            imports::apply(tx, &id)
        })?;
        preview.result.applied = true;
    }
    steps.done();
    print(&if args.json { serde_json::to_string_pretty(&preview.result)? } else { in_words(&preview, &found, args) })?;
    Ok(ending(&preview))
}

fn ending(preview: &Preview) -> ExitCode {
    let to_look_at = preview.result.problems.iter().any(|problem| problem.severity != Severity::Notice);
    if to_look_at || preview.blocked.is_some() { ExitCode::from(exit::PROBLEMS) } else { ExitCode::SUCCESS }
}

fn print(text: &str) -> anyhow::Result<()> {
    writeln!(std::io::stdout().lock(), "{text}").context("the answer could not be written")
}

/// What the command is doing, on a terminal only.
struct Steps(ProgressBar);

impl Steps {
    fn new() -> Self {
        let bar = ProgressBar::new(3);
        let style = ProgressStyle::with_template("{bar:20} {pos}/{len} {msg} {elapsed}");
        bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
        bar.enable_steady_tick(Duration::from_millis(200));
        Self(bar)
    }

    fn now(&self, doing: &'static str) {
        self.0.inc(1);
        self.0.set_message(doing);
    }

    fn done(&self) {
        self.0.finish_and_clear();
    }
}

/// The files to load, and those in a folder that have nothing to do with the return.
#[derive(Default)]
struct Found {
    files: Vec<Upload>,
    passed_over: Vec<String>,
}

fn gather(paths: &[PathBuf]) -> anyhow::Result<Found> {
    let mut found = Found::default();
    let mut seen = BTreeSet::new();
    for path in paths {
        if path.is_dir() {
            for inside in files_within(path)? {
                take(&inside, true, &mut seen, &mut found)?;
            }
        } else {
            take(path, false, &mut seen, &mut found)?;
        }
    }
    ensure!(!found.files.is_empty(), "there is no .csv or .xml file of the return in what was given");
    Ok(found)
}

fn files_within(folder: &Path) -> anyhow::Result<Vec<PathBuf>> {
    let named = || format!("{} could not be read", folder.display());
    let mut files = Vec::new();
    for entry in folder.read_dir().with_context(named)? {
        let path = entry.with_context(named)?.path();
        let of_the_return =
            |kind: &std::ffi::OsStr| kind.eq_ignore_ascii_case("csv") || kind.eq_ignore_ascii_case("xml");
        if path.is_dir() {
            files.extend(files_within(&path)?);
        } else if path.extension().is_some_and(of_the_return) {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

fn take(path: &Path, in_folder: bool, seen: &mut BTreeSet<PathBuf>, found: &mut Found) -> anyhow::Result<()> {
    let bytes = read(path)?;
    let name = path.display().to_string();
    if !seen.insert(path.canonicalize().unwrap_or_else(|_| path.to_owned())) {
        return Ok(());
    }
    if in_folder && has_nothing_of_the_return(&bytes) {
        found.passed_over.push(name);
    } else {
        found.files.push(Upload { name, bytes });
    }
    Ok(())
}

/// Reads a file, and one byte more than is taken, so that a file that is too large is refused with a reason.
fn read(path: &Path) -> anyhow::Result<Vec<u8>> {
    let named = || format!("{} could not be read", path.display());
    let mut bytes = Vec::new();
    let most = u64::try_from(MOST_BYTES).unwrap_or(u64::MAX).saturating_add(1);
    File::open(path).with_context(named)?.take(most).read_to_end(&mut bytes).with_context(named)?;
    ensure!(bytes.len() <= MOST_BYTES, "{} is larger than 50 MB, the most that is read", path.display());
    Ok(bytes)
}

/// A list somebody keeps beside the return: plain words as headings, none of them a heading of the return's own.
/// Whatever could be a damaged file of the return does not count: that must be said, not passed over.
fn has_nothing_of_the_return(bytes: &[u8]) -> bool {
    let Some(first) = bytes.split(|byte| matches!(byte, b'\n' | b'\r')).find(|line| !line.is_empty()) else {
        return false;
    };
    let Ok(first) = std::str::from_utf8(first) else { return false };
    let headings: Vec<String> =
        first.split(',').map(|heading| heading.trim().trim_matches('"').to_uppercase()).collect();
    let is_word = |heading: &String| heading.chars().all(|c| c.is_alphanumeric() || c == '_' || c == ' ');
    let shared = |heading: &String| ["CHILD", "DOB", "SEX"].contains(&heading.as_str());
    let of_the_return =
        |heading: &String| FileType::ALL.iter().any(|kind| kind.columns().iter().any(|column| column.name == heading));
    headings.len() > 1
        && headings.iter().all(is_word)
        && headings.iter().any(|heading| heading.chars().any(char::is_alphabetic))
        && !headings.iter().any(|heading| of_the_return(heading) && !shared(heading))
}

fn in_words(preview: &Preview, found: &Found, args: &Ssda903) -> String {
    let mut lines = vec!["Files".to_owned()];
    lines.extend(preview.files.iter().map(file_in_words));
    lines.extend(found.passed_over.iter().map(|name| format!("  {name}: not a file of the return, passed over")));
    lines.push(String::new());
    lines.push(tally_in_words("People", preview.result.people));
    lines.push(tally_in_words("Homes and legal status", preview.result.episodes));
    lines.push(tally_in_words("Other rows", preview.result.other_rows));
    lines.push(String::new());
    lines.extend(preview.groups.iter().map(|group| format!("  {}", group.title)));
    if !preview.groups.is_empty() {
        lines.push(String::new());
    }
    if preview.result.people.new > 0 {
        lines.push(where_they_start(preview));
    }
    lines.push(outcome(preview, args.dry_run));
    lines.join("\n")
}

fn file_in_words(file: &imports::FileSeen) -> String {
    let report = &file.report;
    let mut says = match (&report.kind, report.year) {
        (Some(kind), Some(year)) => format!("  {}: {kind}, year to March {year}, {} rows", report.name, report.rows),
        (Some(kind), None) => format!("  {}: {kind}, year not known, {} rows", report.name, report.rows),
        (None, _) => format!("  {}: not read", report.name),
    };
    if report.set_aside > 0 {
        says.push_str(&format!(", {} set aside", report.set_aside));
    }
    file.says.iter().for_each(|line| says.push_str(&format!("\n    {line}")));
    says
}

fn tally_in_words(what: &str, tally: Tally) -> String {
    let Tally { new, changed, unchanged, total_after } = tally;
    format!("{what}: {new} new, {changed} changed, {unchanged} as before, {total_after} in all afterwards")
}

fn where_they_start(preview: &Preview) -> String {
    match &preview.starting_team {
        Some(team) => format!("New people start in this team: {team}"),
        None => "There is no team yet: new people get the first team that is added under Set-up".into(),
    }
}

fn outcome(preview: &Preview, dry_run: bool) -> String {
    match (&preview.blocked, preview.nothing_new, dry_run) {
        (Some(why), _, _) => format!("Nothing was loaded. {why}"),
        (None, _, true) => "This was a dry run: nothing was changed.".into(),
        (None, true, _) => "Nothing changed: everything in these files is in the records already.".into(),
        (None, false, _) => "Loaded. It can be undone for 7 days on the page Returns.".into(),
    }
}

#[cfg(test)]
mod tests {
    use super::has_nothing_of_the_return;

    #[test]
    fn a_list_kept_beside_the_return_is_passed_over() {
        assert!(has_nothing_of_the_return(b"CHILD,DOB,age_on_31_March_2026,group\nA1,01/02/2008,18,x\n"));
    }

    #[test]
    fn a_damaged_file_of_the_return_is_not_passed_over() {
        for damaged in [
            "CHILD,DECOM,RNE\nA1,01/02/2008,S\n",
            "A1,01/02/2008,S,V2\n",
            "",
            "CHILD;SEX;DOB\n",
            "\u{feff}CHILD,SEX,DOB\n",
        ] {
            assert!(!has_nothing_of_the_return(damaged.as_bytes()), "{damaged}");
        }
    }
}
