//! `waymark administrator`: invites the first administrators of a live council, from the server's own command line.

use std::io::Write;
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::Context;
use waymark_cases::Error;
use waymark_cases::clock::{SystemClock, day_of};
use waymark_cases::db::{Asking, By, Store};
use waymark_cases::sign_in::first_administrators::{self, Invitation};
use waymark_cases::sign_in::invites::InviteKind;

use crate::{Globals, exit, place};

/// Prints a link that works once, for 7 days: whoever opens it chooses a password and sets up an authenticator. Make two
/// administrators, because a role is asked for by one and agreed by another. Refuses when there is one already, unless
/// --another is given.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The administrator's full name
    #[arg(long, value_name = "NAME")]
    name: String,
    /// The work email address they will sign in with
    #[arg(long, value_name = "EMAIL")]
    email: String,
    /// One more although there is one already, or another link for one there is
    #[arg(long)]
    another: bool,
    /// The site's own address as browsers see it, such as https://waymark.example.gov.uk
    #[arg(long, value_name = "URL")]
    address: Option<url::Url>,
    /// Print one JSON object for machines
    #[arg(long)]
    json: bool,
}

pub fn run(args: Args, globals: &Globals) -> anyhow::Result<ExitCode> {
    let store = Store::open(place(globals)?, Arc::new(SystemClock))?;
    let asking = Asking::new(By::System("administrator"), store.clock().now());
    let invited = store.write(&asking, |tx| first_administrators::invite(tx, &args.name, &args.email, args.another));
    match invited {
        Ok(invitation) => {
            print(&said(&args, &invitation)?)?;
            Ok(ExitCode::SUCCESS)
        }
        Err(Error::Contradicts(says)) => {
            eprintln!("waymark: {says}");
            Ok(ExitCode::from(exit::COULD_NOT))
        }
        Err(error) => Err(error.into()),
    }
}

fn said(args: &Args, invitation: &Invitation) -> anyhow::Result<String> {
    let link = link(args, invitation)?;
    let until = day_of(invitation.expires_at);
    if args.json {
        let answer = serde_json::json!({
            "email": args.email.trim().to_lowercase(),
            "kind": invitation.kind.code(),
            "link": link,
            "works_until": invitation.expires_at,
        });
        return Ok(serde_json::to_string_pretty(&answer)?);
    }
    let what = match invitation.kind {
        InviteKind::Welcome => "set up their account",
        InviteKind::Reset => "choose another password, with the authenticator they have",
    };
    let site = if args.address.is_some() { "" } else { "\nIt belongs after the site's own address." };
    let until = waymark_rules::words::long_date(until);
    Ok(format!("Give this link to {} to {what}. It works once, until {until}.{site}\n{link}", args.email.trim()))
}

fn link(args: &Args, invitation: &Invitation) -> anyhow::Result<String> {
    let path = format!("/team/invite/{}", invitation.token);
    match &args.address {
        Some(site) => Ok(site.join(&path).context("the link at the site's address")?.to_string()),
        None => Ok(path),
    }
}

fn print(text: &str) -> anyhow::Result<()> {
    writeln!(std::io::stdout().lock(), "{text}").context("the link could not be written")
}
