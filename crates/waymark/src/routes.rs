//! `waymark routes`: the access table, for reviewers and for the tests that visit every page.

use std::process::ExitCode;

use serde::Serialize;
use waymark_web::routes::{Entry, Needs};

use crate::Globals;

/// Print every page there is and who it is for
#[derive(Debug, clap::Args)]
pub struct Args {
    /// One JSON array instead of a table
    #[arg(long)]
    json: bool,
}

#[derive(Serialize)]
struct Row {
    method: String,
    path: &'static str,
    door: &'static str,
    page: &'static str,
    who: String,
    /// Whether a proof of who is there must be fresh (SEC-29).
    wants_fresh_proof: bool,
}

#[expect(clippy::print_stdout, reason = "the table is this command's result")]
pub fn run(args: Args, _: &Globals) -> anyhow::Result<ExitCode> {
    let rows: Vec<Row> = waymark_web::routes::entries().into_iter().map(row).collect();
    if args.json {
        println!("{}", serde_json::to_string_pretty(&rows)?);
    } else {
        for row in &rows {
            println!("{:<6} {:<44} {:<8} {}", row.method, row.path, row.page, row.who);
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn row(entry: Entry) -> Row {
    Row {
        method: entry.method.to_string(),
        path: entry.path,
        door: entry.door.code(),
        page: entry.page,
        who: who(&entry.needs),
        wants_fresh_proof: entry.wants_fresh_proof,
    }
}

fn who(needs: &Needs) -> String {
    match needs {
        Needs::Nothing | Needs::Anyone => "anyone".into(),
        Needs::SignedIn => "signed in".into(),
        Needs::YoungPerson => "young_person".into(),
        Needs::Roles(roles) => roles.iter().map(|role| role.code()).collect::<Vec<_>>().join(" "),
    }
}
