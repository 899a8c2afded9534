//! One program: the server and every command beside it.
//!
//! Each subcommand is one file with `Args` and `run(args, &Globals)`. Every command ends with 0 (done),
//! 1 (problems found in the data) or 2 (wrong use, or it could not be done).

mod administrator;
mod demo;
mod import;
mod routes;
mod serve;
mod status;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use mimalloc::MiMalloc;

/// Half of what a page costs is small pieces of text taken and given back, on several threads at once.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

/// A leaving-care record for English councils.
#[derive(Debug, Parser)]
#[command(name = "waymark", version, about, propagate_version = true)]
struct Cli {
    #[command(flatten)]
    globals: Globals,
    #[command(subcommand)]
    command: Command,
}

/// Options every command accepts, before or after its name.
#[derive(Debug, clap::Args)]
pub struct Globals {
    /// Folder of the embedded database and its files
    #[arg(long, global = true, value_name = "DIR", default_value = "./waymark-data", env = "WAYMARK_DATA")]
    pub data: PathBuf,
    /// PostgreSQL to use instead of the embedded database
    #[arg(long, global = true, value_name = "URL", env = "WAYMARK_DATABASE", hide_env_values = true)]
    pub database: Option<String>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Build a demonstration council of invented people in an empty database
    Demo(demo::Args),
    /// Invite the first administrators of a council's real system
    Administrator(administrator::Args),
    /// Load the files of a yearly return into the records
    Import(import::Args),
    /// Work out one person's leaving-care status from a facts file, with the reasons
    Status(status::Args),
    /// Show the site
    Serve(serve::Args),
    /// Print every page there is and who it is for
    Routes(routes::Args),
}

fn run(command: Command, globals: &Globals) -> anyhow::Result<ExitCode> {
    match command {
        Command::Demo(args) => demo::run(args, globals),
        Command::Administrator(args) => administrator::run(args, globals),
        Command::Import(args) => import::run(args, globals),
        Command::Status(args) => status::run(args, globals),
        Command::Serve(args) => serve::run(args, globals),
        Command::Routes(args) => routes::run(args, globals),
    }
}

/// Where the records are: the URL if one is given, else the folder.
pub fn place(globals: &Globals) -> anyhow::Result<waymark_cases::db::Place> {
    use waymark_cases::db::Place;
    Ok(globals.database.clone().map_or_else(|| Place::Folder(globals.data.clone()), Place::Url))
}

fn main() -> ExitCode {
    let cli = Cli::parse();
    run(cli.command, &cli.globals).unwrap_or_else(|error| {
        eprintln!("waymark: {error:#}");
        ExitCode::from(exit::COULD_NOT)
    })
}

/// What a command tells the shell that called it.
pub mod exit {
    /// The command worked, and what it read has problems that somebody must mend.
    pub const PROBLEMS: u8 = 1;
    /// Wrong use, or the command could not be carried out.
    pub const COULD_NOT: u8 = 2;
}
