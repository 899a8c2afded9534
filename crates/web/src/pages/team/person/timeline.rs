//! S13 Timeline: the story so far, by year, newest first: contacts with their words, homes and legal changes, meetings,
//! who supported them, and what was written down.

use axum::extract::Path;
use jiff::civil::Date;
use maud::{Markup, html};
use waymark_cases::access::{Read, class};
use waymark_cases::care::{self, Episode, ReturnRow};
use waymark_cases::contacts::{self, Contact};
use waymark_cases::events::{self, Event, EventKind};
use waymark_cases::ids::PersonId;
use waymark_cases::relationships::{self, Tie};
use waymark_ssda903::codes;

use super::{Heading, contact, met};
use crate::ctx::Ctx;
use crate::error::PageResult;
use crate::form;
use crate::{urls, words};

/// Something that happened, ready to be shown.
pub(crate) struct Moment {
    pub on: Date,
    pub kind: Kind,
    pub says: String,
    pub more: Option<String>,
    /// What they said, as they said it.
    pub said: Option<String>,
    /// The entry it is, where it has a page of its own.
    pub entry: Option<String>,
}

impl Moment {
    fn new(on: Date, kind: Kind, says: impl Into<String>, more: Option<String>) -> Self {
        Self { on, kind, says: says.into(), more, said: None, entry: None }
    }
}

/// What the filter tells apart.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Contact,
    Home,
    Meeting,
    People,
    Written,
}

impl Kind {
    const ALL: [Self; 5] = [Self::Contact, Self::Home, Self::Meeting, Self::People, Self::Written];

    const fn code(self) -> &'static str {
        match self {
            Self::Contact => "contacts",
            Self::Home => "homes",
            Self::Meeting => "meetings",
            Self::People => "people",
            Self::Written => "written",
        }
    }

    const fn says(self) -> &'static str {
        match self {
            Self::Contact => "Contacts",
            Self::Home => "Homes and care",
            Self::Meeting => "Meetings",
            Self::People => "Workers",
            Self::Written => "Written down",
        }
    }
}

const MOST_EVENTS: i64 = 500;

pub async fn get(ctx: Ctx, Path(person): Path<String>) -> PageResult {
    let person = PersonId::parse(&person)?;
    let kind = form::query(&ctx)?.text("show").to_owned();
    let (heading, moments) = ctx
        .read(move |r| {
            let heading = Heading::read(r, &person)?;
            let status = r.permit::<class::Status, Read>(&person)?;
            let (written, met) = match r.permit_if_allowed::<class::CaseNotes, Read>(&person)? {
                Some(notes) => {
                    (events::of_person(r, &notes, MOST_EVENTS)?, contacts::of_person(r, &notes, MOST_EVENTS)?)
                }
                None => Default::default(),
            };
            let episodes = care::episodes(r, &status)?;
            let reviews = care::return_rows(r, &status, "Reviews")?;
            let ties = relationships::of_person(r, &status)?;
            let mut moments = gather(&episodes, &reviews, &ties, &not_told_again(written, &met));
            moments.extend(met.iter().map(contact_moment));
            moments.sort_by_key(|moment| std::cmp::Reverse(moment.on));
            Ok((heading, moments))
        })
        .await?;
    let main = view(&ctx, &heading, &moments, &kind);
    ctx.show(heading.sheet(&ctx, "timeline", "Timeline", main))
}

/// Everything but the contacts, on one line of time.
pub(crate) fn gather(episodes: &[Episode], reviews: &[ReturnRow], ties: &[Tie], written: &[Event]) -> Vec<Moment> {
    let mut moments: Vec<Moment> = episodes.iter().flat_map(home).collect();
    moments.extend(reviews.iter().filter_map(review));
    moments.extend(ties.iter().filter_map(worker));
    let written = written.iter().map(|event| Moment::new(event.happened_on.0, Kind::Written, &event.says, None));
    moments.extend(written);
    moments
}

/// A contact is told whole, so the line it left among the events is not told beside it.
fn not_told_again(mut written: Vec<Event>, met: &[Contact]) -> Vec<Event> {
    let told: std::collections::HashSet<&str> = met.iter().map(|one| one.evidence.as_str()).collect();
    written.retain(|event| {
        event.kind != EventKind::EvidenceRecorded.code() || evidence_of(event).is_none_or(|id| !told.contains(&*id))
    });
    written
}

