//! Y30 My record: my story in entries, newest first, by year.

use jiff::civil::Date;
use maud::{Markup, html};
use waymark_cases::access::{Read, RelationshipKind, class};
use waymark_cases::care::{self, Episode, ReturnRow};
use waymark_cases::contacts::{self, Contact, Theirs};
use waymark_cases::facts::{self, FactKind};
use waymark_cases::relationships::{self, Tie};
use waymark_ssda903::codes;

use super::contacts::{Seen, held_back};
use super::entry;
use crate::ctx::Ctx;
use crate::error::PageResult;
use crate::frame::Sheet;
use crate::words;

struct Entry {
    on: Date,
    says: Markup,
}

impl Entry {
    fn line(on: Date, says: impl maud::Render) -> Self {
        Self { on, says: html! { p.wm-timeline__what { (says) } } }
    }
}

pub(super) const MOST_CONTACTS: i64 = 500;

struct Record {
    name: String,
    told_us: Vec<(&'static str, String)>,
    entries: Vec<Entry>,
    contacts: Theirs,
}

pub async fn get(ctx: Ctx) -> PageResult {
    let me = ctx.myself()?;
    let record = ctx
        .read(move |r| {
            let status = r.permit::<class::Status, Read>(&me)?;
            let identity = r.permit::<class::Identity, Read>(&me)?;
            let plan = r.permit::<class::Plan, Read>(&me)?;
            let said = facts::of_class(r, &plan)?;
            let about = facts::of_class(r, &identity)?;
            let episodes = care::episodes(r, &status)?;
            let reviews = care::return_rows(r, &status, "Reviews")?;
            let ties = relationships::of_person(r, &status)?;
            let contacts = match r.permit_for_checked::<class::CaseNotes>(&me)? {
                Some(checked) => contacts::theirs(r, &checked, MOST_CONTACTS)?,
                None => Theirs::default(),
            };
            Ok(Record {
                name: about.shown_name().to_owned(),
                told_us: TOLD_US
                    .iter()
                    .filter_map(|(kind, title)| Some((*title, said.given(*kind)?.to_owned())))
                    .collect(),
                entries: entries(&episodes, &reviews, &ties, &contacts.shared),
                contacts,
            })
        })
        .await?;
    ctx.show(Sheet::new("My record", view(&ctx, &record)))
}

const TOLD_US: &[(FactKind, &str)] = &[
    (FactKind::Introduction, "About me"),
    (FactKind::LatestWords, "The last thing I told you"),
    (FactKind::WhatMatters, "What matters to me"),
    (FactKind::WhatHelps, "What helps me"),
    (FactKind::WhatToAvoid, "What to avoid"),
];

fn entries(episodes: &[Episode], reviews: &[ReturnRow], ties: &[Tie], contacts: &[Contact]) -> Vec<Entry> {
    let mut entries: Vec<Entry> = episodes.iter().flat_map(home).collect();
    entries.extend(reviews.iter().filter_map(|row| Some(Entry::line(row.starts_on?.0, "You had a meeting."))));
    entries.extend(ties.iter().filter_map(worker));
    entries.extend(contacts.iter().filter_map(contact));
    entries.sort_by_key(|entry| std::cmp::Reverse(entry.on));
    entries
}

/// A contact is told whole, and leads to where they can answer it.
fn contact(one: &Contact) -> Option<Entry> {
    let seen = Seen::of(one)?.view();
    let on = one.on.0;
    let says = html! {
        (seen)
        p.govuk-body { a.govuk-link href=(entry::address(&one.evidence)) { "Say something about this" } }
    };
    Some(Entry { on, says })
}

fn home(episode: &Episode) -> Vec<Entry> {
    let place = codes::young_words("PLACE", &episode.place).unwrap_or("a new home");
    let began = Entry::line(episode.started_on.0, format!("Your home: {place}."));
    let ended = (episode.reason_ended != "X1").then_some(episode.ended_on).flatten();
    let left = ended.map(|end| {
        let says = match codes::young_words("REC", &episode.reason_ended) {
            Some(why) => format!("You left care: {why}."),
            None => "You left care.".into(),
        };
        Entry::line(end.0, says)
    });
    std::iter::once(began).chain(left).collect()
}

fn worker(tie: &Tie) -> Option<Entry> {
    let name = tie.first_name.as_deref()?;
    let says = match tie.kind()? {
        RelationshipKind::AllocatedWorker => format!("{name} became your adviser."),
        RelationshipKind::SecondWorker => format!("{name} began to work with you too."),
        RelationshipKind::ReviewingOfficerAppointment => format!("{name} began to check that we keep our promises."),
        RelationshipKind::Advocate => format!("{name} is on your side."),
        _ => return None,
    };
    Some(Entry::line(tie.from_on.0, says))
}

fn view(ctx: &Ctx, record: &Record) -> Markup {
    html! {
        p.govuk-body { "This is what we have written about you, " bdi { (record.name) } "." }
        (told_us(record))
        (story(ctx, record))
        p.govuk-body { a.govuk-link href="/me/record/copy" { "Get a copy of my record" } }
    }
}

fn told_us(record: &Record) -> Markup {
    html! {
        h2.govuk-heading-m { "What you told us" }
        @if record.told_us.is_empty() {
            p.govuk-body { "Nothing yet. Your adviser can write it down with you." }
        }
        @for (title, said) in &record.told_us {
            figure.wm-words { figcaption { (title) } blockquote { p { (said) } } }
        }
    }
}

fn story(ctx: &Ctx, record: &Record) -> Markup {
    let mut years: Vec<i16> = record.entries.iter().map(|entry| entry.on.year()).collect();
    years.dedup();
    html! {
        h2.govuk-heading-m { "My story" }
        @if record.entries.is_empty() { p.govuk-body { "Nothing yet." } }
        (held_back(ctx, &record.contacts))
        p.govuk-body { a.govuk-link href="/me/record/held" { "What we hold back" } }
        @for year in years {
            h3.govuk-heading-s { (year) }
            ol.wm-timeline {
                @for entry in record.entries.iter().filter(|entry| entry.on.year() == year) {
                    li {
                        p.wm-timeline__when { (words::day(entry.on, ctx.today())) }
                        (entry.says)
                    }
                }
            }
        }
    }
}
