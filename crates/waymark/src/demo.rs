//! `waymark demo`: builds the demonstration council in an empty database.

use std::io::{IsTerminal, Write};
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::{Context, ensure};
use indicatif::{ProgressBar, ProgressStyle};
use jiff::civil::Date;
use waymark_cases::Error;
use waymark_cases::clock::SystemClock;
use waymark_cases::db::{Asking, By, Store};
use waymark_cases::demonstration::{self, Counts, Plan, SignIn};

use crate::{Globals, exit, place};

/// The same number of people, seed and day always give the same council. Only an empty database is taken; what is built is
/// described in docs/demonstration.md.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// How many young people
    #[arg(long, value_name = "N", default_value_t = demonstration::PEOPLE, value_parser = people)]
    people: usize,
    /// Which council of the many that chance could make
    #[arg(long, value_name = "S", default_value_t = SEED)]
    seed: u64,
    /// The day everybody's age and status are as of; today if left out
    #[arg(long, value_name = "YYYY-MM-DD")]
    day: Option<Date>,
    /// Print one JSON object for machines
    #[arg(long)]
    json: bool,
}

const SEED: u64 = 1;

/// More people than England has in and out of care together would be a slip of the finger.
const MOST: usize = 500_000;

/// Reads how many people to invent.
pub fn people(text: &str) -> Result<usize, String> {
    match text.parse() {
        Ok(people) if (1..=MOST).contains(&people) => Ok(people),
        _ => Err(format!("a number from 1 to {MOST}")),
    }
}

pub fn run(args: Args, globals: &Globals) -> anyhow::Result<ExitCode> {
    let store = Store::open(place(globals)?, Arc::new(SystemClock))?;
    let day = args.day.unwrap_or_else(|| store.clock().today());
    let plan = Plan { people: args.people, seed: args.seed, day };
    match build(&store, &plan) {
        Ok(counts) => {
            print(&said(&store, &plan, &counts, args.json)?)?;
            Ok(ExitCode::SUCCESS)
        }
        Err(Error::Contradicts(says)) => {
            eprintln!("waymark: {says}");
            Ok(ExitCode::from(exit::COULD_NOT))
        }
        Err(error) => Err(error.into()),
    }
}

fn build(store: &Store, plan: &Plan) -> Result<Counts, Error> {
    let bar = progress_bar(plan.people);
    let built = demonstration::build(store, plan, |stored| bar.set_position(stored as u64));
    bar.finish_and_clear();
    built
}

/// The default council, made when a demonstration is first served from an empty database.
pub fn first_start(store: &Store, people: usize) -> anyhow::Result<()> {
    build(store, &Plan { people, seed: SEED, day: store.clock().today() })?;
    Ok(())
}

/// How to come in, for somebody who has just started a demonstration; `site` is its address, if it is being shown.
pub fn sign_in_lines(site: &str, store: &Store) -> anyhow::Result<Vec<String>> {
    let all = sign_ins(store)?;
    ensure!(!all.is_empty(), "a demonstration was begun here and not finished: delete its data and begin again");
    let width = all.iter().map(|one| one.contact.chars().count()).max().unwrap_or_default();
    let line = |one: &SignIn| format!("  {:width$}  {}: {}", one.contact, one.role, one.sees);
    let mut lines = vec![format!("Staff: {site}/team   password: {}   codes: {site}/outbox", demonstration::PASSWORD)];
    lines.extend(all.iter().filter(|one| one.password.is_some()).map(line));
    lines.push(format!("Young people: {site}/me   each code is sent to {site}/outbox"));
    let young = all.iter().filter(|one| one.password.is_none());
    lines.extend(young.map(|one| format!("  {:width$}  {}: {}", one.contact, one.name, one.sees)));
    Ok(lines)
}

fn sign_ins(store: &Store) -> anyhow::Result<Vec<SignIn>> {
    let asking = Asking::new(By::System("start"), store.clock().now());
    Ok(store.read(&asking, demonstration::sign_ins)?)
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

fn said(store: &Store, plan: &Plan, counts: &Counts, json: bool) -> anyhow::Result<String> {
    if json {
        let (council, sign_ins) = (demonstration::COUNCIL, sign_ins(store)?);
        let answer = serde_json::json!({ "council": council, "plan": plan, "counts": counts, "sign_ins": sign_ins });
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
    lines.extend(sign_in_lines("", store)?);
    Ok(lines.join("\n"))
}
