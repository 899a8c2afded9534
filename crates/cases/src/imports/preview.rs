//! What an import would do, before anything is saved (journey 5): files, three figures, problems by fix with what was
//! chosen, and ten people before and after in words. Child numbers only.

use waymark_ssda903::merge::{PersonChange, State as Change};
use waymark_ssda903::preview::{FileReport, ImportResult};
use waymark_ssda903::problems::{Group, Problem, Severity};
use waymark_ssda903::words::{BeforeAfter, describe};

use super::reading::{Worked, work};
use super::starting_team::starting_team;
use super::{Batch, Choice, Chosen, State, Upload, permitted, stored_batch};
use crate::db::Reading;
use crate::error::Result;
use crate::ids::ImportId;

/// People shown before and after.
pub const SAMPLE: usize = 10;
/// Lines shown for one of them.
const LINES: usize = 8;

/// Everything a preview shows.
#[derive(Debug, Clone)]
pub struct Preview {
    /// Files, tallies and problems, as one object for machines.
    pub result: ImportResult,
    pub files: Vec<FileSeen>,
    pub years: Vec<u16>,
    /// Groups of problems with what was chosen for each, those still to decide first.
    pub groups: Vec<GroupSeen>,
    pub sample: Vec<Sample>,
    /// Why nothing can be loaded yet, in one sentence.
    pub blocked: Option<String>,
    /// Everything in the files is in the records already.
    pub nothing_new: bool,
    /// The team that new people start in, if there is a team.
    pub starting_team: Option<String>,
}

/// One file, and what was found in it.
#[derive(Debug, Clone)]
pub struct FileSeen {
    /// Where it stands among the kept files, for taking it out.
    pub position: i32,
    pub report: FileReport,
    /// What is wrong with the file as a whole, in words.
    pub says: Vec<String>,
}

/// Problems mended the same way, and what was chosen.
#[derive(Debug, Clone)]
pub struct GroupSeen {
    pub key: String,
    pub title: String,
    /// `None` once its fix was applied and nothing of it is left.
    pub group: Option<Group>,
    pub choice: Option<Choice>,
    /// Fixes carried out.
    pub fixed: usize,
}

/// One person before and after.
#[derive(Debug, Clone)]
pub struct Sample {
    pub child: String,
    pub is_new: bool,
    pub lines: Vec<SampleLine>,
    /// Lines left out.
    pub more: usize,
}

pub type SampleLine = BeforeAfter;

/// What a stored import would do now.
pub fn preview(r: &mut Reading<'_>, id: &ImportId) -> Result<Preview> {
    permitted(r)?;
    let batch = stored_batch(r, id)?;
    let (positions, uploads): (Vec<i32>, Vec<Upload>) = super::files(r, id)?.into_iter().unzip();
    let chosen = super::choices(r, id)?;
    let worked = work(r, &uploads, batch.year, &chosen)?;
    let seen = seen(&worked, &positions, &chosen, batch.state == State::Applied);
    Ok(Preview { starting_team: starting_team(r)?.map(|team| team.name), ..seen })
}

/// What an import of these files would do, without keeping them.
pub fn look(r: &mut Reading<'_>, files: &[Upload], year: u16) -> Result<Preview> {
    permitted(r)?;
    let chosen = Chosen::default();
    let worked = work(r, files, year, &chosen)?;
    let positions: Vec<i32> = (0..).take(files.len()).collect();
    let seen = seen(&worked, &positions, &chosen, false);
    Ok(Preview { starting_team: starting_team(r)?.map(|team| team.name), ..seen })
}

/// The problems that came with the last import of each year and were neither mended nor set aside with a reason (S64).
pub fn open_problems(r: &mut Reading<'_>) -> Result<Vec<(Batch, Preview)>> {
    permitted(r)?;
    let mut years = Vec::new();
    let mut open = Vec::new();
    for batch in super::list(r)?.into_iter().filter(|batch| batch.state == State::Applied) {
        if years.contains(&batch.year) {
            continue;
        }
        years.push(batch.year);
        let mut preview = preview(r, &batch.id)?;
        preview.groups.retain(|seen| {
            seen.group.as_ref().is_some_and(|group| group.severity != Severity::Notice)
                && !matches!(seen.choice, Some(Choice::IgnoreWithReason(_)))
        });
        open.push((batch, preview));
    }
    Ok(open)
}

