//! The outbox: messages wait here until a provider is connected. In a demonstration anybody may read the page, so that
//! anybody can sign in; anywhere else it does not exist. With the embedded database each message is also added to a
//! text file beside it, for the administrator of a small council.

use std::io::Write;
use std::path::{Path, PathBuf};

use maud::{Markup, html};
use waymark_cases::db::{Asking, By, Place, Store, instant};
use waymark_cases::messages_out::{self, Message};
use waymark_cases::sign_in::samples::{self, Sample};

use crate::ctx::Ctx;
use crate::error::{Error, PageResult};
use crate::frame::Sheet;
use crate::words;

struct Outbox {
    samples: Vec<Sample>,
    messages: Vec<Message>,
}

pub async fn get(ctx: Ctx) -> PageResult {
    if !ctx.app().is_demonstration() {
        return Err(Error::NotFound);
    }
    let page = ctx
        .read(|r| Ok(Outbox { samples: samples::of_demonstration(r)?, messages: messages_out::of_demonstration(r)? }))
        .await?;
    ctx.show(Sheet::new("Outbox of the demonstration", view(&page)))
}

fn view(page: &Outbox) -> Markup {
    html! {
        p.govuk-body { "This page exists only in a demonstration. Everyone on it is invented." }
        p.govuk-body { "In a real council the messages go to phones and email, and nobody sees codes here." }
        h2.govuk-heading-m { "Staff sign-ins" }
        p.govuk-body { "Every password here is " strong { (samples::PASSWORD) } }
        (staff(&page.samples))
        h2.govuk-heading-m { "Messages, newest first" }
        (messages(&page.messages))
    }
}

fn staff(samples: &[Sample]) -> Markup {
    html! {
        @if samples.is_empty() { p.govuk-body { "There are no sample sign-ins." } }
        @else {
            p.govuk-body { "A code changes every 30 seconds and works once. Load this page again for the next one." }
            dl.wm-facts {
                @for sample in samples {
                    dt { (sample.name) ", " (sample.job) }
                    dd { (sample.email) ", code " strong { (sample.code) } }
                }
            }
        }
    }
}

fn messages(messages: &[Message]) -> Markup {
    html! {
        @if messages.is_empty() { p.govuk-body { "Nothing has been sent yet." } }
        @for message in messages {
            div.wm-card {
                h3.wm-card__title { "To " bdi { (message.address) } }
                p.wm-muted { "By " (message.channel) " at " (at(message)) }
                p.govuk-body { (message.body) }
            }
        }
    }
}

fn at(message: &Message) -> String {
    let at = instant(message.created_at);
    format!("{}, {}", words::time(at), words::short_date(waymark_cases::clock::day_of(at)))
}

/// Adds what waits to the file beside the embedded database. After the answer, because whether there was a message
/// must not show in how long the answer took (SEC-26).
pub(crate) fn copy_to_file(ctx: &Ctx) {
    let store = ctx.app().store().clone();
    let Place::Folder(folder) = store.place() else { return };
    let (file, asking) = (folder.join("outbox.txt"), Asking::new(By::System("outbox"), ctx.now()));
    tokio::task::spawn_blocking(move || {
        if let Err(error) = copy(&store, &asking, &file) {
            tracing::error!(error = format!("{error:#}"), "adding messages to the file");
        }
    });
}

/// In the file before marked as taken: a message may be there twice after a crash, but never not at all.
fn copy(store: &Store, asking: &Asking, file: &Path) -> anyhow::Result<()> {
    Ok(store.write(asking, |tx| {
        let waiting = messages_out::take_waiting(tx)?;
        append(file, &waiting).map_err(anyhow::Error::from)?;
        Ok(())
    })?)
}

fn append(file: &Path, messages: &[Message]) -> std::io::Result<()> {
    if messages.is_empty() {
        return Ok(());
    }
    let mut out = private(file)?;
    for message in messages {
        writeln!(
            out,
            "{}  {} to {}\n{}\n",
            instant(message.created_at),
            message.channel,
            message.address,
            message.body
        )?;
    }
    out.sync_all()
}

/// Opened for adding, and readable by its owner alone.
fn private(file: &Path) -> std::io::Result<std::fs::File> {
    let mut how = std::fs::OpenOptions::new();
    how.create(true).append(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut how, 0o600);
    how.open(PathBuf::from(file))
}
