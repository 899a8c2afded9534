//! `waymark demo`: builds the demonstration council in an empty database.

use std::io::{IsTerminal, Write};
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::Context;
use indicatif::{ProgressBar, ProgressStyle};
use jiff::civil::Date;
use waymark_cases::Error;
use waymark_cases::clock::{Clock, SystemClock};
use waymark_cases::db::{Asking, By, Store};
use waymark_cases::demonstration::{self, Counts, Plan};
use waymark_cases::sign_in::samples;

use crate::{Globals, exit, place};

/// The same number of people, seed and day always give the same council. Only an empty database is taken; what is built is
/// described in docs/demonstration.md.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// How many young people
    #[arg(long, value_name = "N", default_value_t = demonstration::PEOPLE, value_parser = people)]
    people: usize,
    /// Which council of the many that chance could make
    #[arg(long, value_name = "S", default_value_t = 1)]
    seed: u64,
    /// The day everybody's age and status are as of; today if left out
    #[arg(long, value_name = "YYYY-MM-DD")]
    day: Option<Date>,
    /// Print one JSON object for machines
    #[arg(long)]
    json: bool,
}

/// More people than England has in and out of care together would be a slip of the finger.
const MOST: usize = 500_000;

fn people(text: &str) -> Result<usize, String> {
    match text.parse() {
        Ok(people) if (1..=MOST).contains(&people) => Ok(people),
        _ => Err(format!("a number from 1 to {MOST}")),
    }
}

pub fn run(args: Args, globals: &Globals) -> anyhow::Result<ExitCode> {
    let store = Store::open(place(globals)?, Arc::new(SystemClock))?;
    let plan = Plan { people: args.people, seed: args.seed, day: args.day.unwrap_or_else(|| SystemClock.today()) };
    let bar = progress_bar(plan.people);
    let built = demonstration::build(&store, &plan, |stored| bar.set_position(stored as u64));
    bar.finish_and_clear();
    match built {
        Ok(counts) => {
            print(&said(&plan, &counts, args.json)?)?;
            Ok(ExitCode::SUCCESS)
        }
        Err(Error::Contradicts(says)) => {
            eprintln!("waymark: {says}");
            Ok(ExitCode::from(exit::COULD_NOT))
        }
        Err(error) => Err(error.into()),
    }
}

/// The default council, made when a demonstration is first served from an empty database.
pub fn first_start(store: &Store, people: usize) -> anyhow::Result<()> {
    let plan = Plan { people, seed: 1, day: store.clock().today() };
    let bar = progress_bar(people);
    demonstration::build(store, &plan, |stored| bar.set_position(stored as u64))?;
    bar.finish_and_clear();
    Ok(())
}

/// How to come in, for somebody who has just started a demonstration: one sample of each job.
pub fn sign_in_lines(here: &std::net::SocketAddr, store: &Store) -> anyhow::Result<Vec<String>> {
    let asking = Asking::new(By::System("start"), store.clock().now());
    let samples = store.read(&asking, samples::of_demonstration)?;
    let mut lines = vec![
        format!("Staff: http://{here}/team   password: {}", samples::PASSWORD),
        format!("Codes for staff, and messages to young people: http://{here}/outbox"),
    ];
    let mut jobs = std::collections::BTreeSet::new();
    let one_of_each = samples.iter().filter(|sample| jobs.insert(sample.job.clone()));
    lines.extend(one_of_each.map(|sample| format!("  {:<44} {}", sample.email, sample.job)));
    lines.push(format!("Young people: http://{here}/me   with a number from {here}/outbox", here = here));
    Ok(lines)
}

fn progress_bar(people: usize) -> ProgressBar {
    if !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let style = ProgressStyle::with_template("{msg} {bar:40} {human_pos} of {human_len}, {eta} left")
        .unwrap_or_else(|_| ProgressStyle::default_bar());
    ProgressBar::new(people as u64).with_style(style).with_message("Inventing people")
}

fn print(text: &str) -> anyhow::Result<()> {
    writeln!(std::io::stdout().lock(), "{text}").context("the answer could not be written")
}

fn said(plan: &Plan, counts: &Counts, json: bool) -> anyhow::Result<String> {
    if json {
        let answer = serde_json::json!({ "council": demonstration::COUNCIL, "plan": plan, "counts": counts });
        return Ok(serde_json::to_string_pretty(&answer)?);
    }
    let mut lines = vec![format!(
        "{}: {} invented people as of {}, {} of them told as stories",
        demonstration::COUNCIL,
        counts.people,
        waymark_rules::words::long_date(plan.day),
        counts.told
    )];
    lines.extend(counts.by_status.iter().map(|(status, people)| {
        let title = waymark_rules::status::Status::from_code(status).map_or(status.as_str(), |known| known.title());
        format!("  {people:>7} {title}")
    }));
    Ok(lines.join("\n"))
}
