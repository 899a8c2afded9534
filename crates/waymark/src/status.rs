//! `waymark status`: anyone can check one person's status from a facts file, without the server or a database.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context;
use waymark_rules::facts::{Facts, Problem};
use waymark_rules::policy::Policy;
use waymark_rules::status::{StatusResult, status};
use waymark_rules::words::{long_date, plain};

use crate::{Globals, exit};

/// The facts file is described in docs/facts.md. The answer is the status at the end of the day asked about.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// What is known about the person, as JSON (docs/facts.md)
    #[arg(long, value_name = "FILE")]
    facts: PathBuf,
    /// The day to answer for, such as 2026-11-22
    #[arg(long, value_name = "DATE")]
    as_of: jiff::civil::Date,
    /// The council's choices where the law leaves room, as TOML or JSON; defaults if left out
    #[arg(long, value_name = "FILE")]
    policy: Option<PathBuf>,
    /// Print one JSON object for machines
    #[arg(long)]
    json: bool,
}

pub fn run(args: Args, _globals: &Globals) -> anyhow::Result<ExitCode> {
    let policy = args.policy.as_deref().map_or_else(|| Ok(Policy::default()), read_policy)?;
    let text = read(&args.facts)?;
    let answer = read_facts(&text).and_then(|facts| status(&facts, &policy, args.as_of).map_err(|problems| problems.0));
    match answer {
        Ok(result) => {
            print(&said(&result, args.json)?)?;
            Ok(ExitCode::SUCCESS)
        }
        Err(problems) => {
            print(&refused(&problems, args.json)?)?;
            Ok(ExitCode::from(exit::PROBLEMS))
        }
    }
}

fn read(file: &Path) -> anyhow::Result<String> {
    std::fs::read_to_string(file).with_context(|| format!("{} could not be read", file.display()))
}

/// Facts that do not fit the schema are a problem in the data, not wrong use.
fn read_facts(text: &str) -> Result<Facts, Vec<Problem>> {
    serde_json::from_str(text).map_err(|error| vec![Problem { field: "facts".into(), says: error.to_string() }])
}

fn read_policy(file: &Path) -> anyhow::Result<Policy> {
    let text = read(file)?;
    let named = || format!("{} is not a policy that can be used", file.display());
    match file.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("json")) {
        true => serde_json::from_str(&text).with_context(named),
        false => Policy::from_toml(&text).with_context(named),
    }
}

fn print(text: &str) -> anyhow::Result<()> {
    writeln!(std::io::stdout().lock(), "{text}").context("the answer could not be written")
}

fn said(result: &StatusResult, json: bool) -> anyhow::Result<String> {
    match json {
        true => {
            let mut answer = serde_json::to_value(result)?;
            answer["plain"] = serde_json::to_value(plain(result))?;
            Ok(serde_json::to_string_pretty(&answer)?)
        }
        false => Ok(for_reading(result)),
    }
}

fn refused(problems: &[Problem], json: bool) -> anyhow::Result<String> {
    match json {
        true => Ok(serde_json::to_string_pretty(&serde_json::json!({ "problems": problems }))?),
        false => {
            let lines = problems.iter().map(|problem| format!("  {problem}"));
            Ok(std::iter::once("These facts cannot be used:".to_owned()).chain(lines).collect::<Vec<_>>().join("\n"))
        }
    }
}

/// The answer as a person reads it in a terminal.
fn for_reading(result: &StatusResult) -> String {
    let mut lines = vec![headline(result)];
    let words = plain(result);
    lines.extend(words.staff_next);
    if let Some(on) = result.eligible_from {
        lines.push(format!("Eligible from {}", long_date(on)));
    }
    if let Some(authority) = &result.responsible_authority {
        lines.push(format!("Responsible authority: {authority}"));
    }
    let counters = result.counters;
    lines.push(format!(
        "Days in care counted: {} (with closing days {}, from 16 on {})",
        counters.days, counters.days_with_closing, counters.days_after_16
    ));
    for flag in &result.flags {
        lines.push(format!("Look at this: {} ({})", flag.says(), flag.code()));
    }
    lines.push(String::new());
    lines.push("Why".into());
    lines.extend(result.explanation.iter().map(|reason| format!("  {:8} {}", reason.rule, reason.says)));
    lines.push(String::new());
    lines.push("To the young person".into());
    lines.push(format!("  {}", words.young_person));
    lines.join("\n")
}

fn headline(result: &StatusResult) -> String {
    let branch = result.branch.map_or(String::new(), |branch| format!(", {}", branch.code()));
    let sub_state = result.sub_state.map_or(String::new(), |state| format!(", {}", state.code()));
    format!("{} on {}{branch}{sub_state}", result.status.title(), long_date(result.as_of))
}