pub(super) fn seen(worked: &Worked, positions: &[i32], chosen: &Chosen, applied: bool) -> Preview {
    let read = &worked.read;
    Preview {
        result: read.result(applied),
        files: files(&read.files, &read.problems, positions),
        years: read.years.iter().map(|year| year.year).collect(),
        groups: groups(worked, chosen),
        sample: sample(&read.plan.people),
        blocked: blocked(worked),
        nothing_new: read.changes_nothing(),
        starting_team: None,
    }
}

/// Why nothing can be loaded, if so.
pub(super) fn blocked(worked: &Worked) -> Option<String> {
    let files = &worked.read.files;
    let unread = files.iter().filter(|file| !file.recognised).count();
    let without_year = files.iter().filter(|file| file.recognised && file.year.is_none()).count();
    match (files.len(), unread, without_year) {
        (0, _, _) => Some("Add at least one file of the return.".into()),
        (_, 0, 0) => None,
        (_, 1, _) => Some("1 file could not be read. Take it out or add it again, then go on.".into()),
        (_, 0, 1) => Some("We cannot tell which year 1 file is for. Say which year it is for.".into()),
        (_, 0, n) => Some(format!("We cannot tell which year {n} files are for. Say which year they are for.")),
        (_, n, _) => Some(format!("{n} files could not be read. Take them out or add them again, then go on.")),
    }
}

fn files(reports: &[FileReport], problems: &[Problem], positions: &[i32]) -> Vec<FileSeen> {
    let about_the_file = |problem: &&Problem, name: &str| {
        problem.row.is_none()
            && problem.severity != Severity::Notice
            && problem.file.as_ref().is_some_and(|file| file.as_str() == name)
    };
    let seen = |(report, position): (&FileReport, &i32)| FileSeen {
        position: *position,
        says: problems.iter().filter(|one| about_the_file(one, &report.name)).map(|one| one.says.clone()).collect(),
        report: report.clone(),
    };
    reports.iter().zip(positions).map(seen).collect()
}

fn groups(worked: &Worked, chosen: &Chosen) -> Vec<GroupSeen> {
    let read = &worked.read;
    let fixed = |key: &str| read.applied_groups.iter().find(|group| group.key == key).map_or(0, |group| group.fixes);
    let open = read.groups.iter().map(|group| GroupSeen {
        key: group.key.to_string(),
        title: group.title.clone(),
        choice: chosen.get(group.key.as_ref()).cloned(),
        fixed: fixed(&group.key),
        group: Some(group.clone()),
    });
    let gone = read.applied_groups.iter().filter(|done| read.groups.iter().all(|group| group.key != done.key));
    let gone = gone.map(|done| GroupSeen {
        key: done.key.clone(),
        title: done.title.clone(),
        group: None,
        choice: chosen.get(&done.key).cloned(),
        fixed: done.fixes,
    });
    let mut all: Vec<GroupSeen> = open.chain(gone).collect();
    all.sort_by_key(|group| group.choice.is_some());
    all
}

/// People whose record changes come first, since new ones are less of a surprise; spread over the whole, not the first
/// ten by number.
fn sample(people: &[PersonChange]) -> Vec<Sample> {
    let changed: Vec<&PersonChange> = people.iter().filter(|person| person.state == Change::Changed).collect();
    let new: Vec<&PersonChange> = people.iter().filter(|person| person.state == Change::New).collect();
    let of_new = SAMPLE.saturating_sub(changed.len()).max(SAMPLE / 2).min(new.len());
    let of_changed = (SAMPLE - of_new).min(changed.len());
    spread(&changed, of_changed).chain(spread(&new, of_new)).map(one_sample).collect()
}

fn spread<'a>(people: &'a [&'a PersonChange], wanted: usize) -> impl Iterator<Item = &'a PersonChange> {
    let step = people.len().checked_div(wanted).unwrap_or(1).max(1);
    people.iter().step_by(step).take(wanted).copied()
}

fn one_sample(person: &PersonChange) -> Sample {
    let mut lines = describe(person);
    let more = lines.len().saturating_sub(LINES);
    lines.truncate(LINES);
    Sample { child: person.child.clone(), is_new: person.state == Change::New, lines, more }
}
