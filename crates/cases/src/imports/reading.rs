//! From kept files and choices to what an import would do: the same answer each time it is asked.

use std::collections::BTreeSet;

use waymark_ssda903::preview::{self, Choices};
use waymark_ssda903::read::read_file;

use super::known::{self, Held};
use super::{Chosen, Upload};
use crate::db::Reading;
use crate::error::Result;

/// What the files say, held against the records.
pub(super) struct Worked {
    pub held: Held,
    pub read: preview::Preview,
}

/// Works out what files would do, held against the records as they are now.
pub(super) fn work(r: &mut Reading<'_>, uploads: &[Upload], year: u16, chosen: &Chosen) -> Result<Worked> {
    let held = known::load(r, &children(uploads))?;
    let files: Vec<preview::Upload<'_>> =
        uploads.iter().map(|upload| preview::Upload { name: &upload.name, bytes: &upload.bytes }).collect();
    let choices = Choices { year: Some(year), apply: chosen.to_apply() };
    let mut read = preview::preview(&files, &choices, &held.known);
    count_everybody(&mut read, &held);
    Ok(Worked { held, read })
}

/// Only what the files speak of is loaded; the totals are over everybody.
fn count_everybody(read: &mut preview::Preview, held: &Held) {
    let (plan, totals) = (&mut read.plan, held.totals);
    plan.people_tally.total_after = totals.people + plan.people_tally.new;
    plan.episodes_tally.total_after = totals.episodes + plan.episodes_tally.new;
    plan.others_tally.total_after = totals.others + plan.others_tally.new;
}

fn children(uploads: &[Upload]) -> BTreeSet<String> {
    let read = uploads.iter().filter_map(|upload| read_file(&upload.name, &upload.bytes).ok());
    let mut children = BTreeSet::new();
    for file in read {
        for child in file.children() {
            if !children.contains(child) {
                children.insert(child.to_owned());
            }
        }
        // A row set aside may come back with a fix; whose it is must be known by then.
        children.extend(file.set_aside.iter().filter_map(|row| row.cells.first().cloned()));
    }
    children
}