fn evidence_of(event: &Event) -> Option<String> {
    let detail: serde_json::Value = serde_json::from_str(&event.detail).ok()?;
    Some(detail.get("evidence")?.as_str()?.to_owned())
}

fn contact_moment(one: &Contact) -> Moment {
    Moment {
        said: Some(one.their_words.clone()).filter(|said| !said.is_empty()),
        entry: Some(one.evidence.clone()),
        ..Moment::new(one.on.0, Kind::Contact, met::says(one), Some(one.what_happened.clone()))
    }
}

fn home(episode: &Episode) -> Vec<Moment> {
    let place = codes::staff_words("PLACE", &episode.place);
    let status = codes::staff_words("LS", &episode.legal_status);
    let began = Moment::new(episode.started_on.0, Kind::Home, format!("Home: {place}"), Some(status.to_owned()));
    let left = (episode.reason_ended != "X1").then_some(episode.ended_on).flatten().map(|end| {
        let why = codes::staff_words("REC", &episode.reason_ended).to_owned();
        Moment::new(end.0, Kind::Home, "Left care", Some(why))
    });
    std::iter::once(began).chain(left).collect()
}

fn review(row: &ReturnRow) -> Option<Moment> {
    let how = codes::staff_words("REVIEW_CODE", &row.code).to_owned();
    Some(Moment::new(row.starts_on?.0, Kind::Meeting, "Review meeting", Some(how)))
}

fn worker(tie: &Tie) -> Option<Moment> {
    let says = words::sentence_case(&format!("{}: {}", tie.kind()?.says(), tie.name.as_deref()?));
    let until = tie.to_on.map(|end| format!("until {}", words::date(end.0)));
    Some(Moment::new(tie.from_on.0, Kind::People, says, until))
}

fn view(ctx: &Ctx, heading: &Heading, moments: &[Moment], show: &str) -> Markup {
    let shown: Vec<&Moment> = moments.iter().filter(|moment| show.is_empty() || moment.kind.code() == show).collect();
    html! {
        (filter(heading, show))
        @if shown.is_empty() {
            p.govuk-body {
                @if moments.is_empty() { "The story starts here." } @else { "Nothing of that kind yet." }
                @if contact::may_record(ctx) { " " a.govuk-link href=(contact::address(&heading.person)) { "Record a contact" } }
            }
        }
        (by_year(&heading.person, &shown))
    }
}

fn filter(heading: &Heading, show: &str) -> Markup {
    let to = urls::person_page(&heading.person, "timeline");
    html! {
        nav.wm-tabs aria-label="Show" {
            ul {
                li { a.govuk-link href=(to) aria-current=[show.is_empty().then_some("true")] { "Everything" } }
                @for kind in Kind::ALL {
                    li {
                        a.govuk-link href=(format!("{to}?show={}", kind.code()))
                            aria-current=[(show == kind.code()).then_some("true")] { (kind.says()) }
                    }
                }
            }
        }
    }
}

fn by_year(person: &PersonId, moments: &[&Moment]) -> Markup {
    let mut years: Vec<i16> = moments.iter().map(|moment| moment.on.year()).collect();
    years.dedup();
    html! {
        @for year in years {
            h3.govuk-heading-m { (year) }
            ol.wm-timeline {
                @for moment in moments.iter().filter(|moment| moment.on.year() == year) {
                    li {
                        p.wm-timeline__when { (words::date(moment.on)) }
                        (told(person, moment))
                    }
                }
            }
        }
    }
}

/// Their words come before anybody's account of them.
fn told(person: &PersonId, moment: &Moment) -> Markup {
    html! {
        p.wm-timeline__what {
            @match &moment.entry {
                Some(entry) => { a.govuk-link href=(met::address(person, entry)) { (moment.says) } }
                None => { (moment.says) }
            }
        }
        @if let Some(said) = &moment.said { figure.wm-words { blockquote { p.wm-as-typed { (said) } } } }
        @if let Some(more) = moment.more.as_deref().filter(|more| !more.is_empty()) { p.wm-muted { (more) } }
    }
}
